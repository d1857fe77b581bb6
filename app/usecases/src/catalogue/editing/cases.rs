//! The form of cases: their text as it is, and one more case to add to it.

use delibero_domain::catalogue::files::documents::{Document, number_in_name, shape_of};
use toml::{Table, Value};

use super::kind::DocumentKind;
use super::shape::{Choices as C, Part, Shape as S, TOML, part, required};
use super::values::{Fault, FieldFault, NotADocument, Values};

/// Where the case to add stands in the form.
const CASE: &str = "case";

/// What a case says unless somebody unticks it: both integrations, and that the user is designated.
const USUAL: [&str; 3] = ["case.given.recipient_integrated", "case.given.sender_integrated", "case.given.designated"];

pub(super) const CASES: &[Part] = &[
    part("deliberation", S::Word(C::Deliberations)),
    part(
        CASE,
        S::Maybe(&[
            required("point", S::Point),
            required("given", S::Table(GIVEN)),
            required("expect", S::Table(EXPECT)),
        ]),
    ),
    part(TOML, S::Toml),
];

const GIVEN: &[Part] = &[
    required("at", S::Day),
    required("recipient", S::Word(C::Parties)),
    required("service", S::Word(C::Services)),
    required("module", S::Word(C::Modules)),
    required("purpose", S::Word(C::Purposes)),
    part("person_role", S::Word(C::PersonRoles)),
    part("role", S::Word(C::Roles)),
    part("designated", S::Tick { usual: true }),
    part("region", S::Word(C::Regions)),
    part("offices", S::Words(C::Offices)),
    part("offices_as_deputy", S::Words(C::Offices)),
    part("recipient_integrated", S::Tick { usual: true }),
    part("sender_integrated", S::Tick { usual: true }),
    part("own_file_by_other", S::Tick { usual: false }),
    part("batch", S::Tick { usual: false }),
    part("quality_codes", S::Numbers),
    part("legal_context", S::Line),
    part("confirmed", S::Words(C::Conditions)),
    part(
        "record",
        S::Maybe(&[
            part("regime", S::Word(C::Regimes)),
            part("risk_nature", S::Word(C::Risks)),
            part("begin", S::Day),
            part("end", S::Day),
        ]),
    ),
];

const EXPECT: &[Part] = &[
    required("outcome", S::Word(C::Outcomes)),
    part("point", S::Point),
    part("granted", S::Words(C::Elements)),
    part(
        "withheld",
        S::Rows(&[
            required("element", S::Word(C::Elements)),
            required("reason", S::Word(C::WithheldReasons)),
            part("point", S::Point),
        ]),
    ),
    part(
        "reduced",
        S::Rows(&[
            required("element", S::Word(C::Elements)),
            required("form", S::Word(C::ReducedForms)),
            part("point", S::Point),
        ]),
    ),
];

/// The form of a document of cases: its text, and a case in which nothing was filled in.
pub(super) fn values_of(text: Option<&str>) -> Values {
    let mut values = Values::default();
    values.set(TOML, text.unwrap_or_default().trim());
    USUAL.iter().for_each(|path| values.set(path, "yes"));
    values
}

/// The text with the case added to it, where one was filled in.
pub(super) fn document_of(values: &Values) -> Result<Document, NotADocument> {
    let missing = |path: &str| (vec![FieldFault { path: path.to_owned(), fault: Fault::Missing }], Vec::new());
    let mut values = values.clone();
    if !is_filled_in(&values) {
        values.clear(CASE);
    }
    let table = values.table(CASES).map_err(|faults| (faults, Vec::new()))?;
    let deliberation = values.get("deliberation");
    let mut text = match (values.get(TOML), deliberation) {
        ("", "") => return Err(missing("deliberation")),
        ("", number) => format!("deliberation = {}", Value::from(number)),
        (text, _) => text.to_owned(),
    };
    match table.get(CASE).and_then(Value::as_table) {
        Some(case) => text = format!("{text}\n\n{}", written(case)),
        None if values.get(TOML).is_empty() => return Err(missing("case.point")),
        None => {}
    }
    let name = format!("{}{}.toml", DocumentKind::Cases.prefix(), number_in_name(deliberation));
    let document = Document { name, text: format!("{}\n", text.trim_end()) };
    shape_of::<Table>(&document).map(|_| document).map_err(|error| (Vec::new(), vec![error]))
}

