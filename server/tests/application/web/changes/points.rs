//! The points of a text: which are not for a machine and why, and how others were read, in fields as everything else.

use http::StatusCode;

use super::{begin, draft, in_force};
use crate::support::App;
use crate::web::drafts::fields_beside;

const POINTS: &str = "points/20-130.toml";

async fn save(writer: &mut crate::support::Browser<'_>, address: &str, change: (&str, &str)) -> crate::support::Answer {
    let mut fields = fields_beside(&writer.get(address).await, "revision");
    fields.retain(|(name, _)| name != change.0);
    fields.push((change.0.to_owned(), change.1.to_owned()));
    fields.push(("do".to_owned(), "save".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    writer.post(address, &fields).await
}

#[tokio::test]
async fn what_is_typed_in_one_field_changes_one_line_of_the_document() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Pourquoi pas une machine").await;
    let address = format!("/changes/{id}/edit?document={POINTS}");
    for (language, words) in [
        ("fr", "Points qui ne sont pas pour une machine"),
        ("nl", "Punten die niet voor een machine zijn"),
        ("de", "Punkte, die nicht für eine Maschine sind"),
    ] {
        writer.language = language;
        let form = writer.get(&address).await;
        assert!(form.body.contains(words) && !form.body.contains("name=\"toml\""), "{words}: {}", form.body);
    }
    let saved = save(&mut writer, &address, ("not_for_a_machine.1.why.nl", "Herinnert aan wat al gold.")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let before = in_force(&app, POINTS).await.expect("there");
    let after = draft(&app, &id).await.content.changes[0].after.clone().expect("a text");
    let other = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect::<Vec<_>>();
    assert_eq!(other.len(), 1, "{other:?}");
    assert!(other[0].1.contains("Herinnert aan wat al gold."));
    assert_eq!(before.lines().count(), after.lines().count());
}

#[tokio::test]
async fn a_point_that_the_text_does_not_have_is_told_at_its_field() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un point de trop").await;
    let address = format!("/changes/{id}/edit?document={POINTS}");
    let saved = save(&mut writer, &address, ("not_for_a_machine.1.points", "3 99")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    for (language, words) in [
        ("fr", "Le point «\u{a0}99\u{a0}» n’est pas dans la liste"),
        ("nl", "Punt “99” staat niet in de lijst"),
        ("de", "Der Punkt „99“ steht nicht in der Liste"),
    ] {
        writer.language = language;
        let page = writer.get(&address).await;
        assert!(page.body.contains("href=\"#f-not_for_a_machine-1-points\""), "{}", page.body);
        let at_field = page
            .body
            .split("field-problem")
            .skip(1)
            .any(|rest| rest.split("</p>").next().is_some_and(|it| it.contains(words)));
        assert!(at_field, "{words}: {}", page.body);
    }
}

#[tokio::test]
async fn the_points_of_a_new_deliberation_are_begun_beside_the_draft() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Les points d’un nouveau texte").await;
    let address = format!("/changes/{id}/edit?kind=points");
    let fields = [
        ("revision", "1"),
        ("do", "save"),
        ("whole", "yes"),
        ("deliberation", "25/001"),
        ("points", "1 2, 3.1\n3.2"),
        ("not_for_a_machine.0.points", "1"),
        ("not_for_a_machine.0.why.fr", "Raconte la demande."),
        ("not_for_a_machine.0.why.nl", "Vertelt de aanvraag."),
        ("not_for_a_machine.0.why.de", "Erzählt den Antrag."),
        ("reading.0.point", "3.1"),
        ("reading.0.text.fr", "Lu largement."),
        ("reading.0.text.nl", "Ruim gelezen."),
        ("reading.0.text.de", "Weit gelesen."),
        ("reading.0.recipients", "cpas"),
    ];
    let saved = writer.post(&address, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let change = draft(&app, &id).await.content.changes[0].clone();
    assert_eq!(change.name, "points/25-001.toml");
    let text = change.after.expect("a text");
    for point in ["\"1\"", "\"2\"", "\"3.1\"", "\"3.2\""] {
        assert!(text.contains(point), "{point}: {text}");
    }
    let missing = writer.post(&address, &[("revision", "2"), ("do", "save"), ("whole", "yes"), ("points", "1")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.body.contains("href=\"#f-deliberation\""), "{}", missing.body);
}
