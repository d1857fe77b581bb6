//! The catalogue that ships reads, and what is wrong in a file is told.

use delibero_domain::catalogue::files::{BUILTIN, builtin, read};

#[test]
fn the_files_that_ship_are_right() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(catalogue.deliberations().len(), 2);
    assert!(catalogue.authorisations().len() > 16);
}

/// The files with one change in one of them.
fn changed(file: &str, from: &str, to: &str) -> Vec<String> {
    let contents: Vec<(&str, String)> = BUILTIN
        .iter()
        .map(|(name, text)| (*name, if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() }))
        .collect();
    let files: Vec<(&str, &str)> = contents.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let errors = read(&files).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_wrong_is_named_with_its_file() {
    for (file, from, to, named) in [
        ("deliberations/23-058.toml", "\"payment.niss\"", "\"payment.nis\"", "payment.nis"),
        ("deliberations/23-058.toml", "recipient = \"vdab\"", "recipient = \"vdba\"", "vdba"),
        ("deliberations/20-130.toml", "id = \"subsidy-control\"", "id = \"subsidy\"", "subsidy"),
        ("services/hdi.toml", "id = \"risk.niss\"", "id = \"payment.niss\"", "payment.niss"),
        ("terms.toml", "[[purpose]]", "[[purposes]]", "purposes"),
    ] {
        let errors = changed(file, from, to);
        assert!(
            errors.iter().any(|error| error.starts_with(file) && error.contains(named)),
            "{file} {named}: {errors:?}"
        );
    }
}
