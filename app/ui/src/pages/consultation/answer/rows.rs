//! Rows and what stands within them, to any depth: elements in their places, tables of rows within which none stand.

use delibero_words::say;

use super::payments::Payments;
use super::terms::Terms;
use super::values;
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{CellValue, GrantedAnswer, RowPage};

/// One row with its elements, and the rows within it shape by shape. It is the `number`th where there are several.
pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, row: &RowPage, number: Option<usize>, terms: &Terms) {
    at_depth(out, granted, (row, number), 4, terms);
}

fn at_depth(
    out: &mut Html,
    granted: &GrantedAnswer,
    (row, number): (&RowPage, Option<usize>),
    heading: u8,
    terms: &Terms,
) {
    html!(out, "<section class=\"section\"><h" {heading} ">" {granted.shape_label(row.shape, terms)});
    if let Some(number) = number {
        html!(out, " " {number});
    }
    html!(out, "</h" {heading} ">");
    contents(out, granted, (row, number), heading, terms);
    out.mark("</section>");
}

/// The same of a row that is all of its record, whose heading says what it is.
pub(super) fn write_contents(out: &mut Html, granted: &GrantedAnswer, row: &RowPage, terms: &Terms) {
    contents(out, granted, (row, None), 3, terms);
}

fn contents(
    out: &mut Html,
    granted: &GrantedAnswer,
    (row, number): (&RowPage, Option<usize>),
    heading: u8,
    terms: &Terms,
) {
    write_elements(out, granted, row, terms);
    for (shape, _) in granted.shapes_within(row.shape) {
        let of_shape = |place: &&u8| granted.element(**place).is_some_and(|element| element.shape == shape);
        let filtered: Vec<u8> = row.filtered.iter().filter(of_shape).copied().collect();
        let holds_others = granted.shapes_within(shape).next().is_some();
        let within: Vec<&RowPage> = row.rows.iter().filter(|row| row.shape == shape).collect();
        if !filtered.is_empty() {
            write_removed(out, granted, &filtered, terms);
        } else if holds_others && !within.is_empty() {
            let several = within.len() > 1;
            for (place, row) in within.into_iter().enumerate() {
                at_depth(out, granted, (row, several.then_some(place + 1)), (heading + 1).min(6), terms);
            }
        } else {
            let with_total = !granted.declared && number.is_none();
            Payments::new(granted, shape, &row.rows).write(out, with_total, terms);
        }
    }
}

/// The elements of a row, in the order of the service.
pub(super) fn write_elements(out: &mut Html, granted: &GrantedAnswer, row: &RowPage, terms: &Terms) {
    out.mark("<dl class=\"cells\">");
    let mut always = 0;
    for cell in &row.cells {
        if granted.withholds_always(cell) {
            always += 1;
        } else if let Some(element) = granted.element(cell.element) {
            out.mark(if matches!(cell.value, CellValue::Withheld(_)) { "<div class=\"hatched\">" } else { "<div>" });
            html!(out, "<dt>" {terms.text(&element.label)} "</dt><dd>");
            values::write(out, &cell.value, terms);
            out.mark("</dd></div>");
        }
    }
    out.mark("</dl>");
    terms.withheld_below(out, always);
}

/// What the network removed together with the rows that would hold it.
pub(super) fn write_removed(out: &mut Html, granted: &GrantedAnswer, elements: &[u8], terms: &Terms) {
    let language = terms.language;
    let shape = elements.first().and_then(|place| granted.element(*place)).map_or(0, |element| element.shape);
    html!(out, "<p class=\"none\">" {granted.shape_label(shape, terms)} {say!(language, kit.colon)});
    html!(out, {say!(language, answer.filtered)} " (" {granted.names(elements, terms)} ")</p>");
}
