//! What one must know before reading: that the text shown is not today's, not in force, or not the one of that day.

use delibero_domain::deliberation::register::End;
use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::versions::language_name;
use leptos::prelude::*;

use super::labels::{version, version_name};
use super::{DeliberationPage, address};
use crate::components::banner::{Banner, Tone};

/// The banners, the gravest first.
pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let all = [ended(page), day(page), coming(page), other_text(page), other_language(page)];
    all.into_iter().flatten().collect_view().into_any()
}

fn banner(tone: Tone, words: String, way: Option<AnyView>) -> AnyView {
    Banner::new(tone).role("note").view(view! { <p class="font-semibold">{words}</p> {way} })
}

fn link(to: String, words: &'static str) -> AnyView {
    view! { <a class="link print:hidden" href=to>{words}</a> }.into_any()
}

/// Repealed or replaced on the day shown, or to be.
fn ended(page: &DeliberationPage) -> Option<AnyView> {
    let end = page.view.end.as_ref()?;
    let (from, by) = match end {
        End::Repealed(from) => (*from, None),
        End::Replaced(from, by) => (*from, Some(*by)),
    };
    let past = from <= page.view.on;
    let day = long_date(from, page.language);
    let words = match (past, by.is_some()) {
        (true, false) => say!(page.language, deliberation.repealed_since, day = day),
        (true, true) => say!(page.language, deliberation.replaced_since, day = day),
        (false, false) => say!(page.language, deliberation.repealed_from, day = day),
        (false, true) => say!(page.language, deliberation.replaced_from, day = day),
    };
    let way = by.map(|by| match page.view.successor_known {
        true => {
            view! { <a class="link font-semibold tabular-nums" href=address::deliberation(by)>{by.to_string()}</a> }
                .into_any()
        }
        false => view! {
            <span class="tabular-nums">{by.to_string()} " (" {say!(page.language, deliberation.not_in_register)} ")"</span>
        }
        .into_any(),
    });
    Some(banner(if past { Tone::Problem } else { Tone::Warning }, words, way))
}

/// The day shown is not today, or nothing counts yet.
fn day(page: &DeliberationPage) -> Option<AnyView> {
    let view = &page.view;
    let on = long_date(view.on, page.language);
    let to_today =
        (view.on != view.today).then(|| link(page.ways.on(None), say!(page.language, deliberation.to_today)));
    if view.counting.is_none() {
        let first = view.versions.iter().map(|version| version.effective()).min();
        let words = match first.filter(|_| view.date <= view.on) {
            Some(first) => say!(page.language, deliberation.not_yet, on = on, day = long_date(first, page.language)),
            None => {
                say!(page.language, deliberation.not_given_yet, on = on, day = long_date(view.date, page.language))
            }
        };
        return Some(banner(Tone::Warning, words, to_today));
    }
    if view.on == view.today {
        return None;
    }
    Some(match view.counting == view.counting_today {
        true => banner(Tone::Information, say!(page.language, deliberation.as_it_stood_same, on = on), to_today),
        false => banner(Tone::Warning, say!(page.language, deliberation.as_it_stood, on = on), to_today),
    })
}

/// A version that is approved and enters into force after the day shown.
fn coming(page: &DeliberationPage) -> Option<AnyView> {
    let view = &page.view;
    let later = view.versions.iter().enumerate().filter(|(_, version)| version.effective() > view.on);
    let known = later.filter(|(_, version)| version.approved <= view.on && view.counting.is_some());
    let (_, next) = known.min_by_key(|(_, version)| version.effective())?;
    let day = long_date(next.effective(), page.language);
    let approved = long_date(next.approved, page.language);
    let way = link(page.ways.on(Some(next.effective())), say!(page.language, deliberation.to_coming));
    Some(banner(Tone::Information, say!(page.language, deliberation.coming, approved = approved, day = day), Some(way)))
}

/// The text shown is not in the language asked for.
fn other_language(page: &DeliberationPage) -> Option<AnyView> {
    let (asked, (_, is)) = (page.ways.asked_text()?, page.view.shown?);
    let words = || {
        say!(
            page.language,
            deliberation.other_language,
            asked = language_name(page.language, asked),
            text = language_name(page.language, is)
        )
    };
    (asked != is).then(|| banner(Tone::Warning, words(), None))
}

/// The text shown is not that of the version that counts.
fn other_text(page: &DeliberationPage) -> Option<AnyView> {
    let view = &page.view;
    let Some((place, _)) = view.shown else {
        return Some(banner(Tone::Warning, say!(page.language, deliberation.no_text_known).to_owned(), None));
    };
    let wanted = view.counting.unwrap_or_default();
    if place == wanted {
        return None;
    }
    let shown_from = version(page, place).map(|version| long_date(version.effective(), page.language));
    let words = say!(
        page.language,
        deliberation.dates_only,
        wanted = version_name(page, wanted),
        text = version_name(page, place),
        day = shown_from.unwrap_or_default()
    );
    Some(banner(Tone::Warning, words, None))
}
