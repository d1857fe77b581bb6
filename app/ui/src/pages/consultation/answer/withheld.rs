//! What was withheld, block by block and reason by reason: nobody should wonder whether something is missing or hidden.

use crate::pages::consultation::view::{CellValue, GrantedAnswer, RowPage};
use delibero_domain::authorisation::Withheld;
use delibero_words::say;
use leptos::prelude::*;

use super::fields::{block_label, info};
use super::reading::{HATCHED, HEADING, Reading, SHEET};
use crate::components::icon::{Icon, IconName};

/// Elements of one block that are withheld for one reason.
struct Group<'g> {
    block: u8,
    why: &'g Withheld,
    elements: Vec<u8>,
}

/// The section.
pub(super) fn view(granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let always: Vec<(u8, &Withheld)> = granted.withheld.iter().map(|(element, why)| (*element, why)).collect();
    let sometimes = in_some_rows(granted);
    let nothing = always.is_empty() && sometimes.is_empty();
    view! {
        <section id="withheld" class=format!("scroll-mt-20 space-y-4 p-4 {SHEET}") aria-labelledby="withheld-heading">
            <h2 id="withheld-heading" class=HEADING>{say!(reading.language, answer.withheld_heading)}</h2>
            {if nothing { all_granted(reading) } else { explained(&always, reading) }}
            {part(granted, &always, reading)}
            {(!sometimes.is_empty()).then(|| view! { <p class="text-sm">{say!(reading.language, answer.withheld_in_some_rows)}</p> })}
            {part(granted, &sometimes, reading)}
        </section>
    }
    .into_any()
}

fn all_granted(reading: &Reading) -> AnyView {
    view! {
        <p class="flex items-center gap-2 text-granted">
            <Icon name=IconName::Check />
            {say!(reading.language, answer.nothing_withheld)}
        </p>
    }
    .into_any()
}

fn explained(always: &[(u8, &Withheld)], reading: &Reading) -> AnyView {
    let words = if always.is_empty() {
        say!(reading.language, answer.withheld_only_rows)
    } else {
        say!(reading.language, answer.withheld_always)
    };
    view! { <p class="max-w-[72ch] text-sm">{words}</p> }.into_any()
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
    for attestation in &granted.attestations {
        collect(&attestation.rows, &mut found);
    }
    found.retain(|(element, _)| !granted.withheld.iter().any(|(known, _)| known == element));
    found.sort_by_key(|(element, why)| (*element, why.reason, &why.source));
    found.dedup();
    found
}

fn part(granted: &GrantedAnswer, entries: &[(u8, &Withheld)], reading: &Reading) -> AnyView {
    let groups = grouped(granted, entries);
    let blocks: Vec<_> = (0..=u8::MAX)
        .take(granted.blocks.len())
        .filter(|block| groups.iter().any(|group| group.block == *block))
        .map(|block| {
            let lines: Vec<_> =
                groups.iter().filter(|group| group.block == block).map(|group| line(granted, group, reading)).collect();
            view! {
                <div class="space-y-2">
                    <h3 class="text-sm font-semibold">{block_label(granted, block, reading)}</h3>
                    <ul class="space-y-2">{lines}</ul>
                </div>
            }
        })
        .collect();
    blocks.into_any()
}

fn grouped<'g>(granted: &GrantedAnswer, entries: &[(u8, &'g Withheld)]) -> Vec<Group<'g>> {
    let mut groups: Vec<Group<'g>> = Vec::new();
    for (element, why) in entries {
        let Some(block) = info(granted, *element).map(|info| info.block) else { continue };
        match groups.iter_mut().find(|group| group.block == block && group.why == *why) {
            Some(group) => group.elements.push(*element),
            None => groups.push(Group { block, why, elements: vec![*element] }),
        }
    }
    groups
}

fn line(granted: &GrantedAnswer, group: &Group<'_>, reading: &Reading) -> AnyView {
    let names: Vec<_> = group
        .elements
        .iter()
        .filter_map(|place| info(granted, *place))
        .map(|element| reading.text(&element.label))
        .collect();
    view! {
        <li class=format!("px-3 py-1.5 text-sm print:break-inside-avoid {HATCHED}")>
            <p class="font-medium">{reading.lock(group.why)}</p>
            <p class="text-ink">{names.join(", ")}</p>
        </li>
    }
    .into_any()
}
