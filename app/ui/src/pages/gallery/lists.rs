//! What stands around a list, and the list.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::specimen;
use crate::components::chips::{Chip, chips};
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::html::Html;
use crate::components::leads::Leads;
use crate::components::live_search::live_search;
use crate::components::pagination::{by_cursor, numbered};
use crate::components::table::{Column, Direction, Row, Table};
use crate::components::toolbar::{Order, Toolbar};

const HERE: &str = "/dev/components";

pub(super) fn all(language: Language) -> AnyView {
    let search =
        Field::new("words", say!(language, register_list.words)).hint(say!(language, register_list.words_hint));
    view! {
        {specimen("live_search", live_search(search, "23/058"))}
        {specimen("filter_form", filter(language))}
        {specimen("chips", chips(active(language), Some(HERE.to_owned())))}
        {specimen("leads", leads(language))}
        {specimen("toolbar", toolbar(language))}
        {specimen("table", view! { <div class="w-full">{table(language)}</div> })}
        {specimen("pagination", pages(language))}
    }
    .into_any()
}

/// What cannot be chosen stays chosen.
fn filter(language: Language) -> AnyView {
    let field = |name: &'static str| Field::new(name, say!(language, register_list.year));
    let years = || ["2025", "2023"].map(|year| (year.to_owned(), year.to_owned())).to_vec();
    let any = Some(say!(language, register_list.any_year));
    let form = |name, chosen| choice_filter(field(name), any, years(), chosen);
    view! { <div class="filter-form">{form("any", "")} {form("one", "2023")} {form("other", "1850")}</div> }.into_any()
}

fn active(language: Language) -> Vec<Chip> {
    let chip = |label, value: &str| Chip { label, value: value.to_owned(), without: Leads::To(HERE.to_owned()) };
    vec![chip(say!(language, register_list.year), "2023"), chip(say!(language, register_list.recipient), "VDAB")]
}

fn leads(language: Language) -> AnyView {
    let words = say!(language, register_list.apply);
    let link = Leads::To(HERE.to_owned()).view("link", words);
    let sent = Leads::Gets { action: HERE.to_owned(), fields: vec![("wrong", "yes".to_owned())] };
    view! { <div class="actions">{link} {sent.view("button button-quiet", words)}</div> }.into_any()
}

fn toolbar(language: Language) -> AnyView {
    let order = |label, current, in_head| Order {
        label,
        address: HERE.to_owned(),
        current,
        direction: Some(Direction::Descending),
        in_head,
    };
    let orders = [
        order(say!(language, register_list.sort_relevance), true, false),
        order(say!(language, register_list.sort_date), false, true),
    ];
    let count = format!("51 {}", say!(language, register_list.count_many));
    let toolbar = Toolbar::new([count]).orders(orders).files(|_| Leads::To(HERE.to_owned()));
    view! { <div class="w-full">{toolbar.view()}</div> }.into_any()
}

fn table(language: Language) -> AnyView {
    let columns = [
        Column::new(say!(language, register_list.number)).sorts(HERE.to_owned(), Some(Direction::Descending)),
        Column::new(say!(language, register_list.name)).sorts(HERE.to_owned(), None),
        Column::new(say!(language, catalogue.granted_share)).numeric(),
    ];
    let mut table = Table::new(say!(language, register_list.caption), columns);
    let number = |number: &'static str| Html::of(view! { <a class="link row-link" href=HERE>{number}</a> });
    table.group(say!(language, register_list.state_in_force));
    for (place, name) in [("23/058", "VDAB"), ("20/130", "CPAS")] {
        table.row(&Row::new([number(place), name.into(), "26".into()]));
    }
    table.view()
}

fn pages(language: Language) -> AnyView {
    let label = say!(language, register_list.pages);
    let here = || Some(Leads::To(HERE.to_owned()));
    let log = say!(language, access_log.paging);
    view! { {numbered(label, 4, 9, |_| HERE.to_owned())} {by_cursor(log, here(), here())} }.into_any()
}
