//! The timeline: lanes of bars on the days that they last, single days that stand out, and what each sign means.
//!
//! Widths are shares of the drawing, heights and letters are not: it follows the page's width and stays readable.

use delibero_domain::period::Quarter;
use delibero_domain::text::Language;
use delibero_words::formats::quarter;
use jiff::civil::Date;

pub use self::bars::{Bar, Group, Look, Sign, write_legend};
use self::scale::{Scale, percent};
use super::html::{Html, html};

mod bars;
mod scale;

/// What is drawn, from the first day at the left edge to the last one at the right.
#[derive(Debug)]
pub struct Timeline {
    /// What the drawing shows.
    pub label: &'static str,
    /// What the area is called that scrolls where the drawing is wide.
    pub area: &'static str,
    pub first: Date,
    pub last: Date,
    pub axis: Axis,
    pub lanes: Vec<Lane>,
    /// Lines through all lanes, with their words below.
    pub days: Vec<(Date, String)>,
}

/// What stands above the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Quarters,
    /// Every year, or every fifth of many.
    Years,
}

/// One lane.
#[derive(Debug, Default)]
pub struct Lane {
    /// Empty: none.
    pub name: String,
    pub groups: Vec<Group>,
    /// Diamonds above the bars, each with the day that follows from it.
    pub events: Vec<(Date, Date)>,
}

/// Room for years and quarters above the lanes.
const AXIS: usize = 44;
const LANE: usize = 66;
/// Room for the words of one day below the lanes.
const FOOT: usize = 20;
/// Years beyond which only every fifth is written.
const MANY_YEARS: i16 = 12;

pub fn write_timeline(out: &mut Html, language: Language, timeline: &Timeline) {
    let scale = timeline.scale();
    let columns = timeline.columns(language);
    let days: Vec<_> = timeline.days.iter().filter(|(day, _)| scale.contains(*day)).collect();
    let foot = AXIS + LANE * timeline.lanes.len();
    let height = foot + FOOT * days.len();
    html!(out, "<div class=\"timeline-area\" tabindex=\"0\" role=\"region\" aria-label=\"" {timeline.area} "\">");
    html!(out, "<svg class=\"timeline" {timeline.width(columns.len())} "\" height=\"" {height} "\" role=\"group\" ");
    html!(out, "aria-label=\"" {timeline.label} "\">");
    out.mark(bars::PATTERNS);
    out.mark("<g aria-hidden=\"true\">");
    for column in &columns {
        column.write(out, &scale, foot);
    }
    html!(out, "<line x1=\"0\" x2=\"100%\" y1=\"" {AXIS} "\" y2=\"" {AXIS} "\" class=\"strong\"></line>");
    for (row, (day, words)) in (1..).zip(days) {
        through(out, scale.begin_of(*day), foot + FOOT * row, words);
    }
    out.mark("</g>");
    for (place, lane) in timeline.lanes.iter().enumerate() {
        lane.write(out, AXIS + LANE * place, &scale);
    }
    out.mark("</svg></div>");
}

impl Timeline {
    /// Quarters end at the edges; beside years some room is left, so that no event stands at an edge.
    fn scale(&self) -> Scale {
        match self.axis {
            Axis::Quarters => Scale::new(self.first, self.last),
            Axis::Years => Scale::around(self.first, self.last),
        }
    }

    /// The class of how wide the drawing is at least, by how much stands in it.
    fn width(&self, columns: usize) -> &'static str {
        let (crowd, [few, several]) = match self.axis {
            Axis::Quarters => (columns, [8, 16]),
            Axis::Years => (self.lanes.iter().map(|lane| lane.groups.len()).max().unwrap_or_default(), [4, 12]),
        };
        match crowd {
            _ if crowd <= few => "",
            _ if crowd <= several => " timeline-wide",
            _ => " timeline-widest",
        }
    }

    fn columns(&self, language: Language) -> Vec<Column> {
        match self.axis {
            Axis::Quarters => {
                let first = Quarter::containing(self.first);
                let all = (0..).map(|place| first.shifted(place)).take_while(|at| at.first_day() <= self.last);
                all.map(|at| Column::of_quarter(at, at == first, language)).collect()
            }
            Axis::Years => {
                let years = self.first.year()..=self.last.year();
                let step = if self.last.year() - self.first.year() > MANY_YEARS { 5 } else { 1 };
                years.filter(|year| year % step == 0).filter_map(Column::of_year).collect()
            }
        }
    }
}

/// A stretch of the axis.
struct Column {
    first: Date,
    last: Date,
    year: Option<i16>,
    quarter: Option<String>,
    class: &'static str,
}

impl Column {
    /// Every second year stands on a darker ground.
    fn of_quarter(at: Quarter, is_first: bool, language: Language) -> Self {
        let words = quarter(at, language);
        let begins = at.number() == 1;
        Self {
            first: at.first_day(),
            last: at.last_day(),
            year: (is_first || begins).then(|| at.year()),
            quarter: Some(words.split_whitespace().next().unwrap_or_default().to_owned()),
            class: match (at.year() % 2 == 0, begins) {
                (true, true) => "axis dark strong",
                (true, false) => "axis dark",
                (false, true) => "axis strong",
                (false, false) => "axis",
            },
        }
    }

    fn of_year(year: i16) -> Option<Self> {
        let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Self { first, last, year: Some(year), quarter: None, class: "axis" })
    }

    fn write(&self, out: &mut Html, scale: &Scale, foot: usize) {
        let (from, to) = (scale.begin_of(self.first), scale.end_of(self.last));
        let (x, width) = (percent(from), percent(to - from));
        html!(out, "<g class=\"" {self.class} "\"><rect x=\"" {x} "\" y=\"0\" width=\"" {width} "\" height=\"" {foot});
        html!(out, "\"></rect><line x1=\"" {x} "\" x2=\"" {x} "\" y1=\"0\" y2=\"" {foot} "\"></line>");
        if let Some(year) = self.year {
            html!(out, "<text x=\"" {x} "\" dx=\"4\" y=\"16\" class=\"year\">" {year} "</text>");
        }
        if let Some(quarter) = &self.quarter {
            html!(out, "<text x=\"" {x} "\" dx=\"4\" y=\"36\" class=\"quarter\">" {quarter} "</text>");
        }
        out.mark("</g>");
    }
}

impl Lane {
    fn write(&self, out: &mut Html, top: usize, scale: &Scale) {
        let foot = top + LANE;
        html!(out, "<line x1=\"0\" x2=\"100%\" y1=\"" {foot} "\" y2=\"" {foot} "\"></line>");
        html!(out, "<text x=\"4\" y=\"" {top + 15} "\" class=\"lane\" aria-hidden=\"true\">" {&self.name} "</text>");
        for (day, follows) in &self.events {
            bars::event(out, scale.begin_of(*day), scale.begin_of(*follows), top);
        }
        for group in &self.groups {
            group.write(out, top, scale);
        }
    }
}

/// The line of a day, down to its words.
fn through(out: &mut Html, at: f64, foot: usize, words: &str) {
    let (anchor, aside) = if at > 80.0 { ("end", "-4") } else { ("start", "4") };
    let x = percent(at);
    html!(out, "<line x1=\"" {x} "\" x2=\"" {x} "\" y1=\"22\" y2=\"" {foot} "\" class=\"day\"></line>");
    html!(out, "<text x=\"" {x} "\" dx=\"" {aside} "\" y=\"" {foot - 6} "\" text-anchor=\"" {anchor} "\" class=\"lane\">");
    html!(out, {words} "</text>");
}
