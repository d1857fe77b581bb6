//! The cases of the catalogue: decisions read from the texts by hand, each with its point.

use delibero_domain::cases::failing;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, CatalogueError, builtin, read};

fn is_case_file(name: &str) -> bool {
    name.starts_with("cases/")
}

/// The shipped files, one of them changed in one place.
fn changed(file: &str, from: &str, to: &str) -> Result<Catalogue, Vec<CatalogueError>> {
    let contents: Vec<(&str, String)> = BUILTIN
        .iter()
        .map(|(name, text)| {
            assert!(*name != file || text.contains(from), "{file} has no {from}");
            (*name, if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() })
        })
        .collect();
    read(&contents.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

/// The rules that ship, without their cases, and these.
fn with_cases(cases: &str) -> Result<Catalogue, Vec<CatalogueError>> {
    let rules = BUILTIN.iter().copied().filter(|(name, _)| !is_case_file(name));
    read(&rules.chain([("cases/x.toml", cases)]).collect::<Vec<_>>())
}

fn failures(catalogue: &Catalogue) -> Vec<String> {
    failing(catalogue).iter().map(ToString::to_string).collect()
}

const VDAB: &str = r#"deliberation = "23/058"

[[case]]
point = "57"
given = { at = "2025-06-01", recipient = "vdab", service = "hdi", module = "consult-attest", purpose = "reintegration", role = "case-worker", record = { regime = "general", risk_nature = "incapacity" } }
expect = { outcome = "granted", granted = ["risk.niss"], withheld = [{ element = "payment.niss", reason = "block-not-granted", point = "57" }], retention = [{ rule = "P2Y after reception", point = "86" }], obligations = [] }
"#;

#[test]
fn every_case_is_decided_as_the_text_says() {
    let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
    let cases = catalogue.cases().len();
    assert!(cases >= 748, "only {cases} cases");
    let wrong = failures(&catalogue);
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_case_that_the_rules_break_says_where_and_how_and_the_catalogue_is_read_all_the_same() {
    let from = "recipient = \"vdab\"\nservice = \"hdi\"\npoints = \"57-58\"";
    let catalogue =
        changed("deliberations/23-058.toml", from, &format!("{from}\nregimes = [\"general\"]")).expect("read");
    let found = failures(&catalogue);
    assert_eq!(found.len(), 1, "{found:#?}");
    let (place, what) = found[0].split_once(": ").expect("a place");
    assert!(place.starts_with("cases/23-058.toml:"), "{place}");
    assert_eq!(what, "23/058 point 57: risk.risk_period: expected granted, found regime-not-granted 23/058 6");
}

#[test]
fn whatever_is_expected_is_compared() {
    assert_eq!(failures(&with_cases(VDAB).expect("read")), [""; 0]);
    for (from, to, found) in [
        (
            "\"granted\", granted",
            "\"granted\", point = \"57\", granted",
            "outcome: expected granted 23/058 57, found granted 23/058 57-58",
        ),
        ("\"risk.niss\"]", "\"payment.niss\"]", "payment.niss: expected granted, found block-not-granted 23/058 57"),
        ("\"risk.niss\"]", "\"risk.shoe\"]", "risk.shoe: expected granted, found no such element in service hdi"),
        (
            "reason = \"block",
            "reason = \"element",
            "payment.niss: expected element-not-granted 23/058 57, found block-not-granted 23/058 57",
        ),
        ("P2Y", "P3Y", "retention: expected P3Y after reception 23/058 86, found P2Y after reception 23/058 86"),
        (
            "obligations = []",
            "obligations = [{ id = \"case-by-case\" }]",
            "obligations: expected case-by-case, found none",
        ),
        ("\"reintegration\"", "\"holiday-pay\"", "outcome: expected granted, found purpose-not-granted 23/058 57-58"),
        ("\"consult-attest\"", "\"unheard-of\"", "outcome: expected granted, found module-not-granted 23/058 57-58"),
    ] {
        let catalogue = with_cases(&VDAB.replacen(from, to, 1)).unwrap_or_else(|errors| panic!("{to}: {errors:#?}"));
        assert_eq!(failures(&catalogue), [format!("cases/x.toml:4: 23/058 point 57: {found}")], "{to}");
    }
}

#[test]
fn what_is_wrong_in_a_case_is_told_with_file_line_and_key() {
    for (from, to, error) in [
        ("point = \"57\"\ngiven", "point = \" \"\ngiven", "cases/x.toml:4: case.point: the point is missing"),
        ("outcome = \"granted\"", "outcome = \"grand\"", "cases/x.toml:6: case.expect.outcome: no outcome `grand`"),
        (
            "recipient = \"vdab\"",
            "organisation = \"vdab\"",
            "cases/x.toml:5: case.given: say which `recipient` asks: no register is looked into",
        ),
        (
            "outcome = \"granted\"",
            "outcome = \"expired\"",
            "cases/x.toml:6: case.expect: what is refused has no elements, retention or obligations",
        ),
        ("role = \"case-worker\"", "role = \"hacker\"", "cases/x.toml:5: role: unknown variant"),
        ("at = \"2025-06-01\"", "at = \"2025-06-31\"", "cases/x.toml:5: at: "),
        ("module =", "modul =", "cases/x.toml:5: modul: unknown field"),
        ("\"block-not-granted\"", "\"not-granted\"", "cases/x.toml:6: reason: unknown variant"),
        (
            "regime = \"general\"",
            "period = [\"2025-01-02\", \"2025-01-01\"]",
            "cases/x.toml:5: case.given.record.period: the record's period",
        ),
        ("regime = \"general\"", "period = []", "cases/x.toml:5: period: a period is its first and its last day"),
        (
            "deliberation = \"23/058\"",
            "deliberation = \"\"",
            "cases/x.toml:1: deliberation: the deliberation is missing",
        ),
    ] {
        let errors = with_cases(&VDAB.replacen(from, to, 1)).err().unwrap_or_else(|| panic!("{to} was read"));
        assert!(errors[0].to_string().starts_with(error), "{}\n{error}", errors[0]);
    }
}

#[test]
fn a_period_of_one_day_is_open() {
    let open = VDAB.replacen("regime = \"general\"", "period = [\"2025-01-02\"], regime = \"general\"", 1);
    assert_eq!(failures(&with_cases(&open).expect("read")), [""; 0]);
}

#[test]
fn files_without_cases_are_a_catalogue_with_the_same_hash() {
    let rules: Vec<_> = BUILTIN.iter().copied().filter(|(name, _)| !is_case_file(name)).collect();
    let without = read(&rules).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(without.cases().is_empty());
    assert_eq!(without.hash(), builtin().unwrap_or_else(|errors| panic!("{errors:#?}")).hash());
}
