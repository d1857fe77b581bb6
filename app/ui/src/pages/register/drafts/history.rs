//! Every save of a deliberation.

use super::view::history::{HistoryView, SaveLine, SaveView, load};
use crate::error::PageError;
use crate::pages::drafting::{person, saved_at};
use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{changes, deliberation_address, text, words};
use crate::address::Address;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
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
            <p class="lead">{say!(language, drafts.history_intro)}</p>
            <p class="mb-4"><a class="link" href=address>{say!(language, drafts.to_deliberation)} " " {number.clone()}</a></p>
            <div class="max-w-[66rem]">{table(language, &number, &saves, place)}</div>
            {shown.map(save)}
        </Page>
    }
}

fn table(language: Language, number: &str, saves: &[SaveLine], shown: Option<u32>) -> AnyView {
    let columns = [
        Column::new(say!(language, drafts.col_when)),
        Column::new(say!(language, drafts.col_who)),
        Column::new(say!(language, drafts.col_what)),
        Column::new(say!(language, drafts.col_changes)).numeric(),
    ];
    let mut table = Table::new(say!(language, drafts.history_caption), columns);
    for save in saves {
        table.row(&row(language, number, save, shown == Some(save.place)));
    }
    table.view()
}

fn row(language: Language, number: &str, save: &SaveLine, is_shown: bool) -> Row {
    let to = format!("{}/history?save={}#save", deliberation_address(number), save.place);
    let mut when = Html::default();
    html!(when, "<a class=\"link\" href=\"" {to} "\"");
    when.mark(if is_shown { " aria-current=\"true\">" } else { ">" });
    when.html(&saved_at(&save.at));
    html!(when, "<span class=\"sr-only\">, " {say!(language, drafts.show_save)} "</span></a>");
    let mut what = Html::from(words::save(language, save.kind));
    if let Some(note) = &save.note {
        html!(what, "<small>" {note} "</small>");
    }
    let cells = [when, person(language, save.user.as_deref()), what, save.changes.to_string().into()];
    Row::new(cells).class(if is_shown { "current" } else { "" })
}

fn save(page: SaveView) -> AnyView {
    let language = use_language();
    let SaveView { place, changes, facts, versions, texts } = page;
    let changed = if changes.is_empty() {
        view! { <p class="quiet">{say!(language, drafts.nothing_changed)}</p> }.into_any()
    } else {
        changes::list(changes)
    };
    let texts = texts.into_iter().map(|(key, text)| {
        let first = versions.get(usize::from(key.version)).map(|version| long_date(version.approved, language));
        view! {
            <details class="mb-3">
                <summary class="min-h-6 font-semibold">
                    {key.language.own_name()} ", " {say!(language, drafts.approved)} " " {first.unwrap_or_default()}
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
