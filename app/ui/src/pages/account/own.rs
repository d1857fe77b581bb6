//! One's own account: the password and the open sessions.

use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::PasswordProblem;
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::definitions::definitions;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::panel::section;
use crate::components::text_field::{TextField, Width};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::people::{SessionsOf, sessions};
use crate::services::{services, signed_in};

/// The session that asks, as SHA-256 of its identifier: given by the router as context.
#[derive(Clone, Copy, Debug)]
pub struct OwnSession(pub [u8; 32]);

/// Why the password stayed what it was.
#[derive(Clone, Debug)]
pub struct OwnReplay {
    pub problem: PasswordProblem,
    /// As [`OwnSession`].
    pub session: [u8; 32],
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let (with, account) = (services()?, signed_in()?);
    let sessions_open = with.own_sessions(&account.actor).await?;
    let organisation = with.organisation_of(&account.actor).await?;
    let replay = FormReplay::<OwnReplay>::given();
    let this =
        replay.as_ref().map(|replay| replay.session).or_else(|| use_context::<OwnSession>().map(|OwnSession(id)| id));
    let problem = replay.map(|replay| replay.problem);
    let wrongs: Vec<_> = problem.into_iter().map(|problem| problem.wrong(language)).collect();
    let done = match address.asked("done") {
        "password" => Some(say!(language, people.password_done)),
        "sessions" => Some(say!(language, people.done_sessions)),
        _ => None,
    };
    let done =
        done.filter(|_| wrongs.is_empty()).map(|words| Banner::new(Tone::Information).role("status").view(words));
    let fact = |label: &'static str, value: AnyView| (label.to_owned(), value);
    let facts = definitions([
        fact(
            say!(language, people.user),
            view! { <code translate="no">{account.actor.user.to_string()}</code> }.into_any(),
        ),
        fact(
            say!(language, people.organisation),
            organisation.map(|found| found.name.get(language).to_owned()).unwrap_or_default().into_any(),
        ),
        fact(say!(language, people.roles), role_names(language, &account.actor.roles).into_any()),
    ]);
    let present = Field::new("present", say!(language, people.password_present)).of(&wrongs).required();
    let new = Field::new("password", say!(language, people.password_new));
    let new = new.hint(say!(language, people.password_hint)).of(&wrongs).required();
    let name = account.actor.user.to_string();
    let form = view! {
        <form method="post" action="/account/password" class="grid max-w-[40rem] justify-items-start gap-4" novalidate>
            <FilledInBy />
            // Password managers want the name beside the password.
            <input type="text" name="user" value=name autocomplete="username" hidden readonly />
            {TextField::new(present, "").password().width(Width::Whole).autocomplete("current-password").view()}
            {TextField::new(new, "").password().width(Width::Whole).autocomplete("new-password").view()}
            {Button::new(say!(language, people.password_do)).view()}
        </form>
    };
    let of = SessionsOf {
        sessions: &sessions_open,
        this,
        action: "/account/sessions".to_owned(),
        end_all: say!(language, people.sessions_end_others),
    };
    let open = section("sessions", say!(language, people.sessions_heading), sessions(language, of));
    let page = view! {
        <Page title=say!(language, people.account_title) wrongs=wrongs.clone()>
            {done}
            {facts}
            <p class="mt-3 mb-8"><a class="link" href="/may-i">{say!(language, may_i.title)}</a></p>
            {section("password-change", say!(language, people.password_heading), form)}
            {open}
        </Page>
    };
    Ok(page.into_any())
}