/// Whether more than ticks stand in it: those may be there from the beginning.
fn is_filled_in(values: &Values) -> bool {
    let is_tick = |path: &str| {
        let key = path.rsplit('.').next().unwrap_or_default();
        GIVEN.iter().any(|part| part.key == key && matches!(part.shape, S::Tick { .. }))
    };
    values.iter().any(|(path, _)| path.starts_with("case.") && !is_tick(path))
}

/// As the others are written: what is given and what is expected on one line each.
fn written(case: &Table) -> String {
    let of = |key: &str| case.get(key).and_then(Value::as_table).cloned().unwrap_or_default();
    let mut given = of("given");
    for part in GIVEN {
        if let S::Tick { usual } = part.shape
            && given.get(part.key).and_then(Value::as_bool) == Some(usual)
        {
            given.remove(part.key);
        }
    }
    if let Some(Value::Table(record)) = given.get_mut("record") {
        let begin = record.remove("begin");
        let end = record.remove("end");
        let period: Vec<Value> = begin.into_iter().chain(end).collect();
        if !period.is_empty() {
            record.insert("period".to_owned(), Value::Array(period));
        }
    }
    let point = case.get("point").cloned().unwrap_or_else(|| Value::from(""));
    format!("[[case]]\npoint = {point}\ngiven = {}\nexpect = {}", Value::Table(given), Value::Table(of("expect")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pairs: &[(&str, &str)]) -> Values {
        let mut values = values_of(Some("# read by hand\ndeliberation = \"20/130\""));
        pairs.iter().for_each(|(path, value)| values.set(path, value));
        values
    }

    const ASKED: [(&str, &str); 7] = [
        ("case.point", "5"),
        ("case.given.at", "1/6/2025"),
        ("case.given.recipient", "cpas"),
        ("case.given.service", "hdi"),
        ("case.given.module", "consult-attest"),
        ("case.given.purpose", "social-inquiry"),
        ("case.expect.outcome", "granted"),
    ];

    #[test]
    fn a_case_is_added_below_the_others_and_comments_stay() {
        let mut values = filled(&ASKED);
        values.set("case.given.record.risk_nature", "maternity");
        values.set("case.given.record.begin", "1/1/2025");
        values.set("case.given.sender_integrated", "");
        values.set("case.expect.withheld.0.element", "risk.niss");
        values.set("case.expect.withheld.0.reason", "element-not-granted");
        let text = document_of(&values).expect("a document").text;
        assert!(
            text.starts_with("# read by hand\ndeliberation = \"20/130\"\n\n[[case]]\npoint = \"5\"\ngiven = {"),
            "{text}"
        );
        for written in
            ["at = \"2025-06-01\"", "period = [\"2025-01-01\"]", "sender_integrated = false", "outcome = \"granted\""]
        {
            assert!(text.contains(written), "{written}: {text}");
        }
        assert!(!text.contains("recipient_integrated") && !text.contains("batch"), "{text}");
        assert_eq!(text.lines().count(), 7, "{text}");
    }

    #[test]
    fn without_a_case_the_text_stays_and_half_a_case_is_told_at_its_fields() {
        assert_eq!(document_of(&filled(&[])).expect("a document").text, "# read by hand\ndeliberation = \"20/130\"\n");
        let half = document_of(&filled(&ASKED[..2])).expect_err("half of one");
        let paths: Vec<&str> = half.0.iter().map(|found| found.path.as_str()).collect();
        assert!(paths.contains(&"case.given.recipient") && paths.contains(&"case.expect.outcome"), "{paths:?}");
    }

    #[test]
    fn the_first_case_of_a_deliberation_makes_its_document() {
        let mut values = values_of(None);
        assert_eq!(document_of(&values).expect_err("nothing").0[0].path, "deliberation");
        values.set("deliberation", "25/001");
        assert_eq!(document_of(&values).expect_err("no case").0[0].path, "case.point");
        ASKED.iter().for_each(|(path, value)| values.set(path, value));
        let document = document_of(&values).expect("a document");
        assert_eq!(document.name, "cases/25-001.toml");
        assert!(document.text.starts_with("deliberation = \"25/001\"\n\n[[case]]"), "{}", document.text);
    }
}
