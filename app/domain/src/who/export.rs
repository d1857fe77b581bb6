//! Everybody who can ever see something, as a document and as lines for other programs.

use serde_json::{Value as Json, json};

use super::{Answer, Reach, Sought};
use crate::authorisation::{RecipientIntegration, Suspension};
use crate::catalogue::offices_by_region;

/// What was sought, and every answer. `complete`: there is nobody else.
#[must_use]
pub fn document(sought: &Sought, answers: &[Answer<'_>]) -> Json {
    let element = match &sought.elements[..] {
        [one] => json!(one),
        several => json!(several),
    };
    let mut document = json!({
        "service": sought.service,
        "element": element,
        "complete": true,
        "answers": answers.iter().map(answer).collect::<Vec<_>>(),
    });
    if !sought.values.is_empty() {
        document["values"] = sought
            .values
            .iter()
            .map(|(element, value)| (element.to_string(), json!(value)))
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    if let Some(at) = sought.at {
        document["at"] = json!(at);
    }
    document
}

fn answer(found: &Answer<'_>) -> Json {
    let authorisation = found.authorisation;
    let reduced = found.reduced.iter().map(|(element, form, _)| (element.to_string(), json!(form)));
    json!({
        "recipient": found.recipient(),
        "module": found.module,
        "exchange": found.exchange,
        "purpose": found.purpose(),
        "person_roles": found.person_roles,
        "default_person_role": found.purpose.default_person_role,
        "roles": found.roles,
        "regimes": found.regimes,
        "regime_unsaid": found.regime_unsaid,
        "risks": found.risks,
        "history": history(&found.histories),
        "reduced": reduced.collect::<serde_json::Map<_, _>>(),
        "integration": integration(found),
        "designated": authorisation.designated,
        "offices": offices_by_region(found.purpose),
        "batch": authorisation.batch.allowed,
        "from": authorisation.validity.from,
        "until": authorisation.validity.until,
        "deliberation": found.module_grant.source.deliberation,
        "point": found.module_grant.source.point,
        "suspended": found.suspensions.iter().map(|of| suspended(of)).collect::<Vec<_>>(),
        "points": found.points.iter().map(|source| String::from((*source).clone())).collect::<Vec<_>>(),
    })
}

fn suspended(found: &Suspension) -> Json {
    json!({ "since": found.since, "organisation": found.organisation })
}

/// Nothing where it is not limited; one reach as it is, several as a list.
fn history(reaches: &[Reach<'_>]) -> Json {
    let reach = |found: &Reach<'_>| {
        let mut told = json!({ "years": found.years });
        if let Some((years, condition)) = found.extension {
            told["extension"] = json!({ "years": years, "condition": condition });
        }
        told
    };
    match reaches {
        [] => Json::Null,
        [one] => reach(one),
        several => several.iter().map(reach).collect(),
    }
}

/// As the export writes it, with what else the text asks of files and codes.
fn integration(found: &Answer<'_>) -> Json {
    let rule = found.integration();
    let own = rule.recipient == RecipientIntegration::OwnDirectory;
    let mut told = json!({
        "recipient": if own { RecipientIntegration::Required } else { rule.recipient },
        "sender": rule.sender,
    });
    if own {
        told["directory"] = json!("own");
    }
    match &found.quality_codes[..] {
        [] => {}
        [one] => told["quality_codes"] = json!(one),
        several => told["quality_codes"] = json!(several),
    }
    if let Some(source) = &found.authorisation.own_file {
        told["own_file"] = json!(source);
    }
    told
}

/// The fields of a line.
pub const COLUMNS: [&str; 16] = [
    "recipient",
    "module",
    "exchange",
    "purpose",
    "person_roles",
    "roles",
    "regimes",
    "risks",
    "history",
    "reduced",
    "integration",
    "from",
    "until",
    "suspended",
    "deliberation",
    "point",
];

/// One line, in the order of [`COLUMNS`]; words of one place are identifiers and days, so that none needs quotes.
#[must_use]
pub fn row(found: &Answer<'_>) -> [String; 16] {
    let told = answer(found);
    COLUMNS.map(|column| word(&told[column]))
}

fn word(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(word) => word.clone(),
        Json::Array(values) => values.iter().map(word).collect::<Vec<_>>().join(" "),
        Json::Object(fields) => {
            fields.iter().map(|(key, value)| format!("{key}={}", word(value))).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}
