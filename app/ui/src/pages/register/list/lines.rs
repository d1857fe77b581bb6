//! What stands around the table: active filters, the count, orders, pages, files; and what to do where there is none.

use delibero_domain::text::Language;
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::either::Either;
use leptos::prelude::*;

use super::query::sorted_by;
use super::{ListPage, ListQuery, ListSort, filters, table};
use crate::components::chips::{Chip, chips as active};
use crate::components::empty::empty;
use crate::components::leads::Leads;
use crate::components::pagination::{numbered, page_of};
use crate::components::table::Direction;
use crate::components::toolbar::{Order, Toolbar};
use crate::filters::Filters as _;

pub(super) fn chips(page: &ListPage) -> Option<AnyView> {
    let query = page.query.first_page();
    let chip = |field: &'static str| Chip {
        label: filters::label(page.language, field).unwrap_or_default(),
        value: filters::value(page, field),
        without: Leads::To(query.with(field, "").address()),
    };
    active(page.query.active().map(chip).collect(), Some(page.query.without_filters().address()))
}

/// The table with its tools, or that no deliberation fits.
pub(super) fn lines(page: &ListPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    if view.lines.is_empty() {
        return nothing_found(page);
    }
    let count = match view.total {
        1 => say!(language, register_list.count_one).to_owned(),
        total => format!("{} {}", grouped(total.into()), say!(language, register_list.count_many)),
    };
    let count = match view.pages {
        1 => count,
        pages => format!("{count} · {}", page_of(language, view.page, pages)),
    };
    let cut = (view.total > view.most_lines).then(|| {
        let (cut, lines) = (say!(language, register_list.downloads_cut), say!(language, register_list.lines));
        format!("{cut} {} {lines}.", grouped(view.most_lines.into()))
    });
    let file = |extension: &'static str| Leads::File(page.query.first_page().file(extension));
    let to_page = |number| page.query.on_page(number).address();
    view! {
        {Toolbar::new([count].into_iter().chain(cut)).orders(orders(page)).files(file).view()}
        {table::table(page)}
        {numbered(say!(language, register_list.pages), view.page, view.pages, to_page)}
    }
    .into_any()
}

/// The orders that the list can have; that of the list now runs the other way round.
fn orders(page: &ListPage) -> impl Iterator<Item = Order> + '_ {
    let (sort, descending) = page.query.sorted();
    let possible = ListSort::ALL.into_iter().filter(|by| *by != ListSort::Relevance || !page.query.q.is_empty());
    possible.map(move |by| Order {
        label: sort_name(page.language, by),
        address: sorted_by(&page.query, by).address(),
        current: by == sort,
        direction: (by != ListSort::Relevance).then_some(Direction::of(descending)),
        in_head: by != ListSort::Relevance,
    })
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

fn nothing_found(page: &ListPage) -> AnyView {
    let language = page.language;
    let next = view! {
        <p>{say!(language, register_list.empty_help)}</p>
        <p><a class="link" href=ListQuery::PATH>{say!(language, lists.remove_all)}</a></p>
    };
    view! { <div role="status">{empty(say!(language, register_list.empty), next)}</div> }.into_any()
}

/// A register without any deliberation: what whoever reads this can do about it.
pub(super) fn nothing_yet(page: &ListPage) -> AnyView {
    let language = page.language;
    let help = match page.view.writes {
        true => Either::Left(view! {
            <p><a class="link" href="/drafts/new">{say!(language, register_list.register_empty_draft)}</a></p>
            <p>{say!(language, register_list.register_empty_help)}</p>
            <p><code>"delibero import deliberation FILE"</code></p>
        }),
        false => Either::Right(view! { <p>{say!(language, register_list.register_empty_ask)}</p> }),
    };
    empty(say!(language, register_list.register_empty), help)
}
