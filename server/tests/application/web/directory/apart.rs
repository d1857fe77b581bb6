//! Who registers a file and who consults are two (12/057 points 21 and 22).

use delibero_domain::niss::{Niss, NissRules};
use delibero_testkit::examples::{registered_by, word};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{ChangeKind, DirectoryStore as _, IntegrationChange};
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

/// A BIS number that was replaced by [`PERSON`].
const REPLACED: &str = "72281499995";

#[tokio::test]
async fn whoever_registered_a_file_under_a_number_is_refused_under_the_one_that_took_its_place() {
    let app = App::new().await;
    let claire = registered_by("claire.dumont");
    let mut work = app.database.begin_directory().await.expect("the store answers");
    let secal = word("secal");
    let known = work.integrations(&secal, niss(PERSON)).await.expect("the store answers");
    let file = known.first().expect("integrated").file.clone();
    for found in known {
        let mut after = found.file.clone();
        after.integration.period.end = Some(word("2025-06-01"));
        let change = IntegrationChange {
            at: app.clock.now(),
            user: None,
            kind: ChangeKind::Ended,
            why: "checked".to_owned(),
            before: found.file,
        };
        let of = (found.number, found.revision);
        assert!(work.change_integration((&secal, niss(PERSON)), of, &change, &after).await.expect("changed"));
    }
    work.integrate(&secal, niss(REPLACED), &file, &claire).await.expect("integrated");
    work.commit().await.expect("saved");

    let mut vincent = app.signed_in("vincent.roland").await;
    let page = vincent.post("/directory", &[("niss", REPLACED)]).await.location().to_owned();
    let shown = vincent.get(&page).await.body;
    let value = |name: &str| {
        let rest = shown.split_once(&format!("name=\"{name}\" value=\"")).expect("a field").1;
        rest.split('"').next().expect("a value").to_owned()
    };
    let (number, revision) = (value("integration"), value("revision"));
    let carried = [("do", "carry"), ("integration", &*number), ("revision", &*revision)];
    assert_eq!(vincent.post(&page, &carried).await.status, StatusCode::SEE_OTHER);
    assert_eq!(outcome(&app, "claire.dumont", PERSON).await.0, "registered-by-oneself");
    assert_eq!(outcome(&app, "brigitte.noel", PERSON).await.0, "granted");
}

fn niss(typed: &str) -> Niss {
    let rules = NissRules { today: word("2025-06-02"), demonstration: true };
    rules.read(typed).expect("a NISS")
}
