//! The bars of the timeline, and what they say when they are pointed at or focused.

use delibero_domain::period::{Period, Quarter};
use delibero_domain::text::Language;
use delibero_words::formats::{amount, quarter, short_period};
use delibero_words::say;
use leptos::prelude::*;

use super::{Bar, Timeline};

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
    /// The bars and their note; none when all of them lie outside the quarters asked.
    pub fn view(&self, risk: &str, top: usize, scale: &Scale, language: Language) -> Option<AnyView> {
        let risks = self.periods.iter().map(|bar| (bar, Kind::Risk));
        let payments = self.payments.iter().map(|bar| (bar, Kind::of_payment(bar)));
        let drawn: Vec<_> =
            risks.chain(payments).filter_map(|(bar, kind)| Some((bar, kind, scale.stretch(bar.period)?))).collect();
        let begin = drawn.iter().map(|(_, _, stretch)| stretch.from).reduce(f64::min)?;
        let facts = self.facts(risk, language);
        let label = facts.join(". ");
        let bars: Vec<_> =
            drawn.into_iter().map(|(bar, kind, stretch)| draw(kind, bar.temporary, stretch, top)).collect();
        Some(
            view! {
                <g class="group/bar" tabindex="0" role="img" aria-label=label>
                    {bars}
                    {note(facts, begin, top - NOTE_ABOVE)}
                </g>
            }
            .into_any(),
        )
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

fn draw(kind: Kind, temporary: bool, stretch: Stretch, top: usize) -> AnyView {
    let (look, below, height) = kind.look();
    let (x, width) = (percent(stretch.from), percent(stretch.to - stretch.from));
    let (y, tall) = ((top + below).to_string(), height.to_string());
    let hatched = temporary.then(|| {
        view! { <rect x=x.clone() y=y.clone() width=width.clone() height=tall.clone() rx="2" fill="url(#timeline-hatching)" /> }
    });
    let middle = top + below + height / 2;
    view! {
        <rect x=x y=y width=width height=tall rx="2" class=look />
        {hatched}
        {stretch.before.then(|| arrow("0%", "M1 0L8 -6V6Z", middle))}
        {stretch.after.then(|| arrow("100%", "M-1 0L-8 -6V6Z", middle))}
    }
    .into_any()
}

/// The mark of a bar that goes on beyond the drawing.
fn arrow(x: &'static str, path: &'static str, middle: usize) -> AnyView {
    view! {
        <svg x=x y=middle.to_string() overflow="visible">
            <path d=path class="fill-surface stroke-ink" />
        </svg>
    }
    .into_any()
}

/// The facts beside the bars, while they are pointed at or focused; it slides so that it never leaves the drawing.
fn note(facts: Vec<String>, begin: f64, top: usize) -> AnyView {
    let slide = -begin / 100.0 * f64::from(NOTE_WIDTH);
    let lines: Vec<_> = facts
        .into_iter()
        .enumerate()
        .map(|(place, words)| {
            let look = if place == 0 { "fill-ink text-xs font-semibold" } else { "fill-ink text-xs tabular-nums" };
            view! {
                <text x=format!("{:.1}", slide + 8.0) y=(17 + place * 18).to_string() class=look>
                    {words}
                </text>
            }
        })
        .collect();
    view! {
        <svg
            x=percent(begin)
            y=top.to_string()
            overflow="visible"
            class="pointer-events-none hidden group-hover/bar:block group-focus/bar:block print:hidden"
        >
            <rect
                x=format!("{slide:.1}")
                y="0"
                width=NOTE_WIDTH.to_string()
                height="60"
                rx="4"
                class="fill-surface stroke-control"
            />
            {lines}
        </svg>
    }
    .into_any()
}

/// The pattern of what is temporary.
pub(super) fn hatching() -> AnyView {
    view! {
        <defs>
            <pattern id="timeline-hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="3" height="6" class="fill-surface" />
            </pattern>
        </defs>
    }
    .into_any()
}

/// What the bars stand for: only those that are drawn.
pub(super) fn legend(timeline: &Timeline, language: Language) -> AnyView {
    let bars = || timeline.lanes.iter().flat_map(|lane| lane.periods.iter().chain(&lane.payments));
    let payments = || timeline.lanes.iter().flat_map(|lane| &lane.payments);
    let recovered = payments().any(|bar| matches!(Kind::of_payment(bar), Kind::Recovered));
    let entries = [
        (true, sample(Kind::Risk, false), say!(language, answer.risk_period)),
        (payments().next().is_some(), sample(Kind::Payment, false), say!(language, answer.payment)),
        (recovered, sample(Kind::Recovered, false), say!(language, answer.payment_recovered)),
        (bars().any(|bar| bar.temporary), sample(Kind::Payment, true), say!(language, answer.temporary_meaning)),
    ];
    let entries: Vec<_> = entries
        .into_iter()
        .filter(|(drawn, ..)| *drawn)
        .map(|(_, sample, words)| view! { <li class="flex items-center gap-2">{sample} {words}</li> })
        .collect();
    view! { <ul class="flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">{entries}</ul> }.into_any()
}

fn sample(kind: Kind, temporary: bool) -> AnyView {
    let (look, _, height) = kind.look();
    let y = ((18 - height) / 2).to_string();
    let tall = height.to_string();
    let hatched = temporary.then(|| {
        view! { <rect x="1" y=y.clone() width="26" height=tall.clone() rx="2" fill="url(#timeline-hatching)" /> }
    });
    view! {
        <svg class="shrink-0 [print-color-adjust:exact]" width="28" height="18" aria-hidden="true" focusable="false">
            <rect x="1" y=y width="26" height=tall rx="2" class=look />
            {hatched}
        </svg>
    }
    .into_any()
}
