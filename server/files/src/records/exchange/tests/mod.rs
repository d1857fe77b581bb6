//! What is read, what is refused, and what makes a whole file unusable.

mod declared;
mod faults;
mod fuzz;
mod network;
mod soundness;

use std::io::BufReader;
use std::sync::OnceLock;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::niss::NissRules;
use delibero_domain::period::Period;
use delibero_domain::record::{Edition, Hundredths, RecordStatus, Value};
use delibero_usecases::directory::PersonState;
use delibero_usecases::source_loads::Fault;
use jiff::civil::date;

use super::{FileError, Format, Mapped, Mapping, RawRecord, Records};

/// The sample of the exchange format.
pub(crate) const SAMPLE: &str = include_str!("../../../../tests/samples/attestations.xml");

/// The first answer of the sample and the last, as NDJSON.
pub(crate) const NDJSON: &str = concat!(
    r#"{"status":{"value":"DATA_FOUND","code":"MSG00000"},"ssin":"85073099932","insurer":"300","attest":{"#,
    r#""attestationIdentification":{"yearQuarter":"2025Q1","creationDate":"2025-04-07","#,
    r#""attestationId":"0195F2A4-0f5e-7c11-9c3e-6a0f5b1d2e01","attestationVersion":2,"#,
    r#""attestationStatus":"MODIFICATION"},"allowances":[{"socialRisk":"incapacity","regime":"general","#,
    r#""socialStatus":"employee","situationAtOnset":"active","incapacityType":"primary","#,
    r#""period":{"beginDate":"2025-01-13","endDate":"2025-03-16"},"initialStartDate":"2024-12-02","exitCode":1,"#,
    r#""payments":[{"document":"C21","incapacityCategory":"1","familySituation":"05","allowanceCategory":"0","#,
    r#""allowanceCode":"AC","period":{"beginDate":"2025-01-13","endDate":"2025-01-31"},"amount":"1123,38","#,
    r#""days":17,"hours":0},{"document":"C21","incapacityCategory":"1","familySituation":"05","#,
    r#""allowanceCategory":"0","allowanceCode":"AC","period":{"beginDate":"2025-02-01","endDate":"2025-03-16"},"#,
    r#""amount":2511.12,"days":38,"hours":0}]}]}}"#,
    "\r\n\n",
    r##"{"ssin":{"#text":"72281499995","replacedBy":"85073099932","canceled":false},"insurer":"600","attest":{"##,
    r#""attestationIdentification":{"yearQuarter":"2024Q4","creationDate":"2025-02-05","#,
    r#""attestationId":"0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e03","attestationVersion":"3","#,
    r#""attestationStatus":"CANCELLATION"},"allowances":[]}}"#,
    "\n",
    r#"{"_rejected":{"line":1,"element":"ssin","reason":"…"},"ssin":"01021599970","insurer":"100","attest":{"#,
    r#""temporaryAttest":{"yearQuarter":"2025Q2"},"allowances":[{"socialRisk":"breastfeeding","regime":"general","#,
    r#""period":{"beginDate":"2025-05-19","endDate":null},"initialStartDate":"2025-05-19","#,
    r#""payments":[{"document":"B23","allowanceCode":"ZZ","period":{"beginDate":"2025-05-19","#,
    r#""endDate":"2025-05-31"},"amount":-84.1,"days":"0","hours":"6"}]}]}}"#,
);

/// The catalogue that ships with the program.
pub(crate) fn catalogue() -> Catalogue {
    builtin().unwrap()
}

fn mapping() -> &'static Mapping {
    static MAPPING: OnceLock<Mapping> = OnceLock::new();
    MAPPING.get_or_init(|| mapping_with(true))
}

/// On a day, in the demonstration or not.
fn mapping_with(demonstration: bool) -> Mapping {
    let rules = NissRules { today: date(2026, 11, 28), demonstration };
    Mapping::of(catalogue().service("hdi").unwrap(), rules).unwrap()
}

/// Every record of some bytes.
pub(crate) fn records(bytes: &[u8]) -> Result<Vec<RawRecord>, FileError> {
    let mut records = Records::new(BufReader::with_capacity(64, bytes))?;
    std::iter::from_fn(|| records.next_record().transpose()).collect()
}

fn read_all(text: &str) -> Vec<Result<Mapped, Fault>> {
    let mapping = mapping();
    records(text.as_bytes()).unwrap().iter().flat_map(|record| mapping.read(&record.node)).collect()
}

fn sound(text: &str) -> Vec<Mapped> {
    read_all(text).into_iter().map(Result::unwrap).collect()
}

fn value<'r>(row: &'r delibero_domain::record::Row, element: &str) -> &'r Value {
    row.values.get(element).unwrap()
}

