//! The rows below a row, as a table: a column is either shown, or named once as withheld in the whole block.

use crate::pages::consultation::view::{AttestationPage, CellValue, ElementInfo, GrantedAnswer, RowPage};
use delibero_domain::authorisation::Withheld;
use delibero_domain::consultation::Seen;
use delibero_words::say;
use leptos::prelude::*;

use super::fields::{block_label, info, is_withheld_always, withheld_below};
use super::reading::{HATCHED, Reading};
use super::{scope, values};

/// One table of the rows of one block.
pub(super) struct Table<'t> {
    granted: &'t GrantedAnswer,
    block: u8,
    rows: Vec<&'t RowPage>,
    columns: Vec<(u8, &'t ElementInfo)>,
    /// The same NISS in every row: said once.
    person: Option<(&'t ElementInfo, &'t CellValue)>,
    /// Withheld in every row of this block, for these records.
    withheld: Vec<(&'t Withheld, Vec<&'t ElementInfo>)>,
    /// How many elements are withheld whatever the record.
    always: usize,
}

/// What a column holds over all rows.
enum Column<'t> {
    Shown,
    Person(&'t CellValue),
    Withheld(&'t Withheld),
}

impl<'t> Table<'t> {
    /// The rows of one block below a row.
    pub fn new(granted: &'t GrantedAnswer, block: u8, rows: &'t [RowPage]) -> Self {
        let rows: Vec<&RowPage> = rows.iter().filter(|row| row.block == block).collect();
        let mut table =
            Self { granted, block, rows, columns: Vec::new(), person: None, withheld: Vec::new(), always: 0 };
        let Some(first) = table.rows.first() else {
            let of_block = |place: u8| info(granted, place).is_some_and(|element| element.block == block);
            table.always = granted.withheld.iter().filter(|(place, _)| of_block(*place)).count();
            return table;
        };
        table.always = first.cells.iter().filter(|cell| is_withheld_always(granted, cell)).count();
        let here = first.cells.iter().filter(|cell| !is_withheld_always(granted, cell));
        let elements = here.filter_map(|cell| Some((cell.element, info(granted, cell.element)?)));
        for (place, element) in elements {
            match table.column(place) {
                Column::Shown => table.columns.push((place, element)),
                Column::Person(value) => table.person = Some((element, value)),
                Column::Withheld(why) => match table.withheld.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, elements)) => elements.push(element),
                    None => table.withheld.push((why, vec![element])),
                },
            }
        }
        table
    }

    /// Whether every element of the block is withheld, so that its rows never came here.
    fn is_closed(&self) -> bool {
        let of_block = self.granted.elements.iter().filter(|element| element.block == self.block).count();
        self.always == of_block
    }

    fn column(&self, place: u8) -> Column<'t> {
        let mut values = self.rows.iter().filter_map(|row| value_of(row, place));
        match values.next() {
            Some(first @ CellValue::Withheld(why)) if values.all(|value| value == first) => Column::Withheld(why),
            Some(first @ CellValue::Niss(_)) if values.all(|value| value == first) => Column::Person(first),
            _ => Column::Shown,
        }
    }

    /// The table, and the line that says what is withheld in the whole block.
    pub fn view(&self, attestation: &AttestationPage, with_total: bool, reading: &Reading) -> AnyView {
        let label = block_label(self.granted, self.block, reading);
        if self.rows.is_empty() && self.is_closed() {
            let below = withheld_below(self.always, reading);
            return view! { <p class="text-sm text-muted">{label} {say!(reading.language, answer.colon)}</p> {below} }
                .into_any();
        }
        if self.rows.is_empty() {
            return view! { <p class="text-sm text-muted">{label} {say!(reading.language, answer.colon)} {say!(reading.language, answer.no_rows)}</p> }
                .into_any();
        }
        let person = self.person.map(|(element, value)| {
            view! {
                <p class="text-sm">
                    <span class="text-muted">{reading.text(&element.label)} ", " {say!(reading.language, answer.same_in_every_row)} {say!(reading.language, answer.colon)}</span>
                    {values::view(value, reading)}
                </p>
            }
        });
        view! {
            <div class="space-y-2">
                {person}
                {self.table(label.clone(), attestation, with_total, reading)}
                {self.withheld_line(label, reading)}
                {withheld_below(self.always, reading)}
            </div>
        }
        .into_any()
    }

    fn table(
        &self,
        label: String,
        attestation: &AttestationPage,
        with_total: bool,
        reading: &Reading,
    ) -> Option<AnyView> {
        if self.columns.is_empty() {
            return None;
        }
        let heads: Vec<_> = self.columns.iter().map(|(_, element)| head(element, reading)).collect();
        let lines: Vec<_> = self.rows.iter().map(|row| self.line(row, reading)).collect();
        let total = with_total.then(|| self.total(attestation, reading)).flatten();
        let caption = match scope::seen(self.granted, self.block) {
            Seen::Values => label,
            _ => format!("{label} ({})", self.rows.len()),
        };
        Some(
            view! {
                <table role="table" class="block w-full text-sm xl:table print:table print:text-xs">
                    <caption class="block pb-1 text-left font-semibold xl:table-caption print:table-caption">{caption}</caption>
                    <thead role="rowgroup" class="sr-only xl:not-sr-only xl:table-header-group print:not-sr-only print:table-header-group">
                        <tr role="row">{heads}</tr>
                    </thead>
                    <tbody role="rowgroup" class="block space-y-2 xl:table-row-group print:table-row-group">{lines}</tbody>
                    {total}
                </table>
            }
            .into_any(),
        )
    }

    fn line(&self, row: &RowPage, reading: &Reading) -> AnyView {
        let cells: Vec<_> = self
            .columns
            .iter()
            .map(|(place, element)| {
                let value = value_of(row, *place).map(|value| values::view(value, reading));
                let withheld = matches!(value_of(row, *place), Some(CellValue::Withheld(_)));
                cell(element, value, if withheld { HATCHED } else { "" }, reading)
            })
            .collect();
        view! { <tr role="row" class=LINE>{cells}</tr> }.into_any()
    }

    fn total(&self, attestation: &AttestationPage, reading: &Reading) -> Option<AnyView> {
        let sums = &attestation.totals;
        let first = self.columns.iter().position(|(place, _)| sum_of(sums, *place).is_some())?;
        let words = say!(reading.language, answer.total);
        let heading = (first > 0).then(|| {
            view! {
                <th role="rowheader" scope="row" colspan=first.to_string() class="block py-1 text-left xl:table-cell xl:px-2 print:table-cell">
                    {words}
                </th>
            }
        });
        let cells: Vec<_> = self.columns[first..]
            .iter()
            .map(|(place, element)| {
                let sum = sum_of(sums, *place).zip(self.first_number(*place));
                let look = if sum.is_some() { "" } else { "hidden" };
                cell(element, sum.map(|(sum, like)| values::total(like, sum, reading)), look, reading)
            })
            .collect();
        Some(
            view! {
                <tfoot role="rowgroup" class="mt-2 block xl:table-footer-group print:table-footer-group">
                    <tr role="row" class=format!("{LINE} font-semibold")>{heading} {cells}</tr>
                </tfoot>
            }
            .into_any(),
        )
    }

    fn first_number(&self, place: u8) -> Option<&'t CellValue> {
        let mut values = self.rows.iter().filter_map(|row| value_of(row, place));
        values.find(|value| matches!(value, CellValue::Amount(_) | CellValue::Count(_)))
    }

    fn withheld_line(&self, label: String, reading: &Reading) -> Option<AnyView> {
        let groups: Vec<_> = self
            .withheld
            .iter()
            .map(|(why, elements)| {
                let names: Vec<_> = elements.iter().map(|element| reading.text(&element.label)).collect();
                view! {
                    <li>
                        <span class="font-medium">{names.join(", ")}</span>
                        {say!(reading.language, answer.colon)}
                        {reading.lock(why)}
                    </li>
                }
            })
            .collect();
        (!groups.is_empty()).then(|| {
            view! {
                <div class=format!("px-3 py-1.5 text-sm {HATCHED}")>
                    <p>{say!(reading.language, answer.withheld_in_block)} " (" {label} ")" {say!(reading.language, answer.colon)}</p>
                    <ul class="space-y-1">{groups}</ul>
                </div>
            }
            .into_any()
        })
    }
}

