//! The attestations, newest first: each element in its place, granted, empty, or withheld for this very record. What is
//! withheld whatever the record stands once, below, and a line leads there.

use delibero_domain::attestation::AttestationStatus;
use delibero_words::formats::{long_date, quarter};
use delibero_words::say;

use super::payments::Payments;
use super::terms::Terms;
use super::{actions, values};
use crate::components::badge::{State, badge_with};
use crate::components::html::{Html, html};
use crate::components::icon::IconName;
use crate::pages::consultation::view::{AttestationPage, CellValue, GrantedAnswer, RowPage};

/// From how many attestations on links lead to each.
const LINKED_FROM: usize = 4;

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    legend(out, terms);
    if granted.attestations.len() >= LINKED_FROM {
        links(out, granted, terms);
    }
    for (place, attestation) in granted.attestations.iter().enumerate() {
        one(out, granted, attestation, place, terms);
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
    for (place, attestation) in granted.attestations.iter().enumerate() {
        let words = quarter(attestation.quarter, terms.language);
        html!(out, "<li><a class=\"link point-link\" href=\"#attestation-" {place} "\">" {words} "</a></li>");
    }
    out.mark("</ul></nav>");
}

fn one(out: &mut Html, granted: &GrantedAnswer, attestation: &AttestationPage, place: usize, terms: &Terms) {
    let language = terms.language;
    html!(out, "<article class=\"section panel\" aria-labelledby=\"attestation-" {place} "\"><header><div class=\"actions\">");
    html!(out, "<h3 id=\"attestation-" {place} "\">" {say!(language, answer.attestation)} " ");
    html!(out, {quarter(attestation.quarter, language)} "</h3>");
    write_marks(out, attestation, terms);
    out.mark("</div>");
    identity(out, attestation, terms);
    out.mark("</header>");
    let several = attestation.rows.len() > 1;
    for (place, row) in attestation.rows.iter().enumerate() {
        block(out, granted, attestation, row, several.then_some(place + 1), terms);
    }
    if attestation.rows.is_empty() && attestation.status != AttestationStatus::Cancellation {
        match attestation.filtered.as_slice() {
            [] => html!(out, "<p class=\"none\">" {say!(language, answer.no_rows)} "</p>"),
            filtered => removed(out, granted, filtered, terms),
        }
    }
    if several {
        total(out, granted, attestation, terms);
    }
    out.mark("</article>");
}

/// Whether it is provisional or cancelled, with sign and word.
pub(super) fn write_marks(out: &mut Html, attestation: &AttestationPage, terms: &Terms) {
    if attestation.temporary {
        out.view(badge_with(State::Warning, IconName::Clock, say!(terms.language, answer.temporary)));
    }
    if attestation.status == AttestationStatus::Cancellation {
        out.view(badge_with(State::Refused, IconName::Stop, say!(terms.language, answer.cancelled)));
    }
}

fn identity(out: &mut Html, attestation: &AttestationPage, terms: &Terms) {
    let language = terms.language;
    out.mark("<p>");
    match attestation.version.filter(|_| !attestation.temporary) {
        None => out.words(say!(language, answer.temporary_meaning)),
        Some(version) => {
            html!(out, {say!(language, answer.version)} " " {version} ", ");
            match attestation.created {
                Some(day) => html!(out, {say!(language, answer.made_on)} " " {long_date(day, language)}),
                None => out.words(say!(language, answer.made_unknown)),
            }
            html!(out, ", " {terms.status(attestation.status)});
        }
    }
    out.mark("</p>");
    if !attestation.temporary {
        html!(out, "<p class=\"code break-all\">" {&attestation.id} "</p>");
    }
}

/// One row with its elements, and the rows below it block by block.
fn block(
    out: &mut Html,
    granted: &GrantedAnswer,
    attestation: &AttestationPage,
    row: &RowPage,
    number: Option<usize>,
    terms: &Terms,
) {
    html!(out, "<section class=\"section\"><h4>" {granted.block_label(row.block, terms)});
    if let Some(number) = number {
        html!(out, " " {number});
    }
    out.mark("</h4>");
    elements(out, granted, row, terms);
    for block in blocks_below(granted, attestation, row) {
        let of_block = |place: &&u8| granted.element(**place).is_some_and(|element| element.block == block);
        let filtered: Vec<u8> = row.filtered.iter().filter(of_block).copied().collect();
        match filtered.as_slice() {
            [] => Payments::new(granted, block, &row.rows).write(out, attestation, number.is_none(), terms),
            filtered => removed(out, granted, filtered, terms),
        }
    }
    out.mark("</section>");
}

/// The elements of a row, in the order of its block.
fn elements(out: &mut Html, granted: &GrantedAnswer, row: &RowPage, terms: &Terms) {
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
fn removed(out: &mut Html, granted: &GrantedAnswer, elements: &[u8], terms: &Terms) {
    let language = terms.language;
    let block = elements.first().and_then(|place| granted.element(*place)).map_or(0, |element| element.block);
    html!(out, "<p class=\"none\">" {granted.block_label(block, terms)} {say!(language, answer.colon)});
    html!(out, {say!(language, answer.filtered)} " (" {granted.names(elements, terms)} ")</p>");
}

/// The blocks that stand below a row: those that never stand at the top.
fn blocks_below<'b>(
    granted: &'b GrantedAnswer,
    attestation: &'b AttestationPage,
    row: &'b RowPage,
) -> impl Iterator<Item = u8> + 'b {
    let below = |block: &u8| row.rows.iter().any(|row| row.block == *block);
    let top = |block: &u8| attestation.rows.iter().any(|row| row.block == *block);
    granted.block_places().filter(move |block| below(block) || !top(block))
}

/// The sums over several rows of one attestation.
fn total(out: &mut Html, granted: &GrantedAnswer, attestation: &AttestationPage, terms: &Terms) {
    let cells = || attestation.rows.iter().flat_map(|row| &row.rows).flat_map(|row| &row.cells);
    let sums: Vec<_> = attestation
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
    html!(out, "<section class=\"total\"><h4>" {words} " " {quarter(attestation.quarter, terms.language)} "</h4><dl>");
    for (element, like, sum) in sums {
        html!(out, "<div><dt>" {terms.text(&element.label)} "</dt><dd>");
        values::write_total(out, like, sum, terms);
        out.mark("</dd></div>");
    }
    out.mark("</dl></section>");
}
