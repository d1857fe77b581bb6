//! The table of recipients.

use delibero_api::catalogue::RecipientLine;
use delibero_api::filters::TAKEN_OUT;
use delibero_domain::niss::holds_niss;
use delibero_domain::text::{Language, Text};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::list::Sort;
use crate::components::language::say;
use crate::components::source::SourceLink;
use crate::i18n::{Locale, t_string};
use crate::pages::access_log::encoded;

type I18n = I18nContext<Locale>;

/// How wide the drawn bar is.
const BAR: u32 = 96;

const CELL: &str = "grid grid-cols-[9rem_minmax(0,1fr)] gap-2 px-3 py-1 align-top lg:table-cell lg:border-b \
    lg:border-line lg:px-3 lg:py-2";
const HEAD: &str = "sticky top-0 z-10 border-b border-line bg-sunken px-3 py-2 text-left font-semibold";

/// The table.
pub(super) fn table(
    i18n: I18n,
    language: Signal<Language>,
    typed: RwSignal<String>,
    sort: Memo<Sort>,
    lines: &[RecipientLine],
) -> AnyView {
    let rows = lines.iter().map(|line| row(i18n, language, line)).collect_view();
    view! {
        {orders(i18n, typed, sort)}
        <table role="table" class="block w-full border-separate border-spacing-0 text-sm lg:table">
            <caption class="sr-only">{move || t_string!(i18n, catalogue.caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">
                    {head(sort, Some((Sort::Name, "ascending")), move || t_string!(i18n, catalogue.recipient))}
                    {head(sort, Some((Sort::Point, "ascending")), move || t_string!(i18n, catalogue.sources))}
                    {head(sort, None, move || t_string!(i18n, catalogue.modules))}
                    {head(sort, Some((Sort::Granted, "descending")), move || t_string!(i18n, catalogue.granted_share))}
                </tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn head(
    sort: Memo<Sort>,
    order: Option<(Sort, &'static str)>,
    label: impl Fn() -> &'static str + Send + Sync + 'static,
) -> AnyView {
    let sorted = move || order.filter(|(by, _)| *by == sort.get()).map(|(_, direction)| direction);
    view! { <th role="columnheader" scope="col" class=HEAD aria-sort=sorted>{label}</th> }.into_any()
}

fn orders(i18n: I18n, typed: RwSignal<String>, sort: Memo<Sort>) -> AnyView {
    let link = move |by: Sort| {
        let address = move || {
            let sought = typed.get();
            let sought = if holds_niss(&sought) { TAKEN_OUT } else { sought.trim() };
            let filter = if sought.is_empty() { String::new() } else { format!("q={}&", encoded(sought)) };
            format!("/catalogue?{filter}sort={}", by.as_str())
        };
        let label = move || match by {
            Sort::Name => t_string!(i18n, catalogue.sort_name),
            Sort::Point => t_string!(i18n, catalogue.sort_point),
            Sort::Granted => t_string!(i18n, catalogue.sort_granted),
        };
        let current = move || (sort.get() == by).then_some("true");
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
            <span id="catalogue-sort" class="text-muted">{move || t_string!(i18n, catalogue.sort_by)}</span>
            <ul aria-labelledby="catalogue-sort" class="flex flex-wrap gap-4">
                {Sort::ALL.map(link).into_iter().collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

fn row(i18n: I18n, language: Signal<Language>, line: &RecipientLine) -> AnyView {
    view! {
        <tr
            role="row"
            class="mb-3 block break-inside-avoid rounded border border-line bg-surface py-2 lg:table-row \
            lg:hover:bg-sunken"
        >
            <td role="cell" class=CELL>
                {label(move || t_string!(i18n, catalogue.recipient))}
                <div class="min-w-0">
                    <a class="link font-semibold" href=format!("/catalogue/{}", line.id)>{say(line.label.clone())}</a>
                    {members(i18n, &line.members)}
                </div>
            </td>
            <td role="cell" class=CELL>
                {label(move || t_string!(i18n, catalogue.sources))}
                {sources(line)}
            </td>
            <td role="cell" class=CELL>
                {label(move || t_string!(i18n, catalogue.modules))}
                {modules(language, &line.modules)}
            </td>
            <td role="cell" class=CELL>
                {label(move || t_string!(i18n, catalogue.granted_share))}
                {share(i18n, line.granted, line.carried)}
            </td>
        </tr>
    }
    .into_any()
}

fn label(words: impl Fn() -> &'static str + Send + Sync + 'static) -> AnyView {
    view! { <span class="text-muted lg:hidden">{words}</span> }.into_any()
}

fn members(i18n: I18n, members: &[(String, Text)]) -> Option<AnyView> {
    let count = members.len();
    let items = members.iter().cloned().map(|(id, name)| {
        view! {
            <li><a class="link inline-flex min-h-6 items-center" href=format!("/catalogue/{id}")>{say(name)}</a></li>
        }
    });
    let items = items.collect_view();
    let summary = move || match count {
        1 => t_string!(i18n, catalogue.members_one).to_owned(),
        n => format!("{n} {}", t_string!(i18n, catalogue.members_many)),
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

fn modules(language: Signal<Language>, modules: &[Text]) -> AnyView {
    let mut once: Vec<Text> = Vec::with_capacity(modules.len());
    for module in modules {
        if !once.contains(module) {
            once.push(module.clone());
        }
    }
    let items = once.into_iter().map(|module| view! { <li>{move || module.get(language.get()).to_owned()}</li> });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// Granted of carried, in numbers and as a bar.
pub(super) fn share(i18n: I18n, granted: u32, carried: u32) -> AnyView {
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
                {granted} " " {move || t_string!(i18n, catalogue.granted_of)} " " {carried}
            </span>
        </div>
    }
    .into_any()
}
