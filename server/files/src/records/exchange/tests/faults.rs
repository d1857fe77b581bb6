//! Records that are refused: the line, the element, and the rule.

use delibero_domain::niss::NissError;

use super::{NDJSON, SAMPLE, mapping_with, read_all, records};
use delibero_usecases::source_loads::Rule;

/// Changes the sample once, and expects the fault of the record that was changed.
fn expect(old: &str, new: &str, line: u64, element: &str, rule: Rule) {
    assert!(SAMPLE.contains(old), "{old}");
    let read = read_all(&SAMPLE.replacen(old, new, 1));
    let faults: Vec<_> = read.into_iter().filter_map(Result::err).collect();
    let [fault] = faults.as_slice() else { panic!("one fault for {old} -> {new}, not {faults:?}") };
    assert_eq!((fault.line, fault.element.as_str(), &fault.rule), (line, element, &rule), "{old} -> {new}");
}

#[test]
fn who_and_which_attestation() {
    let id = |name: &str| format!("attest/attestationIdentification/{name}");
    let ssin = "<ssin>85073099932</ssin>";
    expect(ssin, "", 4, "ssin", Rule::Missing);
    expect(ssin, "<ssin/>", 6, "ssin", Rule::Empty);
    expect(ssin, "<ssin>85073099933</ssin>", 6, "ssin", Rule::Niss(NissError::CheckDigits));
    expect(ssin, "<ssin>8507309993</ssin>", 6, "ssin", Rule::Niss(NissError::Length));
    expect(ssin, "<ssin>85073099932</ssin>\n<ssin>85073099932</ssin>", 7, "ssin", Rule::Repeated);
    expect("replacedBy=\"85073099932\"", "replacedBy=\"72281499995\"", 82, "ssin/replacedBy", Rule::ReplacesItself);
    expect("replacedBy=\"85073099932\"", "canceled=\"yes\"", 82, "ssin/canceled", Rule::Flag);
    expect("replacedBy=", "replacement=", 82, "replacement", Rule::Unknown);
    expect("2025Q1", "2025Q5", 10, &id("yearQuarter"), Rule::Quarter);
    expect("2025-04-07", "2025-04-31", 11, &id("creationDate"), Rule::Date);
    expect("2025-04-07", "20250407", 11, &id("creationDate"), Rule::Date);
    expect("0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e01", "1", 12, &id("attestationId"), Rule::Uuid);
    for version in ["-1", "9999999999", "99999999999999999999", "2.0", "+", "++2", "1 2"] {
        let version = format!("Version>{version}<");
        expect("Version>2<", &version, 13, &id("attestationVersion"), Rule::Version);
    }
    expect("MODIFICATION", "Modification", 14, &id("attestationStatus"), Rule::Status);
    expect("<creationDate>2025-04-07</creationDate>", "", 9, &id("creationDate"), Rule::Missing);
    expect(
        "<temporaryAttest><yearQuarter>2025Q2</yearQuarter>",
        "<temporaryAttest>",
        100,
        "attest/temporaryAttest/yearQuarter",
        Rule::Missing,
    );
}

#[test]
fn allowances_and_payments() {
    let risk = |name: &str| format!("attest/allowances/allowance[1]/{name}");
    let payment = |name: &str| risk(&format!("payments/payment[1]/{name}"));
    expect("<socialRisk>incapacity</socialRisk>", "", 17, &risk("socialRisk"), Rule::Missing);
    expect("<regime>general</regime>", "<regime> </regime>", 19, &risk("regime"), Rule::Empty);
    expect("<exitCode>1</exitCode>", "<exit>1</exit>", 25, &risk("exit"), Rule::Unknown);
    expect("<exitCode>1</exitCode>", "<exitCode><a/></exitCode>", 25, &risk("a"), Rule::Unknown);
    expect("<exitCode>1<", "<exitCode>1&#10;2<", 25, &risk("exitCode"), Rule::Characters { max: 64 });
    expect("<endDate>2025-03-16", "<endDate>2025-01-12", 23, &risk("period/endDate"), Rule::Reversed);
    expect("<beginDate>2025-01-13</beginDate>", "", 23, &risk("period/beginDate"), Rule::Missing);
    expect(
        "<initialStartDate>2024-12-02",
        "<initialStartDate>2024-12-02T10:00",
        24,
        &risk("initialStartDate"),
        Rule::Date,
    );
    expect("<amount>1123,38", "<amount>1.123,38", 34, &payment("amount"), Rule::Number);
    expect("<days>17", "<days>many", 35, &payment("days"), Rule::Number);
    expect("<hours>0</hours>", "<hours>0</hours><hours>0</hours>", 36, &payment("hours"), Rule::Repeated);
    expect("<document>C21</document>", "<ssin>1</ssin>", 28, &payment("ssin"), Rule::Unknown);
    expect("<payments>", "<payments>paid", 26, &risk("payments"), Rule::UnexpectedText);
    expect(
        "<allowances/>",
        "<allowances><allowance/></allowances>",
        92,
        "attest/allowances",
        Rule::CancelledWithAllowances,
    );
    expect("<allowances>", "<allowances><other/>", 16, "attest/allowances/other", Rule::Unknown);
}

