//! Consultations, from the form to the log.

use delibero_domain::access_log::EventKind;
use delibero_testkit::examples::{attestation, word};
use delibero_usecases::journal::PersonTokens as _;
use delibero_usecases::records::RecordStore as _;
use http::StatusCode;

use crate::support::{App, Browser, PERSON, social_inquiry};

async fn consult(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> String {
    let opened = browser.post("/consultation", fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    opened.location().to_owned()
}

fn fields<'f>(module: &'f str, purpose: &'f str) -> Vec<(&'f str, &'f str)> {
    let mut fields = social_inquiry(PERSON);
    fields[0].1 = module;
    fields[1].1 = purpose;
    fields[2].1 = "";
    fields
}

#[tokio::test]
async fn a_social_worker_sees_the_attestation_and_the_log_says_so() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    assert!(!address.contains("850730"), "no NISS in the address: {address}");
    let log = app.log().await;
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].kind, log[0].outcome.as_str(), log[0].disclosed.len()), (EventKind::Decision, "granted", 0));

    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in ["85.07.30-999.32", "MSG00000", "20/130", "1\u{202f}123,38", "2\u{202f}511,12"] {
        assert!(page.body.contains(shown), "{shown} is shown");
    }
    let title = page.body.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
    assert!(!title.contains("85.07"), "no NISS in the title: {title}");

    browser.get(&address).await;
    let log = app.log().await;
    assert_eq!(log.len(), 3, "each view is a disclosure of its own");
    assert!(log[1..].iter().all(|entry| entry.kind == EventKind::Disclosure && !entry.disclosed.is_empty()));
    assert!(
        log.iter().all(|entry| entry.user.as_str() == "marie.dubois" && entry.purpose.as_str() == "social-inquiry")
    );
}

#[tokio::test]
async fn what_is_withheld_never_reaches_the_browser() {
    let app = App::new().await;
    let mut browser = app.signed_in("jan.janssens").await;
    let address = consult(&mut browser, &fields("vdab/hdi/consult-attest", "reintegration")).await;
    for path in [address.clone(), format!("{address}/export.json"), format!("{address}/export.csv")] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK);
        for secret in ["1123", "1\u{202f}123", "112338", "2511", "251112"] {
            assert!(!answer.body.contains(secret), "{path} holds {secret}");
        }
        assert!(answer.body.contains("57"), "{path} names the point");
    }
}

#[tokio::test]
async fn a_download_says_what_the_page_says_and_is_logged() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    let json = browser.get(&format!("{address}/export.json")).await;
    let document: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
    assert_eq!(document["outcome"], "granted");
    assert_eq!(document["status"]["code"], "MSG00000");
    let amount = &document["attestations"][0]["rows"][0]["rows"][0]["values"]["payment.gross_taxable_amount"];
    assert!(document.to_string().contains("1123.38"), "{amount}");
    let withheld = document["withheld"].as_array().expect("a list");
    assert!(withheld.iter().any(|found| found["element"] == "risk.exit_code" && found["point"] == "12"));
    let csv = browser.get(&format!("{address}/export.csv")).await;
    assert!(csv.header("content-disposition").contains("attachment"));
    assert!(csv.body.contains("payment.gross_taxable_amount") && csv.body.contains("1123.38"));
    let exports = app.log().await.into_iter().filter(|entry| entry.kind == EventKind::Export);
    assert_eq!(exports.count(), 2);
}

#[tokio::test]
async fn a_refusal_is_explained_with_its_point_and_logged() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let mut asked = social_inquiry(PERSON);
    asked[2].1 = "";
    let address = consult(&mut browser, &asked).await;
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("MSG00013") && page.body.contains("20/130"));
    assert!(!page.body.contains("112338"), "no data with a refusal");
    let log = app.log().await;
    assert!(log.iter().all(|entry| entry.outcome == "person-role-not-granted" && entry.disclosed.is_empty()));
    assert_eq!(log.len(), 2);
}

#[tokio::test]
async fn a_replaced_niss_names_its_successor() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry("72281499995")).await;
    let page = browser.get(&address).await;
    assert!(page.body.contains("MSG00006") && page.body.contains("85.07.30-999.32"), "the new number is shown");
    let log = app.log().await;
    let tokens = log.iter().map(|entry| entry.successor.as_ref().map(|token| app.database.person_of(token)));
    let numbers: Vec<_> = tokens.map(|token| token.expect("a successor").expect("a NISS").reveal()).collect();
    assert_eq!(numbers, [PERSON, PERSON], "whoever's number was shown stands in the log");
    let mut auditor = app.signed_in("sarah.benali").await;
    auditor.language = "fr";
    assert!(auditor.get("/log").await.body.contains("nouveau numéro communiqué"));
}

