//! The list of people.

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::people::User;
use delibero_words::formats::short_date_time;
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{ListView, PAGE_SIZE, STATES, load_list};
use super::{PeopleQuery, roles, user_address};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::chips::{Chip, chips};
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::icon::IconName;
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::pagination::numbered;
use crate::components::table::{Column, Row, Table};
use crate::components::text_field::TextField;
use crate::components::toolbar::Toolbar;
use crate::error::PageError;
use crate::filters::Filters as _;
use crate::pages::consultation::view::local_time;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = PeopleQuery::of_address(address.query());
    let view = load_list(&query).await?;
    Ok(content(use_language(), &query, &view))
}

fn content(language: Language, query: &PeopleQuery, view: &ListView) -> AnyView {
    let known = |field: &str| PeopleQuery::FILTERS.iter().copied().find(|known| *known == field);
    let wrongs = filters::wrongs(language, &view.unread, known);
    let add = Button::new(say!(language, people.add)).icon(IconName::Plus).leads_to("/people/new");
    let lines = match view.unread.is_empty() {
        true => lines(language, query, view),
        false => view! { <NoLines /> }.into_any(),
    };
    let (form, active) = (filter_form(language, query, view, &wrongs), active(language, query, view));
    view! {
        <Page title=say!(language, people.title) wrongs>
            <p class="mb-4 quiet">{say!(language, people.intro)}</p>
            <p class="actions mb-5 print:hidden">{add.view()}</p>
            {form}
            {active}
            {lines}
        </Page>
    }
    .into_any()
}

fn label(language: Language, field: &str) -> &'static str {
    match field {
        "organisation" => say!(language, people.organisation),
        "role" => say!(language, people.role),
        "state" => say!(language, people.state),
        _ => say!(language, people.named),
    }
}

fn filter_form(language: Language, query: &PeopleQuery, view: &ListView, wrongs: &[Wrong]) -> AnyView {
    let field = |name: &'static str| Field::new(name, label(language, name)).of(wrongs);
    let organisation = (view.organisations.len() > 1).then(|| {
        let choices =
            view.organisations.iter().map(|found| (found.id.to_string(), found.name.get(language).to_owned()));
        choice_filter(
            field("organisation"),
            Some(say!(language, people.all_organisations)),
            choices.collect(),
            &query.organisation,
        )
    });
    let roles = Role::ALL.iter().map(|role| (role.as_str().to_owned(), role_words(language, *role).to_owned()));
    let states = STATES.into_iter().map(|state| (state.to_owned(), roles::state_words(language, state).to_owned()));
    let named = field("named").hint(say!(language, people.named_hint));
    view! {
        <form method="get" action=PeopleQuery::PATH aria-label=say!(language, people.filters) class="filter-form grow mb-4">
            {TextField::new(named, query.named.as_str()).verbatim().view()}
            {organisation}
            {choice_filter(field("role"), Some(say!(language, people.any_role)), roles.collect(), &query.role)}
            {choice_filter(field("state"), Some(say!(language, people.any_state)), states.collect(), &query.state)}
            <div class="filter-do">{Button::quiet(say!(language, people.apply)).view()}</div>
        </form>
    }
    .into_any()
}

fn active(language: Language, query: &PeopleQuery, view: &ListView) -> Option<AnyView> {
    let chip = |field: &'static str| {
        let typed = query.get(field);
        let value = match field {
            "organisation" => {
                let known = view.organisations.iter().find(|found| found.id.as_str() == typed);
                known.map(|found| found.name.get(language).to_owned())
            }
            "role" => Role::from_word(typed).map(|role| role_words(language, role).to_owned()),
            "state" => STATES.contains(&typed).then(|| roles::state_words(language, typed).to_owned()),
            _ => None,
        };
        Chip {
            label: label(language, field),
            value: value.unwrap_or_else(|| typed.to_owned()),
            without: Leads::To(query.first_page().with(field, "").address()),
        }
    };
    chips(query.active().map(chip).collect(), Some(query.without_filters().address()))
}

fn lines(language: Language, query: &PeopleQuery, view: &ListView) -> AnyView {
    if view.users.is_empty() {
        let next = view! {
            <p>{say!(language, people.empty_help)}</p>
            <p><a class="link" href=PeopleQuery::PATH>{say!(language, people.clear)}</a></p>
        };
        return empty(say!(language, people.empty), next);
    }
    let count = match view.count {
        1 => say!(language, people.count_one).to_owned(),
        count => say!(language, people.count_many, count = count),
    };
    let pages = u32::try_from(view.count.div_ceil(PAGE_SIZE.into())).unwrap_or(u32::MAX);
    let to = |page: u32| query.on_page(page).address();
    view! {
        {Toolbar::new([count]).view()}
        {table(language, view)}
        {numbered(say!(language, people.paging), view.page, pages, to)}
    }
    .into_any()
}

fn table(language: Language, view: &ListView) -> AnyView {
    let several = view.organisations.len() > 1;
    let mut columns =
        vec![say!(language, people.display_name), say!(language, people.roles), say!(language, people.state)];
    columns.push(say!(language, people.signed_in));
    if several {
        columns.insert(1, say!(language, people.organisation));
    }
    let mut table = Table::new(say!(language, people.caption), columns.into_iter().map(Column::new));
    for user in &view.users {
        let mut cells = vec![name(user), role_cell(language, user)];
        cells.push(Html::of(roles::state(language, user, view.now)));
        cells.push(signed_in(language, user));
        if several {
            let known = view.organisations.iter().find(|found| found.id == user.organisation);
            let name = known.map_or_else(|| user.organisation.as_str(), |found| found.name.get(language));
            cells.insert(1, name.into());
        }
        table.row(&Row::new(cells));
    }
    table.view()
}

fn name(user: &User) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link\" href=\"" {user_address(user.user.as_str())} "\" translate=\"no\">" {&user.display_name}
        "</a><small translate=\"no\">" {user.user.as_str()} "</small>");
    out
}

fn role_cell(language: Language, user: &User) -> Html {
    let words: Vec<_> = user.roles.iter().map(|role| role_words(language, *role)).collect();
    if words.is_empty() { say!(language, people.no_role).into() } else { words.join(", ").into() }
}

fn signed_in(language: Language, user: &User) -> Html {
    match user.signed_in {
        Some(at) => short_date_time(&local_time(at)).into(),
        None => say!(language, people.never).into(),
    }
}
