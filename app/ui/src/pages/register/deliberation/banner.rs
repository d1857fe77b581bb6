//! What one must know before reading: that the text shown is not today's, not in force, or not the one of that day.

use delibero_domain::deliberation::register::End;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::words::{language, version, version_name};
use super::{Shown, address};
use crate::components::icon::{Icon, IconName};

/// How much a banner matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// It is as one expects.
    Calm,
    /// The text shown is not the one in force today.
    Warning,
    /// It no longer counts.
    Ended,
}

impl Tone {
    const fn look(self) -> (&'static str, &'static str, IconName) {
        match self {
            Self::Calm => ("border-accent bg-accent-soft", "", IconName::Clock),
            Self::Warning => ("border-warning bg-warning-soft", "text-warning", IconName::Warning),
            Self::Ended => ("border-refused bg-refused-soft", "text-refused", IconName::Stop),
        }
    }
}

/// The banners, the gravest first.
pub(super) fn view(shown: &Shown) -> AnyView {
    let all = [ended(shown), day(shown), coming(shown), other_text(shown), other_language(shown)];
    all.into_iter().flatten().collect_view().into_any()
}

fn banner(tone: Tone, words: String, way: Option<AnyView>) -> AnyView {
    let (look, colour, icon) = tone.look();
    view! {
        <div class=format!("mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 border-l-4 px-4 py-2 {look}") role="note">
            <p class=format!("flex items-start gap-2 font-semibold {colour}")>
                <Icon name=icon />
                <span>{words}</span>
            </p>
            {way}
        </div>
    }
    .into_any()
}

fn link(to: String, words: &'static str) -> AnyView {
    view! { <a class="link inline-flex min-h-6 items-center print:hidden" href=to>{words}</a> }.into_any()
}

/// Repealed or replaced on the day shown, or to be.
fn ended(shown: &Shown) -> Option<AnyView> {
    let end = shown.page.end.as_ref()?;
    let (from, by) = match end {
        End::Repealed(from) => (*from, None),
        End::Replaced(from, by) => (*from, Some(*by)),
    };
    let past = from <= shown.page.on;
    let day = long_date(from, shown.language);
    let words = match (past, by.is_some()) {
        (true, false) => say!(shown.language, deliberation.repealed_since, day = day),
        (true, true) => say!(shown.language, deliberation.replaced_since, day = day),
        (false, false) => say!(shown.language, deliberation.repealed_from, day = day),
        (false, true) => say!(shown.language, deliberation.replaced_from, day = day),
    };
    let way = by.map(|by| match shown.page.successor_known {
        true => {
            view! { <a class="link font-semibold tabular-nums" href=address::deliberation(by)>{by.to_string()}</a> }
                .into_any()
        }
        false => view! {
            <span class="tabular-nums">{by.to_string()} " (" {say!(shown.language, deliberation.not_in_register)} ")"</span>
        }
        .into_any(),
    });
    Some(banner(if past { Tone::Ended } else { Tone::Warning }, words, way))
}

/// The day shown is not today, or nothing counts yet.
fn day(shown: &Shown) -> Option<AnyView> {
    let page = &shown.page;
    let on = long_date(page.on, shown.language);
    let to_today =
        (page.on != page.today).then(|| link(shown.ways.on(None), say!(shown.language, deliberation.to_today)));
    if page.counting.is_none() {
        let first = page.versions.iter().map(|version| version.effective()).min();
        let words = match first.filter(|_| page.date <= page.on) {
            Some(first) => say!(shown.language, deliberation.not_yet, on = on, day = long_date(first, shown.language)),
            None => {
                say!(shown.language, deliberation.not_given_yet, on = on, day = long_date(page.date, shown.language))
            }
        };
        return Some(banner(Tone::Warning, words, to_today));
    }
    if page.on == page.today {
        return None;
    }
    Some(match page.counting == page.counting_today {
        true => banner(Tone::Calm, say!(shown.language, deliberation.as_it_stood_same, on = on), to_today),
        false => banner(Tone::Warning, say!(shown.language, deliberation.as_it_stood, on = on), to_today),
    })
}

/// A version that is approved and enters into force after the day shown.
fn coming(shown: &Shown) -> Option<AnyView> {
    let page = &shown.page;
    let later = page.versions.iter().enumerate().filter(|(_, version)| version.effective() > page.on);
    let known = later.filter(|(_, version)| version.approved <= page.on && page.counting.is_some());
    let (_, next) = known.min_by_key(|(_, version)| version.effective())?;
    let day = long_date(next.effective(), shown.language);
    let approved = long_date(next.approved, shown.language);
    let way = link(shown.ways.on(Some(next.effective())), say!(shown.language, deliberation.to_coming));
    Some(banner(Tone::Calm, say!(shown.language, deliberation.coming, approved = approved, day = day), Some(way)))
}

/// The text shown is not in the language asked for.
fn other_language(shown: &Shown) -> Option<AnyView> {
    let (asked, (_, is)) = (shown.ways.asked_text()?, shown.page.shown?);
    let words = || {
        say!(shown.language, deliberation.other_language, asked = language(shown, asked), text = language(shown, is))
    };
    (asked != is).then(|| banner(Tone::Warning, words(), None))
}

/// The text shown is not that of the version that counts.
fn other_text(shown: &Shown) -> Option<AnyView> {
    let page = &shown.page;
    let Some((place, _)) = page.shown else {
        return Some(banner(Tone::Warning, say!(shown.language, deliberation.no_text_known).to_owned(), None));
    };
    let wanted = page.counting.unwrap_or_default();
    if place == wanted {
        return None;
    }
    let shown_from = version(shown, place).map(|version| long_date(version.effective(), shown.language));
    let words = say!(
        shown.language,
        deliberation.dates_only,
        wanted = version_name(shown, wanted),
        text = version_name(shown, place),
        day = shown_from.unwrap_or_default()
    );
    Some(banner(Tone::Warning, words, None))
}
