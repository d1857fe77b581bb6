//! Changes of the catalogue as the secretariat and approvers work with them: sent as a browser sends them.

mod bad_input;
mod begin;
mod cases;
mod documents;
mod faults;
mod four_eyes;
mod happened;
mod in_force;
mod judged;
mod missing_points;
mod points;
mod shipped;
mod suspend;

use delibero::entropy::SystemRandomness;
use delibero_domain::role::Role;
use delibero_testkit::AtOnce;
use delibero_usecases::accounts::{AccountStore as _, Actor};
use delibero_usecases::catalogue::{
    CatalogueDraft, CatalogueDrafting, CatalogueStore, ChangeError, Checked, CheckingStores,
};
use http::StatusCode;

use crate::support::{Answer, App, Browser};

pub(super) const CPAS: &str = "authorisations/20-130.cpas.hdi.toml";

/// Begins a draft in the portal, and gives its identifier.
pub(super) async fn begin(browser: &mut Browser<'_>, title: &str) -> String {
    let begun = browser.post("/changes/new", &[("title", title)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    begun.location().trim_start_matches("/changes/").to_owned()
}

pub(super) async fn draft(app: &App, id: &str) -> CatalogueDraft {
    let store: &dyn CatalogueStore = &app.database;
    store.draft(id).await.expect("read").expect("there")
}

/// The text of a document in the state in force.
pub(super) async fn in_force(app: &App, name: &str) -> Option<String> {
    let state = app.database.state_in_force().await.expect("a state");
    let documents = app.database.documents(state).await.expect("documents");
    documents.into_iter().find(|found| found.name == name).map(|found| found.text)
}

/// Somebody who writes and approves, under the name of a user of the demonstration.
pub(super) async fn with_both_roles(app: &App, user: &str) -> Actor {
    let found = app.database.account(&user.parse().expect("a name")).await.expect("read").expect("there");
    Actor { roles: vec![Role::Secretariat, Role::Approver], ..found.actor }
}

/// Saves a document of a draft under somebody's name; none: it is to be removed. What is said of the CPAS breaks cases,
/// which go with it.
pub(super) async fn save(app: &App, user: &str, id: &str, name: &str, after: Option<String>) {
    if name == CPAS && after != in_force(app, CPAS).await {
        Box::pin(save(app, user, id, "cases/20-130.toml", None)).await;
    }
    let actor = with_both_roles(app, user).await;
    let with = CatalogueDrafting::new(&app.database, app.clock.as_ref(), &SystemRandomness, &actor);
    let (read, before) = (draft(app, id).await.revision, in_force(app, name).await);
    with.save(id, read, name, before, after).await.expect("saved");
}

/// A draft as it is read and checked to be proposed or published.
pub(super) async fn checked(app: &App, id: &str) -> Checked {
    let in_force = delibero::catalogue_in_force::begin(&app.database, app.clock.as_ref()).await.expect("a catalogue");
    let stores =
        CheckingStores { catalogue: &app.database, register: &app.database, in_force: &in_force, comparer: &AtOnce };
    Checked::of(stores, &draft(app, id).await).await.expect("read")
}

pub(super) async fn propose(app: &App, user: &str, id: &str) {
    try_to_propose(app, user, id).await.expect("proposed");
}

/// Without the portal.
pub(super) async fn try_to_propose(app: &App, user: &str, id: &str) -> Result<u32, ChangeError> {
    let actor = with_both_roles(app, user).await;
    let with = CatalogueDrafting::new(&app.database, app.clock.as_ref(), &SystemRandomness, &actor);
    with.propose(id, draft(app, id).await.revision, &checked(app, id).await).await
}

/// Presses a button of the page of a draft as it is now.
pub(super) async fn press(browser: &mut Browser<'_>, id: &str, button: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get(&format!("/changes/{id}")).await;
    press_on(browser, &page, id, button, more).await
}

/// Presses a button of a page that was read before.
pub(super) async fn press_on(
    browser: &mut Browser<'_>,
    page: &Answer,
    id: &str,
    button: &str,
    more: &[(&str, &str)],
) -> Answer {
    let (revision, compared) = (hidden(page, "revision"), hidden(page, "compared"));
    let mut fields = vec![("do", button), ("revision", &*revision), ("compared", &*compared)];
    fields.extend(more);
    browser.post(&format!("/changes/{id}"), &fields).await
}

/// The value of a field that is not shown.
pub(super) fn hidden(page: &Answer, name: &str) -> String {
    let from = page.body.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("{name}: {}", page.body));
    let rest = &page.body[from..];
    let value = rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.expect("a value").to_owned()
}

/// A draft that takes everything from the CPAS, proposed by the secretariat.
pub(super) async fn without_cpas(app: &App) -> String {
    let mut writer = app.signed_in("helene.martin").await;
    let id = begin(&mut writer, "Sans les CPAS").await;
    save(app, "helene.martin", &id, CPAS, None).await;
    let proposed = press(&mut writer, &id, "propose", &[]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    id
}
