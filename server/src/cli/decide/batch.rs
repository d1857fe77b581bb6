//! `delibero decide --batch`: JSON lines in, JSON lines out, in order, one at a time.

use std::io::{BufRead, Write};

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::BatchRequest;
use delibero_domain::identifier::OrganisationId;
use delibero_usecases::directory::Organisation;
use serde::Serialize;
use serde_json::Value as Json;

use super::wire::{self, Decided};

/// The longest line that is read, in bytes.
pub(super) const MAX_LINE: usize = 1 << 20;

/// The registered bodies, looked up when the first request names one.
pub trait Register {
    /// A registered body.
    ///
    /// # Errors
    /// A sentence that says why the register cannot be read.
    fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, String>;
}

/// A line that could not be decided on.
#[derive(Serialize)]
struct Bad {
    #[serde(skip_serializing_if = "Json::is_null")]
    id: Json,
    error: String,
    line: u64,
}

/// Decides on every line; a bad one gets its error and the rest goes on. Returns how many were bad.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn decide_lines(
    catalogue: &Catalogue,
    register: &mut dyn Register,
    mut input: impl BufRead,
    mut output: impl Write,
) -> std::io::Result<u64> {
    let (mut line, mut number, mut bad) = (Vec::new(), 0, 0);
    loop {
        // Who feeds lines one by one waits for each answer; who feeds a file does not.
        if input.fill_buf().is_ok_and(|waiting| !waiting.contains(&b'\n')) {
            output.flush()?;
        }
        let Some(length) = next_line(&mut input, &mut line)? else { break };
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match decided(catalogue, register, &line, length) {
            Ok(decided) => serde_json::to_writer(&mut output, &decided)?,
            Err(error) => {
                bad += 1;
                serde_json::to_writer(&mut output, &Bad { id: id_of(&line), error, line: number })?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(bad)
}

/// Reads up to the next line feed; what is beyond the longest line is dropped. Returns the whole length.
pub(super) fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Option<usize>> {
    line.clear();
    let mut length = 0;
    loop {
        let waiting = input.fill_buf()?;
        if waiting.is_empty() {
            return Ok((length > 0).then_some(length));
        }
        let end = waiting.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(waiting.len());
        let kept = taken.min(MAX_LINE.saturating_sub(line.len()));
        line.extend_from_slice(&waiting[..kept]);
        length += taken + usize::from(end.is_some());
        input.consume(taken + usize::from(end.is_some()));
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

fn decided(catalogue: &Catalogue, register: &mut dyn Register, line: &[u8], length: usize) -> Result<Decided, String> {
    if length > MAX_LINE {
        return Err(format!("the line is longer than {MAX_LINE} bytes"));
    }
    let asked: BatchRequest = serde_json::from_slice(line).map_err(|error| without_line(&error.to_string()))?;
    let organisation = match &asked.organisation {
        Some(id) if asked.belongs_to.is_none() => {
            Some(register.organisation(id)?.ok_or_else(|| format!("no organisation {id} is registered"))?)
        }
        _ => None,
    };
    wire::decided(&asked, catalogue, organisation.as_ref()).map_err(|error| error.to_string())
}

/// The reader counts lines within the line.
fn without_line(message: &str) -> String {
    message.replace(" at line 1 column ", ", at column ")
}

/// The identifier of a line that is JSON, whatever else is wrong with it.
fn id_of(line: &[u8]) -> Json {
    let value: Option<Json> = serde_json::from_slice(line).ok();
    value.and_then(|mut value| value.get_mut("id").map(Json::take)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;
    use std::sync::LazyLock;

    use delibero_domain::catalogue::files::builtin;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    struct One(Organisation);

    impl Register for One {
        fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, String> {
            Ok((self.0.id == *id).then(|| self.0.clone()))
        }
    }

    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| builtin().unwrap_or_else(|errors| panic!("{errors:#?}")));

    fn run(input: &str) -> (u64, Vec<Json>) {
        let namur = Organisation {
            region: Some("wallonia".parse().expect("a region")),
            ..delibero_testkit::examples::organisation("cpas-namur")
        };
        let mut output = Vec::new();
        // A small buffer: lines cross its border.
        let input = BufReader::with_capacity(16, input.as_bytes());
        let bad = decide_lines(&CATALOGUE, &mut One(namur), input, &mut output).expect("written");
        let lines = String::from_utf8(output).expect("UTF-8");
        (bad, lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
    }

    const VDAB: &str = r#"{"id": 7, "at": "2025-06-01", "recipient": "vdab", "organisation": null, "service": "hdi", "module": "consult-attest", "purpose": "reintegration", "person_role": null, "role": "case-worker", "recipient_integrated": true, "sender_integrated": true, "quality_code": null, "legal_context": null, "own_file_by_other": true, "batch": false, "record": {"regime": "general", "risk_nature": "incapacity", "period": ["2025-01-01", "2025-03-31"], "elements": ["risk.niss", "payment.gross_taxable_amount"]}}"#;

    #[test]
    fn a_decision_tells_what_is_granted_and_why_the_rest_is_not() {
        let (bad, lines) = run(VDAB);
        assert_eq!(bad, 0);
        let decided = &lines[0];
        assert_eq!(decided["id"], json!(7));
        assert_eq!(decided["outcome"], json!("granted"));
        assert_eq!((&decided["deliberation"], &decided["point"]), (&json!("23/058"), &json!("57-58")));
        assert_eq!(decided["granted"], json!(["risk.niss"]));
        let withheld = json!([{ "element": "payment.gross_taxable_amount", "reason": "block-not-granted", "deliberation": "23/058", "point": "57" }]);
        assert_eq!(decided["withheld"], withheld);
        assert_eq!(decided["retention"]["rule"], json!("P2Y after reception"));
        assert_eq!(decided["retention"]["rules"][0]["until"], json!("2027-06-01"));
        assert_eq!(decided["obligations"], json!([]));
    }

    #[test]
    fn a_decision_for_a_day_whose_text_is_not_known_says_which_day_is_proven() {
        let earlier = VDAB.replace("2025-06-01", "2024-06-01");
        let refused = earlier.replace("reintegration", "holiday-pay");
        let (_, lines) = run(&format!("{VDAB}\n{earlier}\n{refused}"));
        assert_eq!(lines[0].get("proven_from"), None);
        assert_eq!((&lines[1]["outcome"], &lines[1]["proven_from"]), (&json!("granted"), &json!("2025-04-16")));
        assert_eq!(
            (&lines[2]["outcome"], &lines[2]["proven_from"]),
            (&json!("purpose-not-granted"), &json!("2025-04-16"))
        );
    }

    #[test]
    fn a_bad_line_gets_its_error_and_the_rest_goes_on() {
        let long = format!("{{\"id\": \"long\", \"at\": \"{}\"}}", "x".repeat(MAX_LINE));
        let unknown = VDAB.replace("\"batch\"", "\"bach\"");
        let role = VDAB.replace("case-worker", "hacker");
        let reversed = VDAB.replace("2025-03-31", "2024-03-31");
        let input = format!("not JSON\n\n{unknown}\n{long}\n{role}\r\n{reversed}\n{VDAB}");
        let (bad, lines) = run(&input);
        assert_eq!(bad, 5);
        let told: Vec<_> = lines.iter().map(|line| (line["line"].as_u64(), line["id"].clone())).collect();
        let ids = [json!(null), json!(7), json!(null), json!(7), json!(7), json!(7)];
        let numbers = [Some(1), Some(3), Some(4), Some(5), Some(6), None];
        assert_eq!(told, numbers.into_iter().zip(ids).collect::<Vec<_>>());
        for (line, word) in lines.iter().zip(["expected", "bach", "longer", "hacker", "ends on", "\u{0}"]) {
            let error = line["error"].as_str().unwrap_or("\u{0}");
            assert!(error.contains(word), "{error}: {word}");
        }
    }

    #[test]
    fn what_is_absent_is_null_or_false_but_for_the_integrations() {
        let short = r#"{"at": "2025-06-01", "recipient": "vdab", "service": "hdi", "module": "consult-attest", "purpose": "reintegration", "role": "case-worker"}"#;
        let (_, lines) = run(&format!(
            "{short}\n{}\n{}",
            short.replace("\"role\": \"case-worker\"", "\"role\": null"),
            short.replace("\"at\": \"2025-06-01\", ", "")
        ));
        assert_eq!(lines[0]["outcome"], json!("granted"));
        assert_eq!(lines[0]["id"], json!(null));
        assert!(lines[0]["granted"].as_array().is_some_and(|granted| granted.contains(&json!("risk.closure_reason"))));
        assert_eq!(lines[1]["outcome"], json!("role-not-allowed"));
        assert!(lines[2]["error"].as_str().is_some_and(|error| error.contains("at")));
        let null = short.replace("}", ", \"recipient_integrated\": null, \"batch\": null}");
        assert_eq!(run(&null).1[0]["outcome"], json!("granted"));
        let not = short.replace("}", ", \"recipient_integrated\": false}");
        assert_eq!(run(&not).1[0]["outcome"], json!("not-integrated"));
    }

    #[test]
    fn an_organisation_asks_as_what_it_is_registered_as() {
        let namur = r#"{"at": "2025-06-01", "organisation": "cpas-namur", "service": "hdi", "module": "consult-attest", "purpose": "payment-and-recovery", "person_role": "applicant", "role": "payments-officer"}"#;
        let as_vdab = namur.replace("\"service\"", "\"recipient\": \"vdab\", \"service\"");
        let unknown = namur.replace("cpas-namur", "cpas-liege");
        let (bad, lines) = run(&format!("{namur}\n{as_vdab}\n{unknown}"));
        assert_eq!(bad, 1);
        let obligations = lines[0]["obligations"].as_array().expect("a list");
        let regions: Vec<_> = obligations.iter().filter_map(|found| found.get("region")).collect();
        assert_eq!(regions, [&json!("wallonia")], "the authorities of its own region");
        assert_eq!(lines[1]["outcome"], json!("no-authorisation"));
        assert!(lines[2]["error"].as_str().is_some_and(|error| error.contains("cpas-liege")));
    }

    #[test]
    fn events_that_are_known_give_a_day_and_the_others_are_told() {
        let forem = VDAB
            .replace("\"vdab\"", "\"forem\"")
            .replace("\"batch\"", "\"events\": {\"last-contact\": \"2025-02-28\"}, \"batch\"");
        let (_, lines) = run(&forem);
        let rules = lines[0]["retention"]["rules"].as_array().expect("rules");
        assert_eq!(rules[0]["until"], json!("2035-02-28"));
        assert_eq!(rules[1]["until"], json!(null));
        assert_eq!(rules[1]["unknown_events"], json!(["file-removal"]));
    }

    #[test]
    fn an_element_that_the_service_does_not_know_is_in_no_module() {
        let (_, lines) = run(&VDAB.replace("risk.niss", "risk.shoe_size"));
        assert_eq!(lines[0]["withheld"][0]["reason"], json!("module-without-element"));
    }

    fn fuzz_cases() -> ProptestConfig {
        let asked = std::env::var("DELIBERO_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
        ProptestConfig { cases: asked.unwrap_or(1000), failure_persistence: None, ..ProptestConfig::default() }
    }

    /// Words that belong into a line, at places where they may not.
    const WORDS: &[&str] = &[
        "null",
        "true",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\"record\":",
        "\"at\":",
        "-1",
        "1e400",
        "65536",
        "\"2025-02-30\"",
        "\"onem\"",
        "\"cpas-namur\"",
        "\\ud800",
        "\n",
        "\r",
        "\u{feff}",
        "é",
    ];

    proptest! {
        #![proptest_config(fuzz_cases())]

        #[test]
        fn whatever_the_lines_are_each_gets_one_answer(
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..30, prop::sample::select(WORDS)), 0..6),
            noise in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            let mut bytes = VDAB.as_bytes().to_vec();
            for (place, cut, word) in &changes {
                let from = place.index(bytes.len() + 1);
                bytes.splice(from..(from + cut).min(bytes.len()), word.bytes());
            }
            bytes.extend(b"\n");
            bytes.extend(&noise);
            let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace));
            let expected = lines.count();
            let mut output = Vec::new();
            let mut register = One(delibero_testkit::examples::organisation("cpas-namur"));
            decide_lines(&CATALOGUE, &mut register, bytes.as_slice(), &mut output).expect("written");
            let answers = String::from_utf8(output).expect("UTF-8");
            prop_assert_eq!(answers.lines().count(), expected);
            for answer in answers.lines() {
                let answer: Json = serde_json::from_str(answer).expect("JSON");
                prop_assert!(answer.get("outcome").is_some() != answer.get("error").is_some());
            }
        }
    }
}
