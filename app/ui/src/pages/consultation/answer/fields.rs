//! The elements of one row, each in its place: granted, empty, or withheld for this very record. What is withheld
//! whatever the record stands once, below, and a line leads there.

use crate::pages::consultation::view::{CellPage, CellValue, ElementInfo, GrantedAnswer, RowPage};
use delibero_words::say;
use leptos::prelude::*;

use super::reading::{HATCHED, Reading};
use super::values;
use crate::components::icon::{Icon, IconName};

/// The elements of the row, in the order of its block.
pub(super) fn view(granted: &GrantedAnswer, row: &RowPage, reading: &Reading) -> AnyView {
    let (always, here): (Vec<_>, Vec<_>) = row.cells.iter().partition(|cell| is_withheld_always(granted, cell));
    let cells: Vec<_> = here.into_iter().filter_map(|cell| one(granted, cell, reading)).collect();
    view! {
        <dl class="grid gap-x-5 gap-y-2 sm:grid-cols-2 xl:grid-cols-3 print:grid-cols-3">{cells}</dl>
        {withheld_below(always.len(), reading)}
    }
    .into_any()
}

/// Whether an element is withheld whatever the record says.
pub(super) fn is_withheld_always(granted: &GrantedAnswer, cell: &CellPage) -> bool {
    matches!(cell.value, CellValue::Withheld(_)) && granted.withheld.iter().any(|(element, _)| *element == cell.element)
}

/// How many elements are withheld whatever the record, with the way to their reasons and points.
pub(super) fn withheld_below(count: usize, reading: &Reading) -> Option<AnyView> {
    (count > 0).then(|| {
        let words = say!(reading.language, answer.withheld_below, count = count);
        view! {
            <p class="text-sm">
                <a class="inline-flex min-h-6 items-center gap-1.5 text-withheld" href="#withheld">
                    <Icon name=IconName::Lock />
                    {words}
                </a>
            </p>
        }
        .into_any()
    })
}

fn one(granted: &GrantedAnswer, cell: &CellPage, reading: &Reading) -> Option<AnyView> {
    let element = info(granted, cell.element)?;
    let look = match cell.value {
        CellValue::Withheld(_) => HATCHED,
        _ => "border-l-2 border-granted",
    };
    Some(
        view! {
            <div class=format!("px-3 py-1 print:break-inside-avoid {look}")>
                <dt class="text-xs text-muted">{reading.text(&element.label)}</dt>
                <dd class="text-sm">{values::view(&cell.value, reading)}</dd>
            </div>
        }
        .into_any(),
    )
}

/// How an element is named.
pub(super) fn info(granted: &GrantedAnswer, element: u8) -> Option<&ElementInfo> {
    granted.elements.get(usize::from(element))
}

/// How a block is named.
pub(super) fn block_label(granted: &GrantedAnswer, block: u8, reading: &Reading) -> String {
    granted.blocks.get(usize::from(block)).map_or_else(String::new, |block| reading.text(&block.label))
}

/// What a screen reader and a legend say of the marks.
pub(super) fn legend(reading: &Reading) -> AnyView {
    view! {
        <p class="flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
            <span class="border-l-2 border-granted pl-2">{say!(reading.language, answer.legend_granted)}</span>
            <span class=format!("px-2 {HATCHED}")>{say!(reading.language, answer.legend_withheld)}</span>
            <span>"— " {say!(reading.language, answer.legend_empty)}</span>
        </p>
    }
    .into_any()
}
