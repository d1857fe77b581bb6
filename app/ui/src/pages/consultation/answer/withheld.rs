//! What was withheld, block by block and reason by reason: nobody should wonder whether something is missing or hidden.

use delibero_domain::authorisation::Withheld;
use delibero_words::say;

use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::pages::consultation::view::{CellValue, GrantedAnswer, RowPage};

/// Elements of one block that are withheld for one reason.
struct Group<'g> {
    block: u8,
    why: &'g Withheld,
    elements: Vec<u8>,
}

pub(super) fn write(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    let always: Vec<(u8, &Withheld)> = granted.withheld.iter().map(|(element, why)| (*element, why)).collect();
    let sometimes = in_some_rows(granted);
    let heading = say!(language, answer.withheld_heading);
    out.mark("<section id=\"withheld\" class=\"section panel\" aria-labelledby=\"withheld-heading\">");
    html!(out, "<h2 id=\"withheld-heading\" class=\"heading\">" {heading} "</h2>");
    match (always.is_empty(), sometimes.is_empty()) {
        (true, true) => {
            out.mark("<p class=\"all-granted\">");
            write_icon(out, IconName::Check);
            html!(out, {say!(language, answer.nothing_withheld)} "</p>");
        }
        (true, false) => html!(out, "<p class=\"note\">" {say!(language, answer.withheld_only_rows)} "</p>"),
        (false, _) => html!(out, "<p class=\"note\">" {say!(language, answer.withheld_always)} "</p>"),
    }
    part(out, granted, &always, terms);
    if !sometimes.is_empty() {
        html!(out, "<p class=\"note\">" {say!(language, answer.withheld_in_some_rows)} "</p>");
        part(out, granted, &sometimes, terms);
    }
    out.mark("</section>");
}

/// What only some records lead to: regime, social risk, age of the record.
fn in_some_rows(granted: &GrantedAnswer) -> Vec<(u8, &Withheld)> {
    fn collect<'r>(rows: &'r [RowPage], found: &mut Vec<(u8, &'r Withheld)>) {
        for row in rows {
            found.extend(row.cells.iter().filter_map(|cell| match &cell.value {
                CellValue::Withheld(why) => Some((cell.element, why)),
                _ => None,
            }));
            collect(&row.rows, found);
        }
    }
    let mut found = Vec::new();
    for record in &granted.records {
        collect(&record.rows, &mut found);
    }
    found.retain(|(element, _)| !granted.withheld.iter().any(|(known, _)| known == element));
    found.sort_by_key(|(element, why)| (*element, why.reason, &why.source));
    found.dedup();
    found
}

fn part(out: &mut Html, granted: &GrantedAnswer, entries: &[(u8, &Withheld)], terms: &Terms) {
    let groups = grouped(granted, entries);
    for block in granted.block_places() {
        let mut own = groups.iter().filter(|group| group.block == block).peekable();
        if own.peek().is_none() {
            continue;
        }
        html!(out, "<h3>" {granted.block_label(block, terms)} "</h3><ul class=\"reasons\">");
        for group in own {
            out.mark("<li class=\"hatched\">");
            terms.lock(out, group.why);
            html!(out, "<p>" {granted.names(&group.elements, terms)} "</p></li>");
        }
        out.mark("</ul>");
    }
}

fn grouped<'g>(granted: &GrantedAnswer, entries: &[(u8, &'g Withheld)]) -> Vec<Group<'g>> {
    let mut groups: Vec<Group<'g>> = Vec::new();
    for (element, why) in entries {
        let Some(block) = granted.element(*element).map(|info| info.block) else { continue };
        match groups.iter_mut().find(|group| group.block == block && group.why == *why) {
            Some(group) => group.elements.push(*element),
            None => groups.push(Group { block, why, elements: vec![*element] }),
        }
    }
    groups
}
