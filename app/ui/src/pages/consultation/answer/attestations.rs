//! The attestations, newest first.

use crate::pages::consultation::view::{AnswerPage, AttestationPage, CellValue, GrantedAnswer, RowPage};
use delibero_domain::attestation::AttestationStatus;
use delibero_words::formats::{long_date, quarter};
use delibero_words::say;
use leptos::prelude::*;

use super::fields::{self, block_label, info};
use super::payments::Table;
use super::reading::{HEADING, Reading, SHEET};
use super::{actions, values};
use crate::components::icon::{Icon, IconName};

/// From how many attestations on links lead to each.
const LINKED_FROM: usize = 4;

/// All of them.
pub(super) fn view(granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let links = (granted.attestations.len() >= LINKED_FROM).then(|| links(granted, reading));
    let list: Vec<_> = granted
        .attestations
        .iter()
        .enumerate()
        .map(|(place, attestation)| one(granted, attestation, place, reading))
        .collect();
    view! {
        <section class="space-y-4" aria-labelledby="attestations">
            <h2 id="attestations" class=HEADING>
                {say!(reading.language, answer.attestations)} " (" {granted.attestations.len()} ")"
            </h2>
            {fields::legend(reading)}
            {links}
            {list}
        </section>
    }
    .into_any()
}

/// The answer that there is none, and what to do next.
pub(super) fn none(page: &AnswerPage, reading: &Reading) -> AnyView {
    view! {
        <section class=format!("max-w-[72ch] space-y-3 p-4 {SHEET}") aria-labelledby="none">
            <h2 id="none" class=HEADING>{say!(reading.language, answer.none_heading)}</h2>
            <p>{say!(reading.language, answer.none_meaning)}</p>
            <ul class="list-disc space-y-1 pl-5">
                <li>{say!(reading.language, answer.none_step_quarters)}</li>
                <li>{say!(reading.language, answer.none_step_wait)}</li>
                <li>{say!(reading.language, answer.none_step_niss)}</li>
            </ul>
            {actions::other_quarters_open(page, reading)}
        </section>
    }
    .into_any()
}

fn anchor(place: usize) -> String {
    format!("attestation-{place}")
}

