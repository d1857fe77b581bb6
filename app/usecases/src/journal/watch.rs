//! What matters to security, and is neither a consultation nor a change.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, UserName};
use jiff::Timestamp;
use serde_json::Value as Json;

use super::port::JournalStore;
use crate::accounts::Actor;
use crate::clock::Clock;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// Whose matter it is where no organisation is behind it: the program's starts and stops. Auditors alone read it.
///
/// # Panics
/// Never: it is an identifier.
#[must_use]
pub fn of_the_portal() -> OrganisationId {
    OrganisationId::new("portal").expect("an identifier")
}

/// Somebody or something that was noticed.
#[derive(Debug)]
pub struct Noticed {
    pub kind: AdministrationKind,
    /// Who did it, where that is known; never what was only typed, which may be a password or a NISS.
    pub who: Option<(UserName, OrganisationId)>,
    /// Never a NISS.
    pub subject: String,
    pub fields: Option<Json>,
}

impl Noticed {
    #[must_use]
    pub fn of(actor: &Actor, kind: AdministrationKind, subject: impl Into<String>) -> Self {
        let who = Some((actor.user.clone(), actor.organisation.clone()));
        Self { kind, who, subject: subject.into(), fields: None }
    }

    #[must_use]
    pub fn with(self, fields: Json) -> Self {
        Self { fields: Some(fields), ..self }
    }

    pub(crate) fn entry(self, at: Timestamp) -> Administration {
        let (user, organisation) = match self.who {
            Some((user, organisation)) => (Some(user), organisation),
            None => (None, of_the_portal()),
        };
        Administration {
            form: Administration::FORM,
            at,
            kind: self.kind,
            user,
            organisation,
            subject: self.subject,
            person: None,
            before: None,
            after: self.fields,
            why: None,
        }
    }
}

/// Writes down, durably, what was noticed.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    pub journal: &'w dyn JournalStore,
    pub clock: &'w dyn Clock,
    pub randomness: &'w dyn Randomness,
}

impl Watch<'_> {
    /// # Errors
    /// When the store fails.
    pub async fn note(self, noticed: Noticed) -> Result<(), StoreError> {
        let mut work = self.journal.begin_journal().await?;
        work.append_administration(&noticed.entry(self.clock.now()), self.randomness.salt()).await?;
        work.commit().await
    }
}
