//! Every published state.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::state_address;
use super::view::states::{StateLine, StatesView, load_all};
use crate::address::Address;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;
use crate::pages::drafting::{person, saved_at};

/// How many digits of a hash are shown in a table.
const DIGITS: usize = 12;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    Ok(content(load_all().await?).into_any())
}

pub(super) fn content(page: StatesView) -> impl IntoView {
    let language = use_language();
    view! {
        <Page title=say!(language, changes.states_title).to_owned()>
            <p class="mb-3 print:hidden"><a class="link" href="/changes">{say!(language, changes.back_to_changes)}</a></p>
            <p class="lead">{say!(language, changes.states_intro)}</p>
            {table(language, &page.states)}
        </Page>
    }
}

pub(super) fn table(language: Language, states: &[StateLine]) -> AnyView {
    let columns = [
        Column::new(say!(language, changes.col_number)),
        Column::new(say!(language, changes.col_why)),
        Column::new(say!(language, changes.col_published)),
        Column::new(say!(language, changes.col_by)),
        Column::new(say!(language, changes.col_documents)).numeric(),
        Column::new(say!(language, changes.col_hash)),
    ];
    let mut table = Table::new(say!(language, changes.states_caption), columns);
    for state in states {
        table.row(&row(language, state));
    }
    table.view()
}

fn row(language: Language, state: &StateLine) -> Row {
    let mut number = Html::default();
    html!(number, "<a class=\"link row-link\" href=\"" {state_address(state.number)} "\">"
        {say!(language, changes.state_number, number = state.number)} "</a>");
    if state.in_force {
        html!(number, "<small>" {say!(language, changes.in_force)} "</small>");
    }
    let mut hash = Html::default();
    html!(hash, "<code translate=\"no\" title=\"" {&state.hash} "\">" {&state.hash[..DIGITS.min(state.hash.len())]} "…</code>");
    let by = person(language, state.by.as_deref());
    Row::new([number, Html::from(&state.why), saved_at(&state.published), by, state.documents.to_string().into(), hash])
}
