//! The table: recipients in rows, elements in columns, in a region of its own that scrolls both ways. Its cells are
//! hundreds, so that it is written as text.

use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{ElementColumn, Mark, MatrixCell, MatrixRow, Standing};
use super::{MatrixPage, MatrixQuery, marks, query};
use crate::components::html::{Html, html};
use crate::filters::Filters as _;

/// The table, on screens that are wide enough, and on paper.
pub(super) fn view(page: &MatrixPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let service = view.services.iter().find(|(id, _)| *id == view.service);
    let service = service.map(|(_, label)| page.say(label).to_owned()).unwrap_or_default();
    let caption = say!(language, matrix.caption, service = service);
    let mut out = Html::default();
    html!(out, "<caption id=\"matrix-caption\" class=\"sr-only\">" {caption} "</caption><thead>");
    write_heads(&mut out, page);
    html!(out, "</thead><tbody>");
    view.rows.iter().enumerate().for_each(|(place, found)| write_row(&mut out, page, place, found));
    html!(out, "</tbody>");
    view! {
        <p class="matrix-help">
            <a class="link without-script" href="#after-matrix">{say!(language, matrix.skip)}</a>
            <span class="with-script">{say!(language, matrix.keys)}</span>
        </p>
        <div id="matrix" role="region" tabindex="0" aria-labelledby="matrix-caption" class="matrix">
            <table inner_html=out.into_string()></table>
        </div>
        <div id="after-matrix" tabindex="-1"></div>
    }
    .into_any()
}

/// Blocks above elements, which are written from bottom to top, on at most three lines.
fn write_heads(out: &mut Html, page: &MatrixPage) {
    html!(out, "<tr><th scope=\"col\" rowspan=\"2\" class=\"corner\">" {say!(page.language, matrix.recipient)} "</th>");
    for block in &page.view.blocks {
        let label = page.say(&block.label);
        html!(out, "<th scope=\"colgroup\" colspan=\"" {block.elements.len()} "\">" {label} "</th>");
    }
    html!(out, "</tr><tr>");
    for (column, first) in columns(page) {
        let class = if first { "first" } else { "" };
        html!(out, "<th scope=\"col\" class=\"" {class} "\"><span>" {page.say(&column.label)} "</span></th>");
    }
    html!(out, "</tr>");
}

/// Every column, with whether it is the first of its block.
fn columns(page: &MatrixPage) -> impl Iterator<Item = (&ElementColumn, bool)> {
    page.view.blocks.iter().flat_map(|block| block.elements.iter().enumerate().map(|(at, column)| (column, at == 0)))
}

/// `data-at` says row and column; columns 0 and 1 are the links of the row's head.
fn write_row(out: &mut Html, page: &MatrixPage, place: usize, found: &MatrixRow) {
    let recipient = &found.recipient;
    let class = if recipient.member_of.is_some() { "member" } else { "" };
    html!(out, "<tr><th scope=\"row\" class=\"" {class} "\"><a class=\"row-name\" href=\"/catalogue/" {&recipient.id}
        "\" data-at=\"" {place} ",0\">" {page.say(&recipient.label)} "</a>");
    if let Some(owner) = &recipient.member_of {
        let words = say!(page.language, matrix.member_of, name = page.say(owner).to_owned());
        html!(out, "<span class=\"sr-only\">, " {words} "</span>");
    }
    if let Some(words) = standing(page, found.standing) {
        html!(out, "<span class=\"standing\">" {words} "</span>");
    }
    write_suspended(out, page, found);
    write_fold(out, page, place, found);
    html!(out, "</th>");
    for (at, ((column, first), cell)) in columns(page).zip(&found.cells).enumerate() {
        let class = match (first, cell.mark == Mark::Excluded) {
            (true, true) => "first hatched",
            (true, false) => "first",
            (false, true) => "hatched",
            (false, false) => "",
        };
        write_cell(out, page, (found, column, cell), class, (place, at + 2));
    }
    html!(out, "</tr>");
}

/// That nothing holds on the day, and from or until when it does.
pub(super) fn standing(page: &MatrixPage, standing: Standing) -> Option<String> {
    let day = |day| long_date(day, page.language);
    match standing {
        Standing::InForce => None,
        Standing::NotBefore(from) => Some(say!(page.language, matrix.not_before, day = day(from))),
        Standing::NotAfter(until) => Some(say!(page.language, matrix.not_after, day = day(until))),
    }
}

/// That nobody sees anything of it for now, and since when.
pub(super) fn write_suspended(out: &mut Html, page: &MatrixPage, found: &MatrixRow) {
    if let Some(day) = found.suspended {
        let words = say!(page.language, suspension.row, day = long_date(day, page.language));
        html!(out, "<span class=\"standing\">" {words} "</span>");
    }
}

/// To the members that have rules of their own, or back.
fn write_fold(out: &mut Html, page: &MatrixPage, place: usize, found: &MatrixRow) {
    let language = page.language;
    if found.own_rules == 0 || page.query.members == MatrixQuery::ALL {
        return;
    }
    let members = if found.unfolded { "" } else { &found.recipient.id };
    let to = page.kept().with("members", members).with("cell", "").address();
    let words = match (found.unfolded, found.own_rules) {
        (true, _) => say!(language, matrix.fold).to_owned(),
        (false, 1) => say!(language, matrix.unfold_one).to_owned(),
        (false, many) => say!(language, matrix.unfold_many, count = many.to_string()),
    };
    html!(out, "<a class=\"fold\" href=\"" {to} "\" data-at=\"" {place} ",1\">" {words} "</a>");
}

/// A link where there is something to tell, a dot where the text is silent.
fn write_cell(
    out: &mut Html,
    page: &MatrixPage,
    (found, column, cell): (&MatrixRow, &ElementColumn, &MatrixCell),
    class: &'static str,
    (row, at): (usize, usize),
) {
    let words = marks::cell(page, cell);
    html!(out, "<td");
    if !class.is_empty() {
        html!(out, " class=\"" {class} "\"");
    }
    if cell.mark == Mark::NotAsked {
        html!(out, ">");
        marks::write_shape(out, cell.mark);
        html!(out, "<span class=\"sr-only\">" {words} "</span></td>");
        return;
    }
    let word = query::cell(&found.recipient.id, &column.id);
    html!(out, " title=\"" {page.say(&found.recipient.label)} " – " {page.say(&column.label)} " – " {&words} "\"><a id=\""
        {query::place(false, &word)} "\" href=\"" {page.opened(&word)} "\" data-at=\"" {row} "," {at} "\"");
    if page.query.cell == word {
        html!(out, " aria-current=\"true\"");
    }
    html!(out, ">");
    marks::write_shape(out, cell.mark);
    html!(out, "<span class=\"sr-only\">" {words} "</span></a></td>");
}
