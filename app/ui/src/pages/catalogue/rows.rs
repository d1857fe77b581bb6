//! The table of recipients.

use crate::filters::TAKEN_OUT;
use crate::pages::catalogue::view::RecipientLine;
use delibero_domain::niss::holds_niss;
use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::list::Sort;
use crate::address::percent_encoded;
use crate::components::language::text_of;
use crate::components::source::SourceLink;

/// How wide the drawn bar is.
const BAR: u32 = 96;

const CELL: &str = "grid grid-cols-[9rem_minmax(0,1fr)] gap-2 px-3 py-1 align-top lg:table-cell lg:border-b \
    lg:border-line lg:px-3 lg:py-2";
const HEAD: &str = "sticky top-0 z-10 border-b border-line bg-sunken px-3 py-2 text-left font-semibold";

/// The table.
pub(super) fn table(language: Language, typed: &str, sort: Sort, lines: &[RecipientLine]) -> AnyView {
    let rows = lines.iter().map(|line| row(language, line)).collect_view();
    view! {
        {orders(language, typed, sort)}
        <table role="table" class="block w-full border-separate border-spacing-0 text-sm lg:table">
            <caption class="sr-only">{say!(language, catalogue.caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">
                    {head(sort, Some((Sort::Name, "ascending")), say!(language, catalogue.recipient))}
                    {head(sort, Some((Sort::Point, "ascending")), say!(language, catalogue.sources))}
                    {head(sort, None, say!(language, catalogue.modules))}
                    {head(sort, Some((Sort::Granted, "descending")), say!(language, catalogue.granted_share))}
                </tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn head(sort: Sort, order: Option<(Sort, &'static str)>, label: &'static str) -> AnyView {
    let sorted = order.filter(|(by, _)| *by == sort).map(|(_, direction)| direction);
    view! { <th role="columnheader" scope="col" class=HEAD aria-sort=sorted>{label}</th> }.into_any()
}

fn orders(language: Language, typed: &str, sort: Sort) -> AnyView {
    let link = move |by: Sort| {
        let sought = if holds_niss(typed) { TAKEN_OUT } else { typed.trim() };
        let filter = if sought.is_empty() { String::new() } else { format!("q={}&", percent_encoded(sought)) };
        let address = format!("/catalogue?{filter}sort={}", by.as_str());
        let label = match by {
            Sort::Name => say!(language, catalogue.sort_name),
            Sort::Point => say!(language, catalogue.sort_point),
            Sort::Granted => say!(language, catalogue.sort_granted),
        };
        let current = (sort == by).then_some("true");
        view! {
            <li>
                <a
                    class="inline-flex min-h-8 items-center border-b-2 border-transparent text-accent no-underline \
                    hover:border-line aria-[current]:border-accent aria-[current]:font-semibold"
                    href=address
                    aria-current=current
                >
                    {label}
                </a>
            </li>
        }
    };
    view! {
        <div class="mb-2 flex flex-wrap items-center gap-3 text-sm print:hidden">
            <span id="catalogue-sort" class="text-muted">{say!(language, catalogue.sort_by)}</span>
            <ul aria-labelledby="catalogue-sort" class="flex flex-wrap gap-4">
                {Sort::ALL.map(link).into_iter().collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

fn row(language: Language, line: &RecipientLine) -> AnyView {
    view! {
        <tr
            role="row"
            class="mb-3 block break-inside-avoid rounded border border-line bg-surface py-2 lg:table-row \
            lg:hover:bg-sunken"
        >
            <td role="cell" class=CELL>
                {label(say!(language, catalogue.recipient))}
                <div class="min-w-0">
                    <a class="link font-semibold" href=format!("/catalogue/{}", line.id)>{text_of(&line.label)}</a>
                    {members(language, &line.members)}
                </div>
            </td>
            <td role="cell" class=CELL>
                {label(say!(language, catalogue.sources))}
                {sources(line)}
            </td>
            <td role="cell" class=CELL>
                {label(say!(language, catalogue.modules))}
                {modules(language, &line.modules)}
            </td>
            <td role="cell" class=CELL>
                {label(say!(language, catalogue.granted_share))}
                {share(language, line.granted, line.carried)}
            </td>
        </tr>
    }
    .into_any()
}

fn label(words: &'static str) -> AnyView {
    view! { <span class="text-muted lg:hidden">{words}</span> }.into_any()
}

fn members(language: Language, members: &[(String, Text)]) -> Option<AnyView> {
    let count = members.len();
    let items = members.iter().cloned().map(|(id, name)| {
        view! {
            <li><a class="link inline-flex min-h-6 items-center" href=format!("/catalogue/{id}")>{text_of(name)}</a></li>
        }
    });
    let items = items.collect_view();
    let summary = match count {
        1 => say!(language, catalogue.members_one).to_owned(),
        n => format!("{n} {}", say!(language, catalogue.members_many)),
    };
    let view = || {
        view! {
            <details class="mt-1 text-xs">
                <summary class="min-h-6 cursor-pointer text-muted">{summary}</summary>
                <ul class="mt-1 pl-4">{items}</ul>
            </details>
        }
        .into_any()
    };
    (count > 0).then(view)
}

fn sources(line: &RecipientLine) -> AnyView {
    let links = line.sources.iter().cloned().map(|source| {
        let recipient = line.id.clone();
        view! { <li><SourceLink source recipient=Some(recipient) /></li> }
    });
    view! { <ul class="space-y-1.5">{links.collect_view()}</ul> }.into_any()
}

fn modules(language: Language, modules: &[Text]) -> AnyView {
    let mut once: Vec<Text> = Vec::with_capacity(modules.len());
    for module in modules {
        if !once.contains(module) {
            once.push(module.clone());
        }
    }
    let items = once.into_iter().map(|module| view! { <li>{module.get(language).to_owned()}</li> });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// Granted of carried, in numbers and as a bar.
pub(super) fn share(language: Language, granted: u32, carried: u32) -> AnyView {
    let filled = (BAR * granted).checked_div(carried).unwrap_or_default().min(BAR);
    view! {
        <div class="flex flex-wrap items-center gap-2">
            <svg width=BAR.to_string() height="10" viewBox=format!("0 0 {BAR} 10") aria-hidden="true" focusable="false">
                <rect x="0" y="0" width=BAR.to_string() height="10" class="fill-sunken"></rect>
                <rect x="0" y="0" width=filled.to_string() height="10" class="fill-granted"></rect>
                <rect
                    x="0.5"
                    y="0.5"
                    width=(BAR - 1).to_string()
                    height="9"
                    fill="none"
                    class="stroke-control"
                ></rect>
            </svg>
            <span class="tabular-nums whitespace-nowrap">
                {granted} " " {say!(language, catalogue.granted_of)} " " {carried}
            </span>
        </div>
    }
    .into_any()
}
