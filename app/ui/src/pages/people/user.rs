//! Somebody's account: what is known of it, what may be done with it, and its sessions.

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::people::UserState;
use delibero_words::formats::date_time;
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{UserView, load_user};
use super::{SessionsOf, link, mandates, problems, roles, sessions, user_address};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::definitions::definitions;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::{EndOfForm, FilledInBy};
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::components::panel::section;
use crate::components::text_field::TextField;
use crate::components::typed_form::typed_form_sending;
use crate::error::PageError;
use crate::pages::consultation::view::local_time;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), &load_user(address.part("user"), address.asked("done")).await?))
}

fn content(language: Language, view: &UserView) -> AnyView {
    let mut wrongs = problems::wrongs(language, view.replay.problem.as_ref());
    wrongs.extend(view.mandate_replay.as_ref().and_then(|replay| problems::of_mandate(language, replay)));
    let done = match view.done.as_str() {
        "change" => Some(say!(language, people.done_change)),
        "mandate" => Some(say!(language, people.done_mandate)),
        "mandate-end" => Some(say!(language, people.done_mandate_end)),
        "sessions" => Some(say!(language, people.done_sessions)),
        _ => None,
    };
    let done =
        done.filter(|_| wrongs.is_empty()).map(|words| Banner::new(Tone::Information).role("status").view(words));
    let made = view.replay.made.as_ref().map(|made| link::shown_once(language, made));
    let acts = (!view.is_ended()).then(|| {
        view! {
            {change(language, view, &wrongs)}
            {access(language, view)}
            {(!view.own).then(|| stop(language, view, &wrongs))}
        }
    });
    let facts = section("facts", say!(language, people.facts), facts(language, view));
    let mandates = mandates::mandates(language, view);
    let sessions = section("sessions", say!(language, people.sessions_heading), open_sessions(language, view));
    let history = view.reads_journal.then(|| history(language, view));
    // The sheet with the link goes to the person, and says nothing else.
    let on_paper = if made.is_some() { "sections print:hidden" } else { "sections" };
    view! {
        <Page title=view.user.display_name.clone() wrongs>
            <p class="mb-3 print:hidden"><a class="link" href="/people">{say!(language, people.back)}</a></p>
            {done}
            {made}
            <div class=on_paper>
                {facts}
                {mandates}
                {acts}
                {sessions}
                {history}
            </div>
        </Page>
    }
    .into_any()
}

fn facts(language: Language, view: &UserView) -> AnyView {
    let user = &view.user;
    let given: Vec<_> = user.roles.iter().map(|role| role_words(language, *role)).collect();
    let given = if given.is_empty() { say!(language, people.no_role).to_owned() } else { given.join(", ") };
    let time = |at: Option<jiff::Timestamp>| {
        at.map_or_else(|| say!(language, people.never).to_owned(), |at| date_time(&local_time(at), language))
    };
    let lifts = matches!(user.state, UserState::Suspended(_))
        .then(|| view! { <small>{say!(language, people.who_lifts)}</small> });
    let fact = |label: &'static str, value: AnyView| (label.to_owned(), value);
    definitions([
        fact(say!(language, people.user), view! { <code translate="no">{user.user.to_string()}</code> }.into_any()),
        fact(say!(language, people.organisation), view.organisation.name.get(language).to_owned().into_any()),
        fact(say!(language, people.roles), given.into_any()),
        fact(say!(language, people.state), view! { {roles::state(language, user, view.now)} {lifts} }.into_any()),
        fact(say!(language, people.since), time(user.since).into_any()),
        fact(say!(language, people.signed_in), time(user.signed_in).into_any()),
    ])
}

