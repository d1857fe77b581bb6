//! A case is added by a form beside the others, decided by the draft, and blocks what breaks it.

use http::StatusCode;

use super::{begin, draft, press};
use crate::support::{Answer, App, Browser};
use crate::web::drafts::fields_beside;

const CASES: &str = "cases/20-130.toml";

fn address(id: &str) -> String {
    format!("/changes/{id}/edit?document={}", CASES.replace('/', "%2F"))
}

async fn send(browser: &mut Browser<'_>, id: &str, changed: &[(&str, &str)]) -> Answer {
    let page = browser.get(&address(id)).await;
    let mut fields = fields_beside(&page, "revision");
    for (name, value) in changed.iter().chain(&[("do", "save")]) {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&address(id), &fields).await
}

const ASKED: [(&str, &str); 8] = [
    ("case.point", "5"),
    ("case.given.at", "02.06.2025"),
    ("case.given.recipient", "cpas"),
    ("case.given.service", "hdi"),
    ("case.given.module", "consult-attest"),
    ("case.given.purpose", "social-inquiry"),
    ("case.given.person_role", "applicant"),
    ("case.given.role", "case-worker"),
];

#[tokio::test]
async fn a_case_is_added_beside_the_others_and_one_that_the_rules_break_keeps_the_draft_back() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Un cas de plus").await;
    let page = writer.get(&address(&id)).await;
    assert!(
        page.body.contains("dont 0 qui ne tiennent pas") && page.body.contains("name=\"case.point\""),
        "{}",
        page.body
    );
    let half = send(&mut writer, &id, &ASKED[..3]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(half.body.contains("f-case-expect-outcome"), "{}", half.body);

    let granted: Vec<_> = ASKED.iter().copied().chain([("case.expect.outcome", "granted")]).collect();
    let saved = send(&mut writer, &id, &granted).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let change = draft(&app, &id).await.content.changes.remove(0);
    let (before, after) = (change.before.expect("there"), change.after.expect("there"));
    assert!(after.starts_with(before.trim_end()), "what stood there stays, comments too");
    assert!(after.trim_end().ends_with("expect = { outcome = \"granted\" }"), "{after}");

    let expired: Vec<_> = ASKED.iter().copied().chain([("case.expect.outcome", "expired")]).collect();
    assert_eq!(send(&mut writer, &id, &expired).await.status, StatusCode::SEE_OTHER);
    let page = writer.get(&address(&id)).await;
    assert!(page.body.contains("dont 1 qui ne tiennent pas") && page.body.contains("Ne tient pas"), "{}", page.body);
    let refused = press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
