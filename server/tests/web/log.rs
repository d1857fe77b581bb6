//! The access log as auditors read it.

use http::StatusCode;

use super::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn the_auditor_finds_who_saw_whom_without_a_niss_in_the_address() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    let opened = worker.post("/consultation", &social_inquiry(PERSON)).await;
    worker.get(opened.location()).await;
    worker.post("/consultation", &social_inquiry("01021599970")).await;

    let mut auditor = app.signed_in("sarah.benali").await;
    let all = auditor.get("/log").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.body.contains("85.07.30-999.32") && all.body.contains("01.02.15-999.70"));

    let one = auditor.post("/log?outcome=granted", &[("person", PERSON), ("outcome", "granted")]).await;
    assert_eq!(one.status, StatusCode::OK);
    assert!(one.body.contains("85.07.30-999.32") && !one.body.contains("01.02.15-999.70"));

    let none = auditor.get("/log?user=jan.janssens").await;
    assert!(!none.body.contains("85.07.30-999.32"));
}

#[tokio::test]
async fn a_security_adviser_sees_the_own_organisation_only() {
    let app = App::new().await;
    for user in ["marie.dubois", "els.peeters"] {
        app.signed_in(user).await.post("/consultation", &social_inquiry(PERSON)).await;
    }
    let mut adviser = app.signed_in("nathalie.georges").await;
    for path in ["/log", "/log?organisation=ocmw-leuven"] {
        let page = adviser.get(path).await;
        assert!(page.body.contains("marie.dubois") && !page.body.contains("els.peeters"), "{path}");
    }
}

#[tokio::test]
async fn a_niss_typed_as_a_user_never_comes_into_the_address() {
    let app = App::new().await;
    let mut auditor = app.signed_in("sarah.benali").await;
    let answer = auditor.post("/log", &[("user", "85.07.30-999.32"), ("outcome", "granted"), ("person", "")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/log?outcome=granted"));
}
