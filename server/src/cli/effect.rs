//! `delibero catalogue effect`: what a change of the catalogue gives and takes, in words or as JSON.

use std::collections::BTreeMap;

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Change, Difference, Direction, Effect, ElementState, Example, Outcome, effect};
use jiff::civil::Date;
use serde_json::{Value as Json, json};

/// What differs, as one JSON document.
pub(super) fn document(before: &Catalogue, after: &Catalogue) -> Json {
    let found = effect(before, after);
    json!({
        "before": before.hash(),
        "after": after.hash(),
        "compared": found.compared.to_string(),
        "recipients": found.recipients(),
        "differences": found.differences.iter().map(difference).collect::<Vec<_>>(),
    })
}

fn difference(found: &Difference) -> Json {
    json!({
        "recipient": found.recipient,
        "service": found.service,
        "module": found.module,
        "purpose": found.purpose,
        "from": found.from,
        "until": found.until,
        "direction": found.direction,
        "change": found.change,
        "classes": found.classes.to_string(),
        "circumstances": found.circumstances,
        "example": example(&found.example),
    })
}

/// The request as `decide --batch` reads it.
fn example(example: &Example) -> Json {
    let request = &example.request;
    json!({
        "at": request.at,
        "recipient": request.recipient,
        "service": request.service,
        "module": request.module,
        "purpose": request.purpose,
        "person_role": request.person_role,
        "role": request.role,
        "recipient_integrated": request.integration.recipient,
        "sender_integrated": request.integration.sender,
        "quality_codes": request.integration.quality_codes,
        "legal_context": request.integration.legal_context,
        "own_file_by_other": request.integration.own_file_by_other,
        "batch": request.batch,
        "exchange": request.exchange,
        "niss": request.niss,
        "confirmed": request.confirmed,
        "record": {
            "regime": example.regime,
            "risk_nature": example.risk,
            "period": example.period.map(|period| (period.begin, period.end)),
        },
    })
}

/// What differs in lines that people read, recipient by recipient.
pub(super) fn lines(before: &Catalogue, after: &Catalogue) -> Vec<String> {
    let found = effect(before, after);
    let mut by_recipient: BTreeMap<_, Vec<&Difference>> = BTreeMap::new();
    for difference in &found.differences {
        by_recipient.entry((&difference.recipient, &difference.service)).or_default().push(difference);
    }
    let mut lines = Vec::new();
    for ((recipient, service), differences) in by_recipient {
        lines.push(format!("{recipient}, {service}"));
        lines.extend(differences.into_iter().map(|difference| format!("  {}", line(difference))));
    }
    lines.push(summary(&found));
    lines
}

fn summary(found: &Effect) -> String {
    let compared = found.compared;
    match found.recipients().len() {
        0 => format!("The same: {compared} cases compared."),
        touched => format!("{touched} recipients and members touched, nobody else: {compared} cases compared."),
    }
}

fn line(found: &Difference) -> String {
    let sign = match found.direction {
        Direction::Wider => '+',
        Direction::Narrower => '-',
        Direction::Other => '~',
    };
    let module = found.module.as_ref().map_or("any module", |module| module.as_str());
    let purpose = found.purpose.as_ref().map_or("any purpose", |purpose| purpose.as_str());
    let circumstances: String = found
        .circumstances
        .iter()
        .map(|circumstance| format!("; {}: {}", word(&json!(circumstance.of)), circumstance.values.join(", ")))
        .collect();
    format!("{sign} {module}, {purpose}, {}: {}{circumstances}", days(found.from, found.until), change(&found.change))
}

fn days(from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    }
}

fn change(change: &Change) -> String {
    match change {
        Change::Outcome { before, after } => format!("{}, was {}", outcome(after), outcome(before)),
        Change::Element { element, before, after } => format!("{element} {}, was {}", state(after), state(before)),
        Change::Retention { before, after } => format!("kept {}, was {}", listed(after), listed(before)),
        Change::Obligations { before, after } => format!("to respect {}, was {}", listed(after), listed(before)),
        Change::Meaning { element: Some(element) } => format!("{element} is read otherwise"),
        Change::Meaning { element: None } => "the service is sent or read otherwise".to_owned(),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Granted => "granted".to_owned(),
        Outcome::Refused(reason, source) => format!("refused {reason}{}", at(source.as_ref())),
    }
}

fn state(state: &ElementState) -> String {
    match state {
        ElementState::Absent => "not there".to_owned(),
        ElementState::Granted => "granted".to_owned(),
        ElementState::Withheld(reason, source) => format!("withheld {}{}", reason.as_str(), at(Some(source))),
        ElementState::ReducedTo(form, source) => format!("reduced {}{}", form.as_str(), at(Some(source))),
    }
}

fn at(source: Option<&Source>) -> String {
    source.map(|source| format!(" ({})", self::source(source))).unwrap_or_default()
}

fn source(source: &Source) -> String {
    format!("{}, {}", source.deliberation, source.point)
}

fn listed(rules: &[String]) -> String {
    if rules.is_empty() { "nothing".to_owned() } else { rules.join("; ") }
}

fn word(of: &Json) -> String {
    of.as_str().unwrap_or_default().to_owned()
}
