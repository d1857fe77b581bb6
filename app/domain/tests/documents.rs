//! The catalogue taken apart into documents, and read again.

use delibero_domain::catalogue::files::documents::{Document, documents};
use delibero_domain::catalogue::files::{BUILTIN, CatalogueFault, builtin, read};

fn files(documents: &[Document]) -> Vec<(&str, &str)> {
    documents.iter().map(|found| (found.name.as_str(), found.text.as_str())).collect()
}

#[test]
fn documents_say_what_the_files_said() {
    let taken_apart = documents(BUILTIN).unwrap();
    let catalogue = read(&files(&taken_apart)).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let shipped = builtin().unwrap();
    assert_eq!(catalogue.hash(), shipped.hash());
    assert!(catalogue == shipped, "labels as well, in the same order");
}

#[test]
fn a_document_taken_apart_is_itself() {
    let once = documents(BUILTIN).unwrap();
    let again = documents(&files(&once)).unwrap();
    assert!(again == once);
    let names: std::collections::BTreeSet<&str> = once.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(names.len(), once.len(), "no two documents have one name");
    assert!(names.contains("authorisations/20-130.cpas.hdi.toml"), "{names:?}");
}

#[test]
fn what_stands_in_two_documents_is_told() {
    let mut twice = documents(BUILTIN).unwrap();
    let copied = twice.iter().find(|found| found.name == "terms/purpose.recovery.toml").unwrap().clone();
    twice.push(Document { name: "terms/purpose.recovery-again.toml".to_owned(), ..copied });
    let errors = read(&files(&twice)).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["terms/purpose.recovery-again.toml:2: purpose: `recovery` stands twice"]);
}

#[test]
fn an_authorisation_of_an_unknown_deliberation_is_told() {
    let mut without = documents(BUILTIN).unwrap();
    without.retain(|found| found.name != "deliberations/12-057.toml");
    let errors = read(&files(&without)).unwrap_err();
    assert!(
        errors.iter().any(|error| error.file == "authorisations/12-057.secal.unemployment.toml"
            && error.key == "deliberation"
            && error.what == CatalogueFault::NoDeliberation("12/057".to_owned())),
        "{errors:#?}"
    );
}
