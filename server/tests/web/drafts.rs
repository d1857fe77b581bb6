//! Drafts from the upload to the publication: who may do what, and that nothing is lost.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use delibero_domain::deliberation::register::{Deliberation, PointText, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_store::Database;
use delibero_usecases::ports::StoreError;
use delibero_usecases::register::{
    Content, Draft, DraftSummary, Edit, Register, RegisterPage, RegisterQuery, RegisterWork,
};
use http::{Method, StatusCode};

use super::support::{Answer, App, Browser};

const FRENCH: &str = include_str!("../../../app/reader/tests/documents/fr-2005.txt");

async fn upload(browser: &mut Browser<'_>, fields: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, content) in fields {
        let file = if *name == "file" { "; filename=\"texte.txt\"" } else { "" };
        body.extend(format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--limit--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=limit"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/drafts/import", Body::from(body), &headers).await
}

async fn drafts(app: &App, number: &str) -> Vec<Draft> {
    let mut found = Vec::new();
    for line in app.database.drafts().await.expect("drafts") {
        if line.number.to_string() == number {
            found.push(app.database.draft(&line.id).await.expect("read").expect("there"));
        }
    }
    found
}

async fn draft(app: &App, number: &str) -> Draft {
    drafts(app, number).await.remove(0)
}

/// What a form holds: the values of its fields, as a browser would send them untouched.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let unescaped = |word: &str| {
        let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
        word.replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
    };
    let mut found = Vec::new();
    let form = page.body.split("<form").find(|form| form.contains("name=\"before\"")).expect("a form");
    let form = form.split("</form>").next().unwrap_or_default();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            let on = tag.contains(" checked");
            if !["checkbox", "radio"].contains(&kind.as_str()) || on {
                found.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            // What follows the tag; comments are marks of the renderer.
            let rest = &form[form.find(tag).unwrap_or_default() + tag.len() + 1..];
            let words = rest.split("</textarea>").next().unwrap_or_default();
            found.push((name, unescaped(words.split("<!").next().unwrap_or_default())));
        } else if tag.starts_with("select") {
            let rest = &form[form.find(tag).unwrap_or_default()..];
            let options = || rest.split("</select>").next().unwrap_or_default().split("<option").skip(1);
            let tag_of = |option: &'_ str| option.split('>').next().map(|tag| format!("{tag} ")).unwrap_or_default();
            let chosen = options().find(|option| tag_of(option).contains(" selected")).or_else(|| options().next());
            let value = chosen.and_then(|option| attribute(&tag_of(option), "value"));
            found.push((name, value.unwrap_or_default()));
        }
    }
    found
}

