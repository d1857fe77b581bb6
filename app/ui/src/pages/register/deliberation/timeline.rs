//! The drawn timeline of the versions: when each was approved, from when to when it counts, whether its text is known.
//!
//! Places are shares of the drawing's width, heights and letters are not: it follows the page and stays readable.

use delibero_domain::deliberation::register::{End, Version};
use delibero_words::formats::{long_date, short_date};
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::DeliberationPage;
use super::labels::version_name;

const HEIGHT: u16 = 128;
const APPROVALS: u16 = 38;
const BARS: u16 = 60;
const BAR: u16 = 26;
const EDGE: f64 = 2.0;
/// Years beyond which only every fifth is written.
const MANY_YEARS: i16 = 12;

/// The days of the drawing, from edge to edge.
struct Scale {
    first: Date,
    last: Date,
    days: f64,
}

impl Scale {
    fn of(page: &DeliberationPage) -> Self {
        let view = &page.view;
        let days = view.versions.iter().flat_map(|version| [version.approved, version.effective()]);
        let first = days.clone().chain([view.date]).min().unwrap_or(view.date);
        let last = days.chain([view.today, view.date]).max().unwrap_or(view.today);
        Self { first, last, days: f64::from(between(first, last).max(1)) }
    }

    /// Where a day stands; what lies outside stands at the edge.
    fn at(&self, day: Date) -> f64 {
        if day > self.last {
            return 100.0;
        }
        EDGE + (100.0 - 2.0 * EDGE) * f64::from(between(self.first, day).max(0)) / self.days
    }
}

fn between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// A version with the days on which it counts: up to the day before the next one does.
pub(super) struct Span<'v> {
    pub place: u16,
    pub version: &'v Version,
    /// The first day on which another one counts, or nothing does.
    pub until: Option<Date>,
}

/// The versions by the day from which they count, then by approval.
pub(super) fn spans<'v>(versions: &'v [Version], end: Option<&End>) -> Vec<Span<'v>> {
    let mut all: Vec<(u16, &Version)> = (0..).zip(versions).collect();
    all.sort_by_key(|(place, version)| (version.effective(), *place));
    let ended = end.map(|end| match end {
        End::Repealed(from) | End::Replaced(from, _) => *from,
    });
    let nexts = all.iter().skip(1).map(|(_, next)| Some(next.effective())).chain([ended]);
    all.iter().zip(nexts).map(|((place, version), until)| Span { place: *place, version, until }).collect()
}

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let scale = Scale::of(page);
    let spans = spans(&page.view.versions, page.view.end.as_ref());
    let bars: Vec<_> = spans.iter().filter_map(|span| bar(page, &scale, span)).collect();
    let approvals: Vec<_> = spans.iter().map(|span| approval(&scale, span.version)).collect();
    let width = match spans.len() {
        0..=4 => "",
        5..=12 => "min-w-2xl",
        _ => "min-w-7xl",
    };
    view! {
        <div class="overflow-x-auto print:overflow-visible" tabindex="0" role="region" aria-label=say!(page.language, deliberation.timeline_area)>
            <svg
                class=format!("block w-full print:min-w-0 print:[print-color-adjust:exact] {width}")
                height=HEIGHT.to_string()
                role="group"
                aria-label=say!(page.language, deliberation.timeline_label)
            >
                <defs>
                    <pattern
                        id="dates-only"
                        width="6"
                        height="6"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <rect width="6" height="6" class="fill-surface" />
                        <rect width="2" height="6" class="fill-control" />
                    </pattern>
                </defs>
                {years(&scale)}
                {approvals}
                {bars}
                {days(page, &scale)}
            </svg>
        </div>
        {legend(page)}
    }
    .into_any()
}

fn years(scale: &Scale) -> AnyView {
    let (first, last) = (scale.first.year(), scale.last.year());
    let step = if last - first > MANY_YEARS { 5 } else { 1 };
    let marks = (first + 1..=last).filter(|year| year % step == 0).filter_map(|year| Date::new(year, 1, 1).ok());
    let marks = marks.map(|day| {
        let x = percent(scale.at(day));
        view! {
            <line x1=x.clone() x2=x.clone() y1="0" y2="100" class="stroke-line" />
            <text x=x dx="4" y="14" class="fill-muted text-xs tabular-nums">{day.year()}</text>
        }
    });
    let marks: Vec<_> = marks.collect();
    view! { <g aria-hidden="true">{marks}</g> }.into_any()
}

/// A diamond where the version was approved, and the way to where it enters into force.
fn approval(scale: &Scale, version: &Version) -> AnyView {
    let (at, force) = (percent(scale.at(version.approved)), percent(scale.at(version.effective())));
    view! {
        <g aria-hidden="true">
            <line x1=at.clone() x2=force y1=APPROVALS.to_string() y2=BARS.to_string() class="stroke-control" />
            <svg x=at y=APPROVALS.to_string() overflow="visible">
                <path d="M0 -6L6 0L0 6L-6 0Z" class="fill-surface stroke-ink" stroke-width="1.5" />
            </svg>
        </g>
    }
    .into_any()
}

