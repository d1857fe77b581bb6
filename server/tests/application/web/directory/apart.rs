//! Who registers a file and who consults are two (12/057 points 21 and 22).

use http::StatusCode;

use crate::support::{App, PERSON};

/// Registered at SECAL by somebody who consults there.
const REGISTERED_BY_CLAIRE: &str = "88051799983";

async fn outcome(app: &App, user: &str, niss: &str) -> (String, Option<String>) {
    let mut browser = app.signed_in(user).await;
    let fields = [
        ("module", "secal/unemployment/consult-last"),
        ("purpose", "end-of-intervention"),
        ("person_role", "maintenance-debtor"),
        ("niss", niss),
        ("first", "2025Q1"),
        ("last", "2025Q2"),
    ];
    let answer = browser.post("/consultation", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{user}: {}", answer.body);
    let page = browser.get(answer.location()).await;
    assert_eq!(page.status, StatusCode::OK, "{user}");
    let entry = app.log().await.pop().expect("an entry");
    (entry.outcome, entry.source.map(|source| source.point))
}

#[tokio::test]
async fn whoever_registered_the_file_is_refused_and_a_colleague_is_not() {
    let app = App::new().await;
    let refused = ("registered-by-oneself".to_owned(), Some("21-22".to_owned()));
    assert_eq!(outcome(&app, "claire.dumont", REGISTERED_BY_CLAIRE).await, refused);
    assert_eq!(outcome(&app, "brigitte.noel", REGISTERED_BY_CLAIRE).await.0, "granted");
    assert_eq!(outcome(&app, "claire.dumont", PERSON).await.0, "granted", "the registrar registered that one");
}

#[tokio::test]
async fn the_refusal_says_why_and_whom_to_ask() {
    let app = App::new().await;
    let mut browser = app.signed_in("claire.dumont").await;
    let form = browser.get("/consultation").await;
    assert!(form.body.contains("value=\"secal/unemployment/consult-last\""), "{}", form.body);
    let fields = [
        ("module", "secal/unemployment/consult-last"),
        ("purpose", "end-of-intervention"),
        ("person_role", "maintenance-debtor"),
        ("niss", REGISTERED_BY_CLAIRE),
        ("first", "2025Q1"),
        ("last", "2025Q2"),
    ];
    let answer = browser.post("/consultation", &fields).await;
    let page = browser.get(answer.location()).await;
    for words in ["Vous avez vous-même enregistré ce dossier", "Demandez à un collègue", "12/057"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
}