async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(String, String)], over: &[(&str, &str)]) -> Answer {
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| !over.iter().any(|(known, _)| known == name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.extend(over);
    browser.post(path, &pairs).await
}

#[tokio::test]
async fn a_file_is_read_mended_proposed_and_published_by_a_second_person() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let begun = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let address = begun.location().to_owned();
    let page = writer.get(&address).await;
    for words in ["05/031", "Fonds des balises", "id=\"line-1\"", "/edit/point-1?text=0-fr", "value=\"propose\""] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("style=\""), "the content policy refuses styles in the page");

    let edit = format!("{address}/edit/point-1?text=0-fr");
    let form = fields(&writer.get(&edit).await);
    let saved = send(&mut writer, &edit, &form, &[("text", "D’autres mots."), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(saved.location().ends_with("#point-1"), "{}", saved.location());
    let now = draft(&app, "05/031").await;
    assert_eq!(now.content.texts[0].2.points[0].text, "D’autres mots.");

    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(approver.get(&edit).await.status, StatusCode::FORBIDDEN, "an approver never edits");
    let early = approver.post(&address, &[("do", "publish"), ("revision", "2")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody proposed it");
    let stale = writer.post(&address, &[("do", "propose"), ("revision", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "the revision read is an old one");
    assert_eq!(writer.post(&address, &[("do", "propose"), ("revision", "2")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(writer.post(&address, &[("do", "publish"), ("revision", "3")]).await.status, StatusCode::FORBIDDEN);
    let without = approver.post(&address, &[("do", "return"), ("revision", "3")]).await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.body.contains("id=\"note-problem\""));
    let back = approver.post(&address, &[("do", "return"), ("revision", "3"), ("note", "Voyez le point 2.")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(writer.get(&address).await.body.contains("Voyez le point 2."));
    writer.post(&address, &[("do", "propose"), ("revision", "4")]).await;
    let published = approver.post(&address, &[("do", "publish"), ("revision", "5")]).await;
    assert_eq!(published.location(), "/deliberations/05/031", "{}", published.body);
    assert!(drafts(&app, "05/031").await.is_empty());

    let history = writer.get("/deliberations/05/031/history?save=2").await;
    for words in ["Hélène Martin", "Koen Wouters", "Voyez le point 2.", "D’autres mots.", "<ins"] {
        assert!(history.body.contains(words), "{words}");
    }
    let again = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await;
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("name=\"replace\""), "another text asks");
    assert!(drafts(&app, "05/031").await.is_empty(), "asking changes nothing");
    let replaced = upload(&mut writer, &[("text", FRENCH.as_bytes()), ("replace", b"yes")]).await;
    assert_eq!(replaced.status, StatusCode::SEE_OTHER);
    assert_eq!(draft(&app, "05/031").await.base, Some(1));
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_changes_nothing() {
    let app = App::new().await;
    let before = app.database.drafts().await.expect("drafts").len();
    let mut writer = app.signed_in("helene.martin").await;
    let letter = "Bruxelles, le 3 mars 2020\n\nMadame, Monsieur,\n\nVeuillez trouver ci-joint notre réponse.\n";
    for (file, words) in [(&b""[..], "Choisissez un fichier"), (&[0_u8, 1, 2, 255, 0, 7][..], "n’est pas un texte")] {
        let refused = upload(&mut writer, &[("file", file)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(words) && refused.body.contains("href=\"#file\""), "{words}");
    }
    let refused = upload(&mut writer, &[("file", letter.as_bytes())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = vec![b'a'; 21 * 1024 * 1024];
    let refused = upload(&mut writer, &[("file", &large)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("20\u{a0}Mio") || refused.body.contains("20 Mio"));
    let known = include_str!("../../src/demo/deliberations/98-002.txt");
    let there = upload(&mut writer, &[("file", known.as_bytes())]).await;
    assert!(there.status == StatusCode::CONFLICT && there.body.contains("Rien n’a été changé"), "{}", there.body);
    let form = [("number", "23"), ("date", ""), ("title", "Un titre à garder"), ("language", "nl")];
    let wrong = writer.post("/drafts/new", &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["id=\"number-problem\"", "id=\"date-problem\"", "Un titre à garder"] {
        assert!(wrong.body.contains(words), "{words}");
    }
    let form = [("number", "23/058"), ("date", "2023-03-07"), ("title", "Un titre"), ("language", "fr")];
    assert_eq!(writer.post("/drafts/new", &form).await.status, StatusCode::CONFLICT);
    assert_eq!(app.database.drafts().await.expect("drafts").len(), before);
}

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
    let points = draft(&app, "05/031").await.content.texts.remove(0).2.points;
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
    let points = draft(&app, "05/031").await.content.texts.remove(0).2.points;
    assert_eq!((points[0].text.as_str(), points[2].text.as_str()), ("Avant tout.", "Le deux, mieux."));
}

#[tokio::test]
async fn a_point_that_somebody_removed_is_a_new_one_and_its_neighbour_stays() {
    let app = App::new().await;
    let mut first = app.signed_in("helene.martin").await;
    let mut second = app.signed_in("helene.martin").await;
    let address = upload(&mut first, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    let edit = |part: &str| format!("{address}/edit/{part}?text=0-fr");
    let before = draft(&app, "05/031").await.content.texts.remove(0).2.points;
    let mine = fields(&first.get(&edit("point-1")).await);
    send(&mut second, &edit("point-1"), &mine, &[("do", "remove")]).await;
    let saved = send(&mut first, &edit("point-1"), &mine, &[("text", "Les miens."), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let points = draft(&app, "05/031").await.content.texts.remove(0).2.points;
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
    assert_eq!(draft(&app, "05/031").await.content.texts[0].2.points.len(), 3);

    // A place behind the last point is the one after it.
    let new = fields(&first.get(&edit("new-4")).await);
    let last = fields(&second.get(&edit("point-3")).await);
    send(&mut second, &edit("point-3"), &last, &[("do", "remove")]).await;
    let added = send(&mut first, &edit("new-4"), &new, &[("label", "9."), ("text", "À la fin."), ("do", "save")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let points = draft(&app, "05/031").await.content.texts.remove(0).2.points;
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
    assert_eq!((texts[3].0, texts[3].2.points[0].text.as_str()), (4, "De la dernière."));
    assert_eq!(texts[2], before[2], "the text that stands at the old place");

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
    let text = draft(&app, "05/031").await.content.texts.remove(0).2;
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
    let before = headings(&draft(&app, "05/031").await.content.texts[0].2);
    let point = format!("{address}/edit/point-4?text=0-fr");
    let (mine, under) = (fields(&first.get(&edit).await), fields(&first.get(&point).await));
    let theirs = fields(&send(&mut second, &edit, &mine, &[("do", "add:0")]).await);
    let over = [("r0-title", "AVANT TOUT"), ("r1-title", "LE CONTEXTE DES AUTRES"), ("do", "save")];
    assert_eq!(send(&mut second, &edit, &theirs, &over).await.status, StatusCode::SEE_OTHER);
    assert_eq!(headings(&draft(&app, "05/031").await.content.texts[0].2), before);

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
    let text = draft(&app, "05/031").await.content.texts.remove(0).2;
    let titles: Vec<&str> = text.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["MON CONTEXTE", "EXAMEN"]);
    assert_eq!(headings(&text), before);

    // A heading is chosen by its name: the sections moved, the point did not.
    let moved = send(&mut first, &point, &under, &[("text", "Le trois."), ("do", "save")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    assert_eq!(headings(&draft(&app, "05/031").await.content.texts[0].2), before);
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
    let app = App::with(|state, database| state.services.register = Arc::new(Late(database.clone()))).await;
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
impl Register for Late {
    async fn draft(&self, id: &str) -> Result<Option<Draft>, StoreError> {
        let found = self.0.draft(id).await?;
        Ok(found.map(|draft| Draft { revision: draft.revision - 1, ..draft }))
    }
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
    async fn note(&self, draft: &str) -> Result<Option<String>, StoreError> {
        self.0.note(draft).await
    }

    async fn edits(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError> {
        self.0.edits(number).await
    }
    async fn contributors(&self, draft: &str) -> Result<Vec<UserName>, StoreError> {
        self.0.contributors(draft).await
    }
    async fn drafts(&self) -> Result<Vec<DraftSummary>, StoreError> {
        self.0.drafts().await
    }
    async fn draft_of(&self, reading: &Reading) -> Result<Option<Draft>, StoreError> {
        self.0.draft_of(reading).await
    }
}

#[tokio::test]
async fn an_amendment_asks_for_its_days_and_is_a_version_of_its_own() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let path = "/deliberations/98/001/drafts";
    assert!(writer.get(path).await.body.contains("name=\"approved\""));
    let wrong = writer.post(path, &[("kind", "amendment"), ("approved", "2011-05-03"), ("document", "x")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("id=\"document-problem\""));
    let early = writer.post(path, &[("kind", "amendment"), ("approved", "2011-05-03")]).await;
    assert!(early.body.contains("id=\"approved-problem\""), "not after the newest version");
    let begun =
        writer.post(path, &[("kind", "amendment"), ("approved", "2025-05-06"), ("in_force", "2025-05-21")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let draft = draft(&app, "98/001").await;
    assert_eq!((draft.content.deliberation.versions.len(), draft.base), (4, Some(3)));
    assert!(writer.get(begun.location()).await.body.contains("id=\"changes\""));
    assert_eq!(writer.get("/deliberations/97/001/drafts").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_demonstration_has_three_versions_and_a_draft_that_waits() {
    let app = App::new().await;
    let (content, revision) =
        app.database.content("98/001".parse().expect("a number")).await.expect("read").expect("there");
    assert_eq!((content.deliberation.versions.len(), content.texts.len(), revision), (3, 3, 3));
    let status = |version: usize, label: &str| {
        let points = &content.texts[version].2.points;
        points.iter().find(|point| point.label.normal() == label).map(|point| format!("{:?}", point.status))
    };
    assert_eq!(status(1, "5/1").as_deref(), Some("Inserted"));
    assert_eq!(status(2, "7.2").as_deref(), Some("Repealed"));
    assert_eq!(status(2, "8").as_deref(), Some("Changed"));
    let cited: Vec<String> = content.texts[2].2.references.iter().map(|citation| citation.number.to_string()).collect();
    assert_eq!(cited, ["23/058", "99/003"]);
    let (known, _) =
        app.database.deliberation("23/058".parse().expect("a number")).await.expect("read").expect("there");
    let in_force = known.versions.iter().filter(|version| version.in_force.is_some()).count();
    assert_eq!((known.versions.len(), in_force), (10, 7));
    let mut approver = app.signed_in("koen.wouters").await;
    let list = approver.get("/drafts").await;
    assert!(list.body.contains("99/003") && list.body.contains("Hélène Martin") && !list.body.contains("/drafts/new"));
}

const NISS: &[&str] = &["85.07.30-999.32", "de M. 850730 999 32, Namur", "８５０７３０９９９３２"];

fn by_hand(title: &str) -> [(&'static str, &str); 4] {
    [("number", "26/777"), ("date", "2026-01-06"), ("title", title), ("language", "fr")]
}

#[tokio::test]
async fn a_niss_is_kept_in_no_title_no_name_and_no_label() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    for niss in NISS {
        let title = format!("Communication {niss}");
        let refused = browser.post("/drafts/new", &by_hand(&title)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{niss}");
        assert!(refused.body.contains("id=\"title-problem\"") && refused.body.contains("Retirez le numéro"), "{niss}");
    }
    assert!(drafts(&app, "26/777").await.is_empty(), "no draft was begun");
    assert_eq!(browser.post("/drafts/new", &by_hand("Communication")).await.status, StatusCode::SEE_OTHER);
    let begun = draft(&app, "26/777").await;

    let path = format!("/drafts/{}/edit/facts", begun.id);
    for field in ["title-fr", "committee", "rapporteur", "requesters", "sources"] {
        let mut sent = fields(&browser.get(&path).await);
        sent.retain(|(name, _)| name != field);
        sent.push((field.to_owned(), format!("Essai {}", NISS[0])));
        let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = browser.post(&path, &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.body.contains(&format!("#f-{field}\"")), "an error at the field {field}: {}", refused.body);
    }
    assert_eq!(draft(&app, "26/777").await.revision, begun.revision, "nothing was saved");

    let changed = FRENCH.replacen("AU FONDS DES BALISES", "DE 85.07.30-999.32 AU FONDS DES BALISES", 1);
    assert_ne!(changed, FRENCH);
    let refused = upload(&mut browser, &[("file", changed.as_bytes())]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(!browser.get("/drafts").await.body.contains("85.07.30"));
}

#[tokio::test]
async fn who_wrote_a_draft_is_not_translated() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let fields = [("number", "26/778"), ("date", "2026-01-06"), ("title", "Essai"), ("language", "fr")];
    let begun = browser.post("/drafts/new", &fields).await;
    for path in ["/drafts", begun.location()] {
        let page = browser.get(path).await;
        assert!(page.body.contains("<span translate=\"no\">Hélène Martin"), "{path}: {}", page.body);
    }
}