#[tokio::test]
async fn what_was_typed_stays_and_each_wrong_field_is_named() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let mut asked = social_inquiry("85.07.30-999.33");
    asked[5].1 = "2031Q1";
    let page = browser.post("/consultation", &asked).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("85.07.30-999.33"), "the NISS stays in the page");
    assert!(page.headers.iter().all(|(_, value)| !value.to_str().unwrap_or_default().contains("999")));
    assert!(app.log().await.is_empty(), "nothing was asked of anybody");
}

#[tokio::test]
async fn the_way_to_see_an_answer_is_remembered_and_each_view_is_logged() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    for query in ["?view=quarters", "?view=rows", "?view=", ""] {
        assert_eq!(browser.get(&format!("{address}{query}")).await.status, StatusCode::OK, "{query}");
        let mut kept = browser.cookies.iter().filter(|(name, _)| name.ends_with("answer-view"));
        assert_eq!(kept.next().map(|(_, word)| word.as_str()), Some("quarters"), "{query}");
    }
    assert_eq!(app.log().await.len(), 5, "the decision and four views");
}

#[tokio::test]
async fn nobody_sees_anothers_consultation() {
    let app = App::new().await;
    let address = consult(&mut app.signed_in("marie.dubois").await, &social_inquiry(PERSON)).await;
    for other in ["luc.lambert", "els.peeters"] {
        let mut browser = app.signed_in(other).await;
        for path in [address.clone(), format!("{address}/export.json")] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{other} {path}");
            assert!(!page.body.contains("85.07.30"), "{other}");
        }
    }
    assert_eq!(app.log().await.len(), 1, "only the decision");
}

#[tokio::test]
async fn an_organisation_asks_only_in_its_own_name() {
    let app = App::new().await;
    let mut browser = app.signed_in("jan.janssens").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    let page = browser.get(&address).await;
    assert!(page.body.contains("MSG00013") && !page.body.contains("112338"));
    assert_eq!(app.log().await[0].outcome, "no-authorisation");
}

#[tokio::test]
async fn words_that_the_catalogue_does_not_know_reach_no_log() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for (field, word) in
        [(0, "cpas/hdi/unknown"), (0, "unknown/hdi/consult-attest"), (1, "85073099932"), (2, "unknown")]
    {
        let mut asked = social_inquiry(PERSON);
        asked[field].1 = word;
        let answer = browser.post("/consultation", &asked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
    }
    assert!(app.log().await.is_empty());
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page_without() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    let answer = browser.get(&format!("{address}/")).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::PERMANENT_REDIRECT, address.as_str()));
}

/// `filtered by the network` is said of rows that it removed as a whole, in the page and in every file.
#[tokio::test]
async fn payments_that_the_network_removed_are_told_from_none() {
    let app = App::new().await;
    let mut removed = attestation("0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2aaa", 1, "2024Q3");
    removed.rows[0].rows.clear();
    removed.filtered = [word("payment.gross_taxable_amount")].into();
    let mut work = app.database.begin_records().await.expect("a unit of work");
    work.store_records(&word("hdi"), &[(word(PERSON), &removed)]).await.expect("stored");
    work.commit().await.expect("committed");
    let mut browser = app.signed_in("marie.dubois").await;
    let address = consult(&mut browser, &social_inquiry(PERSON)).await;
    let page = browser.get(&address).await.body;
    assert!(page.contains("retiré par le réseau"), "the page says it");
    let json = browser.get(&format!("{address}/export.json")).await.body;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let found = json["attestations"].as_array().expect("a list").iter().find(|found| found["quarter"] == "2024Q3");
    assert_eq!(found.expect("that quarter")["rows"][0]["filtered"][0], "payment.gross_taxable_amount");
    let csv = browser.get(&format!("{address}/export.csv")).await.body;
    let line = csv.lines().find(|line| line.contains("2024Q3") && line.contains("payment.gross_taxable_amount"));
    assert!(line.expect("a line").contains("filtered"));
}
