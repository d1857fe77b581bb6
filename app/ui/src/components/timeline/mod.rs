//! The timeline: one lane per social risk, its periods above and its payments below, across the quarters asked.
//!
//! Widths are shares of the drawing, heights and letters are not: it follows the page's width and stays readable.

use delibero_domain::period::{Period, Quarter, QuarterRange};
use delibero_domain::text::Language;
use delibero_domain::text::Text;
use delibero_words::formats::quarter;
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use self::scale::{Scale, percent};
use super::icon::{Icon, IconName};
use super::panel::panel;

mod bars;
mod scale;
mod table;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// One lane per social risk; one lane without a name where the risk is withheld.
    pub lanes: Vec<Lane>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The social risk, or none where it is withheld.
    pub risk: Option<Text>,
    pub periods: Vec<Bar>,
    pub payments: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub period: Period,
    pub quarter: Quarter,
    /// The amount in cents, for payments where it is granted.
    pub amount: Option<i64>,
    pub temporary: bool,
}

/// Room for years and quarters above the lanes.
const AXIS: usize = 44;
/// Room for one lane.
pub(super) const LANE: usize = 66;
/// Room for the word "today" below the lanes.
const FOOT: usize = 20;

/// The section with the drawing, its legend and the same facts as a table.
pub fn timeline(language: Language, timeline: &Timeline, asked: QuarterRange, today: Date) -> AnyView {
    let body = if timeline.lanes.is_empty() {
        view! { <p class="text-sm text-muted">{say!(language, answer.timeline_empty)}</p> }.into_any()
    } else {
        view! {
            {drawing(timeline, asked, today, language)}
            {nameless(timeline, language)}
            {bars::legend(timeline, language)}
            {table::view(timeline, language)}
        }
        .into_any()
    };
    panel("timeline", say!(language, answer.timeline), body)
}

fn drawing(timeline: &Timeline, asked: QuarterRange, day: Date, language: Language) -> AnyView {
    let scale = Scale::new(asked);
    let quarters: Vec<Quarter> = asked.quarters().collect();
    let today = scale.contains(day);
    let height = AXIS + LANE * timeline.lanes.len() + if today { FOOT } else { 0 };
    let width = match quarters.len() {
        0..=8 => "",
        9..=16 => "min-w-2xl",
        _ => "min-w-7xl",
    };
    let lanes: Vec<_> = timeline
        .lanes
        .iter()
        .enumerate()
        .map(|(place, lane)| self::lane(lane, AXIS + LANE * place, &scale, language))
        .collect();
    let now = today.then(|| self::today(day, &scale, height, language));
    view! {
        <div class="overflow-x-auto print:overflow-visible" tabindex="0" role="region" aria-label=say!(language, answer.timeline_area)>
            <svg
                class=format!("block w-full print:min-w-0 print:[print-color-adjust:exact] {width}")
                height=height.to_string()
                role="group"
                aria-label=say!(language, answer.timeline_label)
            >
                {bars::hatching()}
                {grid(&quarters, &scale, height, today, language)}
                {now}
                {lanes}
            </svg>
        </div>
    }
    .into_any()
}

/// Years and quarters, every second year on a darker ground.
fn grid(quarters: &[Quarter], scale: &Scale, height: usize, today: bool, language: Language) -> AnyView {
    let foot = height - if today { FOOT } else { 0 };
    let columns: Vec<_> = quarters
        .iter()
        .enumerate()
        .map(|(place, quarter)| column(*quarter, place == 0, scale, foot, language))
        .collect();
    view! {
        <g aria-hidden="true">
            {columns}
            <line x1="0" x2="100%" y1=AXIS.to_string() y2=AXIS.to_string() class="stroke-control" />
        </g>
    }
    .into_any()
}

fn column(at: Quarter, first: bool, scale: &Scale, foot: usize, language: Language) -> AnyView {
    let (from, to) = (scale.begin_of(at.first_day()), scale.end_of(at.last_day()));
    let ground = if at.year() % 2 == 0 { "fill-sunken" } else { "fill-none" };
    let edge = if at.number() == 1 { "stroke-control" } else { "stroke-line" };
    let words = quarter(at, language);
    let short = words.split_whitespace().next().unwrap_or_default().to_owned();
    let year = (first || at.number() == 1).then(|| {
        view! {
            <text x=percent(from) dx="4" y="16" class="fill-ink text-xs font-semibold tabular-nums">
                {at.year()}
            </text>
        }
    });
    view! {
        <rect x=percent(from) y="0" width=percent(to - from) height=foot.to_string() class=ground />
        <line x1=percent(from) x2=percent(from) y1="0" y2=foot.to_string() class=edge />
        {year}
        <text x=percent(from) dx="4" y="36" class="fill-muted text-xs tabular-nums">
            {short}
        </text>
    }
    .into_any()
}

/// A lane: its name, and for every quarter the group of bars that its attestation gave.
fn lane(lane: &Lane, top: usize, scale: &Scale, language: Language) -> AnyView {
    let name = table::lane_name(lane, language);
    let mut quarters: Vec<Quarter> = lane.periods.iter().chain(&lane.payments).map(|bar| bar.quarter).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let of = |bars: &[Bar], at: Quarter| bars.iter().filter(|bar| bar.quarter == at).cloned().collect::<Vec<_>>();
    let groups: Vec<_> = quarters
        .into_iter()
        .map(|at| bars::Group { quarter: at, periods: of(&lane.periods, at), payments: of(&lane.payments, at) })
        .filter_map(|group| group.view(&name, top, scale, language))
        .collect();
    let foot = (top + LANE).to_string();
    view! {
        <line x1="0" x2="100%" y1=foot.clone() y2=foot class="stroke-line" />
        <text x="4" y=(top + 15).to_string() class="fill-ink text-xs font-medium" aria-hidden="true">
            {name}
        </text>
        {groups}
    }
    .into_any()
}

fn today(day: Date, scale: &Scale, height: usize, language: Language) -> AnyView {
    let at = scale.begin_of(day);
    let (anchor, aside) = if at > 80.0 { ("end", "-4") } else { ("start", "4") };
    view! {
        <g aria-hidden="true">
            <line
                x1=percent(at)
                x2=percent(at)
                y1="22"
                y2=height.to_string()
                stroke-width="2"
                stroke-dasharray="2 3"
                class="stroke-ink"
            />
            <text x=percent(at) dx=aside y=(height - 6).to_string() text-anchor=anchor class="fill-ink text-xs font-medium">
                {say!(language, answer.today)}
            </text>
        </g>
    }
    .into_any()
}

/// Says so where a lane stands without the name of its risk.
fn nameless(timeline: &Timeline, language: Language) -> Option<AnyView> {
    timeline.lanes.iter().any(|lane| lane.risk.is_none()).then(|| {
        view! {
            <p class="flex flex-wrap items-center gap-2 text-sm text-withheld">
                <Icon name=IconName::Lock />
                {say!(language, answer.risk_not_shown_why)}
                <a class="link inline-flex min-h-6 items-center" href="#withheld">
                    {say!(language, answer.withheld_heading)}
                </a>
            </p>
        }
        .into_any()
    })
}
