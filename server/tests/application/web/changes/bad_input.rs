//! What cannot be taken is said in words, in the reader's language; nothing is lost and nothing is done by halves.

use delibero_domain::deliberation::register::End;
use delibero_usecases::catalogue::CatalogueStore;
use delibero_usecases::register::{RegisterStore as _, publish_content};
use http::StatusCode;
use jiff::civil::date;

use super::{CPAS, begin, draft, press, without_cpas};
use crate::support::App;
use crate::web::drafts::fields_beside;

#[tokio::test]
async fn what_is_too_large_is_said_on_a_page() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un titre").await;
    let (title, text) = ("x".repeat(70 * 1024), "x".repeat(3 * 1024 * 1024));
    for (language, words) in [("fr", "est trop grand"), ("nl", "is te groot"), ("de", "ist zu groß")] {
        writer.language = language;
        let refused = [
            writer.post("/changes/new", &[("title", &title)]).await,
            writer.post(&format!("/changes/{id}"), &[("do", "save"), ("title", &title)]).await,
            writer.post(&format!("/changes/{id}/edit?document={CPAS}"), &[("retention.0.point", &text)]).await,
        ];
        for answer in refused {
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
            assert!(answer.body.contains(words) && answer.body.contains("<h1"), "{words}: {}", answer.body);
        }
    }
    assert_eq!(draft(&app, &id).await.revision, 1);
    assert_eq!(CatalogueStore::drafts(&app.database).await.expect("drafts").len(), 1);
}

#[tokio::test]
async fn whoever_comes_too_late_reads_how_the_draft_ended() {
    let app = App::new().await;
    let id = without_cpas(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let mut approver = app.signed_in("koen.wouters").await;
    press(&mut approver, &id, "publish", &[]).await;
    let (draft, document) = (format!("/changes/{id}"), format!("/changes/{id}/edit?document={CPAS}"));
    let late = [
        writer.get(&draft).await,
        writer.post(&draft, &[("do", "propose"), ("revision", "3")]).await,
        writer.get(&document).await,
        writer.post(&document, &[("revision", "3"), ("do", "save"), ("whole", "yes")]).await,
    ];
    let [page, act, form, save] = &late;
    assert_eq!([page, act, form].map(|answer| answer.status), [StatusCode::NOT_FOUND; 3]);
    assert_eq!(save.status, StatusCode::CONFLICT, "what was typed is kept");
    assert!(save.body.contains("Koen Wouters a mis ce changement en vigueur"), "{}", save.body);
    for answer in &late[..3] {
        for words in ["n’est plus en préparation", "Koen Wouters l’a publié", "href=\"/states/2\""] {
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
    }
    let unknown = writer.get("/changes/0123456789abcdef0123456789abcdef").await;
    assert!(unknown.status == StatusCode::NOT_FOUND && unknown.body.contains("Introuvable"));
    let mut worker = app.signed_in("marie.dubois").await;
    assert!(!worker.get(&draft).await.body.contains("Koen Wouters"), "only who works on drafts is told");
}

/// A page that is still loading sends the fields that it has: those that it has not are not emptied.
#[tokio::test]
async fn half_a_form_saves_nothing() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "À moitié").await;
    for (language, said) in [("fr", "est incomplet"), ("nl", "onvolledig"), ("de", "unvollständig")] {
        writer.language = language;
        let address = format!("/changes/{id}/edit?document={CPAS}");
        let mut half = fields_beside(&writer.get(&address).await, "revision");
        half.truncate(half.len() / 2);
        half.push(("do".to_owned(), "save".to_owned()));
        let half: Vec<(&str, &str)> = half.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = writer.post(&address, &half).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    assert_eq!(draft(&app, &id).await.revision, 1);
}

#[tokio::test]
async fn that_the_text_which_carries_a_change_was_repealed_is_said_wherever_it_stands() {
    let app = App::new().await;
    let number = "23/058".parse().expect("a number");
    let (mut content, base) = app.database.content(number).await.expect("read").expect("there");
    content.deliberation.end = Some(End::Repealed(date(2027, 1, 1)));
    let by = "helene.martin".parse().expect("a name");
    publish_content(&app.database, app.clock.as_ref(), &by, content, Some(base)).await.expect("published");
    let mut writer = app.signed_in("helene.martin").await;
    let form = [("title", "Encore un droit"), ("deliberation", "23/058"), ("version", "0")];
    let begun = writer.post("/changes/new", &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    for (language, words) in [("fr", "est abrogée à partir du"), ("nl", "is opgeheven vanaf"), ("de", "aufgehoben")] {
        writer.language = language;
        let page = writer.get(begun.location().split('#').next().expect("an address")).await;
        assert!(page.body.contains(words) && page.body.contains("2027"), "{words}: {}", page.body);
    }
}
