//! What is put in force is followed by the next consultation, on every node, without a restart.

use http::StatusCode;

use super::{CPAS, draft, press, save, without_cpas};
use crate::support::{App, Browser, PERSON, social_inquiry};

/// Whether a social worker of a CPAS is granted what they ask for; the answer of the portal where they are not.
async fn granted(browser: &mut Browser<'_>) -> bool {
    let opened = browser.post("/consultation", &social_inquiry(PERSON)).await;
    if opened.status != StatusCode::SEE_OTHER {
        return false;
    }
    let location = opened.location().to_owned();
    browser.get(&location).await.body.contains("MSG00000")
}

#[tokio::test]
async fn the_next_consultation_follows_and_so_does_another_node() {
    let app = App::new().await;
    let node = app.node().await;
    let (mut worker, mut elsewhere) = (app.signed_in("marie.dubois").await, node.signed_in("marie.dubois").await);
    assert!(granted(&mut worker).await && granted(&mut elsewhere).await);
    let id = without_cpas(&app).await;
    assert!(granted(&mut worker).await, "what is proposed changes nothing");
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.location(), "/states/2");
    assert!(!granted(&mut worker).await && !granted(&mut elsewhere).await, "the right is gone");

    let mut writer = app.signed_in("helene.martin").await;
    let begun = writer.post("/changes/new", &[("title", "Rendre"), ("state", "1")]).await;
    let back = begun.location().trim_start_matches("/changes/").to_owned();
    press(&mut writer, &back, "propose", &[]).await;
    let mut away = node.signed_in("koen.wouters").await;
    assert_eq!(press(&mut away, &back, "publish", &[]).await.location(), "/states/3");
    assert!(granted(&mut worker).await && granted(&mut elsewhere).await, "the right is back");
}

#[tokio::test]
async fn the_states_say_who_when_and_why() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    press(&mut approver, &id, "publish", &[]).await;
    let list = approver.get("/states").await;
    for shown in ["Sans les CPAS", "Koen Wouters", "État 1", "État 2"] {
        assert!(list.body.contains(shown), "{shown}");
    }
    let state = approver.get("/states/2").await;
    assert!(state.body.contains("Hélène Martin") && state.body.contains("20/130"), "{}", state.body);
    assert!(!state.body.contains("/changes/new?state="), "an approver begins nothing");
    let mut writer = app.signed_in("helene.martin").await;
    assert!(writer.get("/states/1").await.body.contains("/changes/new?state=1"));
    let compared = writer.get("/states/compare?from=2&to=1").await;
    assert!(compared.status == StatusCode::OK && compared.body.contains("États 2 et 1"));
    for missing in ["/states/9", "/states/x", "/states/compare?from=1&to=9", "/states/compare"] {
        assert_eq!(writer.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn who_saved_in_between_is_not_overlooked() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&format!("/changes/{id}")).await;
    save(&app, "helene.martin", &id, CPAS, super::in_force(&app, CPAS).await).await;
    let refused = super::press_on(&mut approver, &page, &id, "publish", &[]).await;
    assert!([StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY].contains(&refused.status));
    assert!(draft(&app, &id).await.proposed.is_none());
}
