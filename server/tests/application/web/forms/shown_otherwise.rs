//! Another language or theme while something is being typed: nothing is executed, and what was typed is shown again.

use delibero_domain::text::Language;
use http::StatusCode;

use crate::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn a_consultation_is_shown_in_another_language_with_what_was_typed_and_not_executed() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let mut fields = social_inquiry(PERSON);
    fields.push(("show-in-language", "nl"));
    let answer = browser.post("/consultation", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("<html lang=\"nl\"") && answer.body.contains("Nieuwe raadpleging"));
    assert!(answer.body.contains(&format!("value=\"{PERSON}\"")), "what was typed is in the form");
    assert_eq!(browser.cookies["language"], Language::Nl.code());
    assert!(app.log().await.is_empty(), "nothing was decided");
    let page = browser.get("/consultation").await;
    assert!(page.body.contains("<html lang=\"nl\""), "the language stays");
}

#[tokio::test]
async fn signing_in_is_shown_in_another_theme_with_the_name_and_without_the_password() {
    let app = App::new().await;
    let mut browser = app.browser();
    let fields = [("user", "zoe.nobody"), ("password", "a-long-secret"), ("show-in-theme", "dark")];
    let answer = browser.post("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("data-theme=\"dark\"") && answer.body.contains("value=\"zoe.nobody\""));
    assert!(!answer.body.contains("a-long-secret"));
    assert!(app.pause.take().is_empty(), "no attempt was counted");
}

#[tokio::test]
async fn a_part_of_a_draft_is_shown_in_another_language_and_not_saved() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let begun = writer.post("/deliberations/98/001/drafts", &[("kind", "correction")]).await;
    let edit = format!("{}/edit/facts", begun.location());
    let page = writer.get(&edit).await;
    let value = |name: &str| {
        let (_, rest) = page.body.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split('"').next().expect("a value").to_owned()
    };
    let before = value("before");
    let fields =
        [("before", before.as_str()), ("subject", "Ce qui fut tapé"), ("whole", "yes"), ("show-in-language", "nl")];
    let answer = writer.post(&edit, &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("<html lang=\"nl\""));
    let again = writer.get(&edit).await;
    assert!(!again.body.contains("Ce qui fut tapé"), "nothing was saved");
}

#[tokio::test]
async fn a_word_that_is_no_language_executes_the_form_as_it_is() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let mut fields = social_inquiry(PERSON);
    fields.push(("show-in-language", "xx"));
    assert_eq!(browser.post("/consultation", &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_palette_finds_places_and_puts_no_niss_into_an_address() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let found = browser.post("/palette", &[("q", "forem")]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.contains("href=\"/catalogue/forem\""), "{}", found.body);
    let person = browser.post("/palette", &[("q", PERSON)]).await;
    assert!(!person.body.contains("href"), "{}", person.body);
}

#[tokio::test]
async fn a_restored_page_learns_whose_session_it_is() {
    let app = App::new().await;
    assert_eq!(app.browser().get("/session/mark").await.body, "");
    let mut browser = app.signed_in("marie.dubois").await;
    let mark = browser.get("/session/mark").await.body;
    assert!(
        !mark.is_empty() && browser.get("/consultation").await.body.contains(&format!("data-signed-in-as=\"{mark}\""))
    );
}
