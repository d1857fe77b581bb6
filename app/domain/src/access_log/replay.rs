//! Decides a logged record again.

use serde::Serialize;
use serde_json::Value as Json;

use super::decided::{Conclusion, Considered, Decided, ENGINE, Facts, Ruling};
use super::entry::Entry;
use crate::authorisation::Source;
use crate::catalogue::Catalogue;
use crate::consultation::Request;
use crate::identifier::ElementId;

/// What became of a record that was decided again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Whether everything that was said is said again.
    pub same: bool,
    /// What differs: names of fields of the record.
    pub differs: Vec<String>,
    /// Why, in words; also where the decision is the same under another catalogue or engine.
    pub why: Option<String>,
}

/// What a decision said.
#[derive(PartialEq, Serialize)]
struct Told<'t> {
    outcome: &'t str,
    source: Option<&'t Source>,
    granted: &'t [ElementId],
    considered: &'t [Considered],
    #[serde(flatten)]
    ruling: &'t Ruling,
}

impl Facts {
    /// The request that an entry is about.
    #[must_use]
    pub fn request(&self, entry: &Entry) -> Request {
        Request {
            at: self.day,
            recipient: entry.recipient.clone(),
            organisation: Some(entry.organisation.clone()),
            region: self.region.clone(),
            service: entry.service.clone(),
            module: entry.module.clone(),
            purpose: entry.purpose.clone(),
            person_role: entry.person_role.clone(),
            role: (!self.without_role).then_some(entry.role),
            user: self.user.clone(),
            batch: self.batch,
            exchange: self.exchange,
            belongs_to: self.belongs_to.clone(),
            niss: self.niss,
            confirmed: self.confirmed.clone(),
            integration: self.integration.clone(),
        }
    }
}

/// Decides again what a record says was decided.
#[must_use]
pub fn replay(catalogue: &Catalogue, entry: &Entry) -> Replay {
    let Some(logged) = entry.decided.as_deref() else { return not_kept(entry) };
    let again = Conclusion::of(catalogue, &logged.facts.request(entry), logged.facts.limit);
    let before = Told {
        outcome: &entry.outcome,
        source: entry.source.as_ref(),
        granted: &entry.granted,
        considered: &logged.considered,
        ruling: &logged.ruling,
    };
    let now = Told {
        outcome: &again.outcome,
        source: again.source.as_ref(),
        granted: &again.granted,
        considered: &again.decided.considered,
        ruling: &again.decided.ruling,
    };
    let changes = if before == now { Vec::new() } else { changes(&before, &now) };
    let circumstances = circumstances(logged, &again.decided);
    let reasons =
        if changes.is_empty() || !circumstances.is_empty() { circumstances } else { vec![UNEXPLAINED.to_owned()] };
    let words: Vec<String> = reasons.into_iter().chain(changes.iter().map(|(_, words)| words.clone())).collect();
    Replay {
        same: changes.is_empty(),
        differs: changes.into_iter().map(|(field, _)| field).collect(),
        why: Some(words.join("; ")).filter(|words| !words.is_empty()),
    }
}

const UNEXPLAINED: &str =
    "catalogue and engine are those of the record: the record was changed, or the engine is not what its version says";

fn not_kept(entry: &Entry) -> Replay {
    let why = format!("a record of form {} does not hold what the decision used", entry.form);
    Replay { same: false, differs: Vec::new(), why: Some(why) }
}

fn circumstances(logged: &Decided, now: &Decided) -> Vec<String> {
    let catalogue = (logged.catalogue != now.catalogue)
        .then(|| format!("the catalogue is another: logged {}, given {}", logged.catalogue, now.catalogue));
    let engine =
        (logged.engine != ENGINE).then(|| format!("the engine is another: logged {}, given {ENGINE}", logged.engine));
    catalogue.into_iter().chain(engine).collect()
}

/// Each field that differs, with what is gone and what is new.
fn changes(before: &Told<'_>, now: &Told<'_>) -> Vec<(String, String)> {
    let fields = |told: &Told<'_>| match serde_json::to_value(told) {
        Ok(Json::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let mut now = fields(now);
    let differing = fields(before).into_iter().filter_map(|(field, old)| {
        let new = now.remove(&field).unwrap_or_default();
        (old != new).then(|| {
            let words = format!("{field}: {}", change(&old, &new));
            (field, words)
        })
    });
    differing.collect()
}

fn change(old: &Json, new: &Json) -> String {
    let (Json::Array(old), Json::Array(new)) = (old, new) else {
        return format!("was {}, is {}", word(old), word(new));
    };
    let gone = old.iter().filter(|item| !new.contains(item)).map(|item| format!("without {}", word(item)));
    let come = new.iter().filter(|item| !old.contains(item)).map(|item| format!("with {}", word(item)));
    let words: Vec<String> = gone.chain(come).collect();
    if words.is_empty() { "in another order".to_owned() } else { words.join(", ") }
}

fn word(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
