//! The bars of the timeline, and what they say when they are pointed at or focused.

use delibero_domain::period::{Period, Quarter};
use delibero_domain::text::Language;
use delibero_words::formats::{amount, quarter, short_period};
use delibero_words::say;

use super::{Bar, Timeline};
use crate::components::html::{Html, html};

use super::scale::{Scale, Stretch, percent};

/// The width of the note that shows the facts.
const NOTE_WIDTH: u16 = 288;
/// How far above its lane the note begins, so that it ends above the bars.
const NOTE_ABOVE: usize = 40;

/// The bars that one attestation gave to one lane: one stop of the keyboard.
pub(super) struct Group {
    /// The quarter of the attestation.
    pub quarter: Quarter,
    /// Risk periods.
    pub periods: Vec<Bar>,
    /// Payments.
    pub payments: Vec<Bar>,
}

/// What a bar stands for.
#[derive(Clone, Copy)]
enum Kind {
    Risk,
    Payment,
    Recovered,
}

impl Kind {
    const fn of_payment(bar: &Bar) -> Self {
        match bar.amount {
            Some(cents) if cents < 0 => Self::Recovered,
            _ => Self::Payment,
        }
    }

    /// Its colours, its distance from the top of the lane, its height.
    const fn look(self) -> (&'static str, usize, usize) {
        match self {
            Self::Risk => ("fill-accent-soft stroke-accent", 22, 16),
            Self::Payment => ("fill-accent stroke-accent", 44, 10),
            Self::Recovered => ("fill-warning-soft stroke-warning", 44, 10),
        }
    }
}

impl Group {
    /// The bars and their note; nothing when all of them lie outside the quarters asked.
    pub fn write(&self, out: &mut Html, risk: &str, top: usize, scale: &Scale, language: Language) {
        let risks = self.periods.iter().map(|bar| (bar, Kind::Risk));
        let payments = self.payments.iter().map(|bar| (bar, Kind::of_payment(bar)));
        let drawn: Vec<_> =
            risks.chain(payments).filter_map(|(bar, kind)| Some((bar, kind, scale.stretch(bar.period)?))).collect();
        let Some(begin) = drawn.iter().map(|(_, _, stretch)| stretch.from).reduce(f64::min) else { return };
        let facts = self.facts(risk, language);
        html!(out, "<g class=\"group/bar\" tabindex=\"0\" role=\"img\" aria-label=\"" {facts.join(". ")} "\">");
        for (bar, kind, stretch) in drawn {
            draw(out, kind, bar.temporary, stretch, top);
        }
        note(out, &facts, begin, top - NOTE_ABOVE);
        out.mark("</g>");
    }

    /// Which risk and quarter, its period, and its payments where there are any to show.
    fn facts(&self, risk: &str, language: Language) -> Vec<String> {
        let temporary = self.periods.iter().chain(&self.payments).any(|bar| bar.temporary);
        let mark = if temporary { format!(" ({})", say!(language, answer.temporary)) } else { String::new() };
        let periods: Vec<_> = self.periods.iter().map(|bar| said(bar.period, language)).collect();
        let periods = match periods.as_slice() {
            [] => say!(language, answer.no_risk_period).to_owned(),
            [only] => only.clone(),
            [first, rest @ ..] => format!("{first} (+ {})", rest.len()),
        };
        let head = format!("{risk}, {}{mark}", quarter(self.quarter, language));
        [Some(head), Some(periods), self.paid(language)].into_iter().flatten().collect()
    }

    /// Nothing is said where no payment can be drawn: it may be withheld.
    fn paid(&self, language: Language) -> Option<String> {
        let sum = self.payments.iter().map(|bar| bar.amount).reduce(|sum, more| Some(sum?.saturating_add(more?)))?;
        let count = self.payments.len();
        let words = if count == 1 { say!(language, answer.payment_one) } else { say!(language, answer.payment_many) };
        Some(match sum {
            None => format!("{count} {words}"),
            Some(cents) => format!("{count} {words}{}{}", say!(language, answer.colon), amount(cents)),
        })
    }
}

