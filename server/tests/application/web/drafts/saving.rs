//! Saving a part of a draft while others do: nothing that was typed is lost.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::deliberation::register::{Deliberation, PointText, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_store::Database;
use delibero_testkit::deliberations::FIRST_TEXT;
use delibero_usecases::drafts::DraftStore;
use delibero_usecases::register::{
    Content, Draft, DraftSummary, Edit, RegisterPage, RegisterQuery, RegisterStore, RegisterWork, TextKey,
};
use delibero_usecases::services::Stores;
use delibero_usecases::store_error::StoreError;
use http::StatusCode;

use super::{FRENCH, draft, fields, send, upload};
use crate::support::App;

#[tokio::test]
async fn two_people_in_one_point_choose_and_in_two_points_do_not_disturb_each_other() {
    let app = App::new().await;
    let mut first = app.signed_in("helene.martin").await;
    let mut second = app.signed_in("helene.martin").await;
    let address = upload(&mut first, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = |point: u16| format!("{address}/edit/point-{point}?text=0-fr");
    let (mine, theirs) = (fields(&first.get(&edit(1)).await), fields(&second.get(&edit(1)).await));
    let other = fields(&second.get(&edit(2)).await);
    send(&mut second, &edit(1), &theirs, &[("text", "Les leurs."), ("do", "save")]).await;
    assert_eq!(
        send(&mut second, &edit(2), &other, &[("text", "Le deux."), ("do", "save")]).await.status,
        StatusCode::SEE_OTHER
    );
    let conflict = send(&mut first, &edit(1), &mine, &[("text", "Les miens."), ("do", "save")]).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    for words in ["Les miens.", "Les leurs.", "name=\"choose-text\"", "id=\"conflict\""] {
        assert!(conflict.body.contains(words), "{words}");
    }
    let form = fields(&conflict);
    let chosen = send(&mut first, &edit(1), &form, &[("choose-text", "mine"), ("do", "save")]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    let points = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1.points;
    assert_eq!((points[0].text.as_str(), points[1].text.as_str()), ("Les miens.", "Le deux."));

    // Somebody inserts a point before the one that is being changed: it is still that one.
    let (before, insert) = (fields(&first.get(&edit(2)).await), format!("{address}/edit/new-1?text=0-fr"));
    let new = fields(&second.get(&insert).await);
    let inserted =
        send(&mut second, &insert, &new, &[("label", "0bis"), ("text", "Avant tout."), ("do", "save")]).await;
    assert_eq!(inserted.status, StatusCode::UNPROCESSABLE_ENTITY, "0 is no label");
    let inserted =
        send(&mut second, &insert, &new, &[("label", "100."), ("text", "Avant tout."), ("do", "save")]).await;
    assert_eq!(inserted.status, StatusCode::SEE_OTHER, "{}", inserted.body);
    let moved = send(&mut first, &edit(2), &before, &[("text", "Le deux, mieux."), ("do", "save")]).await;
    assert!(moved.location().ends_with("#point-3"), "{}", moved.location());
    let points = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1.points;
    assert_eq!((points[0].text.as_str(), points[2].text.as_str()), ("Avant tout.", "Le deux, mieux."));
}

#[tokio::test]
async fn a_point_that_somebody_removed_is_a_new_one_and_its_neighbour_stays() {
    let app = App::new().await;
    let mut first = app.signed_in("helene.martin").await;
    let mut second = app.signed_in("helene.martin").await;
    let address = upload(&mut first, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = |part: &str| format!("{address}/edit/{part}?text=0-fr");
    let before = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1.points;
    let mine = fields(&first.get(&edit("point-1")).await);
    send(&mut second, &edit("point-1"), &mine, &[("do", "remove")]).await;
    let saved = send(&mut first, &edit("point-1"), &mine, &[("text", "Les miens."), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let points = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1.points;
    assert_eq!((points.len(), points[0].text.as_str(), points[0].heading), (4, "Les miens.", before[0].heading));
    assert_eq!(points[1].text, before[1].text, "the neighbour");

    // Moved and changed by somebody else, it is the one with its label.
    let mine = fields(&first.get(&edit("point-2")).await);
    let new = fields(&second.get(&edit("new-1")).await);
    send(&mut second, &edit("new-1"), &new, &[("label", "100."), ("text", "Avant tout."), ("do", "save")]).await;
    send(&mut second, &edit("point-3"), &mine, &[("text", "Les leurs."), ("do", "save")]).await;
    let asked = send(&mut first, &edit("point-2"), &mine, &[("text", "Le deux."), ("do", "save")]).await;
    assert!(asked.status == StatusCode::CONFLICT && asked.body.contains("/edit/point-3?"), "{}", asked.body);
    assert!(asked.body.contains("Les leurs.") && !asked.body.contains("Les miens."), "{}", asked.body);
    let first_point = fields(&second.get(&edit("point-1")).await);
    send(&mut second, &edit("point-1"), &first_point, &[("do", "remove")]).await;

    // Removed by both, it is gone once.
    let mine = fields(&first.get(&edit("point-2")).await);
    send(&mut second, &edit("point-2"), &mine, &[("do", "remove")]).await;
    assert_eq!(send(&mut first, &edit("point-2"), &mine, &[("do", "remove")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&app, "05/031").await.content.texts[&FIRST_TEXT].points.len(), 3);

    // A place behind the last point is the one after it.
    let new = fields(&first.get(&edit("new-4")).await);
    let last = fields(&second.get(&edit("point-3")).await);
    send(&mut second, &edit("point-3"), &last, &[("do", "remove")]).await;
    let added = send(&mut first, &edit("new-4"), &new, &[("label", "9."), ("text", "À la fin."), ("do", "save")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let points = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1.points;
    assert_eq!((points.len(), points[2].text.as_str()), (3, "À la fin."));
}

#[tokio::test]
async fn a_save_goes_to_the_text_that_was_read_or_asks() {
    let app = App::new().await;
    let mut first = app.signed_in("helene.martin").await;
    let mut second = app.signed_in("helene.martin").await;
    let form = [("kind", "amendment"), ("approved", "2025-05-06")];
    let begun = first.post("/deliberations/98/001/drafts", &form).await;
    let address = begun.location().to_owned();
    let (edit, versions) = (format!("{address}/edit/point-1?text=3-fr"), format!("{address}/edit/versions"));
    let mine = fields(&first.get(&edit).await);
    let rows = fields(&second.get(&versions).await);
    let rows = fields(&send(&mut second, &versions, &rows, &[("do", "add:0")]).await);
    let added = send(&mut second, &versions, &rows, &[("r0-approved", "1990-01-02"), ("do", "save")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let before = draft(&app, "98/001").await.content.texts;
    let saved = send(&mut first, &edit, &mine, &[("text", "De la dernière."), ("do", "save")]).await;
    assert!(saved.location().contains("text=4-fr"), "{} {}", saved.location(), saved.body);
    let texts = draft(&app, "98/001").await.content.texts;
    let french = |version| TextKey::new(version, Language::Fr);
    assert_eq!(texts[&french(4)].points[0].text, "De la dernière.");
    assert_eq!(texts[&french(3)], before[&french(3)], "the text that stands at the old place");

    // The language became another: there is no such text, and no other is taken instead.
    let address = upload(&mut first, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = |part: &str| format!("{address}/edit/{part}?text=0-fr");
    let (mine, new) = (fields(&first.get(&edit("point-1")).await), fields(&first.get(&edit("new-1")).await));
    let text = fields(&second.get(&edit("text")).await);
    send(&mut second, &edit("text"), &text, &[("language", "de"), ("do", "save")]).await;
    let before = draft(&app, "05/031").await;
    let over = [("label", "99."), ("text", "Les miens."), ("do", "save")];
    for (part, form) in [("point-1", mine), ("new-1", new)] {
        let asked = send(&mut first, &edit(part), &form, &over).await;
        assert_eq!(asked.status, StatusCode::CONFLICT, "{part}");
        assert!(asked.body.contains("Les miens.") && asked.body.contains("?text=0-de"), "{part}");
        assert!(asked.body.contains("a changé de version ou de langue"), "{part}");
    }
    assert_eq!(draft(&app, "05/031").await, before);
}

#[tokio::test]
async fn rows_come_back_with_what_was_typed_and_save_nothing() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let address = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = format!("{address}/edit/sections?text=0-fr");
    let form = fields(&writer.get(&edit).await);
    let added = send(&mut writer, &edit, &form, &[("r0-title", "UN TITRE TAPÉ"), ("do", "add:1")]).await;
    assert_eq!(added.status, StatusCode::OK);
    assert!(added.body.contains("UN TITRE TAPÉ") && added.body.contains("name=\"r1-title\""));
    assert_eq!(draft(&app, "05/031").await.revision, 1, "nothing is saved yet");
    let form = fields(&added);
    let saved = send(&mut writer, &edit, &form, &[("r1-title", "INSÉRÉE"), ("r1-level", "2"), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let text = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1;
    assert_eq!((text.sections[0].title.as_str(), text.sections[1].title.as_str()), ("UN TITRE TAPÉ", "INSÉRÉE"));
}

#[tokio::test]
async fn sections_that_two_people_change_keep_their_points_and_the_words_of_both() {
    let app = App::new().await;
    let mut first = app.signed_in("helene.martin").await;
    let mut second = app.signed_in("helene.martin").await;
    let address = upload(&mut first, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = format!("{address}/edit/sections?text=0-fr");
    let headings = |text: &VersionText| {
        let of = |point: &PointText| point.heading.map(|at| text.sections[at].label.clone());
        text.points.iter().map(of).collect::<Vec<_>>()
    };
    let before = headings(&draft(&app, "05/031").await.content.texts[&FIRST_TEXT]);
    let point = format!("{address}/edit/point-4?text=0-fr");
    let (mine, under) = (fields(&first.get(&edit).await), fields(&first.get(&point).await));
    let theirs = fields(&send(&mut second, &edit, &mine, &[("do", "add:0")]).await);
    let over = [("r0-title", "AVANT TOUT"), ("r1-title", "LE CONTEXTE DES AUTRES"), ("do", "save")];
    assert_eq!(send(&mut second, &edit, &theirs, &over).await.status, StatusCode::SEE_OTHER);
    assert_eq!(headings(&draft(&app, "05/031").await.content.texts[&FIRST_TEXT]), before);

    let over = [("r0-title", "MON CONTEXTE"), ("r1-title", "MON EXAMEN"), ("do", "save")];
    let asked = send(&mut first, &edit, &mine, &over).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let form = fields(&asked);
    let chosen = ("choose-r2-title", "theirs");
    let added = send(&mut first, &edit, &form, &[chosen, ("do", "add:3")]).await;
    for words in ["id=\"conflict\"", "name=\"choose-r1-title\"", "LE CONTEXTE DES AUTRES", "name=\"r3-title\""] {
        assert!(added.body.contains(words), "{words}");
    }
    assert!(!added.body.contains("MON EXAMEN"), "theirs was chosen");
    // Theirs is removed on purpose, and stays away.
    let removed = send(&mut first, &edit, &fields(&added), &[("do", "remove:0")]).await;
    assert!(removed.body.contains("id=\"conflict\"") && !removed.body.contains("AVANT TOUT"), "{}", removed.body);
    let saved = send(&mut first, &edit, &fields(&removed), &[("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let text = draft(&app, "05/031").await.content.texts.pop_first().expect("a text").1;
    let titles: Vec<&str> = text.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["MON CONTEXTE", "EXAMEN"]);
    assert_eq!(headings(&text), before);

    // A heading is chosen by its name: the sections moved, the point did not.
    let moved = send(&mut first, &point, &under, &[("text", "Le trois."), ("do", "save")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    assert_eq!(headings(&draft(&app, "05/031").await.content.texts[&FIRST_TEXT]), before);
}

#[tokio::test]
async fn a_list_of_more_rows_than_anybody_types_is_refused() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let address = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = format!("{address}/edit/footnotes?text=0-fr");
    let form = fields(&writer.get(&edit).await);
    let rows: Vec<(String, String)> = (0..2001).map(|row| (format!("r{row}-mark"), row.to_string())).collect();
    let form: Vec<_> = form.into_iter().chain(rows).collect();
    let refused = send(&mut writer, &edit, &form, &[("do", "save")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("2\u{a0}000 lignes") && !refused.body.contains("r9-mark"), "{}", refused.body);
    assert_eq!(draft(&app, "05/031").await.revision, 1);
}

#[tokio::test]
async fn what_was_typed_comes_back_when_others_are_always_first() {
    let app = App::with(|state, database| {
        let stores = Stores { register: Arc::new(Late(database.clone())), ..Stores::of(database) };
        state.application = state.application.clone().on(stores);
    })
    .await;
    let mut writer = app.signed_in("helene.martin").await;
    let address = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = format!("{address}/edit/point-1?text=0-fr");
    let form = fields(&writer.get(&edit).await);
    let refused = send(&mut writer, &edit, &form, &[("text", "Mes mots."), ("do", "save")]).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    for words in ["Mes mots.", "au même moment", "name=\"before\""] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    assert_eq!(
        fields(&refused).iter().find(|(name, _)| name == "before"),
        form.iter().find(|(name, _)| name == "before")
    );
}

/// A register whose drafts somebody has always just saved.
struct Late(Database);

#[async_trait]
impl DraftStore<Content> for Late {
    async fn draft(&self, id: &str) -> Result<Option<Draft>, StoreError> {
        let found: Option<Draft> = self.0.draft(id).await?;
        Ok(found.map(|draft| Draft { revision: draft.revision - 1, ..draft }))
    }
    async fn edits(&self, draft: &str) -> Result<Vec<Edit>, StoreError> {
        self.0.edits(draft).await
    }
    async fn note(&self, draft: &str) -> Result<Option<String>, StoreError> {
        DraftStore::<Content>::note(&self.0, draft).await
    }
    async fn contributors(&self, draft: &str) -> Result<Vec<UserName>, StoreError> {
        DraftStore::<Content>::contributors(&self.0, draft).await
    }
}

#[async_trait]
impl RegisterStore for Late {
    async fn begin_writing(&self) -> Result<Box<dyn RegisterWork>, StoreError> {
        self.0.begin_writing().await
    }
    async fn list(&self, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
        self.0.list(query).await
    }
    async fn deliberation(&self, number: DeliberationNumber) -> Result<Option<(Deliberation, u32)>, StoreError> {
        self.0.deliberation(number).await
    }
    async fn text(
        &self,
        number: DeliberationNumber,
        version: u16,
        language: Language,
    ) -> Result<Option<VersionText>, StoreError> {
        self.0.text(number, version, language).await
    }
    async fn content(&self, number: DeliberationNumber) -> Result<Option<(Content, u32)>, StoreError> {
        self.0.content(number).await
    }
    async fn citing(
        &self,
        number: DeliberationNumber,
    ) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError> {
        self.0.citing(number).await
    }
    async fn known(&self, numbers: &[DeliberationNumber]) -> Result<Vec<Deliberation>, StoreError> {
        self.0.known(numbers).await
    }
    async fn of_document(&self, document: &DocumentNumber) -> Result<Option<DeliberationNumber>, StoreError> {
        self.0.of_document(document).await
    }
    async fn edits_of(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError> {
        self.0.edits_of(number).await
    }
    async fn drafts(&self) -> Result<Vec<DraftSummary>, StoreError> {
        self.0.drafts().await
    }
    async fn draft_of(&self, reading: &Reading) -> Result<Option<Draft>, StoreError> {
        self.0.draft_of(reading).await
    }
}
