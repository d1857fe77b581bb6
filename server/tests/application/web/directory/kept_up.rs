//! Integrations are kept up to date: lists, and many that end at once.

use delibero_domain::access_log::AdministrationKind;
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _};
use http::StatusCode;

use crate::support::{App, Browser, social_inquiry};

/// The values of the boxes of a list.
async fn boxes(browser: &mut Browser<'_>, list: &str) -> Vec<String> {
    let page = browser.get(&format!("/directory/upkeep?list={list}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let parts = page.body.split("name=\"chosen\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().expect("a value").to_owned()).collect()
}

#[tokio::test]
async fn whom_nobody_consulted_and_whose_number_is_gone_is_listed_and_ended_at_once() {
    let app = App::new().await;
    // Two years and a half after everybody was integrated.
    app.clock.set("2026-07-01T09:00:00Z".parse().expect("a time"));
    let mut marie = app.signed_in("marie.dubois").await;
    let mut anne = app.signed_in("anne.collard").await;
    let before = boxes(&mut anne, "unconsulted").await;
    assert!(before.len() > 3, "{before:?}");
    marie.post("/consultation", &social_inquiry("85073099932")).await;
    let after = boxes(&mut anne, "unconsulted").await;
    assert_eq!(after.len(), before.len() - 1, "whoever is consulted is not listed");
    assert_eq!(boxes(&mut anne, "replaced").await.len(), 2, "one replaced, one cancelled");
    assert_eq!(boxes(&mut anne, "ending").await.len(), 0);
    let mut fields = vec![("list", "unconsulted"), ("day", "15.07.2026"), ("why", "plus de dossier")];
    fields.extend(after.iter().map(|value| ("chosen", value.as_str())));
    let done = anne.post("/directory/upkeep", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = anne.get(done.location()).await;
    assert!(page.body.contains(&format!("mis fin\u{a0}: {}.", after.len())), "{}", page.body);
    assert_eq!(boxes(&mut anne, "ending").await.len(), after.len());
    let twice = anne.post("/directory/upkeep", &fields).await;
    assert!(twice.location().contains("ended=0"), "what was read is not what stands there: {}", twice.location());
    let filter = AdministrationFilter { kind: Some(AdministrationKind::IntegrationChanged), ..Default::default() };
    let journal = app.database.administration_page(&filter, None, 100).await.expect("a journal");
    assert_eq!(journal.entries.len(), after.len());
}

#[tokio::test]
async fn nothing_is_ended_without_a_day_a_reason_and_a_tick() {
    let app = App::new().await;
    app.clock.set("2026-07-01T09:00:00Z".parse().expect("a time"));
    let mut anne = app.signed_in("anne.collard").await;
    let some = boxes(&mut anne, "unconsulted").await;
    for (fields, said) in [
        (vec![("day", "15.07.2026"), ("why", "x")], "Cochez au moins une"),
        (vec![("day", ""), ("why", "x"), ("chosen", some[0].as_str())], "Indiquez le dernier jour"),
        (vec![("day", "15.07.2026"), ("why", " "), ("chosen", some[0].as_str())], "Indiquez le motif"),
        (vec![("day", "15.07.2026"), ("why", "85.07.30-999.32"), ("chosen", some[0].as_str())], "ne peut pas contenir"),
    ] {
        let fields: Vec<_> = std::iter::once(("list", "unconsulted")).chain(fields).collect();
        let answer = anne.post("/directory/upkeep", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    assert_eq!(boxes(&mut anne, "ending").await.len(), 0);
}
