//! Ways to other lines: filters that are active, orders, pages, files.

use crate::pages::register::list::view::{ListField, ListSort};
use delibero_domain::text::Language;
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::prelude::*;

use super::Shown;
use super::filters::{label, value};
use super::query::{LIST, download, page};
use crate::components::icon::{Icon, IconName};

const CHIP: &str = "inline-flex min-h-8 max-w-full items-center gap-1 rounded-full border border-control bg-surface px-3 \
    text-sm text-ink no-underline hover:bg-accent-soft";
const BUTTON: &str = "inline-flex min-h-9 items-center gap-1 rounded border border-control bg-surface px-3 text-sm \
    text-ink no-underline hover:bg-accent-soft";
const ORDER: &str = "inline-flex min-h-8 items-center gap-1 border-b-2 border-transparent text-accent no-underline \
    hover:border-line aria-[current]:border-accent aria-[current]:font-semibold";

/// The filters that are active, each of which can be taken away.
pub(super) fn active(shown: &Shown) -> Option<AnyView> {
    let language = shown.language;
    let query = &shown.asked.query;
    let chips = query.filters().map(|field| {
        view! {
            <li class="max-w-full">
                <a href=page(&query.without(field)) class=CHIP>
                    <span class="shrink-0 text-muted">
                        {label(language, field)} {say!(language, register_list.colon)}
                    </span>
                    <span class="truncate">{value(shown, field)}</span>
                    <span class="print:hidden"><Icon name=IconName::Close /></span>
                    <span class="sr-only">{say!(language, register_list.remove)}</span>
                </a>
            </li>
        }
    });
    let chips: Vec<_> = chips.collect();
    let mut none = query.first_page();
    ListField::FILTERS.into_iter().for_each(|field| field.set(&mut none, ""));
    (!chips.is_empty()).then(|| {
        view! {
            <ul
                class="mb-3 flex flex-wrap items-center gap-2"
                aria-label=say!(language, register_list.active_label)
            >
                {chips}
                <li class="print:hidden">
                    <a class="link inline-flex min-h-8 items-center text-sm" href=page(&none)>
                        {say!(language, register_list.remove_all)}
                    </a>
                </li>
            </ul>
        }
        .into_any()
    })
}

/// How many deliberations fit, and which page this is.
pub(super) fn count(shown: &Shown) -> AnyView {
    let (language, found) = (shown.language, &shown.asked.page);
    let count = match found.total {
        1 => say!(language, register_list.count_one).to_owned(),
        total => format!("{} {}", grouped(total.into()), say!(language, register_list.count_many)),
    };
    let page = (found.pages > 1).then(|| format!(" · {}", page_of(shown)));
    view! { <p class="mb-2 text-sm text-muted tabular-nums" role="status">{count} {page}</p> }.into_any()
}

fn page_of(shown: &Shown) -> String {
    let (language, found) = (shown.language, &shown.asked.page);
    let words = (say!(language, register_list.page), say!(language, register_list.page_of));
    format!("{} {} {} {}", words.0, grouped(found.page.into()), words.1, grouped(found.pages.into()))
}

fn sort_name(language: Language, sort: ListSort) -> &'static str {
    match sort {
        ListSort::Relevance => say!(language, register_list.sort_relevance),
        ListSort::Number => say!(language, register_list.sort_number),
        ListSort::Date => say!(language, register_list.sort_date),
        ListSort::Amended => say!(language, register_list.sort_amended),
        ListSort::Title => say!(language, register_list.sort_title),
    }
}

/// The orders as links; that of the list now runs the other way round.
pub(super) fn orders(shown: &Shown) -> AnyView {
    let language = shown.language;
    let query = &shown.asked.query;
    let (sort, descending) = query.sorted();
    let possible = ListSort::ALL.into_iter().filter(|sort| *sort != ListSort::Relevance || !query.q.is_empty());
    let link = |by: ListSort| {
        let current = by == sort;
        let to = query.sorted_by(by, if current { !descending } else { by.descends() });
        let direction = (current && by != ListSort::Relevance).then(|| {
            let (arrow, words) = match descending {
                true => ("↓", say!(language, register_list.descending)),
                false => ("↑", say!(language, register_list.ascending)),
            };
            view! {
                <span aria-hidden="true">{arrow}</span>
                <span class="sr-only">", " {words} " – " {say!(language, register_list.reverse)}</span>
            }
        });
        view! {
            <li>
                <a class=ORDER href=page(&to) aria-current=current.then_some("true")>
                    {sort_name(language, by)}
                    {direction}
                </a>
            </li>
        }
    };
    view! {
        <div class="mb-2 flex flex-wrap items-center gap-x-3 text-sm print:hidden">
            <span id="list-sort" class="text-muted">{say!(language, register_list.sort_by)}</span>
            <ul aria-labelledby="list-sort" class="flex flex-wrap gap-x-4">{possible.map(link).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The ways to other pages.
pub(super) fn paging(shown: &Shown) -> Option<AnyView> {
    let (language, found) = (shown.language, &shown.asked.page);
    let query = &shown.asked.query;
    let way = |to: u32, words: &'static str| view! { <a class=BUTTON href=page(&query.on_page(to))>{words}</a> };
    let back = (found.page > 1).then(|| {
        let first = (found.page > 2).then(|| way(1, say!(language, register_list.first)));
        (first, way(found.page - 1, say!(language, register_list.previous)))
    });
    let on = (found.page < found.pages).then(|| {
        let last = (found.page + 1 < found.pages).then(|| way(found.pages, say!(language, register_list.last)));
        (way(found.page + 1, say!(language, register_list.next)), last)
    });
    (found.pages > 1).then(|| {
        view! {
            <nav
                class="mt-3 flex flex-wrap items-center gap-2 text-sm print:hidden"
                aria-label=say!(language, register_list.pages)
            >
                {back}
                <p class="px-2 text-muted tabular-nums">{page_of(shown)}</p>
                {on}
            </nav>
        }
        .into_any()
    })
}

/// The whole list as a file, and where it is cut.
pub(super) fn downloads(shown: &Shown) -> AnyView {
    let (language, found) = (shown.language, &shown.asked.page);
    let query = &shown.asked.query;
    let link = |extension: &'static str, name: &'static str| {
        view! {
            <a class=BUTTON href=download(query, extension) download="">
                <Icon name=IconName::Download />
                {name}
            </a>
        }
    };
    let cut = (found.total > found.most_lines).then(|| {
        let most = grouped(found.most_lines.into());
        let words = (say!(language, register_list.downloads_cut), say!(language, register_list.lines));
        view! { <p class="text-muted tabular-nums">{format!("{} {most} {}.", words.0, words.1)}</p> }
    });
    view! {
        <div class="mt-4 flex flex-wrap items-center gap-2 text-sm print:hidden">
            <span id="list-downloads" class="text-muted">
                {say!(language, register_list.downloads)} {say!(language, register_list.colon)}
            </span>
            <div class="flex gap-2" role="group" aria-labelledby="list-downloads">{link("csv", "CSV")} {link("xlsx", "XLSX")}</div>
            {cut}
        </div>
    }
    .into_any()
}

/// The way back to everything.
pub(super) fn everything(shown: &Shown) -> AnyView {
    view! { <a class="link" href=LIST>{say!(shown.language, register_list.remove_all)}</a> }.into_any()
}
