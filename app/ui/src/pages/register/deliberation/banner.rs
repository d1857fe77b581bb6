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
    let all = [ended(page), day(page), coming(page), other_text(page), other_language(page), no_point(page)];
    all.into_iter().flatten().collect_view().into_any()
}

fn banner(tone: Tone, words: impl Into<String>, way: Option<AnyView>) -> Option<AnyView> {
    let words: String = words.into();
    Some(Banner::new(tone).role("note").view(view! { <p class="saying">{words}</p> {way} }))
}

fn link(to: String, words: impl IntoView + 'static) -> AnyView {
    view! { <a class="link" href=to>{words}</a> }.into_any()
}

/// Repealed or replaced on the day shown, or to be.
fn ended(page: &DeliberationPage) -> Option<AnyView> {
    let (language, view) = (page.language, &page.view);
    let (from, by) = match view.found.end.as_ref()? {
        End::Repealed(from) => (*from, None),
        End::Replaced(from, by) => (*from, Some(*by)),
    };
    let (past, day) = (from <= view.on, long_date(from, language));
    let words = match (past, by.is_some()) {
        (true, false) => say!(language, deliberation.repealed_since, day = day),
        (true, true) => say!(language, deliberation.replaced_since, day = day),
        (false, false) => say!(language, deliberation.repealed_from, day = day),
        (false, true) => say!(language, deliberation.replaced_from, day = day),
    };
    let way = by.map(|by| match view.successor_known {
        true => link(address::deliberation(by), by.to_string()),
        false => format!("{by} ({})", say!(language, deliberation.not_in_register)).into_any(),
    });
    banner(if past { Tone::Problem } else { Tone::Warning }, words, way)
}

/// The day shown is not today, or nothing counts yet.
fn day(page: &DeliberationPage) -> Option<AnyView> {
    let (language, view) = (page.language, &page.view);
    let (on, is_today) = (long_date(view.on, language), view.on == view.today);
    let to_today = (!is_today).then(|| link(page.ways.on(None), say!(language, deliberation.to_today)));
    let first = view.found.versions.iter().map(|version| version.effective()).min();
    match (view.counting, first.filter(|_| view.found.date <= view.on)) {
        (None, Some(first)) => {
            let words = say!(language, deliberation.not_yet, on = on, day = long_date(first, language));
            banner(Tone::Warning, words, to_today)
        }
        (None, None) => {
            let words = say!(language, deliberation.not_given_yet, on = on, day = long_date(view.found.date, language));
            banner(Tone::Warning, words, to_today)
        }
        (Some(_), _) if is_today => None,
        (counting, _) if counting == view.counting_today => {
            banner(Tone::Information, say!(language, deliberation.as_it_stood_same, on = on), to_today)
        }
        _ => banner(Tone::Warning, say!(language, deliberation.as_it_stood, on = on), to_today),
    }
}

/// A version that is approved and enters into force after the day shown.
fn coming(page: &DeliberationPage) -> Option<AnyView> {
    let (language, view) = (page.language, &page.view);
    let known = view.found.versions.iter().filter(|version| version.approved <= view.on && view.counting.is_some());
    let next = known.filter(|version| version.effective() > view.on).min_by_key(|version| version.effective())?;
    let (approved, day) = (long_date(next.approved, language), long_date(next.effective(), language));
    let way = link(page.ways.on(Some(next.effective())), say!(language, deliberation.to_coming));
    banner(Tone::Information, say!(language, deliberation.coming, approved = approved, day = day), Some(way))
}

/// The text shown is not in the language asked for.
fn other_language(page: &DeliberationPage) -> Option<AnyView> {
    let (asked, (_, is)) = (page.ways.asked_text()?, page.view.shown?);
    let name = |language| language_name(page.language, language);
    let words = say!(page.language, deliberation.other_language, asked = name(asked), text = name(is));
    if asked == is { None } else { banner(Tone::Warning, words, None) }
}

/// The text shown is not that of the version that counts.
fn other_text(page: &DeliberationPage) -> Option<AnyView> {
    let language = page.language;
    let Some((place, _)) = page.view.shown else {
        return banner(Tone::Warning, say!(language, deliberation.no_text_known), None);
    };
    let wanted = page.view.counting.unwrap_or_default();
    let day = version(page, place).map(|version| long_date(version.effective(), language)).unwrap_or_default();
    let (counts, text) = (version_name(page, wanted), version_name(page, place));
    let words = say!(language, deliberation.dates_only, wanted = counts, text = text, day = day);
    if place == wanted { None } else { banner(Tone::Warning, words, None) }
}

/// The address names a point that is not there.
fn no_point(page: &DeliberationPage) -> Option<AnyView> {
    let words = say!(page.language, deliberation.no_such_point, label = page.label);
    if page.label.is_empty() || page.focused.is_some() { None } else { banner(Tone::Warning, words, None) }
}
