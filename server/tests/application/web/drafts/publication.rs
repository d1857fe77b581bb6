//! From the upload to the publication by a second person.

use delibero_domain::text::Language;
use delibero_testkit::deliberations::FIRST_TEXT;
use delibero_usecases::register::{RegisterStore as _, TextKey};
use http::StatusCode;

use super::{FRENCH, draft, drafts, fields, send, upload};
use crate::support::App;

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
    assert_eq!(now.content.texts[&FIRST_TEXT].points[0].text, "D’autres mots.");

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
    assert_eq!(draft(&app, "05/031").await.origin.base, Some(1));
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
    let known = include_str!("../../../../demo/src/deliberations/98-002.txt");
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
    assert_eq!((draft.content.deliberation.versions.len(), draft.origin.base), (4, Some(3)));
    assert!(writer.get(begun.location()).await.body.contains("id=\"changes\""));
    assert_eq!(writer.get("/deliberations/97/001/drafts").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_demonstration_has_three_versions_and_a_draft_that_waits() {
    let app = App::new().await;
    let (content, revision) =
        app.database.content("98/001".parse().expect("a number")).await.expect("read").expect("there");
    assert_eq!((content.deliberation.versions.len(), content.texts.len(), revision), (3, 3, 3));
    let french = |version| TextKey::new(version, Language::Fr);
    let status = |version, label: &str| {
        let points = &content.texts[&french(version)].points;
        points.iter().find(|point| point.label.normal() == label).map(|point| format!("{:?}", point.status))
    };
    assert_eq!(status(1, "5/1").as_deref(), Some("Inserted"));
    assert_eq!(status(2, "7.2").as_deref(), Some("Repealed"));
    assert_eq!(status(2, "8").as_deref(), Some("Changed"));
    let cited: Vec<String> =
        content.texts[&french(2)].references.iter().map(|citation| citation.number.to_string()).collect();
    assert_eq!(cited, ["23/058", "99/003"]);
    let (known, _) =
        app.database.deliberation("23/058".parse().expect("a number")).await.expect("read").expect("there");
    let in_force = known.versions.iter().filter(|version| version.in_force.is_some()).count();
    assert_eq!((known.versions.len(), in_force), (10, 7));
    let mut approver = app.signed_in("koen.wouters").await;
    let list = approver.get("/drafts").await;
    assert!(list.body.contains("99/003") && list.body.contains("Hélène Martin") && !list.body.contains("/drafts/new"));
}
