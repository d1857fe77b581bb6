//! Where somebody begins.

use axum::Extension;
use axum::response::Redirect;
use delibero_domain::capability::Capability;
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Actor;

/// The first section that the user may open.
pub async fn home(account: Option<Extension<SignedIn>>) -> Redirect {
    Redirect::to(account.map_or("/sign-in", |Extension(SignedIn(account))| home_of(&account.actor)))
}

pub fn home_of(actor: &Actor) -> &'static str {
    if actor.may(Capability::Consult) {
        "/consultation"
    } else if actor.may(Capability::Integrate) {
        "/directory"
    } else if actor.may(Capability::ReadDrafts) {
        "/changes"
    } else if actor.may(Capability::ReadJournal) {
        "/log"
    } else if actor.may(Capability::ManageOwnPeople) || actor.may(Capability::ManagePeople) {
        "/people"
    } else if actor.may(Capability::LoadRecords) {
        "/loads"
    } else {
        "/may-i"
    }
}