#[test]
fn the_first_answer_of_the_sample_is_read_whole() {
    let first = sound(SAMPLE).remove(0).incoming;
    assert_eq!(first.person.reveal(), "85073099932");
    assert_eq!(first.state, PersonState::InUse);
    let attestation = first.record;
    assert_eq!(attestation.id, "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e01");
    assert_eq!((attestation.edition, attestation.status), (Edition::Version(2), RecordStatus::Modification));
    assert_eq!(attestation.time.to_string(), "2025Q1");
    assert_eq!(attestation.created, Some("2025-04-07".parse().unwrap()));
    let [risk] = attestation.rows.as_slice() else { panic!("one risk") };
    assert_eq!(risk.shape.as_str(), "risk");
    let names: Vec<&str> = risk.values.keys().map(|id| id.as_str()).collect();
    let expected = [
        "risk.closure_reason",
        "risk.dossier_start_date",
        "risk.exit_code",
        "risk.incapacity_type",
        "risk.insurer_id",
        "risk.regime",
        "risk.risk_nature",
        "risk.risk_period",
        "risk.situation_at_onset",
        "risk.social_status",
    ];
    assert_eq!(names, expected);
    assert_eq!(*value(risk, "risk.exit_code"), Value::Code("1".into()));
    assert_eq!(*value(risk, "risk.closure_reason"), Value::Code("1".into()));
    assert_eq!(*value(risk, "risk.insurer_id"), Value::Code("300".into()));
    let [_, second] = risk.rows.as_slice() else { panic!("two payments") };
    assert_eq!(second.shape.as_str(), "payment");
    assert_eq!(*value(second, "payment.gross_taxable_amount"), Value::Amount(Hundredths::new(251_112)));
    assert_eq!(*value(second, "payment.indemnified_days"), Value::Count(Hundredths::new(3800)));
    let period = Period::new("2025-02-01".parse().unwrap(), Some("2025-03-16".parse().unwrap())).unwrap();
    assert_eq!(*value(second, "payment.payment_period"), Value::Period(period));
    assert_eq!(second.values.len(), 9);
}

#[test]
fn the_other_answers_of_the_sample_are_read() {
    let read = sound(SAMPLE);
    assert_eq!(read.len(), 4);
    let maternity = &read[1].incoming.record;
    let open = Period::new("2025-02-10".parse().unwrap(), None).unwrap();
    assert_eq!(*value(&maternity.rows[0], "risk.risk_period"), Value::Period(open));
    assert!(maternity.rows[0].rows.is_empty());
    let cancelled = &read[2].incoming;
    assert_eq!(cancelled.state, PersonState::Replaced("85073099932".parse().unwrap()));
    assert_eq!(cancelled.record.status, RecordStatus::Cancellation);
    assert!(cancelled.record.rows.is_empty());
    let temporary = &read[3];
    assert_eq!((temporary.incoming.record.edition, temporary.incoming.record.created), (Edition::Temporary, None));
    assert_eq!(temporary.insurer.as_deref(), Some("100"));
    let payment = &temporary.incoming.record.rows[0].rows[0];
    assert_eq!(*value(payment, "payment.indemnity_nature"), Value::Code("ZZ".into()));
    assert_eq!(*value(payment, "payment.gross_taxable_amount"), Value::Amount(Hundredths::new(-8410)));
}

#[test]
fn ndjson_of_the_same_content_gives_the_same_records() {
    let xml = sound(SAMPLE);
    let ndjson = sound(NDJSON);
    assert_eq!(ndjson, [xml[0].clone(), xml[2].clone(), xml[3].clone()]);
    let lines: Vec<u64> = records(NDJSON.as_bytes()).unwrap().iter().map(|record| record.line).collect();
    assert_eq!(lines, [1, 3, 4]);
}

#[test]
fn records_keep_their_line_and_their_bytes() {
    let read = records(SAMPLE.as_bytes()).unwrap();
    assert_eq!(read.iter().map(|record| record.line).collect::<Vec<_>>(), [4, 54, 80, 95]);
    for record in &read {
        let verbatim = std::str::from_utf8(&record.verbatim).unwrap();
        assert!(SAMPLE.contains(verbatim));
        assert!(verbatim.starts_with("<ConsultAttestResponse>"), "{verbatim}");
        assert!(verbatim.ends_with("</ConsultAttestResponse>"), "{verbatim}");
    }
}

#[test]
fn the_format_is_known_by_the_content() {
    let of = |text: &str| Records::new(BufReader::new(text.as_bytes())).map(|records| records.format());
    assert_eq!(of("\u{feff}\n <attestations/>").unwrap(), Format::Xml);
    assert_eq!(of("\u{feff}\n {}").unwrap(), Format::Ndjson);
    assert_eq!(of("[{}]").unwrap(), Format::Ndjson);
    assert!(matches!(of("(x)"), Err(FileError::UnknownFormat)));
}

#[test]
fn prefixes_entities_and_cdata_are_understood() {
    let text = SAMPLE
        .replace("<attestations>", r#"<n:attestations xmlns:n="urn:x" xmlns="urn:x">"#)
        .replace("</attestations>", "</n:attestations>\n<!-- end -->\n")
        .replace("ConsultAttestResponse>", "n:ConsultAttestResponse>")
        .replace("<ssin>85073099932<", "<ssin><![CDATA[850730]]>9&#57;9<!-- x -->3&#x32;<")
        .replace("<allowanceCode>ZZ<", "<allowanceCode>Z&amp;&lt;<");
    let read = sound(&text);
    assert_eq!(read[0], sound(SAMPLE)[0]);
    let payment = &read[3].incoming.record.rows[0].rows[0];
    assert_eq!(*value(payment, "payment.indemnity_nature"), Value::Code("Z&<".into()));
}

#[test]
fn a_cancelled_niss_is_noted() {
    let text = SAMPLE.replace(r#"<ssin replacedBy="85073099932">"#, r#"<ssin canceled="true">"#);
    assert_eq!(sound(&text)[2].incoming.state, PersonState::Cancelled);
}
