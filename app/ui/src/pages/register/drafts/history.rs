//! Every save of a deliberation.

use super::view::history::{HistoryView, SaveLine, SaveView, load};
use crate::error::PageError;
use delibero_words::formats::short_date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::list::cell;
use super::{changes, deliberation_address, text, words};
use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::title::TitleWords;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let number = format!("{}/{}", address.part("year"), address.part("number"));
    let page = load(&number, address.asked("save")).await?;
    Ok(content(page).into_any())
}

pub(super) fn content(page: HistoryView) -> impl IntoView {
    let language = use_language();
    let HistoryView { number, title, language: title_language, saves, shown } = page;
    let heading = number.clone();
    let place = shown.as_ref().map(|shown| shown.place);
    let address = deliberation_address(&number);
    view! {
        <Page title=format!("{} {heading}", say!(language, drafts.history_title))>
            <div class="mb-1 max-w-[72ch]"><TitleWords language=title_language words=title /></div>
            <p class="mb-4 text-muted">{say!(language, drafts.history_intro)}</p>
            <p class="mb-4"><a class="link" href=address>{say!(language, drafts.to_deliberation)} " " {number.clone()}</a></p>
            {table(&number, saves, place)}
            {shown.map(save)}
        </Page>
    }
}

fn table(number: &str, saves: Vec<SaveLine>, shown: Option<u32>) -> AnyView {
    let language = use_language();
    let labels: [&'static str; 4] = [
        say!(language, drafts.col_when),
        say!(language, drafts.col_who),
        say!(language, drafts.col_what),
        say!(language, drafts.col_changes),
    ];
    let heads = labels.map(|label| {
        view! {
            <th role="columnheader" scope="col" class="border-b border-line bg-sunken px-3 py-2 text-left font-semibold">
                {label}
            </th>
        }
    });
    let base = format!("{}/history", deliberation_address(number));
    let row = move |save: SaveLine| {
        let at = short_date_time(&save.at).replace('\u{a0}', " ");
        let current = (shown == Some(save.place)).then_some("true");
        let kind = save.kind;
        let note = save.note.map(|note| view! { <span class="block text-muted">{note}</span> });
        let cells = [
            view! {
                <a
                    class="link tabular-nums"
                    href=format!("{base}?save={}#save", save.place)
                    aria-current=current
                >
                    <time datetime=save.at>{at}</time>
                    <span class="sr-only">", " {say!(language, drafts.show_save)}</span>
                </a>
            }
            .into_any(),
            view! { <span translate="no">{save.user}</span> }.into_any(),
            view! { {words::save(language, kind)} {note} }.into_any(),
            view! { <span class="tabular-nums">{save.changes}</span> }.into_any(),
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
    };
    view! {
        <table role="table" class="block w-full max-w-[66rem] border-separate border-spacing-0 text-sm lg:table">
            <caption class="sr-only">{say!(language, drafts.history_caption)}</caption>
            <thead role="rowgroup" class="hidden lg:table-header-group">
                <tr role="row">{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody role="rowgroup" class="block lg:table-row-group">{saves.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn save(page: SaveView) -> AnyView {
    let language = use_language();
    let SaveView { place, changes, facts, versions, texts } = page;
    let changed = if changes.is_empty() {
        view! { <p class="text-muted">{say!(language, drafts.nothing_changed)}</p> }.into_any()
    } else {
        changes::list(changes)
    };
    let texts = texts.into_iter().map(|(key, text)| {
        let first = versions.get(usize::from(key.version)).map(|version| version.approved.to_string());
        view! {
            <details class="mb-3">
                <summary class="min-h-6 font-semibold">
                    {words::language(key.language)} ", " {say!(language, drafts.approved)} " " {first.unwrap_or_default()}
                </summary>
                {text::plain_text(key, text)}
            </details>
        }
    });
    let texts = texts.collect_view();
    view! {
        <section id="save" aria-labelledby="save-heading" class="mt-8">
            <h2 id="save-heading" class="mb-2 text-lg font-semibold">{say!(language, drafts.save_number)} " " {place}</h2>
            <h3 class="mb-1 font-semibold">{say!(language, drafts.save_changed)}</h3>
            {changed}
            <h3 class="mt-5 mb-1 font-semibold">{say!(language, drafts.content)}</h3>
            {text::facts(facts)}
            {text::versions(versions)}
            <div class="mt-4">{texts}</div>
        </section>
    }
    .into_any()
}
