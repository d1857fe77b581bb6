//! A draft laid over the state in force: faults, and what was published since.

use delibero_usecases::catalogue::CatalogueStore as _;
use http::StatusCode;

use super::{CPAS, begin, draft, hidden, in_force, press, press_on, save, without_cpas};
use crate::support::App;

#[tokio::test]
async fn a_catalogue_that_would_not_be_sound_is_not_proposed_and_each_fault_is_said() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Avec une faute").await;
    let text = in_force(&app, CPAS).await.expect("there");
    let broken = text.replacen("recipient = \"cpas\"", "recipient = \"cpaz\"", 1);
    save(&app, "helene.martin", &id, CPAS, Some(broken)).await;
    let page = writer.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains("id=\"faults\"") && page.body.contains("cpaz"), "{}", page.body);
    let refused = press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("error-summary") && draft(&app, &id).await.proposed.is_none());
    let mut empty = app.signed_in("helene.martin").await;
    let id = begin(&mut empty, "Sans rien").await;
    assert_eq!(press(&mut empty, &id, "propose", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn where_another_state_is_in_force_since_the_page_comes_back_and_says_so() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&format!("/changes/{id}")).await;
    assert_eq!(hidden(&page, "compared"), "1");
    let mut writer = app.signed_in("helene.martin").await;
    let other = begin(&mut writer, "Autre chose").await;
    let vdab = "recipients/vdab.toml";
    let text = in_force(&app, vdab).await.expect("there");
    save(&app, "helene.martin", &other, vdab, Some(text.replace("VDAB", "VDAB!"))).await;
    press(&mut writer, &other, "propose", &[]).await;
    assert_eq!(press(&mut approver, &other, "publish", &[]).await.location(), "/states/2");
    let again = press_on(&mut approver, &page, &id, "publish", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(hidden(&again, "compared"), "2", "compared with the state that is in force now");
    assert!(again.body.contains("Un autre état est entré en vigueur depuis"));
    let published = press_on(&mut approver, &again, &id, "publish", &[]).await;
    assert_eq!(published.location(), "/states/3");
}

#[tokio::test]
async fn a_document_that_was_published_otherwise_is_kept_or_taken_out_knowingly() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let other = begin(&mut writer, "Avant lui").await;
    let text = in_force(&app, CPAS).await.expect("there");
    let dated = text.replacen("points = \"4-20\"", "points = \"4-19\"", 1);
    assert_ne!(dated, text);
    save(&app, "helene.martin", &other, CPAS, Some(dated)).await;
    press(&mut writer, &other, "propose", &[]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &other, "publish", &[]).await.status, StatusCode::SEE_OTHER);
    let page = approver.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains("Publié autrement entre-temps") && !page.body.contains("value=\"publish\""));
    let refused = press_on(&mut approver, &page, &id, "publish", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let kept = press(&mut writer, &id, &format!("keep:{CPAS}"), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.location(), "/states/3");
    assert_eq!(app.database.state_in_force().await.expect("a state"), 3);
}

#[tokio::test]
async fn the_page_says_what_is_lost_by_whom_with_a_request_that_shows_it() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let page = approver.get(&format!("/changes/{id}")).await;
    let effect = page.body.split("id=\"effect\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let effect = effect.expect("the effect");
    for shown in ["Perd", "Personne d’autre n’est touché", "&quot;recipient&quot;: &quot;cpas", "accordé"] {
        assert!(effect.contains(shown) || effect.contains(&shown.replace("&quot;", "\"")), "{shown}: {effect}");
    }
    assert!(!effect.contains("VDAB"), "nobody else is named");
    let file = approver.get(&format!("/changes/{id}/effect.json")).await;
    assert_eq!(file.header("content-type"), "application/json");
    let told: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    let changes = told["changes"].as_array().expect("changes");
    assert!(!changes.is_empty() && changes.iter().all(|change| change.to_string().contains("cpas")), "{told}");
    press(&mut approver, &id, "publish", &[]).await;
    let state = approver.get("/states/2").await;
    assert!(state.body.contains("Perd"), "{}", state.body);
    let same: serde_json::Value =
        serde_json::from_str(&approver.get("/states/effect.json?from=1&to=2").await.body).expect("JSON");
    assert_eq!(same, told);
}
