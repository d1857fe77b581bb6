//! What a newer program brings with it waits for people, as any other change does.

use delibero_domain::catalogue::files::documents::Document;
use delibero_usecases::catalogue::CatalogueStore;
use http::StatusCode;

use super::{hidden, in_force, press};
use crate::support::App;

const VDAB: &str = "recipients/vdab.toml";

/// The program that started here before brought another document with it, and one that this program does not bring.
async fn after_an_older_program(app: &App) {
    let store: &dyn CatalogueStore = &app.database;
    let mut older = store.documents(1).await.expect("what ships");
    older.retain(|document| document.name != VDAB);
    older.push(Document { name: "recipients/gone.toml".to_owned(), text: "[[recipient]]".to_owned() });
    let mut work = store.begin_catalogue().await.expect("a unit of work");
    work.keep_shipped(&older).await.expect("kept");
    work.commit().await.expect("committed");
}

/// Changes what is in force, so that what ships differs from it.
async fn changed_here(app: &App) {
    let text = in_force(app, VDAB).await.expect("there").replace("VDAB", "De VDAB");
    let mut writer = app.signed_in("helene.martin").await;
    let id = super::begin(&mut writer, "Un autre nom").await;
    super::save(app, "helene.martin", &id, VDAB, Some(text)).await;
    press(&mut writer, &id, "propose", &[]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.location(), "/states/2");
}

#[tokio::test]
async fn it_waits_as_a_draft_of_the_program_until_two_people_put_it_in_force() {
    let app = App::new().await;
    changed_here(&app).await;
    let here = in_force(&app, VDAB).await;
    after_an_older_program(&app).await;
    let node = app.node().await;
    assert_eq!(app.database.state_in_force().await.expect("a state"), 2, "nothing is put in force by itself");
    let drafts = CatalogueStore::drafts(&app.database).await.expect("drafts");
    let [draft] = drafts.as_slice() else { panic!("{drafts:#?}") };
    assert_eq!((draft.author.as_ref(), draft.content.changes.len()), (None, 1), "the other is in force as it ships");
    assert_eq!(draft.content.changes[0].before, here, "what was changed here stays until somebody decides");

    let mut writer = node.signed_in("helene.martin").await;
    assert!(writer.get("/changes").await.body.contains("le programme"));
    let page = writer.get(&format!("/changes/{}", draft.id)).await;
    assert!(page.status == StatusCode::OK && page.body.contains(VDAB) || page.body.contains("VDAB"), "{}", page.body);
    assert_eq!(hidden(&page, "compared"), "2");
    assert_eq!(press(&mut writer, &draft.id, "propose", &[]).await.status, StatusCode::SEE_OTHER);
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &draft.id, "publish", &[]).await.location(), "/states/3");
    let shipped = delibero_domain::catalogue::files::documents::documents(delibero_domain::catalogue::files::BUILTIN);
    let shipped = shipped.expect("sound").into_iter().find(|document| document.name == VDAB);
    assert_eq!(in_force(&app, VDAB).await, shipped.map(|document| document.text));
}

#[tokio::test]
async fn what_was_thrown_away_is_not_told_again_at_the_next_start() {
    let app = App::new().await;
    changed_here(&app).await;
    after_an_older_program(&app).await;
    app.node().await;
    let id = CatalogueStore::drafts(&app.database).await.expect("drafts")[0].id.clone();
    let mut writer = app.signed_in("helene.martin").await;
    assert_eq!(press(&mut writer, &id, "discard", &[]).await.location(), "/changes");
    app.node().await;
    assert!(CatalogueStore::drafts(&app.database).await.expect("drafts").is_empty());
    assert_eq!(app.database.state_in_force().await.expect("a state"), 2);
    let gone = writer.get(&format!("/changes/{id}")).await;
    assert!(gone.status == StatusCode::NOT_FOUND && gone.body.contains("Hélène Martin l’a abandonné"), "{}", gone.body);
}
