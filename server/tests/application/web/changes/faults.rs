//! What does not fit the catalogue is said at its field and on the page of the draft, in the reader's language; what was
//! typed stays.

use http::StatusCode;

use super::{begin, draft, in_force, save};
use crate::support::{App, Browser};
use crate::web::drafts::fields_beside;

/// Saves a document of a draft with one value of its form replaced, and gives the address of its form.
async fn with_another(writer: &mut Browser<'_>, id: &str, name: &str, (of, from, to): (&str, &str, &str)) -> String {
    let address = format!("/changes/{id}/edit?document={name}");
    let mut fields = fields_beside(&writer.get(&address).await, "revision");
    let field = fields.iter_mut().find(|(field, value)| field.ends_with(of) && value == from);
    to.clone_into(&mut field.unwrap_or_else(|| panic!("{name} has no {of} with {from}")).1);
    fields.push(("do".to_owned(), "save".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = writer.post(&address, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    address
}

/// The paragraphs that say what is wrong with fields.
fn problems(body: &str) -> Vec<&str> {
    body.split("field-problem").skip(1).filter_map(|rest| rest.split("</p>").next()).collect()
}

#[tokio::test]
async fn an_element_outside_its_block_is_told_at_its_field_and_stays_as_it_was_chosen() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un élément d’un autre bloc").await;
    let change = ("block.0.elements", "risk.regime", "payment.document_type");
    let form = with_another(&mut writer, &id, "deliberations/23-058.toml", change).await;
    for (language, words) in [
        ("fr", "L’élément «\u{a0}payment.document_type\u{a0}» n’est pas du bloc «\u{a0}risk\u{a0}»"),
        ("nl", "Element “payment.document_type” hoort niet bij blok “risk”"),
        ("de", "Das Element „payment.document_type“ gehört nicht zum Block „risk“"),
    ] {
        writer.language = language;
        let page = writer.get(&form).await;
        assert!(problems(&page.body).iter().any(|found| found.contains(words)), "{words}: {}", page.body);
        assert!(page.body.contains("href=\"#f-block-0-elements\""), "the list above leads to the field");
        let chosen = fields_beside(&page, "revision");
        let stays = |element: &str| chosen.iter().any(|(field, value)| field == "block.0.elements" && value == element);
        assert!(stays("payment.document_type") && stays("risk.niss") && !stays("risk.regime"));
        let draft = writer.get(&format!("/changes/{id}")).await;
        assert!(draft.body.contains(words) && !draft.body.contains("lang=\"en\""), "{words}: {}", draft.body);
    }
    let refused = super::press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(super::draft(&app, &id).await.proposed.is_none());
}

#[tokio::test]
async fn an_element_of_a_service_under_another_block_is_told_at_its_identifier() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un service").await;
    let change = (".id", "risk.regime", "payment.regime");
    let form = with_another(&mut writer, &id, "services/hdi.toml", change).await;
    for (language, words) in [
        ("fr", "«\u{a0}payment.regime\u{a0}» figure sous le bloc «\u{a0}risk\u{a0}»"),
        ("nl", "“payment.regime” staat onder blok “risk”"),
        ("de", "„payment.regime“ steht unter dem Block „risk“"),
    ] {
        writer.language = language;
        let page = writer.get(&form).await;
        assert!(problems(&page.body).iter().any(|found| found.contains(words)), "{words}: {}", page.body);
    }
    let kept = draft(&app, &id).await.content.changes;
    assert!(kept[0].after.as_ref().is_some_and(|text| text.contains("payment.regime")), "nothing typed is lost");
}

/// What rules say elsewhere of what this form changes leads to where it stands.
#[tokio::test]
async fn what_breaks_in_another_document_is_named_with_it() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Une finalité en moins").await;
    super::save(&app, "helene.martin", &id, "terms/purpose.social-inquiry.toml", None).await;
    let form = format!("/changes/{id}/edit?document=recipients/cpas.toml");
    for (language, words) in [("fr", "n’a pas de terme"), ("nl", "heeft geen term"), ("de", "hat keinen Begriff")] {
        writer.language = language;
        let page = writer.get(&form).await;
        assert!(page.body.contains(words) && page.body.contains("social-inquiry"), "{words}: {}", page.body);
        assert!(page.body.contains("document=authorisations%2F20-130.cpas.hdi.toml"), "{}", page.body);
    }
}

#[tokio::test]
async fn an_identifier_that_is_another_s_is_told_at_its_field() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un destinataire").await;
    let address = format!("/changes/{id}/edit?kind=recipient");
    let mut fields = fields_beside(&writer.get(&address).await, "revision");
    for (field, value) in &mut fields {
        match field.as_str() {
            "recipient.id" => "cpas".clone_into(value),
            "recipient.label.fr" | "recipient.label.nl" | "recipient.label.de" => "Un autre CPAS".clone_into(value),
            _ => {}
        }
    }
    fields.push(("do".to_owned(), "save".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = writer.post(&address, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problems(&refused.body).iter().any(|found| found.contains("jamais repris")), "{}", refused.body);
    assert!(refused.body.contains("href=\"#f-recipient-id\"") && refused.body.contains("Un autre CPAS"));
}

#[tokio::test]
async fn what_is_new_in_a_draft_can_be_chosen_while_another_document_of_it_is_not_sound() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un destinataire de plus").await;
    let change = ("block.0.elements", "risk.regime", "payment.document_type");
    with_another(&mut writer, &id, "deliberations/23-058.toml", change).await;
    let sigedis = in_force(&app, "recipients/sigedis.toml").await.expect("a recipient");
    let another = sigedis.replace("\"sigedis\"", "\"zeta\"").replace("Sigedis", "Office Zêta");
    save(&app, "helene.martin", &id, "recipients/zeta.toml", Some(another)).await;
    let form = writer.get(&format!("/changes/{id}/edit?kind=authorisation")).await.body;
    assert!(form.contains("value=\"zeta\"") && form.contains("Office Zêta"), "{form}");
}
