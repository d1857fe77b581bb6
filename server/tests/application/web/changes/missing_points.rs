//! A point that the text does not have is a warning that must be answered.

use delibero_usecases::catalogue::{ChangeError, ChangeRefusal};
use http::StatusCode;

use super::{CPAS, begin, draft, hidden, in_force, press, save, try_to_propose};
use crate::support::App;
use crate::web::register::rules::amended;

#[tokio::test]
async fn a_point_that_the_text_does_not_have_is_answered_for_before_the_draft_is_proposed() {
    let app = App::new().await;
    amended(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un point qui manque").await;
    let text = in_force(&app, CPAS).await.expect("there");
    save(&app, "helene.martin", &id, CPAS, Some(text.replacen("point = \"12\"", "point = \"99\"", 1))).await;
    let page = writer.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains("id=\"missing-points\"") && page.body.contains("point 99"), "{}", page.body);
    let form = writer.get(&format!("/changes/{id}/edit?document={}", CPAS.replace('/', "%2F"))).await;
    assert!(form.body.contains("id=\"missing-points\"") && form.body.contains("name=\"reason\""), "{}", form.body);
    // Nor is it by whoever asks the use case itself.
    let directly = try_to_propose(&app, "helene.martin", &id).await;
    assert!(matches!(directly, Err(ChangeError::Refused(ChangeRefusal::PointsNotAnswered(1)))), "{directly:?}");
    let refused = press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#missing-points\""), "{}", refused.body);

    let about = [("document", CPAS), ("cited", "20/130 99")];
    let with = |reason: &'static str| [about[0], about[1], ("reason", reason)];
    let empty = press(&mut writer, &id, "answer", &with("")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Dites pourquoi"), "{}", empty.body);
    assert_eq!(
        press(&mut writer, &id, "answer", &with("85.07.30-999.32")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let stale = [("do", "answer"), ("revision", "1"), about[0], about[1], ("reason", "Trop tard.")];
    assert_eq!(writer.post(&format!("/changes/{id}"), &stale).await.status, StatusCode::CONFLICT);
    let revision = hidden(&page, "revision");
    let answered = press(&mut writer, &id, "answer", &with("Le point paraît dans la version suivante.")).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
    assert_ne!(draft(&app, &id).await.revision.to_string(), revision, "whoever answers has a part in it");
    assert_eq!(press(&mut writer, &id, "propose", &[]).await.status, StatusCode::SEE_OTHER);
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains("Le point paraît dans la version suivante."), "{}", page.body);
    assert!(!page.body.contains("value=\"answer\""), "{}", page.body);
}

#[tokio::test]
async fn where_no_text_is_known_nothing_is_asked() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Sans texte").await;
    let text = in_force(&app, CPAS).await.expect("there");
    save(&app, "helene.martin", &id, CPAS, Some(text.replacen("point = \"12\"", "point = \"99\"", 1))).await;
    assert!(!writer.get(&format!("/changes/{id}")).await.body.contains("missing-points"));
    assert_eq!(press(&mut writer, &id, "propose", &[]).await.status, StatusCode::SEE_OTHER);
}
