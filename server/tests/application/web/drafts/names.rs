//! What names stand in a draft, and whose never do.

use http::StatusCode;

use super::{FRENCH, draft, drafts, fields, upload};
use crate::support::App;

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

#[tokio::test]
async fn a_note_with_a_niss_sends_nothing_back_and_is_kept_nowhere() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let address = upload(&mut writer, &[("file", FRENCH.as_bytes())]).await.location().to_owned();
    writer.post(&address, &[("do", "propose"), ("revision", "1")]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    for niss in NISS {
        let note = format!("Retirez {niss} du point 2.");
        let refused = approver.post(&address, &[("do", "return"), ("revision", "2"), ("note", &note)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{niss}");
        for words in ["id=\"note-problem\"", "href=\"#note\"", "Retirez le numéro", &note] {
            assert!(refused.body.contains(words), "{words}");
        }
    }
    let now = draft(&app, "05/031").await;
    assert!(now.proposed.is_some() && now.revision == 2, "nothing was sent back");
    let note = [("do", "return"), ("revision", "2"), ("note", "Voyez le point 2.")];
    assert_eq!(approver.post(&address, &note).await.status, StatusCode::SEE_OTHER);
}
