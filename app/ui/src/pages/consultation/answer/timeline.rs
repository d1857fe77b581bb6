//! The timeline of the answer: one lane per social risk, its periods above and its payments below, across the quarters
//! asked.

use delibero_domain::period::{Period, Quarter, QuarterRange};
use delibero_domain::text::Language;
use delibero_words::formats::{amount, quarter, short_period};
use delibero_words::say;
use jiff::civil::Date;

use super::timeline_table::{self, lane_name};
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::components::timeline::{Axis, Bar, Group, Lane, Look, Sign, Timeline, write_legend, write_timeline};
use crate::pages::consultation::view::{RiskBar, RiskLane};

/// The section with the drawing, its legend and the same facts as a table.
pub(super) fn write(out: &mut Html, language: Language, lanes: &[RiskLane], asked: QuarterRange, today: Date) {
    out.mark("<section class=\"section panel\" aria-labelledby=\"timeline\"><h2 id=\"timeline\" class=\"heading\">");
    html!(out, {say!(language, answer.timeline)} "</h2>");
    if lanes.is_empty() {
        html!(out, "<p class=\"none\">" {say!(language, answer.timeline_empty)} "</p>");
    } else {
        let drawn = Timeline {
            label: say!(language, answer.timeline_label),
            area: say!(language, answer.timeline_area),
            first: asked.first.first_day(),
            last: asked.last.last_day(),
            axis: Axis::Quarters,
            lanes: lanes.iter().map(|lane| drawn(language, lane)).collect(),
            days: vec![(today, say!(language, answer.today).to_owned())],
        };
        write_timeline(out, language, &drawn);
        if lanes.iter().any(|lane| lane.risk.is_none()) {
            nameless(out, language);
        }
        legend(out, lanes, language);
        timeline_table::write(out, lanes, language);
    }
    out.mark("</section>");
}

/// A lane with one group of bars for every quarter whose attestation gave it some.
fn drawn(language: Language, lane: &RiskLane) -> Lane {
    let name = lane_name(lane, language);
    let mut quarters: Vec<Quarter> = lane.periods.iter().chain(&lane.payments).map(|bar| bar.quarter).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let groups = quarters.into_iter().map(|at| {
        let of = |bars: &[RiskBar]| bars.iter().filter(|bar| bar.quarter == at).cloned().collect::<Vec<_>>();
        let (periods, payments) = (of(&lane.periods), of(&lane.payments));
        let facts = facts(language, name, at, &periods, &payments);
        let risks = periods.iter().map(|bar| (bar, Look::Light));
        let bars = risks.chain(payments.iter().map(|bar| (bar, look_of_payment(bar))));
        let bar = |(bar, look): (&RiskBar, Look)| Bar {
            period: bar.period,
            look,
            hatched: bar.temporary,
            words: String::new(),
        };
        Group { bars: bars.map(bar).collect(), facts, leads: None }
    });
    Lane { name: name.to_owned(), groups: groups.collect(), events: Vec::new() }
}

fn look_of_payment(bar: &RiskBar) -> Look {
    if is_recovered(bar) { Look::Warning } else { Look::Full }
}

fn is_recovered(bar: &RiskBar) -> bool {
    bar.amount.is_some_and(|cents| cents < 0)
}

/// Which risk and quarter, its period, and its payments where there are any to show.
fn facts(language: Language, risk: &str, at: Quarter, periods: &[RiskBar], payments: &[RiskBar]) -> Vec<String> {
    let temporary = periods.iter().chain(payments).any(|bar| bar.temporary);
    let mark = if temporary { format!(" ({})", say!(language, answer.temporary)) } else { String::new() };
    let said: Vec<_> = periods.iter().map(|bar| said(bar.period, language)).collect();
    let said = match said.as_slice() {
        [] => say!(language, answer.no_risk_period).to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} (+ {})", rest.len()),
    };
    let head = format!("{risk}, {}{mark}", quarter(at, language));
    [Some(head), Some(said), paid(language, payments)].into_iter().flatten().collect()
}

/// Nothing is said where no payment can be drawn: it may be withheld.
fn paid(language: Language, payments: &[RiskBar]) -> Option<String> {
    let sum = payments.iter().map(|bar| bar.amount).reduce(|sum, more| Some(sum?.saturating_add(more?)))?;
    let count = payments.len();
    let words = if count == 1 { say!(language, answer.payment_one) } else { say!(language, answer.payment_many) };
    Some(match sum {
        None => format!("{count} {words}"),
        Some(cents) => format!("{count} {words}{}{}", say!(language, kit.colon), amount(cents)),
    })
}

fn said(period: Period, language: Language) -> String {
    match period.end {
        Some(_) => short_period(period),
        None => format!("{} ({})", short_period(period), say!(language, answer.still_open)),
    }
}

/// What the bars stand for: only those that are drawn.
fn legend(out: &mut Html, lanes: &[RiskLane], language: Language) {
    let payments = || lanes.iter().flat_map(|lane| &lane.payments);
    let temporary = lanes.iter().flat_map(|lane| &lane.periods).chain(payments()).any(|bar| bar.temporary);
    let signs = [
        (true, Sign::Bar(Look::Light), say!(language, answer.risk_period)),
        (payments().next().is_some(), Sign::Bar(Look::Full), say!(language, answer.payment)),
        (payments().any(is_recovered), Sign::Bar(Look::Warning), say!(language, answer.payment_recovered)),
        (temporary, Sign::Hatched(Look::Full), say!(language, answer.temporary_meaning)),
    ];
    write_legend(out, signs.into_iter().filter(|(drawn, ..)| *drawn).map(|(_, sign, words)| (sign, words)));
}

/// Says so where a lane stands without the name of its risk.
fn nameless(out: &mut Html, language: Language) {
    out.mark("<p class=\"nameless\">");
    write_icon(out, IconName::Lock);
    html!(out, {say!(language, answer.risk_not_shown_why)} " <a class=\"link point-link\" href=\"#withheld\">");
    html!(out, {say!(language, answer.withheld_heading)} "</a></p>");
}
