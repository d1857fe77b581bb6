//! An organisation as the log keeps it: an object of flat fields, of which an entry holds those that differ.

use serde_json::{Map, Value as Json, json};

use super::field::Field;
use super::model::Registered;
use super::particulars::Processor;
use super::typed::Typed;
use crate::directory::Membership;

/// Every field that says something.
#[must_use]
pub fn snapshot(organisation: &Registered) -> Map<String, Json> {
    let typed = Typed::of(&organisation.particulars);
    let mut fields = Map::new();
    for field in Field::ALL.iter().filter(|field| **field != Field::LegalContexts) {
        let value = typed.get(*field);
        if !value.is_empty() {
            fields.insert(field.as_str().to_owned(), json!(value));
        }
    }
    let processors = organisation.particulars.details.processors.iter().map(processor);
    let proposed = organisation.proposals.iter().map(|proposal| membership(&proposal.membership));
    for (name, list) in [
        (Field::LegalContexts.as_str(), organisation.particulars.legal_contexts.clone()),
        ("processors", processors.collect()),
        ("recipients", organisation.memberships.iter().map(membership).collect()),
        ("proposed_recipients", proposed.collect::<Vec<_>>()),
    ] {
        if !list.is_empty() {
            fields.insert(name.to_owned(), json!(list));
        }
    }
    let state = organisation.stopped.as_ref().map_or("active", |stopped| stopped.kind.as_str());
    fields.insert("state".to_owned(), json!(state));
    fields
}

/// The fields that differ, before and after.
pub(super) fn difference(before: &Registered, after: &Registered) -> (Json, Json) {
    let (mut before, mut after) = (snapshot(before), snapshot(after));
    let same: Vec<String> =
        before.iter().filter(|(name, value)| after.get(*name) == Some(*value)).map(|(name, _)| name.clone()).collect();
    for name in same {
        before.remove(&name);
        after.remove(&name);
    }
    (Json::Object(before), Json::Object(after))
}

/// `cpas 20/130 2025-01-01 2026-12-31`: as a cell of a sheet has it; what is not known is `-`.
#[must_use]
pub fn membership(found: &Membership) -> String {
    let or_dash = |word: Option<String>| word.unwrap_or_else(|| "-".to_owned());
    let deliberation = or_dash(found.deliberation.map(|number| number.to_string()));
    let from = or_dash(found.from.map(|day| day.to_string()));
    let until = found.until.map(|day| format!(" {day}")).unwrap_or_default();
    format!("{} {deliberation} {from}{until}", found.recipient)
}

/// `name, number, first day, last day`: as a cell of a sheet has it.
#[must_use]
pub fn processor(found: &Processor) -> String {
    let number = found.enterprise_number.map(|number| number.to_string()).unwrap_or_default();
    let until = found.until.map(|day| day.to_string()).unwrap_or_default();
    format!("{}, {number}, {}, {until}", found.name, found.from).trim_end_matches([',', ' ']).to_owned()
}
