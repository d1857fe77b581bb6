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
    let spans = spans(&view.versions, view.end.as_ref());
    let days = view.versions.iter().flat_map(|version| [version.approved, version.effective()]);
    let days = days.chain([view.date, view.today]);
    let mut marked = vec![(view.today, say!(language, deliberation.today).to_owned())];
    if view.on != view.today {
        marked.push((view.on, say!(language, deliberation.day_shown, day = short_date(view.on))));
    }
    let drawn = Timeline {
        label: say!(language, deliberation.timeline_label),
        area: say!(language, deliberation.timeline_area),
        first: days.clone().min().unwrap_or(view.date),
        last: days.max().unwrap_or(view.today),
        axis: Axis::Years,
        lanes: vec![Lane {
            name: String::new(),
            events: view.versions.iter().map(|version| (version.approved, version.effective())).collect(),
            groups: spans.iter().map(|span| group(page, span)).collect(),
        }],
        days: marked,
    };
    let mut out = Html::default();
    write_timeline(&mut out, language, &drawn);
    let has = |known| view.versions.iter().any(|version| version.is_known() == known);
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
mod tests {
    use jiff::civil::date;

    use super::*;

    fn version(approved: Date, in_force: Option<Date>) -> Version {
        Version { document: None, approved, in_force, languages: Vec::new() }
    }

    #[test]
    fn a_version_counts_until_the_next_one_does_and_the_last_until_the_end() {
        let versions = [
            version(date(2023, 3, 7), None),
            version(date(2024, 1, 9), Some(date(2024, 6, 1))),
            version(date(2024, 3, 5), Some(date(2024, 3, 20))),
        ];
        let end = End::Repealed(date(2025, 1, 1));
        let spans: Vec<_> = spans(&versions, Some(&end)).into_iter().map(|span| (span.place, span.until)).collect();
        let expected = [(0, date(2024, 3, 20)), (2, date(2024, 6, 1)), (1, date(2025, 1, 1))];
        assert_eq!(spans, expected.map(|(place, until)| (place, Some(until))));
    }
}
