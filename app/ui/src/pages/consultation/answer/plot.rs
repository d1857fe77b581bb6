//! Amounts month by month, drawn beside the table that says the same.

use delibero_domain::record::RecordTime;
use delibero_words::formats::{amount, month_of_year};
use delibero_words::say;

use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{CellValue, GrantedAnswer, RecordPage};

/// Of the drawing, in its own units.
const HEIGHT: i64 = 120;
const STEP: i64 = 64;
/// Below the bars, for the months; above, for the numbers.
const FOOT: i64 = 20;
const HEAD: i64 = 18;
/// How many amounts of a month stand beside each other.
const MOST: usize = 2;
const LOOKS: [&str; MOST] = ["plot-granted", "plot-beside"];

/// Amounts of one month, in cents, by the places of their elements.
struct Column {
    words: String,
    amounts: Vec<Option<i64>>,
}

/// Draws records about months, oldest first; nothing where there are no amounts, or one month only.
pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, records: &[&RecordPage], terms: &Terms) {
    let mut elements: Vec<u8> = Vec::new();
    for cell in records.iter().flat_map(|record| &record.rows).flat_map(|row| &row.cells) {
        if matches!(cell.value, CellValue::Amount(_)) && !elements.contains(&cell.element) {
            elements.push(cell.element);
        }
    }
    elements.sort_unstable();
    elements.truncate(MOST);
    let columns: Vec<Column> = records.iter().rev().filter_map(|record| column(record, &elements)).collect();
    let most = columns.iter().flat_map(|column| &column.amounts).flatten().copied().max().unwrap_or_default();
    if columns.len() < 2 || most <= 0 {
        return;
    }
    let language = terms.language;
    let (width, height) = (i64::try_from(columns.len()).unwrap_or_default() * STEP, HEIGHT + FOOT + HEAD);
    let label = say!(language, answer.plot_label);
    html!(out, "<div class=\"plot-around\" tabindex=\"0\" role=\"group\" aria-label=\"" {label} "\">");
    html!(out, "<svg class=\"plot\" viewBox=\"0 0 " {width} " " {height} "\" role=\"img\" aria-label=\"" {label} "\">");
    for (place, column) in (0..).zip(&columns) {
        bars(out, granted, (place * STEP, column), (&elements, most), terms);
    }
    html!(out, "<line class=\"plot-base\" x1=\"0\" x2=\"" {width} "\" y1=\"" {HEAD + HEIGHT} "\" y2=\"" {HEAD + HEIGHT} "\"/></svg></div>");
    out.mark("<p class=\"plot-legend\">");
    for (element, look) in elements.iter().zip(LOOKS) {
        html!(out, "<span class=\"plot-key " {look} "-key\"></span>" {granted.names(&[*element], terms)} " ");
    }
    out.mark("</p>");
}

fn column(record: &RecordPage, elements: &[u8]) -> Option<Column> {
    let Some(RecordTime::Month(month)) = record.time else { return None };
    let amount_of = |element: &u8| {
        let cells = record.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.element == *element);
        let amounts = cells.filter_map(|cell| match cell.value {
            CellValue::Amount(cents) => Some(cents),
            _ => None,
        });
        amounts.reduce(i64::saturating_add)
    };
    Some(Column { words: month_of_year(month), amounts: elements.iter().map(amount_of).collect() })
}

fn bars(
    out: &mut Html,
    granted: &GrantedAnswer,
    (left, column): (i64, &Column),
    (elements, most): (&[u8], i64),
    terms: &Terms,
) {
    let said: Vec<String> = elements
        .iter()
        .zip(&column.amounts)
        .filter_map(|(element, cents)| Some(format!("{} {}", granted.names(&[*element], terms), amount((*cents)?))))
        .collect();
    html!(out, "<g><title>" {&column.words} {say!(terms.language, kit.colon)} {said.join(", ")} "</title>");
    let count = i64::try_from(elements.len()).unwrap_or(1).max(1);
    let wide = (STEP - 16) / count;
    for (place, (cents, look)) in (0..).zip(column.amounts.iter().zip(LOOKS)) {
        let Some(cents) = cents.filter(|cents| *cents > 0) else { continue };
        let tall = (i128::from(cents) * i128::from(HEIGHT) / i128::from(most)).max(2);
        let top = i128::from(HEAD + HEIGHT) - tall;
        let x = left + 8 + place * wide;
        html!(out, "<rect class=\"" {look} "\" x=\"" {x} "\" y=\"" {top} "\" width=\"" {wide - 2} "\" height=\"" {tall} "\"/>");
    }
    html!(out, "<text class=\"plot-month\" x=\"" {left + STEP / 2} "\" y=\"" {HEAD + HEIGHT + 15} "\">" {&column.words} "</text></g>");
}
