//! A regional integrator is in between (23/058 point 79.11): a legal context is chosen among the organisation's and goes
//! with the question; one identifier leads from the form to the journal.

use http::StatusCode;

use crate::support::{Answer, App, PERSON};

async fn asked(app: &App, context: Option<&str>) -> Answer {
    let mut browser = app.signed_in("amina.elidrissi").await;
    let mut fields = vec![
        ("module", "slrb/hdi/consult-periods"),
        ("purpose", "socialisation"),
        ("niss", PERSON),
        ("first", "2025Q1"),
        ("last", "2025Q2"),
    ];
    fields.extend(context.map(|context| ("legal_context", context)));
    let sent = browser.post("/consultation", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let id = sent.location().rsplit('/').next().expect("an identifier").to_owned();
    let answer = browser.get(sent.location()).await;
    let entry = app.log().await.pop().expect("an entry");
    assert_eq!(entry.consultation, id, "the same from the form to the journal");
    assert!(answer.body.contains(&format!("<dd class=\"break-all\">{id}</dd>")), "and on the answer");
    answer
}

#[tokio::test]
async fn the_legal_context_is_chosen_among_those_of_the_organisation() {
    let app = App::new().await;
    let mut browser = app.signed_in("amina.elidrissi").await;
    let form = browser.get("/consultation").await;
    assert!(form.body.contains("name=\"legal_context\" value=\"FIDUS-SLRB-DEMO\""), "{}", form.body);
    let context = async || {
        let entry = app.log().await.pop().expect("an entry");
        let decided = entry.decided.expect("what was decided");
        (entry.outcome, decided.facts.integration.legal_context)
    };
    let granted = ("granted".to_owned(), Some("FIDUS-SLRB-DEMO".to_owned()));
    let answer = asked(&app, Some("FIDUS-SLRB-DEMO")).await;
    assert!(answer.body.contains("FIDUS-SLRB-DEMO"), "{}", answer.body);
    assert_eq!(context().await, granted);
    asked(&app, None).await;
    assert_eq!(context().await, granted, "there is only one");
    asked(&app, Some("FIDUS-SISP-DEMO")).await;
    assert_eq!(context().await, ("no-legal-context".to_owned(), None), "another organisation's");
}
