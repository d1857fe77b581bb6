//! Beginning a draft, and what comes back of a form that is not whole.

use delibero_usecases::catalogue::CatalogueStore;
use http::StatusCode;

use super::{CPAS, begin, draft, in_force, press, propose, save};
use crate::support::App;

async fn count(app: &App) -> usize {
    CatalogueStore::drafts(&app.database).await.expect("drafts").len()
}

#[tokio::test]
async fn a_draft_names_the_version_of_the_text_that_carries_it() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let form = [("title", "Une finalité de plus"), ("deliberation", "23/058")];
    let asked = writer.post("/changes/new", &form).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "it has several versions");
    assert!(asked.body.contains("Une finalité de plus") && asked.body.contains("name=\"version\""));
    let begun = writer.post("/changes/new", &[form[0], form[1], ("version", "3")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let id = begun.location().trim_start_matches("/changes/").split('?').next().expect("an identifier").to_owned();
    assert!(begun.location().ends_with("?find=23/058#more"), "what is likely to change is looked for");
    let carried_by = draft(&app, &id).await.content.carried_by.expect("a text");
    assert_eq!((carried_by.deliberation.to_string(), carried_by.version), ("23/058".to_owned(), 3));
    let page = writer.get(begun.location().split('#').next().expect("an address")).await;
    assert!(page.body.contains("authorisations%2F23-058.vdab.hdi.toml"), "{}", page.body);
    let list = writer.get("/changes").await;
    assert!(list.body.contains("Une finalité de plus") && list.body.contains("Hélène Martin"));
}

#[tokio::test]
async fn a_deliberation_that_no_rule_follows_waits_for_one() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let page = writer.get("/changes").await.body;
    let waits = |number: &str| page.contains(&format!("row-link\" href=\"/deliberations/{number}\""));
    assert!(waits("98/001") && page.contains("aucune règle du catalogue ne la suit"), "{page}");
    assert!(!waits("20/130") && !waits("23/058"), "those have rules");
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_at_its_place_and_nothing_typed_is_lost() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    for (form, wrong) in [
        (vec![("title", ""), ("deliberation", "23/058"), ("version", "0")], "title-problem"),
        (vec![("title", "Un titre"), ("deliberation", "vingt-trois")], "deliberation-problem"),
        (vec![("title", "Un titre"), ("deliberation", "97/999")], "deliberation-problem"),
        (vec![("title", "Pour 85.07.30-999.32"), ("deliberation", "")], "title-problem"),
    ] {
        let answer = writer.post("/changes/new", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.body.contains(wrong), "{form:?}");
        let typed = form.iter().all(|(_, value)| answer.body.contains(*value));
        assert!(typed, "{form:?}");
    }
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn one_goes_back_to_an_earlier_state_by_a_draft() {
    let app = App::new().await;
    let id = super::without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let published = press(&mut approver, &id, "publish", &[]).await;
    assert_eq!(published.location(), "/states/2");
    let mut writer = app.signed_in("helene.martin").await;
    let form = writer.get("/changes/new?state=1").await;
    assert!(form.body.contains("Retour à l’état 1"));
    let begun = writer.post("/changes/new", &[("title", "Retour à l’état 1"), ("state", "1")]).await;
    let id = begun.location().trim_start_matches("/changes/").to_owned();
    let changes = draft(&app, &id).await.content.changes;
    let names: Vec<&str> = changes.iter().map(|change| change.name.as_str()).collect();
    assert_eq!(names, [CPAS, "cases/20-130.toml"], "what went comes back, and nothing else");
    assert!(changes.iter().all(|change| change.before.is_none() && change.after.is_some()));
    assert_eq!(writer.get("/changes/new?state=7").await.status, StatusCode::NOT_FOUND);
    assert_eq!(writer.post("/changes/new", &[("title", "x"), ("state", "7")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_draft_is_called_may_change_and_a_document_is_taken_out() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un essai").await;
    let described = press(&mut writer, &id, "save", &[("title", "Un autre titre"), ("deliberation", "")]).await;
    assert_eq!(described.status, StatusCode::SEE_OTHER, "{}", described.body);
    assert_eq!(draft(&app, &id).await.content.title, "Un autre titre");
    let refused = press(&mut writer, &id, "save", &[("title", ""), ("deliberation", "1/2/3")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("title-problem") && refused.body.contains("1/2/3"));
    save(&app, "helene.martin", &id, CPAS, None).await;
    let page = writer.get(&format!("/changes/{id}")).await;
    assert!(page.body.contains(&format!("/changes/{id}/edit?document=authorisations%2F20-130.cpas.hdi.toml")));
    propose(&app, "helene.martin", &id).await;
    let removed = press(&mut writer, &id, &format!("remove:{CPAS}"), &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    let now = draft(&app, &id).await;
    assert!(now.proposed.is_none(), "what was proposed is another");
    assert!(now.content.changes.iter().all(|change| change.name != CPAS));
    assert!(in_force(&app, CPAS).await.is_some());
    let discarded = press(&mut writer, &id, "discard", &[]).await;
    assert_eq!(discarded.location(), "/changes");
    assert_eq!(count(&app).await, 0);
    assert_eq!(writer.get(&format!("/changes/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_recipient_and_a_point_lead_to_a_draft_for_those_who_write() {
    let app = App::new().await;
    let (mut writer, mut reader) = (app.signed_in("helene.martin").await, app.signed_in("sarah.benali").await);
    for (page, to, title) in [
        ("/catalogue/vdab", "/changes/new?recipient=vdab", "VDAB"),
        ("/deliberations/20/130", "/changes/new?deliberation=20/130", "20/130"),
        ("/deliberations/20/130/points/9", "/changes/new?deliberation=20/130&amp;point=9", "20/130, point 9"),
    ] {
        assert!(writer.get(page).await.body.contains(&format!("href=\"{to}\"")), "{page}");
        assert!(!reader.get(page).await.body.contains("/changes/new"), "{page}");
        let form = writer.get(&to.replace("&amp;", "&")).await;
        assert!(form.body.contains(title), "{to}");
    }
}
