//! The references as a small drawing: this deliberation in the middle, what it cites on one side, what cites it on the
//! other. The lists beneath hold all of them.

use delibero_words::say;

use super::view::Neighbour;
use super::{DeliberationPage, address};
use crate::components::html::{Html, html};

/// The most that are drawn on one side.
const MOST: usize = 12;
const ROW: usize = 30;
const BOX: usize = 24;
const TOP: usize = 22;

/// One side of the drawing, in hundredths of its width.
struct Side {
    box_left: &'static str,
    box_middle: &'static str,
    /// Where the lines leave the boxes, and where they reach the middle.
    line: (&'static str, &'static str),
    /// Of words that stand at the edge.
    edge: (&'static str, &'static str),
}

const CITED: Side = Side { box_left: "0.5%", box_middle: "12.5%", line: ("24.5%", "38%"), edge: ("0.5%", "start") };
const CITING: Side = Side { box_left: "75.5%", box_middle: "87.5%", line: ("75.5%", "62%"), edge: ("99.5%", "end") };

pub(super) fn write(out: &mut Html, page: &DeliberationPage) {
    let (language, view) = (page.language, &page.view);
    let rows = |all: &[Neighbour]| all.len().min(MOST) + usize::from(all.len() > MOST);
    let tall = rows(&view.cited).max(rows(&view.citing));
    let centre = TOP + tall * ROW / 2;
    html!(out, "<svg class=\"graph\" height=\"" {TOP + tall * ROW} "\" role=\"group\" aria-label=\""
        {say!(language, deliberation.graph_label)} "\">");
    side(out, page, say!(language, deliberation.cites), &view.cited, &CITED, centre);
    side(out, page, say!(language, deliberation.cited_by), &view.citing, &CITING, centre);
    html!(out, "<rect class=\"own\" x=\"38%\" y=\"" {centre - BOX / 2 - 3} "\" width=\"24%\" height=\"" {BOX + 6}
        "\" rx=\"4\"/><text class=\"own\" x=\"50%\" y=\"" {centre + 5} "\">" {view.found.number} "</text></svg>");
}

fn side(out: &mut Html, page: &DeliberationPage, heading: &str, all: &[Neighbour], side: &Side, centre: usize) {
    let at_edge = |out: &mut Html, y: usize, words: &str| {
        html!(out, "<text class=\"edge\" x=\"" {side.edge.0} "\" y=\"" {y} "\" text-anchor=\"" {side.edge.1} "\">"
            {words} "</text>");
    };
    html!(out, "<g aria-hidden=\"true\">");
    at_edge(out, 14, heading);
    out.mark("</g>");
    let drawn = all.len().min(MOST);
    let more = all.len() - drawn;
    // Each side stands around the middle.
    let first = centre - (drawn + usize::from(more > 0)) * ROW / 2;
    for (row, neighbour) in all.iter().take(MOST).enumerate() {
        node(out, page, neighbour, side, first + row * ROW, centre);
    }
    if more > 0 {
        let words = say!(page.language, deliberation.and_others, count = more.to_string());
        at_edge(out, first + drawn * ROW + BOX / 2 + 5, &words);
    }
}

fn node(out: &mut Html, page: &DeliberationPage, neighbour: &Neighbour, side: &Side, top: usize, centre: usize) {
    let number = neighbour.number;
    let known = neighbour.title.is_some();
    out.mark(if known { "<g>" } else { "<g class=\"unknown\">" });
    html!(out, "<line x1=\"" {side.line.0} "\" x2=\"" {side.line.1} "\" y1=\"" {top + BOX / 2} "\" y2=\"" {centre}
        "\"/>");
    match known {
        true => html!(out, "<a href=\"" {address::deliberation(number)} "\" aria-label=\"" {number} "\">"),
        false => html!(out, "<g role=\"img\" aria-label=\"" {number} ", "
            {say!(page.language, deliberation.not_in_register)} "\">"),
    }
    html!(out, "<rect x=\"" {side.box_left} "\" y=\"" {top} "\" width=\"24%\" height=\"" {BOX} "\" rx=\"3\"/><text x=\""
        {side.box_middle} "\" y=\"" {top + BOX / 2 + 5} "\">" {number} "</text>");
    out.mark(if known { "</a></g>" } else { "</g></g>" });
}
