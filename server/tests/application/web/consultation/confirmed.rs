//! What a user confirms to see more: 23/058 point 79.6 gives two more years for a dispute.

use http::StatusCode;
use serde_json::{Value as Json, json};

use crate::support::{App, Browser, PERSON, social_inquiry};

fn asked<'f>(purpose: &'f str, confirmed: &[&'f str]) -> Vec<(&'f str, &'f str)> {
    let mut fields = social_inquiry(PERSON);
    fields[0].1 = "slrb/hdi/consult-periods";
    fields[1].1 = purpose;
    fields[2].1 = "";
    fields.extend(confirmed.iter().map(|condition| ("confirmed", *condition)));
    fields
}

async fn opened(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> String {
    let answer = browser.post("/consultation", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn exported(browser: &mut Browser<'_>, address: &str) -> Json {
    let answer = browser.get(&format!("{address}/export.json")).await;
    serde_json::from_str(&answer.body).expect("JSON")
}

fn since(document: &Json) -> &Json {
    let blocks = document["scope"]["since"].as_array().expect("a list");
    &blocks.iter().find(|found| found["block"] == "payment").expect("the payments")["day"]
}

#[tokio::test]
async fn the_form_asks_in_the_readers_language_with_the_point() {
    let app = App::new().await;
    let mut browser = app.signed_in("amina.elidrissi").await;
    for (language, label) in
        [("fr", "Un litige est en cours"), ("nl", "Er loopt een geschil"), ("de", "Ein Rechtsstreit ist anhängig")]
    {
        browser.language = language;
        let page = browser.get("/consultation").await.body;
        let (_, field) = page.split_once("class=\"form-field confirmations\"").expect("a fieldset");
        let field = field.split("</fieldset>").next().expect("its end");
        assert!(field.contains("type=\"checkbox\"") && field.contains("value=\"pending-dispute\""), "{field}");
        assert!(field.contains(label) && field.contains("79.6"), "{field}");
        assert!(!field.contains(" checked"), "nothing is confirmed unasked: {field}");
    }
    let page = app.signed_in("marie.dubois").await.get("/consultation").await.body;
    assert!(!page.contains("name=\"confirmed\""), "20/130 has nothing to confirm");
}

#[tokio::test]
async fn what_is_confirmed_lets_more_be_seen_and_is_said_kept_and_logged() {
    let app = App::new().await;
    let mut browser = app.signed_in("amina.elidrissi").await;
    let without = opened(&mut browser, &asked("socialisation", &[])).await;
    let document = exported(&mut browser, &without).await;
    assert_eq!((since(&document), &document["confirmed"]), (&json!("2020-04-01"), &json!([])));

    let address = opened(&mut browser, &asked("socialisation", &["pending-dispute"])).await;
    for _ in 0..2 {
        let page = browser.get(&address).await.body;
        let (_, fact) = page.split_once("Confirmé par vous").expect("the answer says what was confirmed");
        let fact = fact.split("</dd>").next().expect("its end");
        assert!(fact.contains("Un litige est en cours") && fact.contains("79.6"), "{fact}");
        assert!(page.contains("name=\"confirmed\" value=\"pending-dispute\""), "asked again, it stays confirmed");
    }
    let document = exported(&mut browser, &address).await;
    assert_eq!(since(&document), &json!("2018-04-01"));
    assert_eq!(document["confirmed"][0]["condition"], "pending-dispute");
    assert_eq!(document["confirmed"][0]["source"], "23/058 79.6");
    let csv = browser.get(&format!("{address}/export.csv")).await.body;
    assert!(csv.lines().any(|line| line.contains("confirmed") && line.contains("pending-dispute")), "{csv}");

    let log = app.log().await;
    let confirmed = |entry: &delibero_domain::access_log::Entry| {
        let decided = entry.decided.as_ref().expect("how it was decided");
        decided.facts.confirmed.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let (plain, disputed): (Vec<_>, Vec<_>) =
        log.iter().partition(|entry| address != format!("/consultations/{}", entry.consultation));
    assert!(plain.iter().all(|entry| confirmed(entry).is_empty()));
    assert!(disputed.len() == 5 && disputed.iter().all(|entry| confirmed(entry) == ["pending-dispute"]));
    let mut auditor = app.signed_in("sarah.benali").await;
    assert!(auditor.get("/log").await.body.contains("Un litige est en cours"), "the auditor reads it");
    assert!(auditor.get("/log.csv").await.body.contains("Un litige est en cours"));
}

#[tokio::test]
async fn a_member_confirms_for_its_own_purpose_and_the_form_that_comes_back_keeps_it() {
    let app = App::new().await;
    let mut browser = app.signed_in("youssef.amrani").await;
    let mut fields = asked("rental-management", &["pending-dispute"]);
    fields[0].1 = "sisp/hdi/consult-periods";
    let checked = |page: &str| {
        let (_, field) = page.split_once("class=\"form-field confirmations\"").expect("a fieldset");
        field.split("</fieldset>").next().expect("its end").contains(" checked")
    };
    assert!(!checked(&browser.get("/consultation").await.body));
    let niss = fields.iter().position(|(name, _)| *name == "niss").expect("the field of the number");
    let right = std::mem::replace(&mut fields[niss].1, "85.07.30-999.33");
    let again = browser.post("/consultation", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(checked(&again.body));

    fields[niss].1 = right;
    let address = opened(&mut browser, &fields).await;
    let document = exported(&mut browser, &address).await;
    assert_eq!((since(&document), &document["confirmed"][0]["source"]), (&json!("2018-04-01"), &json!("23/058 79.6")));
    assert!(browser.get(&address).await.body.contains("Un litige est en cours"));
    assert!(app.signed_in("sarah.benali").await.get("/log").await.body.contains("Un litige est en cours"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_confirmed_is_decided_again_to_the_same() {
    let app = App::new().await;
    let mut browser = app.signed_in("amina.elidrissi").await;
    let address = opened(&mut browser, &asked("socialisation", &["pending-dispute"])).await;
    browser.get(&address).await;
    let records = app.shell(&["log", "records"]).output().expect("it runs").stdout;
    let file = app.folder().join("records.ndjson");
    std::fs::write(&file, &records).expect("written");
    let replayed = app.shell(&["decide", "--replay", file.to_str().expect("a path")]).output().expect("it runs");
    assert_eq!(replayed.status.code(), Some(0));
    let text = String::from_utf8(records).expect("UTF-8");
    assert_eq!(text.matches("\"confirmed\":[\"pending-dispute\"]").count(), 2, "{text}");
}

#[tokio::test]
async fn what_the_purpose_does_not_ask_confirms_nothing_and_what_is_unknown_is_an_error() {
    let app = App::new().await;
    let mut browser = app.signed_in("amina.elidrissi").await;
    let address = opened(&mut browser, &asked("application-management", &["pending-dispute"])).await;
    assert!(!browser.get(&address).await.body.contains("Confirmé par vous"));
    assert!(app.log().await.iter().all(|entry| entry.decided.as_ref().is_some_and(|of| of.facts.confirmed.is_empty())));

    let before = app.log().await.len();
    let answer = browser.post("/consultation", &asked("socialisation", &["pending-dispute", "anything"])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#confirmed\""), "an error at the field: {}", answer.body);
    assert_eq!(app.log().await.len(), before, "nothing was decided");

    let mut twice = asked("socialisation", &[]);
    twice.push(("purpose", "rental-management"));
    assert_eq!(browser.post("/consultation", &twice).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
