//! When the store is busy or away: nobody's session ends, it is said in words, and what was typed stays.

use delibero_demo::PASSWORD;
use delibero_usecases::consultation::ConsultationStore as _;
use http::{Method, StatusCode};
use jiff::SignedDuration;

use crate::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn without_a_store_no_session_ends_and_what_was_typed_stays() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let cookies = browser.cookies.clone();
    app.database.close().await;
    for (language, words) in
        [("fr", "Le service ne répond pas"), ("nl", "De dienst antwoordt niet"), ("de", "Der Dienst antwortet nicht")]
    {
        browser.language = language;
        let page = browser.get("/consultation").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.body.contains(&format!("<title>{words} – Delibero</title>")), "{}", page.body);
        let sent = browser.post("/consultation", &social_inquiry(PERSON)).await;
        assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            sent.body.contains(words) && sent.body.contains(PERSON) && sent.body.contains("2024Q3"),
            "{}",
            sent.body
        );
        for path in ["/", "/consultations/0123456789abcdef0123456789abcdef/export.json"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(page.body.contains(words), "{path}");
        }
        let sign_in = browser.post("/sign-in", &[("user", "els.peeters"), ("password", "what-was-typed")]).await;
        assert_eq!(sign_in.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(sign_in.body.contains("els.peeters") && !sign_in.body.contains("what-was-typed"));
    }
    assert_eq!(browser.cookies, cookies, "the cookie of the session was not touched");
}

#[tokio::test]
async fn while_the_store_takes_no_writes_reading_goes_on_and_it_is_not_ready() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    assert_eq!(app.browser().get("/readyz").await.status, StatusCode::OK);
    let writer = app.database.begin_consultation().await.expect("the one writer");
    for _ in 0..4 {
        app.clock.advance(SignedDuration::from_mins(10));
        assert_eq!(browser.get("/consultation").await.status, StatusCode::OK, "used within its time, written or not");
    }
    let not_ready = app.browser().get("/readyz").await;
    assert_eq!((not_ready.status, not_ready.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "not ready"));
    let sent = browser.post("/consultation", &social_inquiry(PERSON)).await;
    assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(sent.body.contains(PERSON), "what was typed stays");
    let right = [("user", "els.peeters"), ("password", PASSWORD)];
    assert_eq!(app.browser().post("/sign-in", &right).await.status, StatusCode::SERVICE_UNAVAILABLE);
    drop(writer);
    assert_eq!(
        app.browser().get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "asked once in five seconds"
    );
    app.clock.advance(SignedDuration::from_secs(6));
    assert_eq!(app.browser().get("/readyz").await.status, StatusCode::OK);
    assert_eq!(browser.post("/consultation", &social_inquiry(PERSON)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_no_form_is_answered_in_words() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let headers = [("content-type", "text/plain"), ("sec-fetch-site", "same-origin")];
    let sent = browser.send(Method::POST, "/consultation", "niss=1".into(), &headers).await;
    assert_eq!(sent.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(sent.body.contains("<h1"), "{}", sent.body);
}
