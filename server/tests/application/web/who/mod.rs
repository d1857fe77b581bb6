//! Everybody who can see an element: the page as the server renders it, and the same as files.

use http::StatusCode;

use super::changes::{begin, press, save};
use crate::support::App;

const AMOUNT: &str = "/who?service=hdi&element=payment.gross_taxable_amount";

fn json(body: &str) -> serde_json::Value {
    serde_json::from_str(body).expect("JSON")
}

#[tokio::test]
async fn the_page_names_everybody_who_can_see_it_and_the_files_say_the_same() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = browser.get(AMOUNT).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["CPAS", "Personne d’autre, à aucune autre condition", "/catalogue/cpas#p-20-130-", "<caption"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("name=\"state\""), "drafts and states are for those who work on the catalogue");
    let told = json(&browser.get(&AMOUNT.replace("/who", "/who.json")).await.body);
    let answers = told["answers"].as_array().expect("answers");
    assert!(told["complete"] == true && answers.iter().any(|answer| answer["recipient"] == "cpas"), "{told}");
    let csv = browser.get(&AMOUNT.replace("/who", "/who.csv")).await;
    assert_eq!(csv.body.lines().count(), answers.len() + 1, "{}", csv.body);
    assert!(csv.body.starts_with("\u{feff}recipient,module,exchange,purpose"), "{}", csv.body);
}

#[tokio::test]
async fn elements_values_and_a_day_are_sought_at_once() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let count = async |browser: &mut crate::support::Browser<'_>, more: &str| {
        let told = browser.get(&format!("/who.json?service=hdi&element=risk.risk_nature{more}")).await;
        assert_eq!(told.status, StatusCode::OK, "{more}: {}", told.body);
        json(&told.body)["answers"].as_array().expect("answers").len()
    };
    let whoever = count(&mut browser, "").await;
    for more in
        ["&element=payment.gross_taxable_amount", "&element=risk.closure_reason&risk=paternity", "&at=2010-01-01"]
    {
        assert!(count(&mut browser, more).await < whoever, "{more}");
    }
    assert_eq!(count(&mut browser, "&at=2010-01-01").await, 0);
    let nobody = browser.get("/who?element=risk.risk_nature&at=2010-01-01").await;
    assert!(nobody.body.contains("Personne ne peut le voir."));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_its_field_and_no_file_is_made() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    for (asked, field) in [
        ("element=risk.nothing", "who-elements"),
        ("element=risk.niss&at=soon", "who-at"),
        ("element=risk.niss&risk=luck", "who-risk"),
        ("element=risk.niss&state=999", "who-state"),
        ("element=risk.niss&service=none", "who-service"),
    ] {
        let page = browser.get(&format!("/who?{asked}")).await;
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "{asked}: {}", page.body);
        assert_eq!(browser.get(&format!("/who.csv?{asked}")).await.status, StatusCode::BAD_REQUEST, "{asked}");
    }
    assert_eq!(browser.get("/who.json").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn whoever_works_on_the_catalogue_sees_it_before_and_after_a_change() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Sans les CPAS").await;
    save(&app, "helene.martin", &id, super::changes::CPAS, None).await;
    let draft = writer.get(&format!("/changes/{id}")).await;
    let after = format!("/who?service=hdi&amp;element=payment.gross_taxable_amount&amp;state={id}");
    assert!(draft.body.contains(&after), "{}", draft.body);
    let seen =
        |told: &str| json(told)["answers"].as_array().expect("answers").iter().any(|of| of["recipient"] == "cpas");
    let file = AMOUNT.replace("/who", "/who.json");
    assert!(seen(&writer.get(&file).await.body));
    assert!(!seen(&writer.get(&format!("{file}&state={id}")).await.body));
    let page = writer.get(&format!("{AMOUNT}&state={id}")).await;
    assert!(page.body.contains("Sans les CPAS") && page.body.contains(&format!("href=\"/changes/{id}\"")));
    press(&mut writer, &id, "propose", &[]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    press(&mut approver, &id, "publish", &[]).await;
    assert!(!seen(&writer.get(&file).await.body));
    assert!(seen(&writer.get(&format!("{file}&state=1")).await.body), "the state before");
    let mut other = app.signed_in("marie.dubois").await;
    assert_eq!(other.get(&format!("{AMOUNT}&state=1")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.get(&format!("{file}&state=1")).await.status, StatusCode::FORBIDDEN);
}
