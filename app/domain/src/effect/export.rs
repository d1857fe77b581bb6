//! What differs between two catalogues as one JSON document, for other programs.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::{Change, Difference, Dimension, Effect, Example, Outcome, Respected, UNNAMED};
use crate::authorisation::RetentionRule;
use crate::catalogue::Catalogue;

/// How a module or a purpose that no catalogue names is told.
const OTHER: &str = "other";

/// The document.
#[must_use]
pub fn export(before: &Catalogue, after: &Catalogue, found: &Effect) -> Json {
    json!({
        "before": { "hash": before.hash() },
        "after": { "hash": after.hash() },
        "cases": count(found.compared),
        "same": found.differences.is_empty(),
        "changes": found.differences.iter().map(change).collect::<Vec<_>>(),
    })
}

fn count(classes: u128) -> u64 {
    u64::try_from(classes).unwrap_or(u64::MAX)
}

fn change(found: &Difference) -> Json {
    let module = found.module.as_ref().map(|module| named(module.as_str()));
    let purposes: Vec<&str> = found.purposes.iter().map(|purpose| named(purpose.as_str())).collect();
    let limited = |of: Dimension| one_or_all(found.limited_to(of).unwrap_or_default());
    let mut told = json!({
        "recipient": one_or_all(&found.recipients),
        "service": found.service,
        "module": module,
        "purpose": one_or_all(&purposes),
        "person_role": limited(Dimension::PersonRole),
        "role": limited(Dimension::Role),
        "from": found.from,
        "until": found.until,
        "kind": found.direction,
        "outcome": outcome(&found.change),
        "gained": found.change.gained(),
        "lost": found.change.lost(),
        "reduced": found.change.reduced(),
        "reasons": found.change.reasons(),
        "retention": matches!(found.change, Change::Retention { .. }),
        "obligations": matches!(found.change, Change::Obligations { .. }),
        "when": when(found),
        "cases": count(found.classes),
        "example": example(&found.example),
    });
    if let Some((key, details)) = details(&found.change) {
        told[key] = details;
    }
    told
}

fn named(id: &str) -> &str {
    if id == UNNAMED { OTHER } else { id }
}

/// One word, a list of several, or nothing: whichever.
fn one_or_all(words: &[impl Serialize]) -> Json {
    match words {
        [] => Json::Null,
        [one] => json!(one),
        several => json!(several),
    }
}

fn outcome(change: &Change) -> Json {
    match change {
        Change::Outcome { before, after, .. } => json!({ "before": before.as_str(), "after": after.as_str() }),
        _ => json!({ "before": "granted", "after": "granted" }),
    }
}

/// The conditions beside those that have a key of their own.
fn when(found: &Difference) -> Json {
    let own = |of: Dimension| matches!(of, Dimension::PersonRole | Dimension::Role);
    let limits = found.circumstances.iter().filter(|limit| !own(limit.of));
    limits.map(|limit| (limit.of.as_str().to_owned(), json!(limit.values))).collect::<Map<_, _>>().into()
}

/// What stands there before and after: points of outcomes, rules of retention, duties.
fn details(change: &Change) -> Option<(&'static str, Json)> {
    match change {
        Change::Outcome { before, after, .. } => {
            let source = |outcome: &Outcome| outcome.source().cloned().map(String::from);
            Some(("points", json!({ "before": source(before), "after": source(after) })))
        }
        Change::Retention { before, after } => {
            let rules = |rules: &[RetentionRule]| {
                let told = rules
                    .iter()
                    .map(|rule| json!({ "rule": rule.code(), "source": rule.source, "summary": rule.summary }));
                told.collect::<Vec<_>>()
            };
            Some(("rules", json!({ "before": rules(before), "after": rules(after) })))
        }
        Change::Obligations { before, after } => {
            let duties = |found: &Respected| json!({ "limits": found.limits, "authorities": found.authorities });
            Some(("duties", json!({ "before": duties(before), "after": duties(after) })))
        }
        Change::Reading { elements, service } => {
            Some(("read_otherwise", json!({ "elements": elements, "service": service })))
        }
        Change::Elements(_) => None,
    }
}

/// The request as `decide --batch` reads it.
#[must_use]
pub fn example(example: &Example) -> Json {
    let request = &example.request;
    let held = request.user.offices.as_ref();
    let offices = held.map(|held| held.iter().map(|held| &held.office).collect::<Vec<_>>());
    let mut told = json!({
        "at": request.at,
        "recipient": request.recipient,
        "service": request.service,
        "module": request.module,
        "purpose": request.purpose,
        "person_role": request.person_role,
        "role": request.role,
        "region": request.region,
        "designated": request.user.designated,
        "offices": offices,
        "recipient_integrated": request.integration.recipient,
        "sender_integrated": request.integration.sender,
        "quality_codes": request.integration.quality_codes,
        "legal_context": request.integration.legal_context,
        "own_file_by_other": request.integration.own_file_by_other,
        "own_file_by_oneself": request.integration.own_file_by_oneself,
        "batch": request.batch,
        "exchange": request.exchange,
        "niss": request.niss,
        "confirmed": request.confirmed,
        "record": {
            "regime": example.regime,
            "risk_nature": example.risk,
            "period": example.period.map(|period| (period.begin, period.end)),
        },
    });
    // No register is asked where it is said what the organisation is.
    if let Some(organisation) = &request.organisation {
        told["organisation"] = json!(organisation);
        told["belongs_to"] = json!([request.recipient]);
    }
    told
}
