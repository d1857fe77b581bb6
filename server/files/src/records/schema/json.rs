//! JSON Schema (2020-12) of one line of NDJSON.

use delibero_domain::catalogue::{Catalogue, Service};
use serde_json::{Map, Value as Json, json};

use super::tree::{Holds, Part, Value};
use super::{NoFormat, described};

/// The description of a service's records.
///
/// # Errors
/// When the service has no exchange format.
pub fn json_schema(catalogue: &Catalogue, service: &Service) -> Result<Json, NoFormat> {
    let described = described(catalogue, service)?;
    let lines: Vec<Json> = if service.layout.declared {
        described.records.iter().map(named).collect()
    } else {
        described.records.iter().map(|record| holds(&record.holds)).collect()
    };
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A record of the service {}", service.id),
        "oneOf": lines,
    }))
}

fn named(record: &Part) -> Json {
    let mut properties = Map::new();
    properties.insert(record.name.clone(), of(record));
    json!({ "type": "object", "properties": properties, "required": [record.name], "additionalProperties": false })
}

fn of(part: &Part) -> Json {
    let mut one = holds(&part.holds);
    if !part.words.is_empty() {
        one["description"] = json!(part.words);
    }
    // One alone may stand without its list.
    if part.repeated { json!({ "anyOf": [one, { "type": "array", "items": one }] }) } else { one }
}

fn holds(holds: &Holds) -> Json {
    match holds {
        Holds::Value(found) => value(found),
        Holds::Parts(parts) => listed(parts).unwrap_or_else(|| object(parts, &[], &[])),
        Holds::OneOf { before, groups, after } => object(before, groups, after),
        Holds::Choice(parts) => json!({ "oneOf": parts.iter().map(of).collect::<Vec<_>>() }),
    }
}

/// What holds nothing but items of one name is a list in JSON.
fn listed(parts: &[Part]) -> Option<Json> {
    match parts {
        [only] if only.repeated => Some(json!({ "type": "array", "items": self::holds(&only.holds) })),
        _ => None,
    }
}

fn object(before: &[Part], groups: &[Vec<Part>], after: &[Part]) -> Json {
    let every = || before.iter().chain(groups.iter().flatten()).chain(after);
    let nothing = |part: &Part| {
        let known = of(part);
        if part.needed { known } else { json!({ "anyOf": [known, { "type": "null" }] }) }
    };
    let properties: Map<String, Json> = every().map(|part| (part.name.clone(), nothing(part))).collect();
    let required: Vec<&str> =
        before.iter().chain(after).filter(|part| part.needed).map(|part| part.name.as_str()).collect();
    let mut out =
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    if groups.len() > 1 {
        let names = |group: &Vec<Part>| group.iter().map(|part| part.name.clone()).collect::<Vec<_>>();
        let has = |group: &Vec<Part>| json!({ "anyOf": names(group).iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() });
        let pairs = groups.iter().enumerate().flat_map(|(place, one)| {
            groups[place + 1..].iter().map(move |other| json!({ "not": { "allOf": [has(one), has(other)] } }))
        });
        out["allOf"] = Json::Array(pairs.collect());
    }
    out
}

fn value(value: &Value) -> Json {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let long = |most: usize| json!({ "type": ["string", "number"], "minLength": 1, "maxLength": most });
    match value {
        Value::Niss => {
            let number = text("^[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[- ]?[0-9]{3}[. ]?[0-9]{2}$");
            let known = json!({ "value": number, "#text": number, "replacedBy": number, "replaces": number, "canceled": { "type": "boolean" } });
            json!({ "anyOf": [number, { "type": "object", "properties": known, "additionalProperties": false }] })
        }
        Value::Uuid => text("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
        Value::Version => json!({ "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": 9_999_999_998_u64 },
            { "type": "string", "pattern": "^[+]?[0-9]{1,10}$" },
        ] }),
        Value::Status => json!({ "enum": ["CREATION", "MODIFICATION", "CANCELLATION"] }),
        Value::OneOf(words) => json!({ "enum": words }),
        Value::Quarter => text("^[12][0-9]{3}Q[1-4]$"),
        Value::Month => text("^[12][0-9]{3}-(0[1-9]|1[0-2])$"),
        Value::Day => text("^[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?$"),
        Value::Number => json!({ "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": "^[+-]?([0-9]{1,13}([.,][0-9]{0,2}0*)?|[.,][0-9]{1,2}0*)$" },
        ] }),
        Value::Identifier | Value::Code => long(64),
        Value::Words => long(4000),
    }
}