fn links(granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let links: Vec<_> = granted
        .attestations
        .iter()
        .enumerate()
        .map(|(place, attestation)| {
            view! {
                <li>
                    <a class="link inline-flex min-h-6 min-w-6 items-center tabular-nums" href=format!("#{}", anchor(place))>
                        {quarter(attestation.quarter, reading.language)}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="print:hidden" aria-label=say!(reading.language, answer.attestation_links)>
            <ul class="flex flex-wrap gap-x-4 gap-y-1 text-sm">{links}</ul>
        </nav>
    }
    .into_any()
}

fn one(granted: &GrantedAnswer, attestation: &AttestationPage, place: usize, reading: &Reading) -> AnyView {
    let id = anchor(place);
    let named_by = id.clone();
    let several = attestation.rows.len() > 1;
    let rows: Vec<_> = attestation
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| block(granted, attestation, row, several.then_some(place + 1), reading))
        .collect();
    let total = several.then(|| total(granted, attestation, reading));
    let empty = rows.is_empty() && attestation.status != AttestationStatus::Cancellation;
    let empty = empty.then(|| match attestation.filtered.as_slice() {
        [] => view! { <p class="text-sm text-muted">{say!(reading.language, answer.no_rows)}</p> }.into_any(),
        filtered => removed(granted, filtered, reading),
    });
    view! {
        <article class=format!("scroll-mt-20 space-y-4 p-4 {SHEET}") aria-labelledby=named_by>
            <header class="space-y-1 print:break-after-avoid">
                <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <h3 id=id class="scroll-mt-20 text-base font-semibold tabular-nums">
                        {say!(reading.language, answer.attestation)} " " {quarter(attestation.quarter, reading.language)}
                    </h3>
                    {marks(attestation, reading)}
                </div>
                {identity(attestation, reading)}
            </header>
            {rows}
            {empty}
            {total}
        </article>
    }
    .into_any()
}

fn identity(attestation: &AttestationPage, reading: &Reading) -> AnyView {
    let created = match attestation.created {
        Some(day) => format!("{} {}", say!(reading.language, answer.made_on), long_date(day, reading.language)),
        None => say!(reading.language, answer.made_unknown).to_owned(),
    };
    let words = match attestation.version.filter(|_| !attestation.temporary) {
        None => say!(reading.language, answer.temporary_meaning).to_owned(),
        Some(version) => {
            format!(
                "{} {version}, {created}, {}",
                say!(reading.language, answer.version),
                reading.status(attestation.status)
            )
        }
    };
    let id = (!attestation.temporary)
        .then(|| view! { <p class="text-xs break-all text-muted">{attestation.id.clone()}</p> });
    view! {
        <p class="text-sm">{words}</p>
        {id}
    }
    .into_any()
}

fn marks(attestation: &AttestationPage, reading: &Reading) -> AnyView {
    let temporary = attestation.temporary.then(|| {
        mark(
            IconName::Clock,
            say!(reading.language, answer.temporary),
            "border-dashed border-warning bg-warning-soft text-warning",
        )
    });
    let cancelled = (attestation.status == AttestationStatus::Cancellation).then(|| {
        mark(IconName::Stop, say!(reading.language, answer.cancelled), "border-refused bg-refused-soft text-refused")
    });
    view! {
        {temporary}
        {cancelled}
    }
    .into_any()
}

fn mark(icon: IconName, words: &'static str, look: &str) -> AnyView {
    view! {
        <span class=format!("inline-flex items-center gap-1 rounded-sm border px-1.5 text-sm font-medium {look}")>
            <Icon name=icon />
            {words}
        </span>
    }
    .into_any()
}

/// One row with its elements, and the rows below it block by block.
fn block(
    granted: &GrantedAnswer,
    attestation: &AttestationPage,
    row: &RowPage,
    number: Option<usize>,
    reading: &Reading,
) -> AnyView {
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let of_block = |place: &&u8, block: u8| info(granted, **place).is_some_and(|element| element.block == block);
    let tables: Vec<_> = blocks_below(granted, attestation, row)
        .map(|block| {
            let filtered: Vec<u8> = row.filtered.iter().filter(|place| of_block(place, block)).copied().collect();
            match filtered.as_slice() {
                [] => Table::new(granted, block, &row.rows).view(attestation, number.is_empty(), reading),
                filtered => removed(granted, filtered, reading),
            }
        })
        .collect();
    view! {
        <section class="space-y-3">
            <h4 class="text-sm font-semibold">{block_label(granted, row.block, reading)} {number}</h4>
            {fields::view(granted, row, reading)}
            {tables}
        </section>
    }
    .into_any()
}

/// What the network removed together with the rows that would hold it.
fn removed(granted: &GrantedAnswer, elements: &[u8], reading: &Reading) -> AnyView {
    let block = elements.first().and_then(|place| info(granted, *place)).map_or(0, |element| element.block);
    let labels: Vec<_> =
        elements.iter().filter_map(|place| Some(reading.text(&info(granted, *place)?.label).to_owned())).collect();
    view! {
        <p class="text-sm text-muted">
            {block_label(granted, block, reading)} {say!(reading.language, answer.colon)} {say!(reading.language, answer.filtered)} " (" {labels.join(", ")} ")"
        </p>
    }
    .into_any()
}

/// The blocks that stand below a row: those that never stand at the top.
fn blocks_below<'b>(
    granted: &'b GrantedAnswer,
    attestation: &'b AttestationPage,
    row: &'b RowPage,
) -> impl Iterator<Item = u8> + 'b {
    let below = |block: &u8| row.rows.iter().any(|row| row.block == *block);
    let top = |block: &u8| attestation.rows.iter().any(|row| row.block == *block);
    (0..=u8::MAX).take(granted.blocks.len()).filter(move |block| below(block) || !top(block))
}

/// The sums over several rows of one attestation.
fn total(granted: &GrantedAnswer, attestation: &AttestationPage, reading: &Reading) -> Option<AnyView> {
    let sums: Vec<_> = attestation
        .totals
        .iter()
        .filter_map(|(place, sum)| {
            let element = info(granted, *place)?;
            let like = first_number(&attestation.rows, *place)?;
            Some(view! {
                <div>
                    <dt class="text-xs text-muted">{reading.text(&element.label)}</dt>
                    <dd class="font-semibold">{values::total(like, *sum, reading)}</dd>
                </div>
            })
        })
        .collect();
    let heading =
        format!("{} {}", say!(reading.language, answer.total), quarter(attestation.quarter, reading.language));
    (!sums.is_empty()).then(|| {
        view! {
            <section class="border-t border-control pt-3">
                <h4 class="text-sm font-semibold">{heading}</h4>
                <dl class="flex flex-wrap gap-x-8 gap-y-2">{sums}</dl>
            </section>
        }
        .into_any()
    })
}

fn first_number(rows: &[RowPage], place: u8) -> Option<&CellValue> {
    let mut cells = rows.iter().flat_map(|row| &row.rows).flat_map(|row| &row.cells);
    let is_number = |value: &CellValue| matches!(value, CellValue::Amount(_) | CellValue::Count(_));
    cells.find(|cell| cell.element == place && is_number(&cell.value)).map(|cell| &cell.value)
}
