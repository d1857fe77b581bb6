//! A new account.

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::directory::Organisation;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{NewReplay, NewView, load_new};
use super::{link, problems, roles, user_address};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::components::text_field::{TextField, Width};
use crate::components::typed_form::typed_form;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), &load_new(address.asked("organisation")).await?))
}

fn content(language: Language, view: &NewView) -> AnyView {
    let back =
        view! { <p class="mb-3 print:hidden"><a class="link" href="/people">{say!(language, people.back)}</a></p> };
    if let Some(made) = &view.replay.made {
        let name = view.replay.display_name.clone();
        let to = user_address(made.link.link.user.as_str());
        let shown = link::shown_once(language, made);
        return view! {
            <Page title=say!(language, people.link_title, name = name.clone())>
                {back}
                {shown}
                <p class="mt-4 print:hidden"><a class="link" href=to translate="no">{name}</a></p>
            </Page>
        }
        .into_any();
    }
    let wrongs = problems::wrongs(language, view.replay.problem.as_ref());
    let form = match &view.chosen {
        Some((organisation, gives)) => account_form(language, view, organisation, gives, &wrongs),
        None => organisation_form(language, view, &wrongs),
    };
    view! {
        <Page title=say!(language, people.add_title) wrongs>
            {back}
            <p class="lead">{say!(language, people.add_intro)}</p>
            {form}
        </Page>
    }
    .into_any()
}

/// Which roles there are to give depends on the organisation: it is chosen first.
fn organisation_form(language: Language, view: &NewView, wrongs: &[Wrong]) -> AnyView {
    let choices = view.organisations.iter().map(|found| (found.id.to_string(), found.name.get(language).to_owned()));
    let none = [(String::new(), String::new())];
    let field = Field::new("organisation", say!(language, people.organisation)).of(wrongs).required();
    view! {
        <form method="get" action="/people/new" class="grid max-w-[40rem] justify-items-start gap-4">
            {choice_field(field, none.into_iter().chain(choices), &view.replay.organisation)}
            {Button::new(say!(language, people.choose_organisation)).view()}
        </form>
    }
    .into_any()
}

fn account_form(
    language: Language,
    view: &NewView,
    organisation: &Organisation,
    gives: &[Role],
    wrongs: &[Wrong],
) -> AnyView {
    let NewReplay { user, display_name, roles: typed, .. } = &view.replay;
    let had: Vec<Role> = typed.iter().filter_map(|word| Role::from_word(word)).collect();
    let name = Field::new("display_name", say!(language, people.display_name)).of(wrongs).required();
    let sign_in =
        Field::new("user", say!(language, people.user)).hint(say!(language, people.user_hint)).of(wrongs).required();
    let given = Field::new("roles", say!(language, people.roles)).hint(say!(language, people.roles_hint)).of(wrongs);
    let other = (view.organisations.len() > 1)
        .then(|| view! { " " <a class="link" href="/people/new">{say!(language, people.move_to)}</a> });
    view! {
        <form id=typed_form() method="post" action="/people/new" class="grid max-w-[40rem] gap-4" novalidate>
            <FilledInBy />
            {hidden([("organisation", organisation.id.to_string())])}
            <p>{say!(language, people.organisation)} {say!(language, kit.colon)} <strong>{organisation.name.get(language).to_owned()}</strong> {other}</p>
            {TextField::new(name, display_name.as_str()).view()}
            {TextField::new(sign_in, user.as_str()).verbatim().width(Width::Short).view()}
            {roles::boxes(language, gives, &had, given)}
            <div class="actions">
                {Button::new(say!(language, people.add_do)).view()}
                <a class="link" href="/people">{say!(language, people.cancel)}</a>
            </div>
        </form>
    }
    .into_any()
}
