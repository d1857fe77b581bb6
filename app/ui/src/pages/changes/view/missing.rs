//! The points that a draft cites and the text does not have.

use delibero_domain::authorisation::Source;
use delibero_usecases::accounts::Actor;
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::MissingPoint;

use super::documents::{DocumentView, document_view};
use crate::error::PageError;
use crate::pages::drafting::known_draft;
use crate::services::Services;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPointView {
    pub document: DocumentView,
    pub cited: Source,
    /// By whom, when (`2026-11-21 01:02:03`), and why.
    pub answer: Option<(String, String, String)>,
}

/// Those of a draft.
///
/// # Errors
/// When there is no such draft, or the store fails.
pub(in crate::pages) async fn missing_points(
    with: &Services,
    actor: &Actor,
    draft: &str,
) -> Result<Vec<MissingPointView>, PageError> {
    let drafts = with.catalogue_drafts(actor)?;
    let draft = known_draft(drafts, draft).await?;
    let missing = with.missing_points(actor)?.of(&draft).await?;
    let users: Vec<_> = missing.iter().filter_map(|found| Some(found.answer.as_ref()?.user.clone())).collect();
    let names = drafts.names(&users).await?;
    let view = |found: MissingPoint| MissingPointView {
        document: document_view(&found.document, &[&with.catalogue]),
        cited: found.cited,
        answer: found.answer.map(|answer| {
            let name = names.get(&answer.user).cloned().unwrap_or_else(|| answer.user.to_string());
            (name, belgian_time::written(answer.at), answer.reason)
        }),
    };
    Ok(missing.into_iter().map(view).collect())
}