fn said(period: Period, language: Language) -> String {
    match period.end {
        Some(_) => short_period(period),
        None => format!("{} ({})", short_period(period), say!(language, answer.still_open)),
    }
}

fn draw(out: &mut Html, kind: Kind, temporary: bool, stretch: Stretch, top: usize) {
    let (look, below, height) = kind.look();
    let (x, width, y) = (percent(stretch.from), percent(stretch.to - stretch.from), top + below);
    bar(out, (&x, &width), y, height, temporary, look);
    let middle = y + height / 2;
    if stretch.before {
        arrow(out, "0%", "M1 0L8 -6V6Z", middle);
    }
    if stretch.after {
        arrow(out, "100%", "M-1 0L-8 -6V6Z", middle);
    }
}

/// A bar, hatched where it is temporary.
fn bar(out: &mut Html, (x, width): (&str, &str), y: usize, height: usize, temporary: bool, look: &str) {
    let mut rect = |paint: &'static str, how: &str| {
        html!(out, "<rect x=\"" {x} "\" y=\"" {y} "\" width=\"" {width} "\" height=\"" {height} "\" rx=\"2\" ");
        html!(out, {paint} "=\"" {how} "\"></rect>");
    };
    rect("class", look);
    if temporary {
        rect("fill", "url(#timeline-hatching)");
    }
}

/// The mark of a bar that goes on beyond the drawing.
fn arrow(out: &mut Html, x: &'static str, path: &'static str, middle: usize) {
    html!(out, "<svg x=\"" {x} "\" y=\"" {middle} "\" overflow=\"visible\"><path d=\"" {path} "\" class=\"fill-surface stroke-ink\"></path></svg>");
}

/// The facts beside the bars, while they are pointed at or focused; it slides so that it never leaves the drawing.
fn note(out: &mut Html, facts: &[String], begin: f64, top: usize) {
    let slide = -begin / 100.0 * f64::from(NOTE_WIDTH);
    html!(out, "<svg x=\"" {percent(begin)} "\" y=\"" {top} "\" overflow=\"visible\" class=\"bar-note\">");
    html!(out, "<rect x=\"" {format_args!("{slide:.1}")} "\" y=\"0\" width=\"" {NOTE_WIDTH} "\" height=\"60\" rx=\"4\"></rect>");
    for (place, words) in facts.iter().enumerate() {
        html!(out, "<text x=\"" {format_args!("{:.1}", slide + 8.0)} "\" y=\"" {17 + place * 18} "\">" {words} "</text>");
    }
    out.mark("</svg>");
}

/// The pattern of what is temporary.
pub(super) const HATCHING: &str = "<defs><pattern id=\"timeline-hatching\" width=\"6\" height=\"6\" \
    patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\" \
    class=\"fill-surface\"></rect></pattern></defs>";

/// What the bars stand for: only those that are drawn.
pub(super) fn legend(out: &mut Html, timeline: &Timeline, language: Language) {
    let mut bars = timeline.lanes.iter().flat_map(|lane| lane.periods.iter().chain(&lane.payments));
    let payments = || timeline.lanes.iter().flat_map(|lane| &lane.payments);
    let recovered = payments().any(|bar| matches!(Kind::of_payment(bar), Kind::Recovered));
    out.mark("<ul class=\"timeline-legend\">");
    for (drawn, kind, temporary, words) in [
        (true, Kind::Risk, false, say!(language, answer.risk_period)),
        (payments().next().is_some(), Kind::Payment, false, say!(language, answer.payment)),
        (recovered, Kind::Recovered, false, say!(language, answer.payment_recovered)),
        (bars.any(|bar| bar.temporary), Kind::Payment, true, say!(language, answer.temporary_meaning)),
    ] {
        if drawn {
            let (look, _, height) = kind.look();
            out.mark("<li><svg width=\"28\" height=\"18\" aria-hidden=\"true\">");
            bar(out, ("1", "26"), (18 - height) / 2, height, temporary, look);
            html!(out, "</svg> " {words} "</li>");
        }
    }
    out.mark("</ul>");
}
