//! Who may use which endpoint, role by role. An endpoint that is missing here fails.

use std::collections::BTreeSet;

use delibero::web::access::ENDPOINTS;
use delibero_domain::role::Role;
use delibero_domain::role::Role::{Auditor, CaseWorker, PaymentsOfficer, SecurityAdviser};
use delibero_ui::components::section::Section;
use http::StatusCode;

use crate::support::{Answer, App, Browser};

const EVERY_ROLE: &[Role] = Role::ALL;
const CONSULTS: &[Role] = &[CaseWorker, PaymentsOfficer];
const READS_LOG: &[Role] = &[Auditor, SecurityAdviser];

const LOADS_RECORDS: &[Role] = &[Role::SourceOperator];
const REGISTERS: &[Role] = &[Role::Registrar];
const WRITES_DRAFTS: &[Role] = &[Role::Secretariat];
const LOOKS_AFTER_PEOPLE: &[Role] = &[Role::Secretariat, Role::OrganisationAdmin, Role::SystemAdmin];
const SEES_HAPPENED: &[Role] = &[Role::Secretariat, Role::Approver, SecurityAdviser, Auditor];
const SEES_DRAFTS: &[Role] = &[Role::Secretariat, Role::Approver];

const SEES_ORGANISATIONS: &[Role] =
    &[Role::Secretariat, Role::Approver, Role::OrganisationAdmin, SecurityAdviser, Auditor, Role::SystemAdmin];
const SEES_EVERY_ORGANISATION: &[Role] = &[Role::Secretariat, Role::Approver, Auditor, Role::SystemAdmin];
const WRITES_ORGANISATIONS: &[Role] = &[Role::Secretariat, Role::SystemAdmin];

