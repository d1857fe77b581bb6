//! The list of drafts.

use super::view::list::{DraftLine, DraftsView, load};
use crate::error::PageError;
use delibero_words::formats::short_date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::{draft_address, words};
use crate::address::Address;
use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::title::TitleWords;

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load().await?).into_any())
}

pub(super) fn content(page: DraftsView) -> impl IntoView {
    let language = use_language();
    let DraftsView { drafts, writes } = page;
    let begin = writes.then(|| {
        view! {
            <p class="mb-5 flex flex-wrap gap-3 print:hidden">
                <a class="button" href="/drafts/new">
                    <Icon name=IconName::Plus />
                    {say!(language, drafts.import_file)}
                </a>
                <a class="button button-quiet" href="/drafts/new#by-hand">
                    {say!(language, drafts.by_hand)}
                </a>
            </p>
        }
    });
    let body = if drafts.is_empty() { nothing(writes) } else { table(drafts) };
    view! {
        <Page title=say!(language, drafts.title).to_owned()>
            <p class="mb-4 max-w-[72ch] text-muted">{say!(language, drafts.intro)}</p>
            {begin}
            {body}
        </Page>
    }
}

fn nothing(writes: bool) -> AnyView {
    let language = use_language();
    let help = { if writes { say!(language, drafts.empty_help) } else { say!(language, drafts.empty_help_approver) } };
    view! {
        <div class="max-w-[72ch] rounded border border-line bg-surface p-6">
            <h2 class="mb-1 font-semibold">{say!(language, drafts.empty)}</h2>
            <p class="text-muted">{help}</p>
        </div>
    }
    .into_any()
}

fn table(drafts: Vec<DraftLine>) -> AnyView {
    let language = use_language();
    let labels: [&'static str; 6] = [
        say!(language, drafts.col_number),
        say!(language, drafts.col_title),
        say!(language, drafts.col_kind),
        say!(language, drafts.col_state),
        say!(language, drafts.col_author),
        say!(language, drafts.col_saved),
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
            <caption class="sr-only">{say!(language, drafts.caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(draft: DraftLine, labels: [&'static str; 6]) -> AnyView {
    let language = use_language();
    let kind = draft.kind;
    let imported =
        draft.imported.then(|| view! { <span class="block text-muted">{say!(language, drafts.imported)}</span> });
    let state = match draft.proposed {
        Some(by) => view! {
            <span class="flex items-start gap-1 font-semibold text-warning">
                <Icon name=IconName::Clock />
                {say!(language, drafts.state_proposed)}
            </span>
            <span class="block text-muted">{say!(language, drafts.proposed_by)} " " <span translate="no">{by}</span></span>
        }
        .into_any(),
        None => say!(language, drafts.state_writing).into_any(),
    };
    let saved = short_date_time(&draft.saved).replace('\u{a0}', " ");
    let cells = [
        view! {
            <a class="link font-semibold tabular-nums" href=draft_address(&draft.id, None)>{draft.number}</a>
        }
        .into_any(),
        view! { <TitleWords language=draft.language words=draft.title /> }.into_any(),
        view! { {words::kind(language, kind)} {imported} }.into_any(),
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
pub(super) fn cell(label: &'static str, content: AnyView) -> AnyView {
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
