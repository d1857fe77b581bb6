//! Every change of an organisation.

use delibero_domain::text::Language;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::view::history::{ChangeLine, load};
use super::{column_label, history_address, organisation_address};
use crate::address::Address;
use crate::components::empty::empty;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::pagination::by_cursor;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let before = address.asked("before").parse().ok();
    let page = load(address.part("id"), before).await?;
    let columns = [
        Column::new(say!(language, organisations.col_when)),
        Column::new(say!(language, organisations.col_who)),
        Column::new(say!(language, organisations.col_field)),
        Column::new(say!(language, organisations.col_before)),
        Column::new(say!(language, organisations.col_after)),
        Column::new(say!(language, organisations.why)),
    ];
    let mut table = Table::new(say!(language, organisations.history_caption), columns);
    for change in &page.changes {
        rows(language, &mut table, change);
    }
    let lines = match page.changes.is_empty() {
        true => empty(say!(language, organisations.history_empty), ()),
        false => table.view(),
    };
    let newest = before.map(|_| Leads::To(history_address(&page.id)));
    let older = page.next.map(|next| Leads::To(format!("{}?before={next}", history_address(&page.id))));
    let title = say!(language, organisations.history_title, name = page.name.get(language));
    Ok(view! {
        <Page title=title>
            <p class="mb-3 print:hidden"><a class="link" href=organisation_address(&page.id)>{say!(language, organisations.back)}</a></p>
            {lines}
            {by_cursor(say!(language, organisations.history_paging), newest, older)}
        </Page>
    }
    .into_any())
}

/// A row for each field that changed then.
fn rows(language: Language, table: &mut Table, change: &ChangeLine) {
    let by = change.by.clone().unwrap_or_else(|| say!(language, organisations.command_line).to_owned());
    let when = date_time(&change.at, language);
    let why = change.why.clone().unwrap_or_default();
    for (name, before, after) in &change.fields {
        let [before, after] = [before, after].map(|value| value_of(language, name, value));
        let cells = [
            Html::from(&when),
            Html::from(&by),
            Html::from(column_label(language, name)),
            if change.is_new { Html::from(say!(language, organisations.registered)) } else { before },
            after,
            Html::from(&why),
        ];
        table.row(&Row::new(cells));
    }
}

fn value_of(language: Language, name: &str, value: &str) -> Html {
    if name == "state" {
        return Html::from(super::list::state_words(language, value));
    }
    let mut out = Html::default();
    html!(out, "<span class=\"whitespace-pre-line\" translate=\"no\">" {value} "</span>");
    out
}
