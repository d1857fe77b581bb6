//! The list of drafts.

use delibero_api::register::drafts::{DraftLine, DraftsPage, load_drafts};
use leptos::either::Either;
use leptos::prelude::*;

use super::{draft_address, words};
use crate::components::formats::short_date_time;
use crate::components::icon::{Icon, IconName};
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::components::title::TitleWords;
use crate::i18n::{t, t_string, use_i18n};

/// The page.
#[component]
pub fn DraftsView() -> impl IntoView {
    let i18n = use_i18n();
    let page = Resource::new_blocking(|| (), |()| load_drafts());
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{t!(i18n, drafts.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => Either::Left(content(page)),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

pub(super) fn content(page: DraftsPage) -> impl IntoView {
    let i18n = use_i18n();
    let DraftsPage { drafts, writes, .. } = page;
    let begin = writes.then(|| {
        view! {
            <p class="mb-5 flex flex-wrap gap-3 print:hidden">
                <a class="button" href="/drafts/new">
                    <Icon name=IconName::Plus />
                    {t!(i18n, drafts.import_file)}
                </a>
                <a class="button button-quiet" href="/drafts/new#by-hand" rel="external">
                    {t!(i18n, drafts.by_hand)}
                </a>
            </p>
        }
    });
    let body = if drafts.is_empty() { nothing(writes) } else { table(drafts) };
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, drafts.title).to_owned())>
            <p class="mb-4 max-w-[72ch] text-muted">{t!(i18n, drafts.intro)}</p>
            {begin}
            {body}
        </Page>
    }
}

fn nothing(writes: bool) -> AnyView {
    let i18n = use_i18n();
    let help = move || {
        if writes { t_string!(i18n, drafts.empty_help) } else { t_string!(i18n, drafts.empty_help_approver) }
    };
    view! {
        <div class="max-w-[72ch] rounded border border-line bg-surface p-6">
            <h2 class="mb-1 font-semibold">{t!(i18n, drafts.empty)}</h2>
            <p class="text-muted">{help}</p>
        </div>
    }
    .into_any()
}

fn table(drafts: Vec<DraftLine>) -> AnyView {
    let i18n = use_i18n();
    let labels: [Signal<&'static str>; 6] = [
        Signal::derive(move || t_string!(i18n, drafts.col_number)),
        Signal::derive(move || t_string!(i18n, drafts.col_title)),
        Signal::derive(move || t_string!(i18n, drafts.col_kind)),
        Signal::derive(move || t_string!(i18n, drafts.col_state)),
        Signal::derive(move || t_string!(i18n, drafts.col_author)),
        Signal::derive(move || t_string!(i18n, drafts.col_saved)),
    ];
    let heads = labels.map(|label| {
        view! {
            <th role="columnheader" scope="col" class="border-b border-line bg-sunken px-3 py-2 text-left font-semibold">
                {label}
            </th>
        }
    });
    let rows = drafts.into_iter().map(|draft| row(draft, labels)).collect_view();
    view! {
        <table role="table" class="block w-full border-separate border-spacing-0 text-sm lg:table">
            <caption class="sr-only">{t!(i18n, drafts.caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(draft: DraftLine, labels: [Signal<&'static str>; 6]) -> AnyView {
    let i18n = use_i18n();
    let kind = draft.kind;
    let imported = draft.imported.then(|| view! { <span class="block text-muted">{t!(i18n, drafts.imported)}</span> });
    let state = match draft.proposed {
        Some(by) => view! {
            <span class="flex items-start gap-1 font-semibold text-warning">
                <Icon name=IconName::Clock />
                {t!(i18n, drafts.state_proposed)}
            </span>
            <span class="block text-muted">{t!(i18n, drafts.proposed_by)} " " <span translate="no">{by}</span></span>
        }
        .into_any(),
        None => t!(i18n, drafts.state_writing).into_any(),
    };
    let saved = short_date_time(&draft.saved).replace('\u{a0}', " ");
    let cells = [
        view! {
            <a class="link font-semibold tabular-nums" href=draft_address(&draft.id, None)>{draft.number}</a>
        }
        .into_any(),
        view! { <TitleWords language=draft.language words=draft.title /> }.into_any(),
        view! { {move || words::kind(i18n.get_locale(), kind)} {imported} }.into_any(),
        state,
        view! { <span translate="no">{draft.author}</span> }.into_any(),
        view! { <time datetime=draft.saved class="tabular-nums">{saved}</time> }.into_any(),
    ];
    let cells = cells.into_iter().zip(labels).map(|(content, label)| cell(label, content)).collect_view();
    view! {
        <tr
            role="row"
            class="mb-3 block rounded border border-line bg-surface py-2 lg:table-row lg:hover:bg-sunken"
        >
            {cells}
        </tr>
    }
    .into_any()
}

/// A cell that carries its own label where the table has become sheets.
pub(super) fn cell(label: Signal<&'static str>, content: AnyView) -> AnyView {
    view! {
        <td
            role="cell"
            class="grid grid-cols-[8rem_minmax(0,1fr)] gap-2 px-3 py-1 align-top lg:table-cell lg:border-b \
            lg:border-line lg:py-2"
        >
            <span class="text-muted lg:hidden">{label}</span>
            <div class="min-w-0 wrap-break-word">{content}</div>
        </td>
    }
    .into_any()
}
