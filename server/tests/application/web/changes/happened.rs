//! Past consultations decided again under a draft.

use http::StatusCode;
use serde_json::Value as Json;

use super::{begin, in_force, save, without_cpas};
use crate::support::{App, Browser, PERSON, social_inquiry};

async fn consulted(app: &App) {
    let mut browser = app.signed_in("marie.dubois").await;
    for niss in [PERSON; 2] {
        let opened = browser.post("/consultation", &social_inquiry(niss)).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
        browser.get(opened.location()).await;
    }
}

async fn told(browser: &mut Browser<'_>, id: &str, query: &str) -> Json {
    let file = browser.get(&format!("/changes/{id}/happened.json{query}")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    serde_json::from_str(&file.body).expect("JSON")
}

#[tokio::test]
async fn the_secretariat_sees_numbers_and_whoever_reads_the_log_the_consultations() {
    let app = App::new().await;
    consulted(&app).await;
    let id = without_cpas(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let draft = writer.get(&format!("/changes/{id}")).await;
    assert!(draft.body.contains(&format!("href=\"/changes/{id}/happened\"")), "{}", draft.body);
    let page = writer.get(&format!("/changes/{id}/happened")).await;
    for words in ["2 consultations", "Refusé\u{a0}: 2", "CPAS de Namur", "<caption"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("/log?") && !page.body.contains("id=\"records\""), "{}", page.body);
    let numbers = told(&mut writer, &id, "").await;
    assert_eq!((&numbers["refused"], &numbers["looked_at"]), (&2.into(), &2.into()), "{numbers}");
    assert_eq!(numbers["records"], serde_json::json!([]));

    let mut auditor = app.signed_in("sarah.benali").await;
    let page = auditor.get(&format!("/changes/{id}/happened")).await;
    let link =
        page.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.starts_with("/log?kind"));
    let link = link.unwrap_or_else(|| panic!("{}", page.body)).replace("&amp;", "&");
    let log = auditor.get(&link).await;
    assert!(log.status == StatusCode::OK && log.body.contains("85.07.30-999.32"), "{}", log.body);
    assert_eq!(told(&mut auditor, &id, "").await["records"].as_array().map(Vec::len), Some(2));
    assert_eq!(auditor.get(&format!("/changes/{id}")).await.status, StatusCode::FORBIDDEN, "not the draft itself");

    let mut adviser = app.signed_in("nathalie.georges").await;
    assert_eq!(told(&mut adviser, &id, "").await["refused"], 2, "of the own organisation");
    let mut worker = app.signed_in("marie.dubois").await;
    assert_eq!(worker.get(&format!("/changes/{id}/happened")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_period_and_a_day_are_chosen_and_what_touches_nobody_is_the_same() {
    let app = App::new().await;
    consulted(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un autre nom").await;
    let vdab = "recipients/vdab.toml";
    let text = in_force(&app, vdab).await.expect("there");
    save(&app, "helene.martin", &id, vdab, Some(text.replace("VDAB", "VDAB!"))).await;
    assert_eq!(told(&mut writer, &id, "").await["same"], 2);
    assert_eq!(told(&mut writer, &id, "?from=2025-06-03&to=2025-06-30").await["looked_at"], 0);
    assert_eq!(told(&mut writer, &id, "?to=2025-06-02&on=2030-01-01").await["same"], 2);
    let wrong = writer.get(&format!("/changes/{id}/happened?from=2025-06-03&to=soon")).await;
    assert!(wrong.body.contains("href=\"#happened-to\""), "{}", wrong.body);
    let refused = writer.get(&format!("/changes/{id}/happened.json?from=2025-06-03&to=2025-06-02")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(writer.get("/changes/0123/happened").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_says_the_same() {
    let app = App::new().await;
    consulted(&app).await;
    let id = without_cpas(&app).await;
    let mut approver = app.signed_in("koen.wouters").await;
    super::press(&mut approver, &id, "publish", &[]).await;
    let days = ["--from", "2025-06-02", "--to", "2025-06-02"];
    let run = |more: &[&str]| {
        app.shell(&[&["catalogue", "effect", "@1", "@2", "--happened"], &days[..], more].concat()).output()
    };
    let words = run(&[]).expect("it runs");
    let said = String::from_utf8(words.stdout).expect("UTF-8");
    assert!(said.ends_with("2 consultations looked at: 0 same, 0 wider, 0 narrower, 2 refused, 0 other\n"), "{said}");
    assert_eq!(words.status.code(), Some(1));
    let json: Json = serde_json::from_slice(&run(&["--json"]).expect("it runs").stdout).expect("JSON");
    assert_eq!((&json["refused"], json["records"].as_array().map(Vec::len)), (&2.into(), Some(2)), "{json}");
}
