//! What a module asks for beside the person: quarters, months, a day, nothing at all.

use delibero_domain::access_log::Entry;
use http::StatusCode;

use crate::support::{Answer, App, PERSON};

const LAST: &str = "secal/unemployment/consult-last";
const DAY: &str = "secal/unemployment/consult-date";
const MONTHS: &str = "secal/unemployment/consult-period";

async fn consult(app: &App, module: &str, typed: &[(&str, &str)]) -> Answer {
    let mut fields = vec![
        ("module", module),
        ("purpose", "end-of-intervention"),
        ("person_role", "maintenance-debtor"),
        ("niss", PERSON),
    ];
    fields.extend(typed);
    let mut browser = app.signed_in("brigitte.noel").await;
    let sent = browser.post("/consultation", &fields).await;
    if sent.status == StatusCode::SEE_OTHER { browser.get(sent.location()).await } else { sent }
}

async fn logged(app: &App) -> Entry {
    app.log().await.pop().expect("an entry")
}

#[tokio::test]
async fn the_form_has_the_fields_of_every_module_and_says_for_which_each_is() {
    let app = App::new().await;
    let form = app.signed_in("brigitte.noel").await.get("/consultation").await.body;
    for (field, module) in [("first_month", MONTHS), ("last_month", MONTHS), ("day", DAY)] {
        let (before, _) = form.split_once(&format!("name=\"{field}\"")).expect(field);
        let group = before.rsplit_once("data-modules=\"").expect("a group").1;
        assert!(group.starts_with(&format!("{module}\"")), "{field}: {group}");
    }
    assert!(form.contains("Demandé seulement pour"), "{form}");
    assert!(!form.contains("name=\"message_number\"") && !form.contains("name=\"return_day\""), "{form}");
}

#[tokio::test]
async fn months_are_asked_for_shown_logged_and_asked_for_again() {
    let app = App::new().await;
    let answer = consult(&app, MONTHS, &[("first_month", "1/2025"), ("last_month", "2025-03")]).await;
    assert!(answer.body.contains("Mois demandés") && answer.body.contains("01/2025\u{a0}– 03/2025"), "{}", answer.body);
    assert!(answer.body.contains("id=\"again-first_month\""), "{}", answer.body);
    assert_eq!(logged(&app).await.asked.span.ends(), Some(("2025-01".to_owned(), "2025-03".to_owned())));
    let log = app.signed_in("sarah.benali").await.get("/log").await.body;
    assert!(log.contains("01/2025\u{a0}– 03/2025"), "{log}");
}

#[tokio::test]
async fn a_day_and_the_last_known_situation_are_asked_for() {
    let app = App::new().await;
    let answer = consult(&app, DAY, &[("day", "14/2/2025")]).await;
    assert!(answer.body.contains("Date demandée") && answer.body.contains("14.02.2025"), "{}", answer.body);
    let answer = consult(&app, LAST, &[("day", "whatever"), ("first_month", "13/2025")]).await;
    assert!(answer.body.contains("dernière situation connue"), "what the module does not ask for is not looked at");
    assert_eq!(logged(&app).await.asked.span.ends(), None);
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_told_at_its_field_and_kept() {
    let app = App::new().await;
    let before = app.log().await.len();
    for (module, field, typed, words) in [
        (MONTHS, "first_month", "13/2025", "Indiquez le premier mois"),
        (MONTHS, "last_month", "12/2999", "Indiquez le dernier mois"),
        (MONTHS, "last_month", "12/2031", "Un mois à venir"),
        (DAY, "day", "30/02/2025", "Indiquez une date qui existe"),
        (DAY, "day", "01.01.2031", "Une date à venir"),
    ] {
        let proposed = [("first_month", "01/2025"), ("last_month", "03/2025"), ("day", "14/02/2025")];
        let fields: Vec<_> = proposed.map(|(name, value)| (name, if name == field { typed } else { value })).into();
        let again = consult(&app, module, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
        assert!(
            again.body.contains(words) && again.body.contains(&format!("id=\"{field}-problem\"")),
            "{}",
            again.body
        );
        assert!(again.body.contains(&format!("value=\"{typed}\"")), "{typed} is kept: {}", again.body);
        assert!(again.body.contains("85.07.30") || again.body.contains(PERSON), "so is the NISS");
    }
    assert_eq!(app.log().await.len(), before, "nothing was asked");
}