fn change(language: Language, view: &UserView, wrongs: &[Wrong]) -> AnyView {
    let typed = view.replay.roles.as_ref();
    let typed = typed.map(|words| words.iter().filter_map(|word| Role::from_word(word)).collect::<Vec<_>>());
    let had = typed.unwrap_or_else(|| view.user.roles.clone());
    let others: Vec<Role> = view.user.roles.iter().copied().filter(|role| !view.gives.contains(role)).collect();
    let kept = others.iter().map(|role| ("roles", role.as_str().to_owned()));
    let others = (!others.is_empty()).then(|| {
        let words: Vec<_> = others.iter().map(|role| role_words(language, *role)).collect();
        view! { <p class="quiet">{say!(language, people.other_roles, roles = words.join(", "))}</p> }
    });
    let name = view.replay.display_name.clone().unwrap_or_else(|| view.user.display_name.clone());
    let name_field = Field::new("display_name", say!(language, people.display_name)).of(wrongs).required();
    let given = Field::new("roles", say!(language, people.roles)).hint(say!(language, people.roles_hint)).of(wrongs);
    let form = view! {
        <form
            id=typed_form_sending("act", "facts")
            method="post"
            action=user_address(view.user.user.as_str())
            class="grid max-w-[40rem] gap-4"
            novalidate
        >
            <FilledInBy />
            {hidden([("revision", view.user.revision.to_string())])}
            {hidden(kept)}
            {TextField::new(name_field, name).view()}
            {(!view.gives.is_empty()).then(|| roles::boxes(language, &view.gives, &had, given))}
            {others}
            {why(language, view, "change-why", &[])}
            <div class="actions">{Button::new(say!(language, people.save)).sends("act", "facts").view()}</div>
            <EndOfForm />
        </form>
    };
    section("change", say!(language, people.change_heading), form)
}

fn why(language: Language, view: &UserView, id: &'static str, wrongs: &[Wrong]) -> AnyView {
    let field = Field::new("why", say!(language, people.why)).id(id).hint(say!(language, people.why_hint)).of(wrongs);
    TextField::new(field, view.replay.why.as_str()).rows(2).view()
}

fn access(language: Language, view: &UserView) -> Option<AnyView> {
    view.user.state.stopped().is_none().then(|| {
        let form = view! {
            <form method="post" action=user_address(view.user.user.as_str())>
                <FilledInBy />
                {hidden([("revision", view.user.revision.to_string())])}
                <p class="hint mb-3">{say!(language, people.new_link_hint)}</p>
                {Button::quiet(say!(language, people.new_link)).sends("act", "link").view()}
            </form>
        };
        section("access", say!(language, people.access_heading), form)
    })
}

fn stop(language: Language, view: &UserView, wrongs: &[Wrong]) -> AnyView {
    let suspended = matches!(view.user.state, UserState::Suspended(_));
    let button = |words: &'static str, act: &'static str| Button::quiet(words).sends("act", act).view();
    let suspend = match &view.user.state {
        UserState::Active => Some(button(say!(language, people.suspend), "suspend")),
        _ if suspended => Some(button(say!(language, people.resume), "resume")),
        _ => None,
    };
    let movable = (!view.elsewhere.is_empty()).then(|| {
        let places = view.elsewhere.iter().map(|found| (found.id.to_string(), found.name.get(language).to_owned()));
        let none = [(String::new(), String::new())];
        let field =
            Field::new("move_to", say!(language, people.move_to)).hint(say!(language, people.move_hint)).of(wrongs);
        view! {
            {choice_field(field, none.into_iter().chain(places), &view.replay.move_to)}
            <div class="actions">{button(say!(language, people.move_do), "move")}</div>
        }
    });
    let form = view! {
        <form method="post" action=user_address(view.user.user.as_str()) class="grid max-w-[40rem] gap-4" novalidate>
            <FilledInBy />
            {hidden([("revision", view.user.revision.to_string())])}
            {why(language, view, "why", wrongs)}
            {suspend.map(|suspend| view! { <div class="actions">{suspend}</div> })}
            {movable}
            <p class="hint">{say!(language, people.end_hint)}</p>
            <div class="actions">{Button::danger(say!(language, people.end)).sends("act", "end").view()}</div>
        </form>
    };
    section("stop", say!(language, people.stop_heading), form)
}

fn open_sessions(language: Language, view: &UserView) -> AnyView {
    let of = SessionsOf {
        sessions: &view.sessions,
        this: None,
        action: format!("{}/sessions", user_address(view.user.user.as_str())),
        end_all: say!(language, people.sessions_end_all),
    };
    sessions(language, of)
}

fn history(language: Language, view: &UserView) -> AnyView {
    let to = format!("/log/changes?subject={}", view.user.user);
    let link = view! { <p><a class="link" href=to>{say!(language, people.history_link)}</a></p> };
    section("history", say!(language, people.history_heading), link)
}
