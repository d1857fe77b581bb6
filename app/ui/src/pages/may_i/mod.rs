//! "May I?": what one's roles open, what the organisation may consult and why, and who can mend what is missing.

mod granted;
mod missing;
mod rooms;

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::mandates::Mandate;
use delibero_usecases::directory::Organisation;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::panel::section;
use crate::error::PageError;
use crate::pages::suspensions::{self, SuspensionView, Suspensions};
use crate::services::{Services, services, signed_in};

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let (with, account) = (services()?, signed_in()?);
    let organisation = with.organisation_of(&account.actor).await?.ok_or(PageError::NotAllowed)?;
    let stopped = Suspensions::stopping(&with.catalogue, &organisation, with.clock.today()).await?;
    let mandates = with.own_mandates(&account.actor).await?;
    let asking = Asking { roles: &account.actor.roles, mandates: &mandates, organisation: &organisation };
    Ok(content(use_language(), &with, asking, &stopped))
}

/// Who asks whether they may.
#[derive(Clone, Copy)]
struct Asking<'a> {
    roles: &'a [Role],
    mandates: &'a [Mandate],
    organisation: &'a Organisation,
}

fn content(language: Language, with: &Services, asking: Asking<'_>, stopped: &[SuspensionView]) -> AnyView {
    let rooms = section("rooms", say!(language, may_i.rooms), rooms::rooms(language, asking.roles));
    let stopped = suspensions::list(language, stopped.iter());
    let granted = granted::table(language, with, asking);
    let granted = section("granted", say!(language, may_i.granted), granted);
    let missing = section("missing", say!(language, may_i.missing), missing::table(language));
    view! {
        <Page title=say!(language, may_i.title)>
            <p class="lead">{say!(language, may_i.intro)}</p>
            {rooms}
            {stopped}
            {granted}
            {missing}
        </Page>
    }
    .into_any()
}
