//! Records of any service that declares them, kind by kind: a table where a record is a row, else each with its rows.

use delibero_words::say;

use super::course;
use super::marks::{record_time, write_marks};
use super::payments::Payments;
use super::plot;
use super::records::write_identity;
use super::rows;
use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{GrantedAnswer, KindInfo, RecordPage, RowPage};

/// A table with more is not read across: its rows stand one by one.
const MOST_COLUMNS: usize = 8;

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    for kind in &granted.kinds {
        let of_kind: Vec<&RecordPage> = granted.records.iter().filter(|record| record.kind.0 == kind.id).collect();
        if of_kind.is_empty() {
            continue;
        }
        match kind.shapes.as_slice() {
            [only] if granted.shapes_within(*only).next().is_none() => table(out, granted, *only, &of_kind, terms),
            _ => {
                course::write(out, granted, &of_kind, terms);
                of_kind.iter().enumerate().for_each(|(place, record)| one(out, granted, kind, (place, record), terms));
            }
        }
    }
}

/// The answer that nothing is known, and what to do next.
pub(super) fn write_none(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    let senders: Vec<&str> = granted.senders.iter().map(|sender| terms.text(sender)).collect();
    out.mark(
        "<section class=\"section panel max-w-[72ch]\" aria-labelledby=\"none\"><h2 id=\"none\" class=\"heading\">",
    );
    html!(out, {say!(language, answer.none_records_heading)} "</h2><p>");
    html!(out, {say!(language, answer.none_records_meaning, senders = senders.join(", "))} "</p><ul class=\"list-disc pl-5\">");
    for step in [
        say!(language, answer.none_step_other),
        say!(language, answer.none_step_later),
        say!(language, answer.none_step_niss),
    ] {
        html!(out, "<li>" {step} "</li>");
    }
    out.mark("</ul></section>");
}

/// Records of one row each, oldest first, as a table with sums, and drawn where they are months with amounts.
fn table(out: &mut Html, granted: &GrantedAnswer, shape: u8, records: &[&RecordPage], terms: &Terms) {
    let rows: Vec<&RowPage> = records.iter().rev().flat_map(|record| &record.rows).collect();
    plot::write(out, granted, records, terms);
    Payments::new(granted, shape, rows).write(out, true, terms);
}

fn one(out: &mut Html, granted: &GrantedAnswer, kind: &KindInfo, (place, record): (usize, &RecordPage), terms: &Terms) {
    let language = terms.language;
    let id = format!("{}-{place}", kind.id);
    html!(out, "<article class=\"section panel\" aria-labelledby=\"" {&id} "\"><header><div class=\"actions\">");
    html!(out, "<h3 id=\"" {&id} "\">" {terms.text(&kind.label)} " " {record_time(record, terms)});
    if let Some(sender) = &record.sender {
        html!(out, " (" {say!(language, answer.from_sender)} " " {terms.text(sender)} ")");
    }
    out.mark("</h3>");
    write_marks(out, record, terms);
    out.mark("</div>");
    if record.identified {
        write_identity(out, record, terms);
    }
    out.mark("</header>");
    let mut absent: Vec<&str> = Vec::new();
    for shape in &kind.shapes {
        let of_shape: Vec<&RowPage> = record.rows.iter().filter(|row| row.shape == *shape).collect();
        let flat = granted.shapes_within(*shape).next().is_none();
        match of_shape.as_slice() {
            [] if kind.one_row || record.rows.is_empty() => {}
            [] if granted.closes(*shape) => {}
            [] => absent.push(granted.shape_label(*shape, terms)),
            [only] if kind.shapes.len() == 1 => rows::write_contents(out, granted, only, terms),
            [only] => rows::write(out, granted, only, None, terms),
            several if flat && granted.columns_of(*shape) <= MOST_COLUMNS => {
                Payments::new(granted, *shape, several.iter().copied()).write(out, false, terms)
            }
            several => {
                for (place, row) in several.iter().enumerate() {
                    rows::write(out, granted, row, Some(place + 1), terms);
                }
            }
        }
    }
    if !absent.is_empty() {
        html!(out, "<p class=\"none\">" {say!(language, answer.without_rows)} {say!(language, kit.colon)} {absent.join(", ")} "</p>");
    }
    out.mark("</article>");
}
