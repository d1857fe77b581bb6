//! The attestations, newest first: each element in its place, granted, empty, or withheld for this very record. What is
//! withheld whatever the record stands once, below, and a line leads there.

use delibero_domain::record::RecordStatus;
use delibero_words::formats::long_date;
use delibero_words::say;

use super::marks::{record_time, write_marks};
use super::terms::Terms;
use super::{actions, rows, values, versions};
use crate::components::html::{Html, html};
use crate::pages::consultation::view::{GrantedAnswer, RecordPage};

/// From how many attestations on links lead to each.
const LINKED_FROM: usize = 4;

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    legend(out, terms);
    if granted.records.len() >= LINKED_FROM {
        links(out, granted, terms);
    }
    for (place, record) in granted.records.iter().enumerate() {
        one(out, granted, record, place, terms);
    }
}

/// The answer that there is none, and what to do next.
pub(super) fn write_none(out: &mut Html, terms: &Terms) {
    let language = terms.language;
    out.mark(
        "<section class=\"section panel max-w-[72ch]\" aria-labelledby=\"none\"><h2 id=\"none\" class=\"heading\">",
    );
    html!(out, {say!(language, answer.none_heading)} "</h2><p>" {say!(language, answer.none_meaning)} "</p>");
    out.mark("<ul class=\"list-disc pl-5\">");
    for step in [
        say!(language, answer.none_step_quarters),
        say!(language, answer.none_step_wait),
        say!(language, answer.none_step_niss),
    ] {
        html!(out, "<li>" {step} "</li>");
    }
    out.mark("</ul>");
    actions::write_other_time(out, terms);
    out.mark("</section>");
}

/// The records of the service are not here, whatever there is at the supplier.
pub(super) fn write_not_held(out: &mut Html, terms: &Terms) {
    let language = terms.language;
    out.mark(
        "<section class=\"section panel max-w-[72ch]\" aria-labelledby=\"none\"><h2 id=\"none\" class=\"heading\">",
    );
    html!(out, {say!(language, answer.not_held_heading)} "</h2><p>" {say!(language, answer.not_held_meaning)} "</p></section>");
}

/// What the marks say.
fn legend(out: &mut Html, terms: &Terms) {
    let language = terms.language;
    html!(out, "<p class=\"legend\"><span class=\"granted\">" {say!(language, answer.legend_granted)} "</span> ");
    html!(out, "<span class=\"hatched\">" {say!(language, answer.legend_withheld)} "</span> ");
    html!(out, "<span>— " {say!(language, answer.legend_empty)} "</span></p>");
}

fn links(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let label = say!(terms.language, answer.attestation_links);
    html!(out, "<nav class=\"print:hidden\" aria-label=\"" {label} "\"><ul class=\"actions\">");
    for (place, record) in granted.records.iter().enumerate() {
        let words = record_time(record, terms);
        html!(out, "<li><a class=\"link point-link\" href=\"#attestation-" {place} "\">" {words} "</a></li>");
    }
    out.mark("</ul></nav>");
}

fn one(out: &mut Html, granted: &GrantedAnswer, record: &RecordPage, place: usize, terms: &Terms) {
    let language = terms.language;
    html!(out, "<article class=\"section panel\" aria-labelledby=\"attestation-" {place} "\"><header><div class=\"actions\">");
    html!(out, "<h3 id=\"attestation-" {place} "\">" {say!(language, answer.attestation)} " " {record_time(record, terms)} "</h3>");
    write_marks(out, record, terms);
    out.mark("</div>");
    write_identity(out, record, terms);
    out.mark("</header>");
    let several = record.rows.len() > 1;
    for (place, row) in record.rows.iter().enumerate() {
        rows::write(out, granted, row, several.then_some(place + 1), terms);
    }
    if record.rows.is_empty() && record.status != RecordStatus::Cancellation {
        match record.filtered.as_slice() {
            [] => html!(out, "<p class=\"none\">" {say!(language, answer.no_rows)} "</p>"),
            filtered => rows::write_removed(out, granted, filtered, terms),
        }
    }
    if several {
        total(out, granted, record, terms);
    }
    out.mark("</article>");
}

pub(super) fn write_identity(out: &mut Html, record: &RecordPage, terms: &Terms) {
    let language = terms.language;
    out.mark("<p>");
    match record.version.filter(|_| !record.temporary) {
        None => out.words(say!(language, answer.temporary_meaning)),
        Some(version) => {
            html!(out, {say!(language, answer.version)} " " {version} ", ");
            match record.created {
                Some(day) => html!(out, {say!(language, answer.made_on)} " " {long_date(day, language)}),
                None => out.words(say!(language, answer.made_unknown)),
            }
            html!(out, ", " {terms.status(record.status)});
        }
    }
    out.mark("</p>");
    if !record.temporary {
        html!(out, "<p class=\"code break-all\">" {&record.id} "</p>");
    }
    versions::write_link(out, record, terms);
}

/// The sums over several rows of one attestation.
fn total(out: &mut Html, granted: &GrantedAnswer, record: &RecordPage, terms: &Terms) {
    let cells = || record.rows.iter().flat_map(|row| &row.rows).flat_map(|row| &row.cells);
    let sums: Vec<_> = record
        .totals
        .iter()
        .filter_map(|(place, sum)| {
            let like = cells().find(|cell| cell.element == *place && values::is_number(&cell.value))?;
            Some((granted.element(*place)?, &like.value, *sum))
        })
        .collect();
    if sums.is_empty() {
        return;
    }
    let words = say!(terms.language, answer.total);
    html!(out, "<section class=\"total\"><h4>" {words} " " {record_time(record, terms)} "</h4><dl>");
    for (element, like, sum) in sums {
        html!(out, "<div><dt>" {terms.text(&element.label)} "</dt><dd>");
        values::write_total(out, like, sum, terms);
        out.mark("</dd></div>");
    }
    out.mark("</dl></section>");
}
