//! What wants to be looked at: lists of integrations, of which many are ended at once.

use delibero_domain::text::Language;
use delibero_usecases::directory::{ENDS_WITHIN, UNCONSULTED_YEARS, Upkeep, UpkeepPlace};
use delibero_words::formats::{short_date, short_period};
use delibero_words::say;
use leptos::prelude::*;

use super::view::upkeep::{UpkeepRow, UpkeepView, load};
use super::{DIRECTORY, UPKEEP, words};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::components::tabs::{Tab, tabs};
use crate::components::text_field::TextField;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let list = Upkeep::from_word(address.asked("list")).unwrap_or_default();
    let after = UpkeepPlace::from_word(address.asked("after"));
    let done = (address.asked("ended").parse().ok(), address.asked("left").parse().ok());
    Ok(content(load(list, after, address.asked("all") == "1", done).await?))
}

fn name(language: Language, list: Upkeep) -> &'static str {
    match list {
        Upkeep::Ending => say!(language, directory.upkeep_ending),
        Upkeep::Unconsulted => say!(language, directory.upkeep_unconsulted),
        Upkeep::Replaced => say!(language, directory.upkeep_replaced),
    }
}

fn means(language: Language, list: Upkeep) -> String {
    match list {
        Upkeep::Ending => say!(language, directory.upkeep_ending_means, days = ENDS_WITHIN.to_string()),
        Upkeep::Unconsulted => {
            say!(language, directory.upkeep_unconsulted_means, years = UNCONSULTED_YEARS.to_string())
        }
        Upkeep::Replaced => say!(language, directory.upkeep_replaced_means).to_owned(),
    }
}

pub(super) fn content(page: UpkeepView) -> AnyView {
    let language = use_language();
    let tab = |list: Upkeep| Tab {
        words: name(language, list).to_owned(),
        address: format!("{UPKEEP}?list={}", list.as_str()),
        current: list == page.list,
    };
    let tabs = tabs(say!(language, directory.upkeep_title), Upkeep::ALL.into_iter().map(tab).collect());
    let problem = page.problem.as_ref();
    let wrongs: Vec<Wrong> = problem
        .map(|problem| match problem.field() {
            Some(field) => Wrong::with(field.name(), words::problem(language, problem)),
            None => Wrong::whole(words::problem(language, problem)),
        })
        .into_iter()
        .chain(page.none_chosen.then(|| Wrong::whole(say!(language, directory.upkeep_none_chosen))))
        .collect();
    let done = page.done.map(|(ended, left)| {
        let left = (left > 0).then(|| view! { <p>{say!(language, directory.upkeep_left, count = left)}</p> });
        let says = view! { <p>{say!(language, directory.upkeep_ended, count = ended)}</p> {left} };
        Banner::new(Tone::Information).role("status").view(says)
    });
    let lines = match page.lines.is_empty() {
        true => empty(say!(language, directory.upkeep_nothing), ()),
        false => form(language, &page, &wrongs),
    };
    let intro = means(language, page.list);
    view! {
        <Page title=say!(language, directory.upkeep_title) wrongs>
            <p class="mb-3"><a class="link" href=DIRECTORY>{say!(language, directory.back_to_room)}</a></p>
            {done}
            {tabs}
            <p class="lead">{intro}</p>
            {lines}
        </Page>
    }
    .into_any()
}

fn form(language: Language, page: &UpkeepView, wrongs: &[Wrong]) -> AnyView {
    let list = page.list.as_str();
    let after = page.after.map(|place| place.to_string()).unwrap_or_default();
    let here = |more: &str| format!("{UPKEEP}?list={list}&after={after}{more}");
    let all = match page.all {
        true => view! { <a class="link" href=here("")>{say!(language, directory.upkeep_choose_none)}</a> }.into_any(),
        false => {
            view! { <a class="link" href=here("&all=1")>{say!(language, directory.upkeep_choose_all)}</a> }.into_any()
        }
    };
    let next = page.next.map(|next| {
        let to = format!("{UPKEEP}?list={list}&after={next}");
        view! { <p class="mt-3"><a class="link" href=to>{say!(language, directory.upkeep_more)}</a></p> }
    });
    let day = match page.day.is_empty() {
        true => short_date(page.today),
        false => page.day.clone(),
    };
    let day = date_field(Field::new("day", say!(language, directory.last_day)).of(wrongs), &day);
    let why = Field::new("why", say!(language, directory.why)).hint(say!(language, directory.why_hint)).of(wrongs);
    let why = TextField::new(why, page.why.clone()).view();
    view! {
        <form method="post" action=UPKEEP autocomplete="off" novalidate>
            <FilledInBy />
            {hidden([("list", list.to_owned()), ("after", after.clone())])}
            <p class="mb-2 print:hidden">{all}</p>
            {table(language, page)}
            {next}
            <div class="mt-4 grid max-w-[72ch] gap-4 print:hidden">
                {day} {why}
                <p>{Button::danger(say!(language, directory.upkeep_end)).view()}</p>
            </div>
        </form>
    }
    .into_any()
}

fn table(language: Language, page: &UpkeepView) -> AnyView {
    let columns = [
        Column::new(say!(language, directory.upkeep_choose)),
        Column::new(say!(language, consultation.niss)),
        Column::new(say!(language, directory.code)),
        Column::new(say!(language, directory.period)),
        Column::new(say!(language, directory.file_number)),
        Column::new(say!(language, directory.registered)),
    ];
    let mut table = Table::new(name(language, page.list), columns).verbatim();
    for line in &page.lines {
        table.row(&row(language, page, line));
    }
    table.view()
}

fn row(language: Language, page: &UpkeepView, line: &UpkeepRow) -> Row {
    let value = format!("{}:{}", line.number, line.revision);
    let checked = page.all || page.chosen.contains(&value);
    let mut choose = Html::default();
    html!(choose, "<label class=\"choice\"><input type=\"checkbox\" name=\"chosen\" value=\"" {value} "\"");
    choose.attribute("checked", checked.then_some("checked"));
    html!(choose, " aria-label=\"" {say!(language, directory.upkeep_choose)} " " {&line.niss} "\"></label>");
    let by = line.registered_by.clone().unwrap_or_else(|| words::origin(language, line.origin).to_owned());
    Row::new([
        choose,
        line.niss.as_str().into(),
        words::code(language, &line.said).into(),
        short_period(line.said.period).into(),
        line.said.file_number.clone().unwrap_or_else(|| "–".to_owned()).into(),
        by.into(),
    ])
}
