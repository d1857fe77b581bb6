//! The attestations side by side: elements in rows, quarters in columns, oldest first, so that a change from one quarter
//! to the next is seen at a glance. Where the rows of an attestation differ, numbers are added up and the rest is counted.

use delibero_domain::authorisation::Withheld;
use delibero_domain::consultation::Seen;
use delibero_domain::period::QuarterRange;
use delibero_domain::record::RecordTime;
use delibero_words::formats::quarter;
use delibero_words::say;

use super::marks::{record_time, write_marks};
use super::terms::Terms;
use super::{scope, values};
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{CellValue, ElementInfo, GrantedAnswer, RecordPage, RowPage};

/// How many quarters a table holds: as many as can be read on a sheet of paper.
const ON_A_SHEET: usize = 10;

/// What an attestation says of an element, over all its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told<'a> {
    /// It has no such row.
    NoRow,
    /// Every row says the same.
    Value(&'a CellValue),
    /// Numbers of several rows: their sum, one of them for its kind, and how many.
    Sum(i64, &'a CellValue, usize),
    /// Several rows that differ: how many.
    Several(usize),
    /// Withheld in these records.
    Withheld(&'a Withheld),
}

impl Told<'_> {
    /// Whether two quarters say the same; how a sum is made up does not count.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Told::Sum(sum, ..), Told::Sum(other, ..)) => sum == other,
            (Told::Sum(sum, ..), Told::Value(CellValue::Amount(number) | CellValue::Count(number)))
            | (Told::Value(CellValue::Amount(number) | CellValue::Count(number)), Told::Sum(sum, ..)) => sum == number,
            _ => self == other,
        }
    }
}

/// What an attestation says of the element of a place.
pub(super) fn told(record: &RecordPage, place: u8) -> Told<'_> {
    fn collect<'a>(rows: &'a [RowPage], place: u8, found: &mut Vec<&'a CellValue>) {
        for row in rows {
            found.extend(row.cells.iter().filter(|cell| cell.element == place).map(|cell| &cell.value));
            collect(&row.rows, place, found);
        }
    }
    let mut found = Vec::new();
    collect(&record.rows, place, &mut found);
    let Some(first) = found.first().copied() else { return Told::NoRow };
    let like = found.iter().copied().find(|value| values::is_number(value));
    match (first, like) {
        (_, Some(like)) if found.len() > 1 => {
            let numbers: Vec<i64> = found.iter().filter_map(|value| values::number(value)).collect();
            Told::Sum(numbers.iter().fold(0, |sum, more| i64::saturating_add(sum, *more)), like, numbers.len())
        }
        (CellValue::Withheld(why), _) if found.iter().all(|value| *value == first) => Told::Withheld(why),
        _ if found.iter().all(|value| *value == first) => Told::Value(first),
        _ => Told::Several(found.len()),
    }
}

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    let columns: Vec<&RecordPage> = granted.records.iter().rev().collect();
    html!(out, "<p class=\"legend\"><span><span class=\"changed-mark\">≠</span> " {say!(language, answer.changed_meaning)} "</span></p>");
    html!(out, "<div class=\"quarters-area\" tabindex=\"0\" role=\"region\" aria-label=\"" {say!(language, answer.quarters_area)} "\">");
    let mut earlier = None;
    for part in columns.chunks(ON_A_SHEET) {
        write_table(out, granted, earlier, part, terms);
        earlier = part.last().copied();
    }
    out.mark("</div>");
    terms.withheld_below(out, granted.withheld.len());
    without_attestation(out, &columns, terms);
}

