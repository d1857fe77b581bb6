//! Whoever began, wrote or proposed a change never puts it in force, whatever roles they have.

use delibero::entropy::SystemRandomness;
use delibero_usecases::catalogue::{CatalogueDrafting, CatalogueStore as _, ChangeError, Confirmation};
use http::StatusCode;

use super::{CPAS, begin, checked, draft, press, press_on, propose, save, with_both_roles, without_cpas};
use crate::support::App;

async fn publish(app: &App, user: &str, id: &str) -> Result<u32, ChangeError> {
    let actor = with_both_roles(app, user).await;
    let with = CatalogueDrafting::new(&app.database, app.clock.as_ref(), &SystemRandomness, &actor);
    let (read, state) = (draft(app, id).await.revision, app.database.state_in_force().await.expect("a state"));
    let checked = checked(app, id).await;
    with.publish(id, read, Confirmation { state, checked }).await
}

#[tokio::test]
async fn author_editor_and_proposer_do_not_publish_and_a_stranger_does() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "À quatre yeux").await;
    save(&app, "sarah.benali", &id, CPAS, None).await;
    propose(&app, "anne.collard", &id).await;
    for user in ["helene.martin", "sarah.benali", "anne.collard"] {
        assert!(matches!(publish(&app, user, &id).await, Err(ChangeError::OwnDraft)), "{user}");
    }
    assert_eq!(publish(&app, "koen.wouters", &id).await.expect("published"), 2);
}

#[tokio::test]
async fn the_page_says_why_somebody_else_must_approve_and_offers_no_button() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "À quatre yeux").await;
    save(&app, "koen.wouters", &id, CPAS, None).await;
    propose(&app, "helene.martin", &id).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&format!("/changes/{id}")).await;
    assert!(!page.body.contains("value=\"publish\""));
    assert!(page.body.contains("Ont eu part à ce changement") && page.body.contains("Hélène Martin"));
    let answer = press_on(&mut approver, &page, &id, "publish", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("error-summary"));
    assert_eq!(app.database.state_in_force().await.expect("a state"), 1);
}

#[tokio::test]
async fn of_two_approvers_at_once_one_publishes_and_the_other_is_told() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let (mut one, mut other) = (app.signed_in("koen.wouters").await, app.signed_in("koen.wouters").await);
    let address = format!("/changes/{id}");
    let (page, seen) = (one.get(&address).await, other.get(&address).await);
    let (first, second) =
        tokio::join!(press_on(&mut one, &page, &id, "publish", &[]), press_on(&mut other, &seen, &id, "publish", &[]));
    let mut answers = [first, second];
    answers.sort_unstable_by_key(|answer| answer.status);
    assert_eq!(answers.each_ref().map(|answer| answer.status), [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
    for words in ["Koen Wouters l’a publié le", "href=\"/states/2\""] {
        assert!(answers[1].body.contains(words), "{words}: {}", answers[1].body);
    }
    assert_eq!(app.database.states().await.expect("states").len(), 2);
}

#[tokio::test]
async fn a_change_is_sent_back_with_a_reason_only() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    assert!(approver.get("/changes").await.body.contains("proposé\u{a0}: à juger"));
    let refused = press(&mut approver, &id, "return", &[("note", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("note-problem"));
    let niss = press(&mut approver, &id, "return", &[("note", "voir 85.07.30-999.32")]).await;
    assert!(niss.status == StatusCode::UNPROCESSABLE_ENTITY && niss.body.contains("note-problem"));
    let back = press(&mut approver, &id, "return", &[("note", "Le point 9 manque.")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let mut writer = app.signed_in("helene.martin").await;
    let home = writer.get("/changes").await;
    assert!(home.body.contains("Renvoyé au secrétariat") && home.body.contains("rien n’entre en vigueur"));
    let page = writer.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains("Le point 9 manque.") && page.body.contains("value=\"propose\""));
    let twice = press(&mut approver, &id, "return", &[("note", "Encore.")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody proposes it");
}