/// Method, path, an example of it, whether visitors may, and which roles may.
const EXPECTED: &[(&str, &str, &str, bool, &[Role])] = &[
    ("GET", "/healthz", "/healthz", true, EVERY_ROLE),
    ("GET", "/readyz", "/readyz", true, EVERY_ROLE),
    ("GET", "/tlog/checkpoint", "/tlog/checkpoint", true, EVERY_ROLE),
    ("GET", "/tlog/tile/{*path}", "/tlog/tile/0/000.p/1", true, EVERY_ROLE),
    ("GET", "/", "/", true, EVERY_ROLE),
    ("GET", "/sign-in", "/sign-in", true, EVERY_ROLE),
    ("POST", "/sign-in", "/sign-in", true, EVERY_ROLE),
    ("POST", "/language", "/language", true, EVERY_ROLE),
    ("POST", "/theme", "/theme", true, EVERY_ROLE),
    ("GET", "/help/keyboard", "/help/keyboard", true, EVERY_ROLE),
    ("GET", "/dev/components", "/dev/components", true, EVERY_ROLE),
    ("GET", "/session/mark", "/session/mark", true, EVERY_ROLE),
    ("POST", "/palette", "/palette", false, EVERY_ROLE),
    ("GET", "/consultation", "/consultation", false, CONSULTS),
    ("POST", "/consultation", "/consultation", false, CONSULTS),
    ("GET", "/consultations/{id}", "/consultations/0123", false, CONSULTS),
    ("GET", "/consultations/{id}/versions", "/consultations/0123/versions", false, CONSULTS),
    ("GET", "/consultations/{id}/export.json", "/consultations/0123/export.json", false, CONSULTS),
    ("GET", "/consultations/{id}/export.csv", "/consultations/0123/export.csv", false, CONSULTS),
    ("GET", "/consultations/{id}/export.xlsx", "/consultations/0123/export.xlsx", false, CONSULTS),
    ("GET", "/batches", "/batches", false, CONSULTS),
    ("GET", "/batches/new", "/batches/new", false, CONSULTS),
    ("POST", "/batches/new", "/batches/new", false, CONSULTS),
    ("GET", "/batches/{id}", "/batches/0123", false, CONSULTS),
    ("POST", "/batches/{id}/stop", "/batches/0123/stop", false, CONSULTS),
    ("POST", "/batches/{id}/resume", "/batches/0123/resume", false, CONSULTS),
    ("GET", "/batches/{id}/faults", "/batches/0123/faults", false, CONSULTS),
    ("GET", "/batches/{id}/result", "/batches/0123/result", false, CONSULTS),
    ("GET", "/batches/{id}/result.csv", "/batches/0123/result.csv", false, CONSULTS),
    ("GET", "/batches/{id}/result.xlsx", "/batches/0123/result.xlsx", false, CONSULTS),
    ("GET", "/batches/{id}/result.ndjson", "/batches/0123/result.ndjson", false, CONSULTS),
    ("GET", "/batches/{id}/result.xml", "/batches/0123/result.xml", false, CONSULTS),
    ("GET", "/directory", "/directory", false, REGISTERS),
    ("POST", "/directory", "/directory", false, REGISTERS),
    ("GET", "/directory/persons/{id}", "/directory/persons/0123", false, REGISTERS),
    ("POST", "/directory/persons/{id}", "/directory/persons/0123", false, REGISTERS),
    ("GET", "/directory/import", "/directory/import", false, REGISTERS),
    ("POST", "/directory/import", "/directory/import", false, REGISTERS),
    ("GET", "/directory/loads/{id}", "/directory/loads/0123", false, REGISTERS),
    ("GET", "/directory/loads/{id}/rejects.csv", "/directory/loads/0123/rejects.csv", false, REGISTERS),
    ("GET", "/directory/loads/{id}/rejects.xlsx", "/directory/loads/0123/rejects.xlsx", false, REGISTERS),
    ("GET", "/directory/upkeep", "/directory/upkeep", false, REGISTERS),
    ("POST", "/directory/upkeep", "/directory/upkeep", false, REGISTERS),
    ("GET", "/log", "/log", false, READS_LOG),
    ("POST", "/log", "/log", false, READS_LOG),
    ("GET", "/log.csv", "/log.csv", false, READS_LOG),
    ("POST", "/log.csv", "/log.csv", false, READS_LOG),
    ("GET", "/log.xlsx", "/log.xlsx", false, READS_LOG),
    ("POST", "/log.xlsx", "/log.xlsx", false, READS_LOG),
    ("GET", "/log.zip", "/log.zip", false, READS_LOG),
    ("POST", "/log.zip", "/log.zip", false, READS_LOG),
    ("GET", "/catalogue", "/catalogue", false, EVERY_ROLE),
    ("POST", "/catalogue", "/catalogue", false, EVERY_ROLE),
    ("GET", "/catalogue/{recipient}", "/catalogue/vdab", false, EVERY_ROLE),
    (
        "GET",
        "/catalogue/{recipient}/suspend",
        "/catalogue/vdab/suspend?deliberation=23/058&service=hdi",
        false,
        SEES_DRAFTS,
    ),
    ("POST", "/catalogue/{recipient}/suspend", "/catalogue/vdab/suspend", false, SEES_DRAFTS),
    ("POST", "/catalogue/{recipient}/lift", "/catalogue/vdab/lift", false, WRITES_DRAFTS),
    ("GET", "/matrix", "/matrix", false, EVERY_ROLE),
    ("GET", "/matrix.csv", "/matrix.csv", false, EVERY_ROLE),
    ("GET", "/matrix.xlsx", "/matrix.xlsx", false, EVERY_ROLE),
    ("GET", "/who", "/who", false, EVERY_ROLE),
    ("GET", "/who.csv", "/who.csv?element=risk.niss", false, EVERY_ROLE),
    ("GET", "/who.xlsx", "/who.xlsx?element=risk.niss", false, EVERY_ROLE),
    ("GET", "/who.json", "/who.json?element=risk.niss", false, EVERY_ROLE),
    ("GET", "/deliberations", "/deliberations", false, EVERY_ROLE),
    ("POST", "/deliberations", "/deliberations", false, EVERY_ROLE),
    ("GET", "/deliberations.csv", "/deliberations.csv", false, EVERY_ROLE),
    ("GET", "/deliberations.xlsx", "/deliberations.xlsx", false, EVERY_ROLE),
    ("GET", "/deliberations/{year}/{number}", "/deliberations/98/001", false, EVERY_ROLE),
    ("GET", "/deliberations/{year}/{number}/points/{label}", "/deliberations/98/001/points/1", false, EVERY_ROLE),
    ("GET", "/deliberations/{year}/{number}/compare", "/deliberations/98/001/compare", false, EVERY_ROLE),
    ("GET", "/drafts", "/drafts", false, SEES_DRAFTS),
    ("GET", "/drafts/new", "/drafts/new", false, WRITES_DRAFTS),
    ("POST", "/drafts/new", "/drafts/new", false, WRITES_DRAFTS),
    ("POST", "/drafts/import", "/drafts/import", false, WRITES_DRAFTS),
    ("GET", "/drafts/{id}", "/drafts/0123", false, SEES_DRAFTS),
    ("POST", "/drafts/{id}", "/drafts/0123", false, SEES_DRAFTS),
    ("GET", "/drafts/{id}/edit/{part}", "/drafts/0123/edit/facts", false, WRITES_DRAFTS),
    ("POST", "/drafts/{id}/edit/{part}", "/drafts/0123/edit/facts", false, WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/drafts", "/deliberations/23/058/drafts", false, WRITES_DRAFTS),
    ("POST", "/deliberations/{year}/{number}/drafts", "/deliberations/23/058/drafts", false, WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/rules", "/deliberations/98/001/rules", false, SEES_DRAFTS),
    ("POST", "/deliberations/{year}/{number}/rules", "/deliberations/98/001/rules", false, WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/history", "/deliberations/23/058/history", false, SEES_DRAFTS),
    ("GET", "/changes", "/changes", false, SEES_DRAFTS),
    ("GET", "/changes/new", "/changes/new", false, WRITES_DRAFTS),
    ("POST", "/changes/new", "/changes/new", false, WRITES_DRAFTS),
    ("GET", "/changes/{id}", "/changes/0123", false, SEES_DRAFTS),
    ("POST", "/changes/{id}", "/changes/0123", false, SEES_DRAFTS),
    ("GET", "/changes/{id}/edit", "/changes/0123/edit?document=recipients/cpas.toml", false, WRITES_DRAFTS),
    ("POST", "/changes/{id}/edit", "/changes/0123/edit?document=recipients/cpas.toml", false, WRITES_DRAFTS),
    ("GET", "/changes/{id}/happened", "/changes/0123/happened", false, SEES_HAPPENED),
    ("GET", "/changes/{id}/happened.json", "/changes/0123/happened.json", false, SEES_HAPPENED),
    ("GET", "/changes/{id}/effect.json", "/changes/0123/effect.json", false, SEES_DRAFTS),
    ("GET", "/states/effect.json", "/states/effect.json?from=0&to=1", false, SEES_DRAFTS),
    ("GET", "/states", "/states", false, SEES_DRAFTS),
    ("GET", "/states/compare", "/states/compare?from=0&to=1", false, SEES_DRAFTS),
    ("GET", "/states/{number}", "/states/1", false, SEES_DRAFTS),
    ("GET", "/log/changes", "/log/changes", false, READS_LOG),
    ("GET", "/log/{position}", "/log/1", false, READS_LOG),
    ("GET", "/log/{position}/receipt", "/log/1/receipt", false, READS_LOG),
    ("GET", "/account", "/account", false, EVERY_ROLE),
    ("GET", "/may-i", "/may-i", false, EVERY_ROLE),
    ("POST", "/account/password", "/account/password", false, EVERY_ROLE),
    ("POST", "/account/sessions", "/account/sessions", false, EVERY_ROLE),
    ("GET", "/access/{token}", "/access/0123", true, EVERY_ROLE),
    ("POST", "/access/{token}", "/access/0123", true, EVERY_ROLE),
    ("GET", "/people", "/people", false, LOOKS_AFTER_PEOPLE),
    ("GET", "/people/new", "/people/new", false, LOOKS_AFTER_PEOPLE),
    ("POST", "/people/new", "/people/new", false, LOOKS_AFTER_PEOPLE),
    ("GET", "/people/{user}", "/people/paul.henry", false, LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}", "/people/paul.henry", false, LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}/mandates", "/people/paul.henry/mandates", false, LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}/sessions", "/people/paul.henry/sessions", false, LOOKS_AFTER_PEOPLE),
    ("GET", "/organisations", "/organisations", false, SEES_ORGANISATIONS),
    ("POST", "/organisations", "/organisations", false, SEES_ORGANISATIONS),
    ("GET", "/organisations.csv", "/organisations.csv", false, SEES_ORGANISATIONS),
    ("GET", "/organisations.xlsx", "/organisations.xlsx", false, SEES_ORGANISATIONS),
    ("GET", "/organisations/new", "/organisations/new", false, WRITES_ORGANISATIONS),
    ("POST", "/organisations/new", "/organisations/new", false, WRITES_ORGANISATIONS),
    ("GET", "/organisations/import", "/organisations/import", false, WRITES_ORGANISATIONS),
    ("POST", "/organisations/import", "/organisations/import", false, WRITES_ORGANISATIONS),
    ("GET", "/organisations/loads/{id}", "/organisations/loads/0123", false, SEES_EVERY_ORGANISATION),
    (
        "GET",
        "/organisations/loads/{id}/rejects.csv",
        "/organisations/loads/0123/rejects.csv",
        false,
        SEES_EVERY_ORGANISATION,
    ),
    ("GET", "/organisations/waiting", "/organisations/waiting", false, SEES_EVERY_ORGANISATION),
    ("POST", "/organisations/waiting", "/organisations/waiting", false, SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/{id}", "/organisations/cpas-namur", false, SEES_ORGANISATIONS),
    ("POST", "/organisations/{id}", "/organisations/cpas-namur", false, SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/{id}/edit", "/organisations/cpas-namur/edit", false, WRITES_ORGANISATIONS),
    ("POST", "/organisations/{id}/edit", "/organisations/cpas-namur/edit", false, WRITES_ORGANISATIONS),
    ("GET", "/organisations/{id}/history", "/organisations/cpas-namur/history", false, SEES_ORGANISATIONS),
    ("GET", "/loads", "/loads", false, LOADS_RECORDS),
    ("POST", "/loads", "/loads", false, LOADS_RECORDS),
    ("GET", "/loads.csv", "/loads.csv", false, LOADS_RECORDS),
    ("GET", "/loads.xlsx", "/loads.xlsx", false, LOADS_RECORDS),
    ("GET", "/loads/{id}", "/loads/0123", false, LOADS_RECORDS),
    ("GET", "/loads/{id}/rejects", "/loads/0123/rejects", false, LOADS_RECORDS),
    // Last: it ends the session.
    ("POST", "/sign-out", "/sign-out", true, EVERY_ROLE),
];

/// A user of the demonstration for each role.
const USERS: &[(Role, &str)] = &[
    (Role::Secretariat, "helene.martin"),
    (Role::Approver, "koen.wouters"),
    (Role::Registrar, "anne.collard"),
    (CaseWorker, "marie.dubois"),
    (PaymentsOfficer, "luc.lambert"),
    (Role::OrganisationAdmin, "paul.henry"),
    (SecurityAdviser, "nathalie.georges"),
    (Auditor, "sarah.benali"),
    (Role::SourceOperator, "eric.gillet"),
    (Role::SystemAdmin, "karl.weber"),
];

#[test]
fn the_two_tables_hold_the_same_endpoints() {
    let expected: BTreeSet<_> = EXPECTED.iter().map(|(method, path, ..)| (*method, *path)).collect();
    let known: BTreeSet<_> = ENDPOINTS.iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(expected, known);
}

#[test]
fn every_page_is_in_the_table() {
    let known: BTreeSet<_> = EXPECTED.iter().map(|(method, path, ..)| (*method, *path)).collect();
    for page in delibero_ui::routes::ROUTES {
        assert!(known.contains(&("GET", page.pattern)), "the page {} is in no table", page.pattern);
    }
}

#[test]
fn the_menu_leads_where_the_table_lets_one_in() {
    for role in EVERY_ROLE {
        let sections = Section::open_to(&[*role]);
        for section in Section::ALL {
            let (.., roles) = EXPECTED.iter().find(|row| row.0 == "GET" && row.1 == section.address()).expect("a row");
            assert_eq!(sections.contains(&section), roles.contains(role), "{role} {}", section.address());
        }
    }
}

async fn ask(browser: &mut Browser<'_>, method: &str, path: &str) -> Answer {
    if method == "GET" {
        return browser.get(path).await;
    }
    browser.post(path, &[]).await
}

/// Whether the endpoint was reached: it may still find what it got wanting.
fn reached(answer: &Answer) -> bool {
    let to_sign_in = answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in?next");
    !to_sign_in && ![StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status)
}

#[tokio::test]
async fn each_role_reaches_what_the_table_says() {
    let app = App::new().await;
    assert_eq!(USERS.iter().map(|(role, _)| *role).collect::<BTreeSet<_>>(), EVERY_ROLE.iter().copied().collect());
    for (role, user) in USERS {
        let mut browser = app.signed_in(user).await;
        for (method, path, example, _, roles) in EXPECTED {
            let answer = ask(&mut browser, method, example).await;
            assert_eq!(reached(&answer), roles.contains(role), "{role} {method} {path}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn visitors_reach_what_the_table_says_and_are_sent_to_sign_in_elsewhere() {
    let app = App::new().await;
    for (method, path, example, visitors, _) in EXPECTED {
        let answer = ask(&mut app.browser(), method, example).await;
        let asked_by_script = *path == "/palette";
        let refused = if asked_by_script {
            answer.status == StatusCode::UNAUTHORIZED
        } else {
            answer.location().starts_with("/sign-in")
        };
        assert_eq!(!refused || *path == "/" || *path == "/sign-out", *visitors, "{method} {path}: {}", answer.status);
    }
}

#[tokio::test]
async fn what_is_in_no_table_is_not_there() {
    let app = App::new().await;
    let mut browser = app.signed_in("sarah.benali").await;
    for path in ["/admin", "/api/unknown", "/consultations", "/log/1", "/pkg/../../Cargo.toml"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
