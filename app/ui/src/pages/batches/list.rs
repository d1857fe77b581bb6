//! The own batches, newest first.

use delibero_domain::text::Language;
use delibero_words::formats::{grouped, short_date_time};
use delibero_words::say;
use leptos::prelude::*;

use super::view::{ListView, load_list, origin_words};
use super::{BATCHES, NEW_BATCH, batch_address, words};
use crate::address::Address;
use crate::components::badge::badge;
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::pagination::{numbered, page_of};
use crate::components::table::{Column, Row, Table};
use crate::components::toolbar::Toolbar;
use crate::error::PageError;
use crate::filters::{Filters as _, filters};

filters! {
    /// The page of the list.
    ListQuery at "/batches":
    /// From 1.
    page,
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = ListQuery::of_address(address.query());
    let view = load_list(&query.page, &query.strange).await?;
    Ok(content(use_language(), &query, &view))
}

fn content(language: Language, query: &ListQuery, view: &ListView) -> AnyView {
    let wrongs = filters::wrongs(language, &view.unread, |_| None);
    let lines = match (view.unread.is_empty(), view.total) {
        (false, _) => view! { <NoLines /> }.into_any(),
        (true, 0) => empty(say!(language, batches.none), ()),
        _ => lines(language, query, view),
    };
    view! {
        <Page title=say!(language, batches.title) wrongs>
            <p class="lead">{say!(language, batches.intro)}</p>
            <p class="actions mb-6 print:hidden">
                {Button::new(say!(language, batches.new)).leads_to(NEW_BATCH).view()}
            </p>
            {lines}
        </Page>
    }
    .into_any()
}

fn lines(language: Language, query: &ListQuery, view: &ListView) -> AnyView {
    let count = match view.total {
        1 => say!(language, batches.count_one).to_owned(),
        total => say!(language, batches.count_many, count = grouped(total.into())),
    };
    let count = if view.pages > 1 { format!("{count} · {}", page_of(language, view.page, view.pages)) } else { count };
    let columns = [
        Column::new(say!(language, batches.begun)),
        Column::new(say!(language, batches.what)),
        Column::new(say!(language, batches.purpose)),
        Column::new(say!(language, batches.origin)),
        Column::new(say!(language, batches.state)),
        Column::new(say!(language, batches.persons)).numeric(),
        Column::new(say!(language, batches.done)).numeric(),
        Column::new(say!(language, batches.refused)).numeric(),
    ];
    let mut table = Table::new(say!(language, batches.title), columns);
    for line in &view.lines {
        let batch = &line.batch;
        let (mark, says) = words::state(language, batch.state);
        let mut begun = Html::default();
        let at = short_date_time(&line.begun);
        html!(begun, "<a class=\"link row-link\" href=\"" {batch_address(&batch.id)} "\">" {&at} "</a>");
        let what = format!("{} – {}", line.service.get(language), line.module.get(language));
        table.row(&Row::new([
            begun,
            what.as_str().into(),
            line.purpose.get(language).into(),
            origin_words(language, &batch.origin).into(),
            Html::of(badge(mark, says)),
            grouped(batch.persons).into(),
            grouped(batch.counts.done()).into(),
            grouped(batch.counts.refused).into(),
        ]));
    }
    view! {
        {Toolbar::new([count]).view()}
        {table.view()}
        {numbered(say!(language, batches.pages), view.page, view.pages, |number| {
            if number > 1 { query.on_page(number).address() } else { BATCHES.to_owned() }
        })}
    }
    .into_any()
}
