//! Rows that hold from one day to another, drawn in lanes: one for each shape.

use delibero_domain::period::Period;
use delibero_words::formats::short_period;
use delibero_words::say;
use jiff::civil::Date;

use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::timeline::{Axis, Bar, Group, Lane, Look, Timeline, write_timeline};
use crate::pages::consultation::view::{CellValue, GrantedAnswer, RecordPage, RowPage};

/// Draws records of any senders; nothing where no row says from when it holds.
pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, records: &[&RecordPage], terms: &Terms) {
    let language = terms.language;
    let mut lanes: Vec<(u8, Vec<(Period, String)>)> = Vec::new();
    for shape in granted.shape_places() {
        let rows = records.iter().flat_map(|record| record.rows.iter().map(move |row| (record, row)));
        let of_shape = rows.filter(|(_, row)| row.shape == shape);
        let periods = of_shape.filter_map(|(record, row)| {
            let from = record.sender.as_ref().map(|sender| terms.text(sender).to_owned()).unwrap_or_default();
            Some((period_of(granted, row)?, from))
        });
        let periods: Vec<_> = periods.collect();
        if !periods.is_empty() {
            lanes.push((shape, periods));
        }
    }
    let periods = || lanes.iter().flat_map(|(_, periods)| periods.iter().map(|(period, _)| *period));
    let Some(first) = periods().map(|period| period.begin).min() else { return };
    let today = terms.page.today;
    let last = periods().filter_map(|period| period.end).max().unwrap_or(today).max(today);
    let drawn = |(shape, periods): &(u8, Vec<(Period, String)>)| {
        let name = granted.shape_label(*shape, terms);
        let group = |(period, from): &(Period, String)| Group {
            bars: vec![Bar { period: *period, look: Look::Light, hatched: false, words: String::new() }],
            facts: [name.to_owned(), short_period(*period), from.clone()]
                .into_iter()
                .filter(|fact| !fact.is_empty())
                .collect(),
            leads: None,
        };
        Lane { name: name.to_owned(), groups: periods.iter().map(group).collect(), events: Vec::new() }
    };
    let timeline = Timeline {
        label: say!(language, answer.timeline_label),
        area: say!(language, answer.timeline_area),
        first,
        last,
        axis: Axis::Years,
        lanes: lanes.iter().map(drawn).collect(),
        days: vec![(today, say!(language, answer.today).to_owned())],
    };
    out.mark("<section class=\"section panel\" aria-labelledby=\"course\"><h3 id=\"course\">");
    html!(out, {say!(language, answer.course)} "</h3>");
    write_timeline(out, language, &timeline);
    out.mark("</section>");
}

/// Nothing where the first day is withheld or not said.
fn period_of(granted: &GrantedAnswer, row: &RowPage) -> Option<Period> {
    let (begins, ends) = granted.shapes.get(usize::from(row.shape))?.lasts?;
    let day_of = |place: u8| -> Option<Date> {
        row.cells.iter().find(|cell| cell.element == place).and_then(|cell| match cell.value {
            CellValue::Date(day) => Some(day),
            _ => None,
        })
    };
    let begin = day_of(begins)?;
    Some(Period { begin, end: ends.and_then(day_of).filter(|end| *end >= begin) })
}