/// The days on which a version counts; none where another one replaced it on the same day.
fn bar(page: &DeliberationPage, scale: &Scale, span: &Span<'_>) -> Option<AnyView> {
    let from = span.version.effective();
    if span.until.is_some_and(|until| until <= from) {
        return None;
    }
    let (begin, end) = (scale.at(from), span.until.map_or(100.0, |until| scale.at(until)));
    let counts = page.view.counting == Some(span.place);
    let fill = if span.version.is_known() { "var(--accent-soft)" } else { "url(#dates-only)" };
    let (edge, thick) = if counts { ("stroke-ink", "3") } else { ("stroke-accent", "1") };
    let words = said(page, span);
    let label = words.clone();
    let wide = end - begin > 9.0;
    let name = (wide && span.version.is_known()).then(|| {
        view! {
            <text x=percent(begin) dx="6" y=(BARS + 17).to_string() class="pointer-events-none fill-ink text-xs tabular-nums">
                {short_date(from)}
            </text>
        }
    });
    Some(
        view! {
            <g>
                <a href=page.ways.on(Some(from)) aria-label=label aria-current=counts.then_some("true")>
                    <title>{words}</title>
                    <rect
                        x=percent(begin)
                        y=BARS.to_string()
                        width=percent((end - begin).max(0.3))
                        height=BAR.to_string()
                        fill=fill
                        stroke-width=thick
                        class=edge
                    />
                    {name}
                </a>
            </g>
        }
        .into_any(),
    )
}

/// A version in words: what it is called, from when to when it counts, whether its text is known.
fn said(page: &DeliberationPage, span: &Span<'_>) -> String {
    let from = long_date(span.version.effective(), page.language);
    let counts = match span.until {
        Some(until) => {
            say!(
                page.language,
                deliberation.counts_until,
                from = from,
                until = long_date(until.yesterday().unwrap_or(until), page.language)
            )
        }
        None => say!(page.language, deliberation.counts_since, from = from),
    };
    let known = if span.version.is_known() {
        say!(page.language, deliberation.text_known)
    } else {
        say!(page.language, deliberation.text_unknown)
    };
    format!("{}, {counts}. {known}", version_name(page, span.place))
}

/// Today, and the day shown where it is another.
fn days(page: &DeliberationPage, scale: &Scale) -> AnyView {
    let view = &page.view;
    let mark = |day: Date, words: String, row: u16, dashes: &'static str| {
        let at = scale.at(day);
        let (anchor, aside) = if at > 60.0 { ("end", "-4") } else { ("start", "4") };
        let foot = BARS + BAR + 18 * row;
        view! {
            <line
                x1=percent(at)
                x2=percent(at)
                y1="20"
                y2=foot.to_string()
                stroke-width="2"
                stroke-dasharray=dashes
                class="stroke-ink"
            />
            <text x=percent(at) dx=aside y=(foot - 2).to_string() text-anchor=anchor class="fill-ink text-xs font-medium">
                {words}
            </text>
        }
        .into_any()
    };
    let today = mark(view.today, say!(page.language, deliberation.today).to_owned(), 1, "2 3");
    let on = (view.on != view.today)
        .then(|| mark(view.on, say!(page.language, deliberation.day_shown, day = short_date(view.on)), 2, "none"));
    view! { <g aria-hidden="true">{today} {on}</g> }.into_any()
}

fn legend(page: &DeliberationPage) -> AnyView {
    let sample = |fill: &'static str| {
        view! {
            <svg class="shrink-0 [print-color-adjust:exact]" width="28" height="14" aria-hidden="true" focusable="false">
                <rect x="1" y="1" width="26" height="12" fill=fill class="stroke-accent" />
            </svg>
        }
    };
    let diamond = view! {
        <svg class="shrink-0" width="16" height="14" aria-hidden="true" focusable="false">
            <path d="M8 1L14 7L8 13L2 7Z" class="fill-surface stroke-ink" stroke-width="1.5" />
        </svg>
    };
    let unknown = page.view.versions.iter().any(|version| !version.is_known());
    let known = page.view.versions.iter().any(Version::is_known);
    let entry = "flex items-center gap-2";
    let known = known.then(
        || view! { <li class=entry>{sample("var(--accent-soft)")} {say!(page.language, deliberation.text_known)}</li> },
    );
    let unknown = unknown.then(
        || view! { <li class=entry>{sample("url(#dates-only)")} {say!(page.language, deliberation.text_unknown)}</li> },
    );
    view! {
        <ul class="my-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
            <li class=entry>{diamond} {say!(page.language, deliberation.approval)}</li>
            {known}
            {unknown}
        </ul>
    }
    .into_any()
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

    #[test]
    fn days_stand_between_the_edges() {
        let scale = Scale { first: date(2025, 1, 1), last: date(2025, 12, 31), days: 364.0 };
        assert_eq!(percent(scale.at(date(2025, 1, 1))), "2.00%");
        assert_eq!(percent(scale.at(date(2025, 12, 31))), "98.00%");
        assert_eq!(percent(scale.at(date(2020, 1, 1))), "2.00%");
        assert_eq!(percent(scale.at(date(2030, 1, 1))), "100.00%");
    }
}
