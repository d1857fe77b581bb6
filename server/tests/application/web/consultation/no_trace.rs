//! Two stores that differ only in what may not be seen give the same page, the same files and the same log.

use std::collections::BTreeSet;

use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::record::{Hundredths, Record, Row, Value};
use delibero_testkit::examples::{attestation, word};
use delibero_usecases::records::RecordStore as _;
use http::StatusCode;

use crate::support::{App, PERSON};

/// Who asks what.
struct Asker {
    user: &'static str,
    module: &'static str,
    purpose: &'static str,
}

const FOREM: Asker = Asker { user: "julie.fontaine", module: "forem/hdi/consult-attest", purpose: "reintegration" };
const INSPECTION: Asker =
    Asker { user: "marc.delvaux", module: "onss-inspection/hdi/consult-attest", purpose: "social-inspection" };
const CANDIDATES: Asker =
    Asker { user: "amina.elidrissi", module: "slrb/hdi/consult-periods", purpose: "application-management" };

fn row(block: &str, values: &[(&str, Value)], rows: Vec<Row>) -> Row {
    let values = values.iter().map(|(element, value)| (word(element), value.clone())).collect();
    Row { shape: word(block), values, rows, filtered: BTreeSet::new() }
}

fn days(begin: &str, end: &str) -> Value {
    Value::Period(Period { begin: word(begin), end: Some(word(end)) })
}

fn risk(regime: &str, closure: &str, payments: Vec<Row>) -> Row {
    let values = [
        ("risk.risk_nature", Value::Code("incapacity".to_owned())),
        ("risk.regime", Value::Code(regime.to_owned())),
        ("risk.risk_period", days("2023-05-02", "2023-06-11")),
        ("risk.closure_reason", Value::Code("1".to_owned())),
        ("risk.exit_code", Value::Code(closure.to_owned())),
    ];
    row("risk", &values, payments)
}

fn payment(nature: Option<&str>, end: &str, cents: i64) -> Row {
    let mut values = vec![
        ("payment.payment_period", days("2023-05-02", end)),
        ("payment.gross_taxable_amount", Value::Amount(Hundredths::new(cents))),
    ];
    values.extend(nature.map(|nature| ("payment.indemnity_nature", Value::Code(nature.to_owned()))));
    row("payment", &values, Vec::new())
}

fn attested(id: &str, quarter: &str, rows: Vec<Row>) -> Record {
    Record { rows, ..attestation(id, 1, quarter) }
}

/// The page, the files and the log of a consultation about what stands in the store, without what names this one.
async fn answers(asker: &Asker, store: &[Record]) -> Vec<String> {
    let app = App::new().await;
    let person: Niss = word(PERSON);
    let mut work = app.database.begin_records().await.expect("a unit of work");
    for attestation in store {
        work.store_records(&word("hdi"), &[(person, attestation)]).await.expect("stored");
    }
    work.commit().await.expect("committed");
    let mut browser = app.signed_in(asker.user).await;
    let fields = [
        ("module", asker.module),
        ("purpose", asker.purpose),
        ("person_role", ""),
        ("niss", PERSON),
        ("first", "2023Q1"),
        ("last", "2023Q4"),
    ];
    let opened = browser.post("/consultation", &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let address = opened.location().to_owned();
    let id = address.rsplit('/').next().expect("an identifier").to_owned();
    let mut seen = Vec::new();
    for path in [address.clone(), format!("{address}/export.json"), format!("{address}/export.csv")] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK);
        let kept = |word: &str| word.replace(&id, "ID");
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", kept(value.to_str().unwrap_or_default())))
            .collect();
        headers.sort();
        seen.push(format!("{}\n\n{}", headers.join("\n"), kept(&answer.body)));
    }
    for entry in app.log().await {
        let record = serde_json::to_string(&entry).expect("JSON");
        seen.push(record.replace(&id, "ID"));
    }
    assert_eq!(seen.len(), 3 + 4, "the decision, the page and two files are in the log");
    seen
}

fn same(left: &[String], right: &[String]) {
    for (left, right) in left.iter().zip(right) {
        assert_eq!(left, right);
    }
}

#[tokio::test]
async fn a_regime_that_is_not_granted_is_as_if_there_were_nothing() {
    let hidden = || risk("selfEmployed", "4", vec![payment(Some("AD"), "2023-06-11", 4_711)]);
    let alone = [attested("hidden", "2023Q2", vec![hidden()])];
    let nothing = answers(&FOREM, &[]).await;
    assert!(nothing[0].contains("MSG00100") && nothing[2].contains("MSG00100"));
    assert!(nothing[0].contains("61") && nothing[1].contains("\"general\""), "what may be seen is said");
    same(&nothing, &answers(&FOREM, &alone).await);

    let general = || risk("general", "0", Vec::new());
    let beside = [
        attested("hidden", "2023Q3", vec![hidden()]),
        attested("shown", "2023Q2", vec![hidden(), general(), hidden()]),
    ];
    let shown = [attested("shown", "2023Q2", vec![general()])];
    let seen = answers(&FOREM, &shown).await;
    assert!(seen[0].contains("MSG00000"));
    same(&seen, &answers(&FOREM, &beside).await);
}

#[tokio::test]
async fn payments_whose_existence_does_not_matter_are_not_counted() {
    let store = |payments| [attested("shown", "2023Q2", vec![risk("general", "0", payments)])];
    let (first, second) = (payment(Some("AD"), "2023-05-31", 1), payment(Some("AC"), "2023-06-11", 2));
    let few = answers(&INSPECTION, &store(vec![first.clone(), second.clone()])).await;
    assert!(few[1].contains("payment.indemnity_nature") && few[1].contains("\"AC\""));
    let more = vec![second, payment(None, "2023-05-09", 3), first.clone(), first];
    same(&few, &answers(&INSPECTION, &store(more)).await);
    let unsaid = answers(&INSPECTION, &store(vec![payment(None, "2023-05-31", 5)])).await;
    same(&answers(&INSPECTION, &store(Vec::new())).await, &unsaid);
}

#[tokio::test]
async fn payments_outside_the_history_are_not_counted() {
    let store = |payments| [attested("shown", "2023Q2", vec![risk("general", "0", payments)])];
    let none = answers(&CANDIDATES, &store(Vec::new())).await;
    assert!(none[1].contains("79.6"), "how far back it reaches is said");
    let old = vec![payment(Some("AD"), "2023-05-31", 1), payment(None, "2023-06-11", 2)];
    same(&none, &answers(&CANDIDATES, &store(old)).await);
}
