//! One document of the catalogue as a form: filled in, given back, put together with what others saved.

use http::StatusCode;

use super::{CPAS, begin, draft, in_force, press, save};
use crate::support::{Answer, App, Browser};
use crate::web::drafts::fields_beside;

fn edit(id: &str, document: &str) -> String {
    format!("/changes/{id}/edit?document={}", document.replace('/', "%2F"))
}

/// The fields of a form, some of them filled in otherwise.
fn filled(page: &Answer, changed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = fields_beside(page, "revision");
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn send(browser: &mut Browser<'_>, address: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(address, &fields).await
}

#[tokio::test]
async fn a_form_that_is_sent_as_it_came_changes_nothing() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Rien").await;
    for document in [
        CPAS,
        "services/hdi.toml",
        "deliberations/23-058.toml",
        "sectors/every.toml",
        "codes/regime.toml",
        "cases/17-087.toml",
    ] {
        let address = edit(&id, document);
        let page = writer.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{document}");
        let saved = send(&mut writer, &address, &filled(&page, &[("do", "save")])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{document}: {}", saved.body);
        assert!(
            draft(&app, &id).await.content.changes.is_empty(),
            "{document}: {:#?}",
            draft(&app, &id).await.content.changes
        );
    }
}

#[tokio::test]
async fn a_mark_of_the_grid_is_saved_and_shown_again() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Sans les jours").await;
    let address = edit(&id, CPAS);
    let page = writer.get(&address).await;
    let marked = [("grid.consult-attest.payment.indemnified_days", "none"), ("do", "save")];
    let saved = send(&mut writer, &address, &filled(&page, &marked)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let after = draft(&app, &id).await.content.changes[0].after.clone().unwrap();
    assert!(!after.contains("payment.*") && !after.contains("indemnified_days"), "{after}");
    assert!(after.contains("payment.indemnified_hours"), "{after}");
    let shown = fields_beside(&writer.get(saved.location()).await, "revision");
    let mark = shown.iter().find(|(name, _)| name == "grid.consult-attest.payment.indemnified_days");
    assert_eq!(mark.map(|(_, mark)| mark.as_str()), Some("none"));
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field_and_what_was_typed_stays() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un nouveau droit").await;
    let address = format!("/changes/{id}/edit?kind=authorisation&recipient=forem&service=hdi&deliberation=23%2F058");
    let page = writer.get(&address).await;
    assert!(page.body.contains("value=\"forem\" selected"), "{}", page.body);
    let typed = [("authorisation.valid_from", "31/02/2027"), ("authorisation.points", "61"), ("do", "save")];
    let refused = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in ["31/02/2027", "id=\"errors\"", "f-authorisation-valid_from", "value=\"61\""] {
        assert!(refused.body.contains(shown), "{shown}: {}", refused.body);
    }
    assert!(draft(&app, &id).await.content.changes.is_empty());
}

#[tokio::test]
async fn a_row_is_added_without_saving_and_a_term_is_made() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Une finalité").await;
    let address = edit(&id, CPAS);
    let page = writer.get(&address).await;
    let added = send(&mut writer, &address, &filled(&page, &[("do", "add:authorisation.use_limit")])).await;
    assert_eq!(added.status, StatusCode::OK);
    assert!(added.body.contains("name=\"authorisation.use_limit."), "{}", added.body);
    assert!(draft(&app, &id).await.content.changes.is_empty());

    let address = format!("/changes/{id}/edit?kind=purpose");
    let page = writer.get(&address).await;
    let typed = [
        ("purpose.id", "housing-premium"),
        ("purpose.label.fr", "Prime au logement"),
        ("purpose.label.nl", "Woonpremie"),
        ("purpose.label.de", "Wohnprämie"),
        ("do", "save"),
    ];
    let saved = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let change = draft(&app, &id).await.content.changes.remove(0);
    assert_eq!((change.name.as_str(), change.before), ("terms/purpose.housing-premium.toml", None));
    let again = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "an identifier is given once");
}

#[tokio::test]
async fn an_identifier_left_empty_is_proposed_on_the_first_save() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Deux finalités").await;
    let address = format!("/changes/{id}/edit?kind=purpose");
    let labels = [
        ("purpose.label.fr", "Prime au logement"),
        ("purpose.label.nl", "Woonpremie"),
        ("purpose.label.de", "Wohnprämie"),
        ("do", "save"),
    ];
    for name in ["terms/purpose.prime-logement.toml", "terms/purpose.prime-logement-2.toml"] {
        let page = writer.get(&address).await;
        let saved = send(&mut writer, &address, &filled(&page, &labels)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(draft(&app, &id).await.content.changes.iter().any(|change| change.name == name), "{name}");
    }
    let page = writer.get(&address).await;
    let typed = [labels[0], labels[1], labels[2], labels[3], ("purpose.id", "Prime au logement")];
    let refused = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Ce n’est pas un identifiant"), "{}", refused.body);
}