const LINE: &str = "grid gap-x-5 gap-y-1 rounded-md border border-line p-3 sm:grid-cols-2 xl:table-row xl:border-0 \
    print:table-row print:border-0 print:break-inside-avoid";

fn value_of(row: &RowPage, place: u8) -> Option<&CellValue> {
    row.cells.iter().find(|cell| cell.element == place).map(|cell| &cell.value)
}

fn sum_of(sums: &[(u8, i64)], place: u8) -> Option<i64> {
    sums.iter().find(|(element, _)| *element == place).map(|(_, sum)| *sum)
}

fn head(element: &ElementInfo, reading: &Reading) -> AnyView {
    let side = if element.numeric { "text-right" } else { "text-left" };
    view! {
        <th
            role="columnheader"
            scope="col"
            class=format!("border-b border-control bg-surface px-2 py-1.5 align-bottom text-xs font-medium text-muted hyphens-auto xl:sticky xl:top-0 {side}")
        >
            {reading.text(&element.label)}
        </th>
    }
    .into_any()
}

/// A cell, with the label of its column where the head is not shown.
fn cell(element: &ElementInfo, value: Option<AnyView>, look: &str, reading: &Reading) -> AnyView {
    let side = if element.numeric { "xl:text-right print:text-right" } else { "" };
    let shape = match look {
        "hidden" => "hidden xl:table-cell print:table-cell",
        _ => "flex items-baseline justify-between gap-4 xl:table-cell print:table-cell",
    };
    let look = if look == "hidden" { "" } else { look };
    view! {
        <td role="cell" class=format!("{shape} border-line align-top xl:border-b xl:px-2 xl:py-1.5 print:border-b print:p-1 {side} {look}")>
            <span class="text-xs text-muted xl:hidden print:hidden" aria-hidden="true">
                {reading.text(&element.label)}
            </span>
            <span class="text-right">{value}</span>
        </td>
    }
    .into_any()
}
