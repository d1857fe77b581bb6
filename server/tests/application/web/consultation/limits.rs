//! A form sent twice, an answer opened too late, too many consultations in an hour.

use delibero_usecases::consultation::{ConsultationStore as _, LimitRule};
use http::StatusCode;
use jiff::SignedDuration;

use crate::support::{App, Browser, PERSON, social_inquiry};

/// The token of a form on a page.
fn token(page: &str) -> String {
    let field = page.split("name=\"form\"").nth(1).expect("a form with a token");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

async fn sent<'f>(browser: &mut Browser<'_>, niss: &'f str) -> Vec<(&'f str, String)> {
    let page = browser.get("/consultation").await;
    let asked = social_inquiry(niss).into_iter().map(|(name, value)| (name, value.to_owned()));
    asked.chain([("form", token(&page.body))]).collect()
}

async fn post(browser: &mut Browser<'_>, fields: &[(&str, String)]) -> crate::support::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post("/consultation", &fields).await
}

async fn limit(app: &App, most: u32) {
    let mut work = app.database.begin_consultation().await.expect("a unit of work");
    let rule = LimitRule { organisation: None, purpose: None, most };
    work.set_limit(&rule).await.expect("a limit");
    work.commit().await.expect("a commit");
}

#[tokio::test]
async fn a_form_sent_twice_is_one_consultation_and_one_decision() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let fields = sent(&mut browser, PERSON).await;
    let first = post(&mut browser, &fields).await;
    let second = post(&mut browser, &fields).await;
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.location(), second.location());
    assert_eq!(app.log().await.len(), 1);

    let other = sent(&mut browser, PERSON).await;
    assert_ne!(post(&mut browser, &other).await.location(), first.location(), "a form of its own");
}

#[tokio::test]
async fn asking_again_from_the_answer_twice_is_one_consultation() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let replaced = browser.post("/consultation", &social_inquiry("72281499995")).await;
    let page = browser.get(replaced.location()).await;
    let mut fields: Vec<(&str, String)> =
        social_inquiry(PERSON).into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    fields.push(("form", token(&page.body)));
    let first = post(&mut browser, &fields).await;
    assert_eq!(first.location(), post(&mut browser, &fields).await.location());
    assert_ne!(first.location(), replaced.location());
}

#[tokio::test]
async fn the_limit_stops_says_when_it_goes_on_and_keeps_what_was_typed() {
    let app = App::new().await;
    limit(&app, 1).await;
    let mut browser = app.signed_in("marie.dubois").await;
    let fields = sent(&mut browser, PERSON).await;
    assert_eq!(post(&mut browser, &fields).await.status, StatusCode::SEE_OTHER);
    app.clock.advance(SignedDuration::from_secs(20));
    for (language, words) in [("fr", "à partir de 12:30"), ("nl", "vanaf 12:30"), ("de", "ab 12:30")] {
        browser.language = language;
        let fields = sent(&mut browser, "85.07.30-999.32").await;
        let stopped = post(&mut browser, &fields).await;
        assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS, "{language}");
        assert_eq!(stopped.header("retry-after"), "3581");
        assert!(stopped.body.contains(words), "{language}: {}", stopped.body);
        assert!(stopped.body.contains("85.07.30-999.32"), "what was typed stays");
        assert!(!stopped.body.contains("112338"), "no data");
    }
    let log = app.log().await;
    assert_eq!(log[0].outcome, "granted");
    assert!(log[1..].iter().all(|entry| entry.outcome == "limit-reached" && entry.disclosed.is_empty()));
    let mut auditor = app.signed_in("sarah.benali").await;
    auditor.language = "fr";
    let page = auditor.get("/log?outcome=limit-reached").await;
    assert!(page.body.contains("Limite horaire atteinte"));
    app.clock.advance(SignedDuration::from_hours(1));
    let mut browser = app.signed_in("marie.dubois").await;
    let fields = sent(&mut browser, PERSON).await;
    assert_eq!(post(&mut browser, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_is_gone_after_24_hours_as_a_page_and_as_a_download() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let opened = browser.post("/consultation", &social_inquiry(PERSON)).await;
    let address = opened.location().to_owned();
    app.clock.advance(SignedDuration::from_hours(23));
    let mut browser = app.signed_in("marie.dubois").await;
    assert_eq!(browser.get(&address).await.status, StatusCode::OK);
    let entries = app.log().await.len();
    app.clock.advance(SignedDuration::from_hours(2));
    let mut browser = app.signed_in("marie.dubois").await;
    for path in [address.clone(), format!("{address}/export.json"), format!("{address}/export.csv")] {
        let gone = browser.get(&path).await;
        assert_eq!(gone.status, StatusCode::GONE, "{path}");
        assert!(gone.body.contains("24 heures"), "{path}: {}", gone.body);
        assert!(!gone.body.contains("85.07.30") && gone.header("content-disposition").is_empty());
    }
    assert_eq!(app.log().await.len(), entries, "nothing left");
}
