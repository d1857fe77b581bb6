//! Every change of an organisation, field by field.

use delibero_domain::text::Text;
use delibero_usecases::belgian_time;
use delibero_usecases::journal::LogPosition;
use serde_json::Value as Json;

use super::{Names, known_organisation};
use crate::error::PageError;
use crate::services::{services, signed_in};

/// How many changes are on a page.
const AT_ONCE: u32 = 50;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    pub id: String,
    pub name: Text,
    /// Newest first.
    pub changes: Vec<ChangeLine>,
    /// Where older ones begin.
    pub next: Option<LogPosition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// `2026-11-21 01:02:03`
    pub at: String,
    /// None: at the command line.
    pub by: Option<String>,
    pub why: Option<String>,
    /// Whether it was registered then.
    pub is_new: bool,
    /// Name, before and after; several values one below the other.
    pub fields: Vec<(String, String, String)>,
}

/// # Errors
/// When there is no such organisation, or not for this user.
pub async fn load(id: &str, before: Option<LogPosition>) -> Result<HistoryView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.organisations(&account.actor)?;
    let found = known_organisation(known, id).await?;
    let page = known.history(&found, before, AT_ONCE).await?;
    let names = Names::of(known, page.entries.iter().filter_map(|logged| logged.entry.user.clone()).collect()).await?;
    let changes = page.entries.iter().map(|logged| {
        let entry = &logged.entry;
        ChangeLine {
            at: belgian_time::written(entry.at),
            by: entry.user.as_ref().map(|user| names.get(user)),
            why: entry.why.clone(),
            is_new: entry.before.is_none(),
            fields: entry
                .changed()
                .into_iter()
                .map(|field| (field.field.to_owned(), words(field.before), words(field.after)))
                .collect(),
        }
    });
    Ok(HistoryView { id: id.to_owned(), name: found.particulars.name, changes: changes.collect(), next: page.next })
}

fn words(value: Option<&Json>) -> String {
    match value {
        None => String::new(),
        Some(Json::String(words)) => words.clone(),
        Some(Json::Array(values)) => values.iter().map(|value| words(Some(value))).collect::<Vec<_>>().join("\n"),
        Some(other) => other.to_string(),
    }
}
