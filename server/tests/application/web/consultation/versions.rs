//! The versions of an attestation side by side: only what is granted, and each that leaves stands in the log.

use delibero_domain::access_log::EventKind;
use delibero_domain::niss::Niss;
use delibero_domain::record::{Record, Row, Value};
use delibero_testkit::examples::{attestation, word};
use delibero_usecases::records::RecordStore as _;
use http::StatusCode;

use crate::support::{App, PERSON};

const ATTESTATION: &str = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d9999";

fn version(number: u64, regime: &str, closed: &str) -> Record {
    let code = |word: &str| Value::Code(word.to_owned());
    let values = [("risk.risk_nature", "incapacity"), ("risk.regime", regime), ("risk.closure_reason", closed)];
    let values = values.map(|(element, value)| (word(element), code(value))).into();
    let row = Row { shape: word("risk"), values, rows: Vec::new(), filtered: Default::default() };
    Record { rows: vec![row], ..attestation(ATTESTATION, number, "2023Q2") }
}

/// What is compared after a consultation of the quarter, without what names the consultation.
async fn compared(app: &App, [user, module, purpose, role]: [&str; 4], versions: &[Record]) -> String {
    let person: Niss = word(PERSON);
    let mut work = app.database.begin_records().await.expect("a unit of work");
    for one in versions {
        work.store_records(&word("hdi"), &[(person, one)]).await.expect("stored");
    }
    work.commit().await.expect("committed");
    let mut browser = app.signed_in(user).await;
    let fields = [
        ("module", module),
        ("purpose", purpose),
        ("person_role", role),
        ("niss", PERSON),
        ("first", "2023Q2"),
        ("last", "2023Q2"),
    ];
    let opened = browser.post("/consultation", &fields).await;
    let address = opened.location().to_owned();
    let answer = browser.get(&address).await;
    let link = format!("{address}/versions?of=2023Q2");
    assert!(answer.body.contains(&link), "{}", answer.body);
    let page = browser.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut stranger = app.signed_in("els.peeters").await;
    assert_eq!(stranger.get(&link).await.status, StatusCode::NOT_FOUND, "somebody else's");
    page.body.replace(address.rsplit('/').next().expect("an identifier"), "ID")
}

#[tokio::test]
async fn what_changed_is_shown_and_every_version_that_left_stands_in_the_log() {
    let app = App::new().await;
    let versions = [version(0, "general", "0"), version(1, "general", "4")];
    let asker = ["marie.dubois", "cpas/hdi/consult-attest", "social-inquiry", "applicant"];
    let page = compared(&app, asker, &versions).await;
    let table = page.split("<table class=\"quarters versions\"").nth(1).expect("a table");
    assert!(table.contains("class=\"changed\"") && table.contains("modifiée"), "{table}");
    let log = app.log().await;
    let left = log.iter().rev().find(|entry| entry.kind == EventKind::Disclosure).expect("an entry");
    let of: Vec<_> = left.disclosed.iter().map(|one| (one.record.as_str(), one.version)).collect();
    assert_eq!(of, [(ATTESTATION, Some(1)), (ATTESTATION, Some(0))]);
}

#[tokio::test]
async fn a_version_that_may_not_be_seen_is_as_if_there_were_none() {
    let of = async |versions: &[Record]| {
        compared(&App::new().await, ["julie.fontaine", "forem/hdi/consult-attest", "reintegration", ""], versions).await
    };
    let alone = of(&[version(2, "general", "4")]).await;
    let hidden = of(&[version(0, "general", "0"), version(1, "selfEmployed", "0"), version(2, "general", "4")]).await;
    assert!(alone.contains("Aucune version antérieure") && !alone.contains("selfEmployed"), "{alone}");
    assert_eq!(alone, hidden);
}
