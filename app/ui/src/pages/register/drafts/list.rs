//! The list of drafts.

use super::view::list::{DraftLine, DraftsView, load};
use crate::error::PageError;
use crate::pages::drafting::{person, saved_at};
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::{draft_address, words};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::components::title::TitleWords;

/// The page.
pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load().await?).into_any())
}

pub(super) fn content(page: DraftsView) -> impl IntoView {
    let language = use_language();
    let DraftsView { drafts, writes } = page;
    let begin = writes.then(|| {
        let import = Button::new(say!(language, drafts.import_file)).icon(IconName::Plus).leads_to("/drafts/new");
        let by_hand = Button::quiet(say!(language, drafts.by_hand)).leads_to("/drafts/new#by-hand");
        view! { <p class="actions mb-5 print:hidden">{import.view()} {by_hand.view()}</p> }
    });
    let body = if drafts.is_empty() { nothing(language, writes) } else { table(language, &drafts) };
    view! {
        <Page title=say!(language, drafts.title).to_owned()>
            <p class="lead">{say!(language, drafts.intro)}</p>
            {begin}
            {body}
        </Page>
    }
}

fn nothing(language: Language, writes: bool) -> AnyView {
    let help = if writes { say!(language, drafts.empty_help) } else { say!(language, drafts.empty_help_approver) };
    empty(say!(language, drafts.empty), view! { <p>{help}</p> })
}

fn table(language: Language, drafts: &[DraftLine]) -> AnyView {
    let columns = [
        say!(language, drafts.col_number),
        say!(language, drafts.col_title),
        say!(language, drafts.col_kind),
        say!(language, drafts.col_state),
        say!(language, drafts.col_author),
        say!(language, drafts.col_saved),
    ];
    let mut table = Table::new(say!(language, drafts.caption), columns.map(Column::new));
    for draft in drafts {
        table.row(&row(language, draft));
    }
    table.view()
}

fn row(language: Language, draft: &DraftLine) -> Row {
    let mut number = Html::default();
    html!(number, "<a class=\"link row-link\" href=\"" {draft_address(&draft.id, None)} "\">" {&draft.number} "</a>");
    let title = Html::of(view! { <TitleWords language=draft.language words=draft.title.clone() /> });
    let mut kind = Html::from(words::kind(language, draft.kind));
    if draft.imported {
        html!(kind, "<small>" {say!(language, drafts.imported)} "</small>");
    }
    Row::new([
        number,
        title,
        kind,
        state(language, draft),
        person(language, draft.author.as_deref()),
        saved_at(&draft.saved),
    ])
}

fn state(language: Language, draft: &DraftLine) -> Html {
    let Some(by) = &draft.proposed else { return say!(language, drafts.state_writing).into() };
    let mut out = Html::default();
    html!(out, "<span class=\"sign sign-warning\">");
    write_icon(&mut out, IconName::Clock);
    html!(out, {say!(language, drafts.state_proposed)} "</span><small>" {say!(language, drafts.proposed_by)}
        " <span translate=\"no\">" {by} "</span></small>");
    out
}
