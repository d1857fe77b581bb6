//! A form that was filled in under one user and is sent under another is not executed, and nothing typed is lost.

use http::StatusCode;

use crate::support::{Answer, App, PERSON, social_inquiry};

/// The mark in the forms of a page.
fn mark_of(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"signed-in-as\" value=\"").expect("a form with a mark");
    rest.split('"').next().expect("a value").to_owned()
}

fn says_so(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
    assert!(answer.body.contains("id=\"under-another\""), "the page says so");
}

#[tokio::test]
async fn a_consultation_of_another_tab_is_not_executed_and_its_fields_stay() {
    let app = App::new().await;
    let mark = mark_of(&app.signed_in("marie.dubois").await.get("/consultation").await);
    let mut other = app.signed_in("luc.lambert").await;
    let mut fields = social_inquiry(PERSON);
    fields.push(("signed-in-as", &mark));
    let answer = other.post("/consultation", &fields).await;
    says_so(&answer);
    assert!(answer.body.contains(&format!("value=\"{PERSON}\"")), "what was typed is in the form");
    assert!(answer.body.contains("Luc Lambert"), "the page names who is signed in now");
    assert!(app.log().await.is_empty(), "nothing was decided");

    let own = mark_of(&answer);
    assert_ne!(own, mark);
    fields.pop();
    fields.push(("signed-in-as", &own));
    assert_eq!(other.post("/consultation", &fields).await.status, StatusCode::SEE_OTHER, "sent again, it is executed");
}

#[tokio::test]
async fn a_session_renewed_by_the_same_user_is_no_other() {
    let app = App::new().await;
    let mark = mark_of(&app.signed_in("marie.dubois").await.get("/consultation").await);
    let mut again = app.signed_in("marie.dubois").await;
    let mut fields = social_inquiry(PERSON);
    fields.push(("signed-in-as", &mark));
    assert_eq!(again.post("/consultation", &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_somebody_else_may_not_even_open_is_told_with_what_was_typed() {
    let app = App::new().await;
    let mark = mark_of(&app.signed_in("marie.dubois").await.get("/consultation").await);
    let mut auditor = app.signed_in("sarah.benali").await;
    let mut fields = social_inquiry("85.07.30-999.32");
    fields.push(("signed-in-as", &mark));
    let answer = auditor.post("/consultation", &fields).await;
    says_so(&answer);
    assert!(answer.body.contains("85.07.30-999.32"));
}

#[tokio::test]
async fn every_form_that_does_something_is_marked_and_held() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let begun = writer.post("/deliberations/98/001/drafts", &[("kind", "correction")]).await;
    let draft = begun.location().to_owned();
    let edit = format!("{draft}/edit/facts");
    let mut pages = Vec::new();
    for path in [
        "/drafts/new",
        "/deliberations/98/001",
        "/deliberations/98/001/drafts",
        "/deliberations?words=98",
        &draft,
        &edit,
    ] {
        pages.push(writer.get(path).await);
    }
    pages.push(app.signed_in("sarah.benali").await.get("/log").await);
    let free = ["/sign-in", "/sign-out", "/language", "/theme"];
    for page in &pages {
        for form in page.body.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            // A search of what everyone may read does nothing under anybody's name.
            let is_search = form.contains("role=\"search\"");
            let is_free = is_search || free.iter().any(|path| form.contains(&format!("action=\"{path}\"")));
            let marked = form.contains("signed-in-as") || is_free || !form.contains("method=\"post\"");
            assert!(marked, "a form without a mark: {form}");
        }
    }
    let mark = mark_of(&pages[0]);

    let mut approver = app.signed_in("koen.wouters").await;
    for path in [draft.as_str(), edit.as_str(), "/drafts/new", "/log", "/deliberations", "/deliberations/98/001/drafts"]
    {
        let fields = [("note", "Ce qui fut dit."), ("title", "Ce qui fut dit."), ("signed-in-as", mark.as_str())];
        let answer = approver.post(path, &fields).await;
        says_so(&answer);
    }
    let file = approver.post(&format!("/drafts/import?signed-in-as={mark}"), &[]).await;
    says_so(&file);
    let kept = approver.post(&draft, &[("do", "return"), ("note", "Voyez le 2."), ("signed-in-as", &mark)]).await;
    assert!(kept.body.contains("Voyez le 2."), "what was typed is kept");
}

#[tokio::test]
async fn signing_out_clears_what_the_browser_holds_whichever_tab_asks() {
    let app = App::new().await;
    let mark = mark_of(&app.signed_in("marie.dubois").await.get("/consultation").await);
    let mut other = app.signed_in("luc.lambert").await;
    let page = other.get("/consultation").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let left = other.post("/sign-out", &[("signed-in-as", &mark)]).await;
    assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    let back = other.get("/consultation").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "nothing is shown after signing out");
}
