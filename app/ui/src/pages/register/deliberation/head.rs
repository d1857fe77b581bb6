//! The head of the page: state, official title, banners, and the day and language that are shown.

use delibero_words::say;
use delibero_words::versions::language_name;
use jiff::civil::Date;
use leptos::prelude::*;

use super::labels::version;
use super::{DeliberationPage, address, banner};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::leads::hidden;
use crate::pages::register::{published, state};
use crate::pages::suspensions;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let state = page.view.found.state_on(page.view.on).map(|found| state::mark(page.language, found));
    view! {
        {named(page)}
        <div class="state-line mb-3 flex flex-wrap items-center gap-x-6 gap-y-1">{state} {parts(page)}</div>
        {banner::view(page)}
        {suspensions::list(page.language, page.view.suspensions.iter())}
        <div class="mb-6 flex flex-wrap items-end gap-x-8 gap-y-3 print:hidden">
            {day_form(page, Some(page.view.on), &[])}
            {languages(page)}
        </div>
    }
    .into_any()
}

pub(super) fn wrongs(page: &DeliberationPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, |field| (field == "on").then_some("on"))
}

/// The head where the address was not read: the fields to mend it, and no text.
pub(super) fn unread(page: &DeliberationPage, wrongs: &[Wrong]) -> AnyView {
    let to_today = address::deliberation(page.view.found.number);
    view! {
        {named(page)}
        <div class="mb-4">{day_form(page, None, wrongs)}</div>
        <NoLines />
        <p class="mt-3"><a class="link" href=to_today>{say!(page.language, deliberation.to_today)}</a></p>
    }
    .into_any()
}

fn named(page: &DeliberationPage) -> AnyView {
    let back = ("/deliberations".to_owned(), say!(page.language, deliberation.back).to_owned());
    published::head(page.language, back, &page.view.title)
}

/// The ways to the parts of the page.
fn parts(page: &DeliberationPage) -> AnyView {
    let language = page.language;
    let links = [
        ("#facts", say!(language, deliberation.facts)),
        ("#versions", say!(language, deliberation.versions)),
        ("#text", say!(language, deliberation.text)),
        ("#references", say!(language, deliberation.references)),
        ("#documents", say!(language, deliberation.documents)),
    ];
    let links = links.map(|(to, words)| view! { <li><a class="link" href=to>{words}</a></li> });
    view! {
        <nav class="part-links" aria-label=say!(language, deliberation.parts_label)>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn day_form(page: &DeliberationPage, on: Option<Date>, wrongs: &[Wrong]) -> AnyView {
    let field = Field::new("on", say!(page.language, deliberation.as_on)).of(wrongs).required();
    let typed = on.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form method="get" action=address::deliberation(page.view.found.number) class="flex flex-wrap items-end gap-2">
            {hidden(page.ways.asked_text().map(|language| ("text", language.code())))}
            {date_field(field, &typed)}
            {Button::quiet(say!(page.language, deliberation.show)).view()}
        </form>
    }
    .into_any()
}

fn languages(page: &DeliberationPage) -> Option<AnyView> {
    let (language, (place, current)) = (page.language, page.view.shown?);
    let known = &version(page, place)?.languages;
    if known.len() < 2 {
        let words = say!(language, deliberation.text_only_in, language = language_name(language, current));
        return Some(view! { <p class="hint min-h-9 py-1.5">{words}</p> }.into_any());
    }
    let links = known.iter().map(|one| {
        let (to, current) = (page.ways.text(*one), (*one == current).then_some("true"));
        view! { <li><a class="order" href=to aria-current=current>{language_name(language, *one)}</a></li> }
    });
    let label = say!(language, deliberation.text_languages);
    let view = view! {
        <nav class="presets" aria-label=label>
            <span class="quiet" aria-hidden="true">{label}</span>
            <ul>{links.collect_view()}</ul>
        </nav>
    };
    Some(view.into_any())
}
