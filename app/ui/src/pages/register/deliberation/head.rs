//! The head of the page: state, official title, banners, and the day and language that are shown.

use delibero_words::say;
use delibero_words::versions::language_name;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{DeliberationPage, address, banner};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::leads::hidden;
use crate::components::title::TitleWords;
use crate::pages::register::state;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let state = page.view.state.map(|found| state::mark(page.language, found));
    view! {
        {named(page)}
        <div class="mb-3 flex flex-wrap items-center gap-x-6 gap-y-1 text-sm">
            {state}
            {parts(page)}
        </div>
        {banner::view(page)}
        {no_point(page)}
        {controls(page)}
    }
    .into_any()
}

pub(super) fn wrongs(page: &DeliberationPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, |field| (field == "on").then_some("on"))
}

/// The head where the address was not read: the fields to mend it, and no text.
pub(super) fn unread(page: &DeliberationPage, wrongs: &[Wrong]) -> AnyView {
    view! {
        {named(page)}
        <div class="mb-4">{day_form(page, None, wrongs)}</div>
        <NoLines />
        <p class="mt-3">
            <a class="link" href=address::deliberation(page.view.number)>{say!(page.language, deliberation.to_today)}</a>
        </p>
    }
    .into_any()
}

/// The way back and the title.
fn named(page: &DeliberationPage) -> AnyView {
    let view = &page.view;
    let title = match view.title.words.is_empty() {
        true => view! { <p class="mb-3 text-muted">{say!(page.language, deliberation.no_title)}</p> }.into_any(),
        false => view! {
            <div class="mb-3 max-w-[72ch] font-medium">
                <TitleWords language=view.title.language words=view.title.words.clone() />
            </div>
        }
        .into_any(),
    };
    view! {
        <p class="mb-2 print:hidden">
            <a class="link" href="/deliberations">{say!(page.language, deliberation.back)}</a>
        </p>
        {title}
    }
    .into_any()
}

/// The ways to the parts of the page.
fn parts(page: &DeliberationPage) -> AnyView {
    let links = [
        ("facts", say!(page.language, deliberation.facts)),
        ("versions", say!(page.language, deliberation.versions)),
        ("text", say!(page.language, deliberation.text)),
        ("references", say!(page.language, deliberation.references)),
        ("documents", say!(page.language, deliberation.documents)),
    ];
    let links = links.map(|(id, words)| {
        view! {
            <li><a class="link inline-flex min-h-6 items-center" href=format!("#{id}")>{words}</a></li>
        }
    });
    view! {
        <nav class="print:hidden" aria-label=say!(page.language, deliberation.parts_label)>
            <ul class="flex flex-wrap gap-x-4">{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// That the address names a point that is not there.
fn no_point(page: &DeliberationPage) -> Option<AnyView> {
    let words = say!(page.language, deliberation.no_such_point, label = page.label);
    let banner = Banner::new(Tone::Warning).role("note");
    (!page.label.is_empty() && page.focused.is_none())
        .then(|| banner.view(view! { <p class="font-semibold">{words}</p> }))
}

/// The day, and the language of the text.
fn controls(page: &DeliberationPage) -> AnyView {
    view! {
        <div class="mb-4 flex flex-wrap items-end gap-x-8 gap-y-3 print:hidden">
            {day_form(page, Some(page.view.on), &[])}
            {languages(page)}
        </div>
    }
    .into_any()
}

fn day_form(page: &DeliberationPage, on: Option<Date>, wrongs: &[Wrong]) -> AnyView {
    let field = Field::new("on", say!(page.language, deliberation.as_on)).of(wrongs).required();
    let typed = on.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form method="get" action=address::deliberation(page.view.number) class="flex flex-wrap items-end gap-2">
            {hidden(page.ways.asked_text().map(|language| ("text", language.code())))}
            {date_field(field, &typed)}
            {Button::quiet(say!(page.language, deliberation.show)).view()}
        </form>
    }
    .into_any()
}

fn languages(page: &DeliberationPage) -> Option<AnyView> {
    let (place, current) = page.view.shown?;
    let known = page.view.versions.get(usize::from(place)).map(|version| version.languages.clone())?;
    if known.len() < 2 {
        let words = say!(page.language, deliberation.text_only_in, language = language_name(page.language, current));
        return Some(view! { <p class="min-h-9 py-1.5 text-sm text-muted">{words}</p> }.into_any());
    }
    let links = known.into_iter().map(|one| {
        let words = language_name(page.language, one);
        view! {
            <li>
                <a class="order" href=page.ways.text(one) aria-current=(one == current).then_some("true")>{words}</a>
            </li>
        }
    });
    let view = view! {
        <nav class="presets" aria-label=say!(page.language, deliberation.text_languages)>
            <span class="text-muted" aria-hidden="true">{say!(page.language, deliberation.text_languages)}</span>
            <ul>{links.collect_view()}</ul>
        </nav>
    };
    Some(view.into_any())
}