/// One table; what changed in its first quarter is told by the one before it.
fn write_table(
    out: &mut Html,
    granted: &GrantedAnswer,
    earlier: Option<&RecordPage>,
    columns: &[&RecordPage],
    terms: &Terms,
) {
    let language = terms.language;
    let heading = say!(language, answer.quarters_heading);
    html!(out, "<table class=\"quarters\"><caption class=\"sr-only\">" {heading} "</caption><thead><tr>");
    html!(out, "<th scope=\"col\">" {say!(language, answer.element)} "</th>");
    for record in columns {
        html!(out, "<th scope=\"col\">" {record_time(record, terms)} " ");
        write_marks(out, record, terms);
        out.mark("</th>");
    }
    out.mark("</tr></thead>");
    for shape in granted.shape_places() {
        write_shape(out, granted, earlier, columns, shape, terms);
    }
    out.mark("</table>");
}

fn write_shape(
    out: &mut Html,
    granted: &GrantedAnswer,
    earlier: Option<&RecordPage>,
    columns: &[&RecordPage],
    shape: u8,
    terms: &Terms,
) {
    let always = |place: u8| granted.withheld.iter().any(|(known, _)| *known == place);
    let elements = (0..=u8::MAX).zip(&granted.elements);
    let own: Vec<_> = elements.filter(|(place, element)| element.shape == shape && !always(*place)).collect();
    if own.is_empty() {
        return;
    }
    html!(out, "<tbody><tr><th scope=\"rowgroup\" colspan=\"" {columns.len() + 1} "\">");
    html!(out, {granted.shape_label(shape, terms)} "</th></tr>");
    // Where only what is said in the records may be seen, their number is not told.
    let counted = scope::seen(granted, granted.block_of(shape)) != Seen::Values;
    for (place, element) in own {
        html!(out, "<tr><th scope=\"row\">" {terms.text(&element.label)} "</th>");
        let mut before = earlier.map(|earlier| told(earlier, place));
        for record in columns {
            let now = told(record, place);
            let changed = before.as_ref().is_some_and(|before| !before.is_like(&now));
            write_cell(out, element, &now, changed, counted, terms);
            before = Some(now);
        }
        out.mark("</tr>");
    }
    out.mark("</tbody>");
}

fn write_cell(out: &mut Html, element: &ElementInfo, told: &Told<'_>, changed: bool, counted: bool, terms: &Terms) {
    let language = terms.language;
    out.mark(match (matches!(told, Told::Withheld(_)), changed, element.numeric) {
        (true, ..) => "<td class=\"hatched\">",
        (_, true, true) => "<td class=\"changed number\">",
        (_, true, false) => "<td class=\"changed\">",
        (_, false, true) => "<td class=\"number\">",
        (_, false, false) => "<td>",
    });
    if changed {
        let words = say!(language, answer.changed);
        html!(out, "<span class=\"changed-mark\" aria-hidden=\"true\">≠ </span><span class=\"sr-only\">" {words} " </span>");
    }
    match told {
        Told::NoRow => html!(out, "<span class=\"none\">" {say!(language, answer.no_row)} "</span>"),
        Told::Value(value) => values::write(out, value, terms),
        Told::Sum(sum, like, count) => {
            values::write_total(out, like, *sum, terms);
            if counted {
                html!(out, " <span class=\"code\">" {say!(language, answer.sum_of, count = count)} "</span>");
            }
        }
        Told::Several(count) if counted => out.words(say!(language, answer.several, count = count)),
        Told::Several(_) => out.mark("…"),
        Told::Withheld(why) => terms.lock(out, why),
    }
    out.mark("</td>");
}

/// The quarters asked for which there is none, so that a gap is not taken for a column that is missing.
fn without_attestation(out: &mut Html, columns: &[&RecordPage], terms: &Terms) {
    let has_one = |wanted| columns.iter().any(|record| record.time == Some(RecordTime::Quarter(wanted)));
    let asked = terms.page.asked.span.quarters();
    let missing: Vec<_> =
        asked.into_iter().flat_map(QuarterRange::quarters).filter(|wanted| !has_one(*wanted)).collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.into_iter().map(|missing| quarter(missing, terms.language)).collect();
        html!(out, "<p class=\"none\">" {say!(terms.language, answer.without_attestation)} " " {names.join(", ")} "</p>");
    }
}

#[cfg(test)]
mod tests;
