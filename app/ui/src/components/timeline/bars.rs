//! The bars of the timeline, and what they say when they are pointed at or focused.

use delibero_domain::period::Period;

use super::scale::{Scale, Stretch, percent};
use crate::components::html::{Html, html};

/// The width of the note that shows the facts.
const NOTE_WIDTH: u16 = 288;
/// How far above its lane the note begins, so that it ends above the bars.
const NOTE_ABOVE: usize = 40;
/// The share of the drawing below which a bar has no room for words.
const NARROW: f64 = 11.0;

/// Bars that say one thing: one stop of the keyboard.
#[derive(Debug)]
pub struct Group {
    pub bars: Vec<Bar>,
    /// At most three.
    pub facts: Vec<String>,
    /// Where they lead, and whether that is what is shown.
    pub leads: Option<(String, bool)>,
}

#[derive(Debug)]
pub struct Bar {
    /// Clipped to the days of the drawing.
    pub period: Period,
    pub look: Look,
    pub hatched: bool,
    /// Within it, where there is room; empty: none.
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    /// Full and thin, below the light ones.
    Full,
    /// As thin, and to be looked at.
    Warning,
    /// Light and tall, with room for words.
    Tall,
}

impl Look {
    /// Its class, its distance from the top of the lane, its height.
    const fn shape(self) -> (&'static str, usize, usize) {
        match self {
            Self::Light => ("bar-light", 22, 16),
            Self::Full => ("bar-full", 44, 10),
            Self::Warning => ("bar-warning", 44, 10),
            Self::Tall => ("bar-light", 24, 26),
        }
    }

    const fn hatching(self) -> &'static str {
        match self {
            Self::Tall => "url(#timeline-stripes)",
            _ => "url(#timeline-hatching)",
        }
    }
}

/// What a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Bar(Look),
    Hatched(Look),
    Event,
}

impl Group {
    /// The bars and their note; nothing when all of them lie outside the drawing.
    pub(super) fn write(&self, out: &mut Html, top: usize, scale: &Scale) {
        let drawn: Vec<_> = self.bars.iter().filter_map(|bar| Some((bar, scale.stretch(bar.period)?))).collect();
        let Some(begin) = drawn.iter().map(|(_, stretch)| stretch.from).reduce(f64::min) else { return };
        let label = self.facts.join(". ");
        match &self.leads {
            Some((to, current)) => {
                html!(out, "<a class=\"bars\" href=\"" {to} "\" aria-label=\"" {label} "\"");
                out.mark(if *current { " aria-current=\"true\">" } else { ">" });
            }
            None => html!(out, "<g class=\"bars\" tabindex=\"0\" role=\"img\" aria-label=\"" {label} "\">"),
        }
        for (bar, stretch) in drawn {
            bar.write(out, stretch, top);
        }
        note(out, &self.facts, begin, top - NOTE_ABOVE);
        out.mark(if self.leads.is_some() { "</a>" } else { "</g>" });
    }
}

impl Bar {
    fn write(&self, out: &mut Html, stretch: Stretch, top: usize) {
        let (class, below, height) = self.look.shape();
        let (x, width, y) = (percent(stretch.from), percent(stretch.to - stretch.from), top + below);
        bar(out, (&x, &width), (y, height), class, self.hatched.then(|| self.look.hatching()));
        if !self.words.is_empty() && stretch.to - stretch.from > NARROW {
            html!(out, "<text x=\"" {x} "\" dx=\"6\" y=\"" {y + height / 2 + 5} "\">" {&self.words} "</text>");
        }
        let middle = y + height / 2;
        if stretch.before {
            sign(out, "0%", middle, "M1 0L8 -6V6Z");
        }
        if stretch.after {
            sign(out, "100%", middle, "M-1 0L-8 -6V6Z");
        }
    }
}

fn bar(out: &mut Html, (x, width): (&str, &str), (y, height): (usize, usize), class: &str, hatching: Option<&str>) {
    let mut rect = |paint: &'static str, how: &str| {
        html!(out, "<rect x=\"" {x} "\" y=\"" {y} "\" width=\"" {width} "\" height=\"" {height} "\" rx=\"2\" ");
        html!(out, {paint} "=\"" {how} "\"></rect>");
    };
    rect("class", class);
    if let Some(pattern) = hatching {
        rect("fill", pattern);
    }
}

/// The diamond of an event, and the way to the day that follows from it.
pub(super) fn event(out: &mut Html, at: f64, follows: f64, top: usize) {
    let (x, middle) = (percent(at), top + 12);
    html!(out, "<g aria-hidden=\"true\"><line x1=\"" {x} "\" x2=\"" {percent(follows)} "\" y1=\"" {middle} "\" y2=\"");
    html!(out, {top + 24} "\" class=\"strong\"></line>");
    sign(out, &x, middle, DIAMOND);
    out.mark("</g>");
}

const DIAMOND: &str = "M0 -6L6 0L0 6L-6 0Z";

/// A small sign around a place.
fn sign(out: &mut Html, x: &str, middle: usize, path: &'static str) {
    html!(out, "<svg x=\"" {x} "\" y=\"" {middle} "\" overflow=\"visible\"><path d=\"" {path} "\"></path></svg>");
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

/// The patterns of what is hatched.
pub(super) const PATTERNS: &str = "<defs><pattern id=\"timeline-hatching\" width=\"6\" height=\"6\" \
    patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\"></rect></pattern>\
    <pattern id=\"timeline-stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\"></rect></pattern></defs>";

/// What the signs stand for.
pub fn write_legend(out: &mut Html, signs: impl IntoIterator<Item = (Sign, &'static str)>) {
    out.mark("<ul class=\"timeline timeline-legend\">");
    for (shown, words) in signs {
        out.mark("<li><svg width=\"28\" height=\"18\" aria-hidden=\"true\">");
        match shown {
            Sign::Event => sign(out, "14", 9, DIAMOND),
            Sign::Bar(look) | Sign::Hatched(look) => {
                let (class, _, height) = look.shape();
                let height = height.min(16);
                let hatching = (shown == Sign::Hatched(look)).then(|| look.hatching());
                bar(out, ("1", "26"), ((18 - height) / 2, height), class, hatching);
            }
        }
        html!(out, "</svg> " {words} "</li>");
    }
    out.mark("</ul>");
}
