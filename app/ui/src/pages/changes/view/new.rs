//! What is shown to begin a draft.

use delibero_domain::capability::Capability;
use delibero_domain::text::Text;
use delibero_usecases::store_error::StoreError;

use super::describe::{DescribeError, DescribeForm, DescribeView};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in_with};

/// From where one begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeginFrom {
    /// A recipient's page: its identifier.
    pub recipient: String,
    /// The point of a deliberation's page.
    pub point: String,
    /// The state to go back to: its number.
    pub state: String,
}

/// A form that was sent and is shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeginReplay {
    pub form: DescribeForm,
    pub from: BeginFrom,
    pub errors: Vec<DescribeError>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeginView {
    pub describe: DescribeView,
    pub from: BeginFrom,
    pub recipient: Option<Text>,
    /// The state to go back to, and how many documents that changes.
    pub back_to: Option<(u32, usize)>,
    /// Nothing was typed yet: a title is proposed.
    pub untouched: bool,
}

/// # Errors
/// When the user does not write, or what it begins from is not there.
pub async fn load(from: BeginFrom, deliberation: &str) -> Result<BeginView, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let replay = FormReplay::<BeginReplay>::given();
    let untouched = replay.is_none();
    let typed = DescribeForm { deliberation: deliberation.to_owned(), ..DescribeForm::default() };
    let BeginReplay { form, from, errors } = replay.unwrap_or(BeginReplay { form: typed, from, errors: Vec::new() });
    let recipient = with.catalogue.recipient(&from.recipient).map(|found| found.label.clone());
    let back_to = match from.state.trim() {
        "" => None,
        state => Some(back_to(&with, &account.actor, state).await?),
    };
    let describe = form.view(with.register(&account.actor)?, errors).await?;
    Ok(BeginView { describe, from, recipient, back_to, untouched })
}

async fn back_to(
    with: &crate::services::Services,
    actor: &delibero_usecases::accounts::Actor,
    state: &str,
) -> Result<(u32, usize), PageError> {
    let number: u32 = state.parse().map_err(|_| PageError::Unknown)?;
    let changes: Result<_, StoreError> = with.catalogue_states(actor)?.back_to(number).await;
    let changes = changes?.ok_or(PageError::Unknown)?;
    Ok((number, changes.len()))
}
