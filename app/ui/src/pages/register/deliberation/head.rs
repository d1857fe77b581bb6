//! The head of the page: state, official title, banners, and the day and language that are shown.

use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::language;
use super::{Shown, address, banner};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters::{self, NoLines};
use crate::components::language::use_language;
use crate::components::title::TitleWords;
use crate::pages::register::state;

/// The head.
pub(super) fn view(shown: &Shown) -> AnyView {
    let state = shown.page.state.map(|found| state::mark(shown.language, found));
    view! {
        {named(shown)}
        <div class="mb-3 flex flex-wrap items-center gap-x-6 gap-y-1 text-sm">
            {state}
            {parts(shown)}
        </div>
        {banner::view(shown)}
        {no_point(shown)}
        {controls(shown)}
    }
    .into_any()
}

/// The head where the address was not read: what is wrong, the fields to mend it, and no text.
pub(super) fn unread(shown: &Shown) -> AnyView {
    let language = use_language();
    let wrongs = filters::wrongs(language, &shown.page.unread, |field| (field == "on").then_some("on"));
    view! {
        <ErrorSummary wrongs=wrongs.clone() />
        {named(shown)}
        <div class="mb-4">{day_form(shown, None, wrongs)}</div>
        <NoLines />
        <p class="mt-3">
            <a class="link" href=address::deliberation(shown.page.number)>{say!(shown.language, deliberation.to_today)}</a>
        </p>
    }
    .into_any()
}

/// The way back and the title.
fn named(shown: &Shown) -> AnyView {
    let page = &shown.page;
    let title = match page.title.words.is_empty() {
        true => view! { <p class="mb-3 text-muted">{say!(shown.language, deliberation.no_title)}</p> }.into_any(),
        false => view! {
            <div class="mb-3 max-w-[72ch] font-medium">
                <TitleWords language=page.title.language words=page.title.words.clone() />
            </div>
        }
        .into_any(),
    };
    view! {
        <p class="mb-2 print:hidden">
            <a class="link inline-flex min-h-6 items-center text-sm" href="/deliberations">{say!(shown.language, deliberation.back)}</a>
        </p>
        {title}
    }
    .into_any()
}

/// The ways to the parts of the page.
fn parts(shown: &Shown) -> AnyView {
    let links = [
        ("facts", say!(shown.language, deliberation.facts)),
        ("versions", say!(shown.language, deliberation.versions)),
        ("text", say!(shown.language, deliberation.text)),
        ("references", say!(shown.language, deliberation.references)),
        ("documents", say!(shown.language, deliberation.documents)),
    ];
    let links = links.map(|(id, words)| {
        view! {
            <li><a class="link inline-flex min-h-6 items-center" href=format!("#{id}")>{words}</a></li>
        }
    });
    view! {
        <nav class="print:hidden" aria-label=say!(shown.language, deliberation.parts_label)>
            <ul class="flex flex-wrap gap-x-4">{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// That the address names a point that is not there.
fn no_point(shown: &Shown) -> AnyView {
    let label = shown.label.clone();
    (!label.is_empty() && shown.focused.is_none())
        .then(|| {
            let words = say!(shown.language, deliberation.no_such_point, label = label);
            view! {
                <p class="mb-3 border-l-4 border-warning bg-warning-soft px-4 py-2 font-semibold" role="note">{words}</p>
            }
        })
        .into_any()
}

/// The day, and the language of the text.
fn controls(shown: &Shown) -> AnyView {
    view! {
        <div class="mb-4 flex flex-wrap items-end gap-x-8 gap-y-3 print:hidden">
            {day_form(shown, Some(shown.page.on), Vec::new())}
            {languages(shown)}
        </div>
    }
    .into_any()
}

/// Asks for a day.
fn day_form(shown: &Shown, on: Option<Date>, wrongs: Vec<Wrong>) -> AnyView {
    let action = address::deliberation(shown.page.number);
    let asked = shown.ways.asked_text();
    let hidden = asked.map(|language| view! { <input type="hidden" name="text" value=language.code() /> });
    let is_wrong = wrongs.iter().any(|wrong| wrong.field == Some("on"));
    view! {
        <form method="get" action=action class="flex flex-wrap items-end gap-2">
            {hidden}
            <div>
                <label class="label text-sm" for="on">{say!(shown.language, deliberation.as_on)}</label>
                <FieldProblem id="on-problem" field="on" wrongs />
                <input
                    class="field tabular-nums"
                    type="date"
                    id="on"
                    name="on"
                    required
                    value=on.map(|day| day.to_string())
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("on-problem")
                />
            </div>
            <button class="button button-quiet">{say!(shown.language, deliberation.show)}</button>
        </form>
    }
    .into_any()
}

fn languages(shown: &Shown) -> Option<AnyView> {
    let (place, current) = shown.page.shown?;
    let known = shown.page.versions.get(usize::from(place)).map(|version| version.languages.clone())?;
    if known.len() < 2 {
        let words = say!(shown.language, deliberation.text_only_in, language = language(shown, current));
        return Some(view! { <p class="min-h-9 py-1.5 text-sm text-muted">{words}</p> }.into_any());
    }
    let links = known.into_iter().map(|one| {
        let words = language(shown, one);
        let look = if one == current { "font-semibold text-ink no-underline" } else { "" };
        view! {
            <li>
                <a
                    class=format!("link inline-flex min-h-9 items-center {look}")
                    href=shown.ways.text(one)
                    aria-current=(one == current).then_some("true")
                >
                    {words}
                </a>
            </li>
        }
    });
    let view = view! {
        <nav class="flex flex-wrap items-center gap-x-3 text-sm" aria-label=say!(shown.language, deliberation.text_languages)>
            <span class="text-muted" aria-hidden="true">{say!(shown.language, deliberation.text_languages)}</span>
            <ul class="flex gap-x-3">{links.collect_view()}</ul>
        </nav>
    };
    Some(view.into_any())
}
