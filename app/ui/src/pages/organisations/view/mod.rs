//! What the pages of organisations show, made from their register.

use std::collections::BTreeMap;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::text::Text;
use delibero_usecases::directory::Membership;
use delibero_usecases::organisations::{Organisations, Registered};
use jiff::civil::Date;

use crate::error::PageError;

pub mod edit;
pub mod history;
pub mod import;
pub mod list;
pub mod opens;
pub mod organisation;
pub mod waiting;

/// A recipient that an organisation belongs to, or that is proposed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipView {
    pub recipient: String,
    pub label: Text,
    /// None: registered before this was kept.
    pub deliberation: Option<String>,
    /// None: from the beginning.
    pub from: Option<Date>,
    /// None: open.
    pub until: Option<Date>,
}

pub(super) fn membership_view(catalogue: &Catalogue, found: &Membership) -> MembershipView {
    MembershipView {
        recipient: found.recipient.to_string(),
        label: recipient_label(catalogue, found.recipient.as_str()),
        deliberation: found.deliberation.map(|number| number.to_string()),
        from: found.from,
        until: found.until,
    }
}

pub(super) fn recipient_label(catalogue: &Catalogue, id: &str) -> Text {
    catalogue.recipient(id).map_or_else(|| Text::same(id), |found| found.label.clone())
}

/// Every recipient that may be chosen: identifier and label, with that of the one that it is a member of.
pub(super) fn recipient_choices(catalogue: &Catalogue) -> Vec<(String, Text)> {
    let label = |found: &delibero_domain::catalogue::Recipient| {
        let owner = found.member_of.as_ref().and_then(|owner| catalogue.recipient(owner.as_str()));
        match owner {
            None => found.label.clone(),
            Some(owner) => {
                Text::in_each(|language| format!("{} – {}", owner.label.get(language), found.label.get(language)))
            }
        }
    };
    catalogue.recipients().iter().map(|found| (found.id.to_string(), label(found))).collect()
}

/// The names that people read.
pub(super) struct Names(BTreeMap<UserName, String>);

impl Names {
    pub async fn of(known: Organisations<'_>, mut users: Vec<UserName>) -> Result<Self, PageError> {
        users.sort();
        users.dedup();
        Ok(Self(known.names(&users).await?))
    }

    pub fn get(&self, user: &UserName) -> String {
        self.0.get(user).map_or_else(|| user.to_string(), Clone::clone)
    }
}

pub(super) async fn known_organisation(known: Organisations<'_>, id: &str) -> Result<Registered, PageError> {
    let id = OrganisationId::new(id).map_err(|_| PageError::Unknown)?;
    known.find(&id).await?.ok_or(PageError::Unknown)
}
