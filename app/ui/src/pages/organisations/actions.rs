//! Suspending an organisation, ending it, and making it active again.

use delibero_domain::text::Language;
use delibero_usecases::directory::StopKind;
use delibero_words::say;
use leptos::prelude::*;

use super::organisation_address;
use super::recipients::why_field;
use super::view::organisation::OrganisationView;
use crate::components::button::Button;
use crate::components::form_mark::FilledInBy;
use crate::components::panel::section;
use crate::components::text_field::TextField;

pub(super) fn actions(language: Language, page: &OrganisationView) -> Option<AnyView> {
    if !page.writes {
        return None;
    }
    let now = page.stopped.as_ref().map(|stopped| stopped.kind);
    let suspend = ("suspend", say!(language, organisations.suspend), say!(language, organisations.suspend_hint), false);
    let end = ("end", say!(language, organisations.end), say!(language, organisations.end_hint), true);
    let resume = (
        "resume",
        say!(language, organisations.resume),
        if now == Some(StopKind::Ended) {
            say!(language, organisations.resume_ended_hint)
        } else {
            say!(language, organisations.resume_hint)
        },
        false,
    );
    let possible = match now {
        None => vec![suspend, end],
        Some(StopKind::Suspended) => vec![resume, end],
        Some(StopKind::Ended) => vec![resume],
    };
    let each =
        possible.into_iter().map(|(action, words, hint, danger)| one(language, page, action, (words, hint, danger)));
    Some(section("actions", say!(language, organisations.actions), each.collect_view()))
}

fn one(
    language: Language,
    page: &OrganisationView,
    action: &'static str,
    (words, hint, danger): (&'static str, &'static str, bool),
) -> AnyView {
    let replay = page.replay.as_ref().filter(|replay| replay.action == action);
    let why = why_field(language, action, replay.map(|replay| &replay.problem));
    let typed = replay.map(|replay| replay.why.clone()).unwrap_or_default();
    let button = if danger { Button::danger(words) } else { Button::quiet(words) };
    view! {
        <details open=replay.is_some()>
            <summary class="min-h-6">{words}</summary>
            <form method="post" action=organisation_address(&page.id) class="mt-2 grid max-w-[72ch] gap-3" novalidate>
                <FilledInBy />
                <p class="hint">{hint}</p>
                {TextField::new(why, typed).longest(500).view()}
                <p>{button.sends("do", action).view()}</p>
            </form>
        </details>
    }
    .into_any()
}
