//! On a narrow screen a row is a sheet: the elements of a recipient, grouped by their mark.

use delibero_words::points::citation;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{ElementColumn, Mark, MatrixCell, MatrixRow};
use super::{MatrixPage, marks, query, table};
use crate::components::html::{Html, html};

/// One per recipient.
pub(super) fn view(page: &MatrixPage) -> AnyView {
    let mut out = Html::default();
    page.view.rows.iter().for_each(|found| write_sheet(&mut out, page, found));
    out.into_div("matrix-sheets")
}

fn write_sheet(out: &mut Html, page: &MatrixPage, found: &MatrixRow) {
    let (language, recipient) = (page.language, &found.recipient);
    let label = page.say(&recipient.label);
    out.mark(if page.query.cell.split(':').next() == Some(recipient.id.as_str()) {
        "<details open>"
    } else {
        "<details>"
    });
    html!(out, "<summary><b>" {label} "</b>");
    if let Some(owner) = &recipient.member_of {
        html!(out, "<small>" {say!(language, matrix.member_of, name = page.say(owner).to_owned())} "</small>");
    }
    if let Some(words) = table::standing(page, found.standing) {
        html!(out, "<span class=\"standing\">" {words} "</span>");
    }
    table::write_suspended(out, page, found);
    write_tally(out, page, found);
    html!(out, "</summary><div><a class=\"link\" href=\"/catalogue/" {&recipient.id} "\">"
        {say!(language, matrix.whole, name = label.to_owned())} "</a>");
    for mark in Mark::ALL {
        write_group(out, page, found, mark);
    }
    html!(out, "</div></details>");
}

/// How many elements have each mark, in the shapes and words of the matrix.
fn write_tally(out: &mut Html, page: &MatrixPage, found: &MatrixRow) {
    html!(out, "<span class=\"tally\">");
    for mark in Mark::ALL {
        let count = found.cells.iter().filter(|cell| cell.mark == mark).count();
        if count > 0 {
            html!(out, "<span>");
            marks::write_shape(out, mark);
            html!(out, {marks::words(page, mark)} {say!(page.language, kit.colon)} {count} "</span>");
        }
    }
    html!(out, "</span>");
}

fn write_group(out: &mut Html, page: &MatrixPage, found: &MatrixRow, mark: Mark) {
    let of_mark = page.view.columns().zip(&found.cells).filter(|(_, cell)| cell.mark == mark);
    for (at, (column, cell)) in of_mark.enumerate() {
        if at == 0 {
            html!(out, "<h3 class=\"" {marks::colour(mark)} "\">");
            marks::write_shape(out, mark);
            html!(out, {marks::words(page, mark)} "</h3><ul>");
        }
        write_item(out, page, found, column, cell);
    }
    if found.cells.iter().any(|cell| cell.mark == mark) {
        html!(out, "</ul>");
    }
}

fn write_item(out: &mut Html, page: &MatrixPage, found: &MatrixRow, column: &ElementColumn, cell: &MatrixCell) {
    let label = format!("{} ({})", page.say(&column.label), block_of(page, column));
    if cell.mark == Mark::NotAsked {
        html!(out, "<li>" {label} "</li>");
        return;
    }
    let word = query::cell(&found.recipient.id, &column.id);
    html!(out, "<li><a class=\"link\" id=\"" {query::place(true, &word)} "\" href=\"" {page.opened(&word)} "\"");
    if page.query.cell == word {
        html!(out, " aria-current=\"true\"");
    }
    html!(out, ">" {label} "</a>");
    if let Some(source) = cell.source.as_ref().filter(|_| cell.mark != Mark::Granted) {
        html!(out, "<small>" {citation(page.language, source)} "</small>");
    }
    html!(out, "</li>");
}

/// The block of an element: some elements stand in two blocks under one name.
fn block_of<'s>(page: &'s MatrixPage, column: &ElementColumn) -> &'s str {
    let mut blocks = page.view.blocks.iter();
    let block = blocks.find(|block| block.elements.iter().any(|element| element.id == column.id));
    block.map_or("", |block| page.say(&block.label))
}
