//! What belongs to the page and not to the text: page numbers, running heads, rules.

use std::collections::HashMap;

use delibero_domain::deliberation::reading::Dropped;

use crate::characters::share_of_capitals;
use crate::lines::{Line, Lines};
use crate::numbering::is_of_a_list;
use crate::opening::{self, Opening, document_number};
use crate::parting::Counter;
use crate::pattern::pattern;

/// Takes the furniture of the pages out of the lines; a line after some of it begins a page.
pub fn take_out(lines: &mut Lines) -> Vec<Dropped> {
    let (edges, pages) = page_edges(lines);
    let heads = running_heads(&lines.lines, &edges, pages);
    let mut dropped = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.lines.len());
    let mut last_page = 0;
    let mut page_begins = false;
    let mut counter = Counter::default();
    let all = std::mem::take(&mut lines.lines);
    for (index, line) in all.iter().enumerate() {
        let at_edge = edges.get(index).copied().unwrap_or(false);
        if let Some((page, digits)) = glued_page_number(&line.text, last_page, &counter) {
            last_page = page;
            lines.pages_known = true;
            let (number, rest) = line.text.split_at(digits);
            dropped.push(Dropped {
                line: line.number,
                reason: "page-number".to_owned(),
                text: number.trim_end().to_owned(),
            });
            kept.push(Line { text: rest.trim_start().to_owned(), page_start: true, ..line.clone() });
            counter.see(rest.trim_start());
            page_begins = false;
            continue;
        }
        let reason = if is_rule(&line.text) {
            Some("rule")
        } else if let Some(page) = page_number(&all, index, at_edge, last_page) {
            last_page = page;
            lines.pages_known = true;
            Some("page-number")
        } else if at_edge && (heads.contains_key(&shape(&line.text)) || is_late_masthead(line, index)) {
            Some("running-head")
        } else {
            None
        };
        if let Some(reason) = reason {
            page_begins |= reason != "rule" || line.page_start;
            dropped.push(Dropped { line: line.number, reason: reason.to_owned(), text: line.text.clone() });
        } else {
            let mut line = line.clone();
            line.page_start |= page_begins;
            page_begins = false;
            counter.see(&line.text);
            kept.push(line);
        }
    }
    lines.lines = kept;
    dropped
}

/// The number of a page before the label of the point or section that begins it: `3 5. De gegevens`.
fn glued_page_number(text: &str, last_page: u32, counter: &Counter) -> Option<(u32, usize)> {
    let found = pattern!(r"^((?i:page|pagina|p\.|blz\.?)\s*)?(\d{1,3})(?:\s?/\s?\d{1,3})?\s+([\d§A-HIVX].*)$")
        .captures(text)?;
    let page = found.get(2)?.as_str().parse().ok()?;
    let rest = found.get(3)?;
    let begins = match opening::of(rest.as_str()) {
        Opening::Label { label, .. } => {
            counter.may_follow(&label) && !is_of_a_list(label.printed()) && matches!(opening::of(text), Opening::Plain)
        }
        Opening::Section { .. } => share_of_capitals(rest.as_str()) > 0.7,
        _ => false,
    };
    (begins && page > last_page && page <= last_page + 20).then_some((page, rest.start()))
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= 2 && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '–' | '─' | ' '))
}

/// A document number by itself belongs to the first page; on a later one it is a running head.
fn is_late_masthead(line: &Line, index: usize) -> bool {
    const FIRST_PAGE: usize = 12;
    const LONGEST: usize = 100;
    index > FIRST_PAGE
        && line.text.len() <= LONGEST
        && document_number(&line.text).is_some_and(|number| line.text.starts_with(number))
}

/// Which lines are among the first or last three of a page, and how many pages there are;
/// none where form feeds do not tell.
fn page_edges(lines: &Lines) -> (Vec<bool>, usize) {
    const EDGE: usize = 3;
    let mut edges = vec![false; lines.lines.len()];
    if !lines.form_feeds {
        return (edges, 0);
    }
    let (mut start, mut pages) = (0, 0);
    for end in 1..=lines.lines.len() {
        if end == lines.lines.len() || lines.lines[end].page_start {
            for at in (start..end).take(EDGE).chain((start..end).rev().take(EDGE)) {
                edges[at] = true;
            }
            start = end;
            pages += 1;
        }
    }
    (edges, pages)
}

/// The number of the page that a line shows and nothing else.
fn page_number(lines: &[Line], index: usize, at_edge: bool, last_page: u32) -> Option<u32> {
    let line = &lines[index];
    let plain = pattern!(r"^\d{1,3}$");
    let adorned = pattern!(
        r"(?i)^(?:[-–—]\s*(\d{1,3})\s*[-–—]|(?:page|pagina|pag\.|p\.|blz\.?|bladzijde)\s*(\d{1,3})(?:\s*(?:/|sur|van|de|of|op)\s*\d{1,3})?|(\d{1,3})\s*(?:/|sur|van)\s*\d{1,3})$"
    );
    if let Some(found) = adorned.captures(&line.text) {
        let apart = at_edge || line.gap || lines.get(index + 1).is_none_or(|next| next.gap || next.page_start);
        let number = found.iter().skip(1).flatten().next()?;
        return number.as_str().parse().ok().filter(|_| apart);
    }
    if !plain.is_match(&line.text) {
        return None;
    }
    let number: u32 = line.text.parse().ok()?;
    let next = lines.get(index + 1);
    let previous = index.checked_sub(1).map(|previous| &lines[previous]);
    // A raised mark of a footnote stands alone too, but the sentence goes on after it.
    let sentence_goes_on = next.is_some_and(|next| next.text.starts_with([',', '.', ';', ':', ')']))
        || previous.is_some_and(|previous| previous.text.ends_with(['§', '(']) || previous.text.ends_with("article"));
    let apart = line.gap || line.page_start || next.is_none_or(|next| next.gap || next.page_start);
    let follows = number > last_page && number <= last_page + 20;
    (!sentence_goes_on && (at_edge || (apart && follows))).then_some(number)
}

/// A line with every number made alike.
fn shape(text: &str) -> String {
    pattern!(r"\d+").replace_all(text, "0").to_lowercase()
}

/// The shapes of lines that come back at the edges of pages: on three at least, or on all but the first.
fn running_heads(lines: &[Line], edges: &[bool], pages: usize) -> HashMap<String, usize> {
    const LONGEST: usize = 160;
    let mut shapes: HashMap<String, usize> = HashMap::new();
    for (line, _) in lines.iter().zip(edges).filter(|(line, at_edge)| **at_edge && line.text.len() <= LONGEST) {
        if is_text_of_its_own(&line.text) {
            continue;
        }
        *shapes.entry(shape(&line.text)).or_default() += 1;
    }
    let enough = pages.saturating_sub(1).clamp(2, 3);
    shapes.retain(|_, count| *count >= enough);
    shapes
}

/// Points, items of lists and sentences can look alike on several pages, and stay.
fn is_text_of_its_own(text: &str) -> bool {
    pattern!(r"^(?:[-–—•·*]|\d{1,3}[./]|\d{1,3}\s+\p{L}|[a-z]\)|[A-Z]\.\s)").is_match(text)
        || text.ends_with([';', ','])
}