#[test]
fn answers_without_data() {
    let start = "<attest>\n      <temporaryAttest><yearQuarter>2025Q2</yearQuarter></temporaryAttest>";
    expect(start, &start.replace("<attest>", "<attest><extra/>"), 99, "attest/extra", Rule::Unknown);
    expect("<value>DATA_FOUND</value>", "<value>NO_RESULT</value>", 4, "status", Rule::Contradiction);
    expect("<insurer>300</insurer>", "<insurer>300</insurer><note>x</note>", 7, "note", Rule::Unknown);
    let text = "<attestations>\n<ConsultAttestResponse>\n<status><value>NO_DATA_FOUND</value></status>\
        </ConsultAttestResponse><ConsultAttestResponse/>\n<Other/></attestations>";
    let faults: Vec<_> = read_all(text).into_iter().map(Result::unwrap_err).collect();
    let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.element.as_str(), &fault.rule)).collect();
    let expected = [(2, "status", &Rule::NoData), (3, "attest", &Rule::Missing), (4, "Other", &Rule::Unknown)];
    assert_eq!(found, expected);
}

#[test]
fn a_temporary_attestation_needs_its_insurer() {
    let (before, last) = SAMPLE.rsplit_once("<insurer>100</insurer>").unwrap();
    let read = read_all(&format!("{before}{last}"));
    let fault = read[3].as_ref().unwrap_err();
    assert_eq!((fault.line, fault.element.as_str(), &fault.rule), (95, "insurer", &Rule::Missing));
}

#[test]
fn faults_of_ndjson_name_the_line_and_the_element() {
    let read = read_all(&NDJSON.replace("-84.1", "\"x\"").replace("\"insurer\":\"600\"", "\"insurer\":[]"));
    let shown: Vec<String> = read.into_iter().filter_map(Result::err).map(|fault| fault.to_string()).collect();
    let expected = [
        "line 3, insurer: this element is empty",
        "line 4, attest/allowances/allowance[1]/payments/payment[1]/amount: \
            a number has at most 13 digits and two decimals",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_name_that_could_be_data_is_not_shown() {
    let read = read_all(r#"{"85073099932":"x"}"#);
    assert_eq!(read[0].as_ref().unwrap_err().to_string(), "line 1, (name not shown): this element is not known here");
}

#[test]
fn every_niss_of_an_import_keeps_the_rules_of_the_form() {
    let read = |text: &str, demonstration| {
        let mapping = mapping_with(demonstration);
        let records = records(text.as_bytes()).unwrap();
        let faults = records.iter().flat_map(|record| mapping.read(&record.node)).filter_map(Result::err);
        faults.map(|fault| fault.to_string()).collect::<Vec<_>>()
    };
    let of_999 = "digits 7 to 9 are 999, which the national register does not give";
    let expected = [
        format!("line 6, ssin: {of_999}"),
        format!("line 56, ssin: {of_999}"),
        format!("line 82, ssin/replacedBy: {of_999}"),
        format!("line 97, ssin: {of_999}"),
    ];
    assert_eq!(read(SAMPLE, false), expected);
    let future = SAMPLE.replace("replacedBy=\"85073099932\"", "replacedBy=\"30.01.01-001.53\"");
    assert_eq!(read(&future, true), ["line 82, ssin/replacedBy: digits 1 to 6 are a birth in the future"]);
    let pasted = SAMPLE.replace("<ssin>85073099932<", "<ssin>85‑07−30\u{200b}\u{feff}９９９ 32<");
    assert_eq!(read(&pasted, true), [""; 0]);
    let letter = SAMPLE.replace("<ssin>85073099932<", "<ssin>8507309993Z<");
    assert_eq!(
        read(&letter, true),
        ["line 6, ssin: character 11 is no digit, blank, dot or dash, and a NISS holds nothing else"]
    );
}
