//! The timeline of the versions: when each was approved, from when to when it counts, whether its text is known.

use delibero_domain::deliberation::register::{End, Version};
use delibero_domain::period::Period;
use delibero_words::formats::{long_date, short_date};
use delibero_words::say;
use jiff::civil::Date;

use super::DeliberationPage;
use super::labels::version_name;
use crate::components::html::Html;
use crate::components::timeline::{Axis, Bar, Group, Lane, Look, Sign, Timeline, write_legend, write_timeline};

pub(super) fn view(page: &DeliberationPage) -> Html {
    let (view, language) = (&page.view, page.language);
    let spans = spans(&view.found.versions, view.found.end.as_ref());
    let days = view.found.versions.iter().flat_map(|version| [version.approved, version.effective()]);
    let days = days.chain([view.found.date, view.today]);
    let mut marked = vec![(view.today, say!(language, deliberation.today).to_owned())];
    if view.on != view.today {
        marked.push((view.on, say!(language, deliberation.day_shown, day = short_date(view.on))));
    }
    let drawn = Timeline {
        label: say!(language, deliberation.timeline_label),
        area: say!(language, deliberation.timeline_area),
        first: days.clone().min().unwrap_or(view.found.date),
        last: days.max().unwrap_or(view.today),
        axis: Axis::Years,
        lanes: vec![Lane {
            name: String::new(),
            events: view.found.versions.iter().map(|version| (version.approved, version.effective())).collect(),
            groups: spans.iter().map(|span| group(page, span)).collect(),
        }],
        days: marked,
    };
    let mut out = Html::default();
    write_timeline(&mut out, language, &drawn);
    let has = |known| view.found.versions.iter().any(|version| version.is_known() == known);
    let known = has(true).then_some((Sign::Bar(Look::Tall), say!(language, deliberation.text_known)));
    let unknown = has(false).then_some((Sign::Hatched(Look::Tall), say!(language, deliberation.text_unknown)));
    write_legend(
        &mut out,
        [(Sign::Event, say!(language, deliberation.approval))].into_iter().chain(known).chain(unknown),
    );
    out
}

/// A version with the days on which it counts: up to the day before the next one does.
struct Span<'v> {
    place: u16,
    version: &'v Version,
    /// The first day on which another one counts, or nothing does.
    until: Option<Date>,
}

/// The versions by the day from which they count, then by approval.
fn spans<'v>(versions: &'v [Version], end: Option<&End>) -> Vec<Span<'v>> {
    let mut all: Vec<(u16, &Version)> = (0..).zip(versions).collect();
    all.sort_by_key(|(place, version)| (version.effective(), *place));
    let ended = end.map(|(End::Repealed(from) | End::Replaced(from, _))| *from);
    let nexts = all.iter().skip(1).map(|(_, next)| Some(next.effective())).chain([ended]);
    all.iter().zip(nexts).map(|((place, version), until)| Span { place: *place, version, until }).collect()
}

/// The way to a version, with what it is called, from when to when it counts, and whether its text is known; without a
/// bar where another one replaced it on the same day.
fn group(page: &DeliberationPage, Span { place, version, until }: &Span<'_>) -> Group {
    let (language, from, known) = (page.language, version.effective(), version.is_known());
    let last = until.map(|until| until.yesterday().unwrap_or(until));
    let day = |day: Date| long_date(day, language);
    let counts = match last {
        Some(last) => say!(language, deliberation.counts_until, from = day(from), until = day(last)),
        None => say!(language, deliberation.counts_since, from = day(from)),
    };
    let text = if known { say!(language, deliberation.text_known) } else { say!(language, deliberation.text_unknown) };
    let bar = Bar {
        period: Period { begin: from, end: last },
        look: Look::Tall,
        hatched: !known,
        words: if known { short_date(from) } else { String::new() },
    };
    Group {
        bars: if last.is_none_or(|last| last >= from) { vec![bar] } else { Vec::new() },
        facts: vec![version_name(page, *place), counts, text.to_owned()],
        leads: Some((page.ways.on(Some(from)), page.view.counting == Some(*place))),
    }
}

#[cfg(test)]
mod tests;
