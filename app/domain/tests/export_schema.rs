//! The export is what its JSON Schema says, and the schema refuses what is not.

use delibero_domain::catalogue::files::{BUILTIN, read, rules};
use delibero_domain::catalogue::{EXPORT_SCHEMA, export};
use serde_json::{Value as Json, json};

/// The files that ship, and one that uses the rest of the format.
fn exported() -> Json {
    let files: Vec<_> = BUILTIN
        .iter()
        .copied()
        .chain([
            ("deliberations/99-001.toml", include_str!("oracle/whole-format.toml")),
            ("suspensions.toml", include_str!("oracle/whole-format-suspensions.toml")),
        ])
        .collect();
    let mut document = export(&read(&files).unwrap_or_else(|errors| panic!("{errors:#?}")));
    document["rules"] = rules(&files);
    document["files"] = json!(files);
    document
}

fn faults(document: &Json) -> Vec<String> {
    let schema: Json = serde_json::from_str(EXPORT_SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"));
    validator.iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[test]
fn the_export_is_what_its_schema_says() {
    let found = faults(&exported());
    assert!(found.is_empty(), "{:#?}", found.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn the_schema_refuses_what_is_not_an_export() {
    let changes: [(&str, Json); 7] = [
        ("/rules/suspensions/0/since", json!("yesterday")),
        ("/services", json!(null)),
        ("/authorisations/0/valid_from", json!("soon")),
        ("/cases/0/given/at", json!(null)),
        ("/cases/0/expect/outcome", json!("perhaps")),
        ("/rules/deliberations/0/authorisation/0/purpose/0/id", json!("Any Purpose")),
        (
            "/rules/deliberations/0/authorisation/0/exclusion/0",
            json!({ "elements": ["risk.niss"], "point": "1", "moduls": [] }),
        ),
    ];
    let whole = exported();
    for (place, value) in changes {
        let mut changed = whole.clone();
        *changed.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
        let found = faults(&changed);
        assert!(found.iter().all(|fault| fault.starts_with(place)) && !found.is_empty(), "{place}: {found:?}");
    }
}

#[test]
fn rules_of_documents_are_those_of_the_files() {
    let taken_apart = delibero_domain::catalogue::files::documents::documents(BUILTIN).expect("documents");
    let files: Vec<_> = taken_apart.iter().map(|found| (found.name.as_str(), found.text.as_str())).collect();
    let (apart, whole) = (rules(&files), rules(BUILTIN));
    let count = |rules: &Json| {
        let all = rules["deliberations"].as_array().expect("a list");
        all.iter().map(|found| found["authorisation"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>()
    };
    assert_eq!(count(&apart), count(&whole));
    assert_eq!(apart["terms"], whole["terms"]);
    let document = json!({ "rules": apart, "services": [], "authorisations": [], "sectors": [], "cases": [], "points": [], "readings": [], "files": [] });
    assert_eq!(faults(&document), [""; 0]);
}
