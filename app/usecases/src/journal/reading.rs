//! What was read of the journal, as the journal keeps it.

use delibero_domain::access_log::{AdministrationFamily, PersonToken};
use serde_json::{Map, Value as Json, json};

use super::model::{AdministrationFilter, LogFilter, LogPosition};

/// Consultations and what left of them, as the subject of an entry.
const ENTRIES: &str = "entries";

/// What a reader was given.
pub(crate) struct Read {
    /// `entries`, the family of others, or one position.
    pub subject: String,
    /// Whom it was about, where that was asked for.
    pub person: Option<PersonToken>,
    /// The filters, and which entries fulfilled them.
    pub fields: Option<Json>,
}

impl Read {
    pub fn of_entries(filter: &LogFilter, found: impl ExactSizeIterator<Item = LogPosition>) -> Self {
        let LogFilter { organisation, user, person, outcome, kind, decided: _, from, to } = filter;
        let filters = [
            ("organisation", organisation.as_ref().map(ToString::to_string)),
            ("user", user.as_ref().map(ToString::to_string)),
            ("outcome", outcome.clone()),
            ("kind", kind.map(|kind| kind.as_str().to_owned())),
            ("from", from.map(|day| day.to_string())),
            ("until", to.map(|day| day.to_string())),
        ];
        Self { subject: ENTRIES.to_owned(), person: person.clone(), fields: Some(fields(filters, found)) }
    }

    pub fn of_changes(filter: &AdministrationFilter, found: impl ExactSizeIterator<Item = LogPosition>) -> Self {
        let AdministrationFilter { family, organisation, user, kind, subject, from, to } = filter;
        let filters = [
            ("organisation", organisation.as_ref().map(ToString::to_string)),
            ("user", user.as_ref().map(ToString::to_string)),
            ("kind", kind.map(|kind| kind.as_str().to_owned())),
            ("subject", subject.clone()),
            ("from", from.map(|day| day.to_string())),
            ("until", to.map(|day| day.to_string())),
        ];
        let family = family.unwrap_or(AdministrationFamily::Changes);
        Self { subject: family.as_str().to_owned(), person: None, fields: Some(fields(filters, found)) }
    }

    pub fn of_positions(found: impl ExactSizeIterator<Item = LogPosition>) -> Self {
        Self { subject: ENTRIES.to_owned(), person: None, fields: Some(fields([], found)) }
    }

    pub fn of_one(position: LogPosition) -> Self {
        Self { subject: position.to_string(), person: None, fields: None }
    }
}

fn fields<const N: usize>(
    filters: [(&str, Option<String>); N],
    mut found: impl ExactSizeIterator<Item = LogPosition>,
) -> Json {
    let mut fields: Map<String, Json> =
        filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))).collect();
    fields.insert("lines".to_owned(), json!(found.len()));
    if let Some(newest) = found.next() {
        fields.insert("newest".to_owned(), json!(newest));
        fields.insert("oldest".to_owned(), json!(found.last().unwrap_or(newest)));
    }
    Json::Object(fields)
}
