//! The access log as auditors read it.

use delibero_domain::niss::{BirthEra, Niss};
use http::StatusCode;

use crate::support::{App, PERSON, social_inquiry};

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
    for path in ["/log", "/log?organisation=cpas-namur"] {
        let page = adviser.get(path).await;
        assert!(page.body.contains("marie.dubois") && !page.body.contains("els.peeters"), "{path}");
    }
    let foreign = adviser.get("/log?organisation=ocmw-leuven").await;
    assert!(foreign.body.contains("id=\"errors\"") && !foreign.body.contains("marie.dubois"));
}

#[tokio::test]
async fn a_niss_typed_as_a_user_never_comes_into_the_address() {
    let app = App::new().await;
    let mut auditor = app.signed_in("sarah.benali").await;
    let answer = auditor.post("/log", &[("user", "85.07.30-999.32"), ("outcome", "granted"), ("person", "")]).await;
    let cleaned = "/log?user=%E2%80%A6&outcome=granted";
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, cleaned));
    let page = auditor.get(cleaned).await;
    assert!(page.body.contains("id=\"log-user-problem\"") && page.body.contains("id=\"taken-out\""));
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_shows_no_line_and_no_file() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    let mut auditor = app.signed_in("sarah.benali").await;
    assert!(auditor.get("/log?user=marie.dubois").await.body.contains("85.07.30-999.32"));
    let in_the_users_order = auditor.get("/log?to=03%2F06%2F2025").await.body;
    assert!(!in_the_users_order.contains("id=\"errors\"") && in_the_users_order.contains("85.07.30-999.32"));
    for filter in [
        "user=Marie%20Dubois",
        "outcome=Granted",
        "kind=foo",
        "organisation=CPAS%20Namur",
        "before=abc",
        "from=2025-06-03&to=2025-06-01",
        "from=2025-06",
        "to=31%2F02%2F2025",
        "kind=decision&kind=export",
        "usr=marie.dubois",
        "user=%FF",
        "user=85.07.30-999.32%20Name",
    ] {
        let page = auditor.get(&format!("/log?{filter}")).await;
        let page = if page.status == StatusCode::SEE_OTHER { auditor.get(page.location()).await } else { page };
        assert!(page.body.contains("id=\"errors\""), "{filter}");
        assert!(!page.body.contains("85.07.30-999.32") && !page.body.contains("<caption"), "{filter}");
        for extension in ["csv", "xlsx"] {
            let file = auditor.get(&format!("/log.{extension}?{filter}")).await;
            let file = if file.status == StatusCode::SEE_OTHER { auditor.get(file.location()).await } else { file };
            assert_eq!(file.status, StatusCode::BAD_REQUEST, "{filter}");
            assert!(!file.body.contains("85.07.30"), "{filter}");
        }
    }
    let meant = auditor.get("/log?user=Marie%20Dubois").await;
    assert!(meant.body.contains("marie.dubois\u{a0}?"), "the sign-in name is offered");
}

#[tokio::test]
async fn the_log_is_a_file_and_about_one_person_by_post_alone() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    worker.post("/consultation", &social_inquiry(PERSON)).await;
    worker.post("/consultation", &social_inquiry("01021599970")).await;
    let mut auditor = app.signed_in("sarah.benali").await;
    let all = auditor.get("/log.csv").await;
    assert!(all.body.contains("85.07.30-999.32") && all.body.contains("01.02.15-999.70"));
    let one = auditor.post("/log.csv", &[("person", PERSON), ("kind", "decision")]).await;
    assert_eq!(one.body.lines().count(), 2, "{}", one.body);
    assert!(one.body.contains("85.07.30-999.32"));
    let wrong = auditor.post("/log.csv", &[("person", "12")]).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let book = auditor.get("/log.xlsx").await;
    assert!(book.body.starts_with("PK"));
}

/// What no consultation takes finds nobody: an error at the field and no line, in the page and in the files.
#[tokio::test]
async fn a_person_is_looked_for_by_the_rules_of_every_number() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    worker.post("/consultation", &social_inquiry(PERSON)).await;
    let mut auditor = app.signed_in("sarah.benali").await;
    let pasted =
        auditor.post("/log", &[("person", "\u{200e}85\u{2011}07\u{2212}30\u{202f}999\u{2003}32\u{feff}")]).await;
    assert!(pasted.body.contains("85.07.30-999.32"), "it is read as it is pasted anywhere else");
    for (typed, said) in [("85.07.30-999.3X", "15"), ("250701001", ""), (&born_tomorrow(), "")] {
        let answer = auditor.post("/log", &[("person", typed)]).await;
        assert!(answer.body.contains("aria-invalid=\"true\"") && answer.body.contains(said), "{typed}");
        assert!(!answer.body.contains("85.07.30-999.32"), "no line for {typed}");
        let file = auditor.post("/log.csv", &[("person", typed)]).await;
        assert_eq!(file.status, StatusCode::BAD_REQUEST, "{typed}");
        assert!(!file.body.contains(typed), "what was typed is not repeated: {}", file.body);
        assert!(file.body.lines().count() == 2 && file.body.contains(said), "the reason: {}", file.body);
    }
}

fn born_tomorrow() -> String {
    Niss::complete(250_603_001, BirthEra::From2000).expect("a number").reveal()
}