#[tokio::test]
async fn two_people_are_put_together_and_what_both_wrote_is_shown() {
    let app = App::new().await;
    let (mut first, mut second) = (app.signed_in("helene.martin").await, app.signed_in("helene.martin").await);
    let id = begin(&mut first, "À deux").await;
    let address = edit(&id, CPAS);
    let (mine, theirs) = (first.get(&address).await, second.get(&address).await);
    let until = [("authorisation.valid_until", "31/12/2030"), ("do", "save")];
    assert_eq!(send(&mut second, &address, &filled(&theirs, &until)).await.status, StatusCode::SEE_OTHER);
    let points = [("authorisation.points", "4-21"), ("do", "save")];
    assert_eq!(send(&mut first, &address, &filled(&mine, &points)).await.status, StatusCode::SEE_OTHER);
    let after = draft(&app, &id).await.content.changes[0].after.clone().unwrap();
    assert!(after.contains("points = \"4-21\"") && after.contains("valid_until = \"2030-12-31\""), "{after}");
    let other = [("authorisation.points", "4-22"), ("do", "save")];
    let conflict = send(&mut second, &address, &filled(&theirs, &other)).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.body.contains("4-22") && conflict.body.contains("4-21"), "both are shown: {}", conflict.body);
}

#[tokio::test]
async fn only_who_writes_fills_in_and_no_number_of_a_person_is_kept() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Refusé").await;
    let address = edit(&id, CPAS);
    let page = writer.get(&address).await;
    for user in ["koen.wouters", "marie.dubois"] {
        let mut other = app.signed_in(user).await;
        assert_eq!(other.get(&address).await.status, StatusCode::FORBIDDEN, "{user}");
    }
    let typed = [("authorisation.validity_note.fr", "85.07.30-999.32"), ("do", "save")];
    let refused = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in ["Un NISS ne peut pas figurer ici", "85.07.30-999.32", "href=\"#f-authorisation-validity_note\""] {
        assert!(refused.body.contains(shown), "{shown}: {}", refused.body);
    }
    assert!(draft(&app, &id).await.content.changes.is_empty());
    assert!(in_force(&app, CPAS).await.is_some());
}

#[tokio::test]
async fn an_authorisation_begins_as_a_copy_of_another() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Une copie").await;
    let known = writer.get(&edit(&id, CPAS)).await;
    let address = format!("/changes/{id}/edit?kind=authorisation&copy=authorisations%2F20-130.cpas.hdi.toml");
    assert!(known.body.contains(&address.replace('&', "&amp;")), "{}", known.body);
    let page = writer.get(&address).await;
    let other = [("authorisation.recipient", "forem"), ("authorisation.valid_from", "1/1/2027"), ("do", "save")];
    let saved = send(&mut writer, &address, &filled(&page, &other)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let change = draft(&app, &id).await.content.changes.remove(0);
    assert_eq!((change.name.as_str(), change.before), ("authorisations/20-130.forem.hdi.toml", None));
    let after = change.after.unwrap();
    assert!(after.contains("recipient = \"forem\"") && after.contains("social-inquiry"), "{after}");
}

#[tokio::test]
async fn what_was_typed_for_a_draft_that_was_put_in_force_meanwhile_begins_another() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Le nom de l’ONVA").await;
    let address = edit(&id, "recipients/onva.toml");
    let page = writer.get(&address).await;
    let first = [("recipient.label.nl", "RJV en kassen"), ("do", "save")];
    assert_eq!(send(&mut writer, &address, &filled(&page, &first)).await.status, StatusCode::SEE_OTHER);
    let page = writer.get(&address).await;
    press(&mut writer, &id, "propose", &[]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.location(), "/states/2");

    let typed = [("recipient.label.fr", "L’ONVA et ses caisses"), ("do", "save")];
    let told = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for shown in ["Koen Wouters a mis ce changement en vigueur", "L’ONVA et ses caisses", "value=\"anew\""] {
        assert!(told.body.contains(shown), "{shown}: {}", told.body);
    }
    let begun = send(&mut writer, &address, &filled(&told, &[("do", "anew")])).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    assert!(!begun.location().contains(&id), "{}", begun.location());
    let another = begun.location().trim_start_matches("/changes/").split('/').next().expect("a draft");
    let change = draft(&app, another).await.content.changes.remove(0);
    let (before, after) = (change.before.expect("it is in force"), change.after.expect("it stays"));
    assert!(before.contains("RJV en kassen") && after.contains("RJV en kassen"), "what was put in force stays");
    assert!(after.contains("L’ONVA et ses caisses") && !before.contains("L’ONVA et ses caisses"));
}

#[tokio::test]
async fn what_was_typed_for_a_draft_that_was_thrown_away_stays_and_a_strange_draft_is_none() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Abandon").await;
    let address = edit(&id, "recipients/onva.toml");
    let page = writer.get(&address).await;
    press(&mut writer, &id, "discard", &[]).await;
    let typed = [("recipient.label.fr", "L’ONVA seul"), ("do", "save")];
    let told = send(&mut writer, &address, &filled(&page, &typed)).await;
    assert!(told.status == StatusCode::CONFLICT && told.body.contains("abandonné ce changement"), "{}", told.body);
    assert!(told.body.contains("L’ONVA seul"));
    let strange = edit("0123", "recipients/onva.toml");
    assert_eq!(send(&mut writer, &strange, &filled(&page, &typed)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_document_of_a_newer_program_is_no_form_that_would_lose_some_of_it() {
    const VDAB: &str = "recipients/vdab.toml";
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un titre").await;
    let text = in_force(&app, VDAB).await.expect("a document") + "tone = \"blue\"\n";
    save(&app, "helene.martin", &id, VDAB, Some(text)).await;
    for (language, words) in [("fr", "ne peut être ouvert"), ("nl", "kan niet"), ("de", "kann nicht")] {
        writer.language = language;
        let page = writer.get(&edit(&id, VDAB)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(words) && page.body.contains("tone"), "{words}: {}", page.body);
        assert!(!page.body.contains("document-form") && page.body.contains(&format!("href=\"/changes/{id}\"")));
    }
}
