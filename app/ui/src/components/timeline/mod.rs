//! The timeline: one lane per social risk, its periods above and its payments below, across the quarters asked.
//!
//! Widths are shares of the drawing, heights and letters are not: it follows the page's width and stays readable.

use delibero_domain::period::{Period, Quarter, QuarterRange};
use delibero_domain::text::Language;
use delibero_domain::text::Text;
use delibero_words::formats::quarter;
use delibero_words::say;
use jiff::civil::Date;

use self::scale::{Scale, percent};
use super::html::{Html, html};
use super::icon::{IconName, write_icon};

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

/// The section with the drawing, its legend and the same facts as a table, for the quarters asked.
pub fn write_timeline(out: &mut Html, language: Language, timeline: &Timeline, asked: QuarterRange, today: Date) {
    out.mark("<section class=\"section panel\" aria-labelledby=\"timeline\"><h2 id=\"timeline\" class=\"heading\">");
    html!(out, {say!(language, answer.timeline)} "</h2>");
    if timeline.lanes.is_empty() {
        html!(out, "<p class=\"none\">" {say!(language, answer.timeline_empty)} "</p>");
    } else {
        drawing(out, timeline, asked, today, language);
        if timeline.lanes.iter().any(|lane| lane.risk.is_none()) {
            nameless(out, language);
        }
        bars::legend(out, timeline, language);
        table::write(out, timeline, language);
    }
    out.mark("</section>");
}

fn drawing(out: &mut Html, timeline: &Timeline, asked: QuarterRange, day: Date, language: Language) {
    let scale = Scale::new(asked);
    let quarters: Vec<Quarter> = asked.quarters().collect();
    let today = scale.contains(day);
    let foot = AXIS + LANE * timeline.lanes.len();
    let height = foot + if today { FOOT } else { 0 };
    let width = match quarters.len() {
        0..=8 => "",
        9..=16 => " timeline-wide",
        _ => " timeline-widest",
    };
    let (area, label) = (say!(language, answer.timeline_area), say!(language, answer.timeline_label));
    html!(out, "<div class=\"timeline-area\" tabindex=\"0\" role=\"region\" aria-label=\"" {area} "\">");
    html!(out, "<svg class=\"timeline" {width} "\" height=\"" {height} "\" role=\"group\" aria-label=\"" {label} "\">");
    out.mark(bars::HATCHING);
    // Years and quarters, every second year on a darker ground.
    out.mark("<g aria-hidden=\"true\">");
    for (place, quarter) in quarters.into_iter().enumerate() {
        column(out, quarter, place == 0, &scale, foot, language);
    }
    html!(out, "<line x1=\"0\" x2=\"100%\" y1=\"" {AXIS} "\" y2=\"" {AXIS} "\" class=\"stroke-control\"></line></g>");
    if today {
        now(out, scale.begin_of(day), height, language);
    }
    for (place, lane) in timeline.lanes.iter().enumerate() {
        self::lane(out, lane, AXIS + LANE * place, &scale, language);
    }
    out.mark("</svg></div>");
}

fn column(out: &mut Html, at: Quarter, first: bool, scale: &Scale, foot: usize, language: Language) {
    let (from, to) = (scale.begin_of(at.first_day()), scale.end_of(at.last_day()));
    let (x, width) = (percent(from), percent(to - from));
    let ground = if at.year() % 2 == 0 { "fill-sunken" } else { "fill-none" };
    let edge = if at.number() == 1 { "stroke-control" } else { "stroke-line" };
    let words = quarter(at, language);
    html!(out, "<rect x=\"" {x} "\" y=\"0\" width=\"" {width} "\" height=\"" {foot} "\" class=\"" {ground} "\"></rect>");
    html!(out, "<line x1=\"" {x} "\" x2=\"" {x} "\" y1=\"0\" y2=\"" {foot} "\" class=\"" {edge} "\"></line>");
    if first || at.number() == 1 {
        html!(out, "<text x=\"" {x} "\" dx=\"4\" y=\"16\" class=\"year\">" {at.year()} "</text>");
    }
    let short = words.split_whitespace().next().unwrap_or_default();
    html!(out, "<text x=\"" {x} "\" dx=\"4\" y=\"36\" class=\"quarter\">" {short} "</text>");
}

/// A lane: its name, and for every quarter the group of bars that its attestation gave.
fn lane(out: &mut Html, lane: &Lane, top: usize, scale: &Scale, language: Language) {
    let name = table::lane_name(lane, language);
    let foot = top + LANE;
    html!(out, "<line x1=\"0\" x2=\"100%\" y1=\"" {foot} "\" y2=\"" {foot} "\" class=\"stroke-line\"></line>");
    html!(out, "<text x=\"4\" y=\"" {top + 15} "\" class=\"lane\" aria-hidden=\"true\">" {name} "</text>");
    let mut quarters: Vec<Quarter> = lane.periods.iter().chain(&lane.payments).map(|bar| bar.quarter).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let of = |bars: &[Bar], at: Quarter| bars.iter().filter(|bar| bar.quarter == at).cloned().collect::<Vec<_>>();
    for at in quarters {
        let group = bars::Group { quarter: at, periods: of(&lane.periods, at), payments: of(&lane.payments, at) };
        group.write(out, name, top, scale, language);
    }
}

/// The line of today.
fn now(out: &mut Html, at: f64, height: usize, language: Language) {
    let (anchor, aside) = if at > 80.0 { ("end", "-4") } else { ("start", "4") };
    let x = percent(at);
    html!(out, "<g aria-hidden=\"true\"><line x1=\"" {x} "\" x2=\"" {x} "\" y1=\"22\" y2=\"" {height});
    out.mark("\" stroke-width=\"2\" stroke-dasharray=\"2 3\" class=\"stroke-ink\"></line>");
    html!(out, "<text x=\"" {x} "\" dx=\"" {aside} "\" y=\"" {height - 6} "\" text-anchor=\"" {anchor} "\" class=\"lane\">");
    html!(out, {say!(language, answer.today)} "</text></g>");
}

/// Says so where a lane stands without the name of its risk.
fn nameless(out: &mut Html, language: Language) {
    out.mark("<p class=\"nameless\">");
    write_icon(out, IconName::Lock);
    html!(out, {say!(language, answer.risk_not_shown_why)} " <a class=\"link point-link\" href=\"#withheld\">");
    html!(out, {say!(language, answer.withheld_heading)} "</a></p>");
}
