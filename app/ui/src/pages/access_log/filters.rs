//! The forms above the log: the filters that stand in the address, and the person, who never does.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::Language;
use delibero_words::reasons::niss_reason;
use delibero_words::say;
use leptos::prelude::*;

use super::{LogPage, LogQuery, outcome};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters;
use crate::components::form_mark::FilledInBy;
use crate::components::leads::hidden;
use crate::components::text_field::TextField;
use crate::filters::Filters as _;

const PERSON: &str = "log-person";

/// The identifier of a field of the form.
fn id(field: &str) -> Option<&'static str> {
    Some(match field {
        "organisation" => "log-organisation",
        "user" => "log-user",
        "outcome" => "log-outcome",
        "kind" => "log-kind",
        "from" => "log-from",
        "to" => "log-to",
        _ => return None,
    })
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "organisation" => say!(language, access_log.organisation),
        "user" => say!(language, access_log.user),
        "outcome" => say!(language, access_log.outcome),
        "kind" => say!(language, access_log.kind),
        "from" => say!(language, access_log.from),
        "to" => say!(language, access_log.to),
        "person" => say!(language, access_log.person),
        _ => return None,
    })
}

pub(super) fn wrongs(page: &LogPage) -> Vec<Wrong> {
    let in_form = |field: &str| field != "organisation" || !page.view.own_organisation_only;
    let person = page.view.person_problem.map(|error| Wrong::with(PERSON, niss_reason(page.language, error)));
    let filters = filters::wrongs(page.language, &page.view.unread, |field| id(field).filter(|_| in_form(field)));
    filters.into_iter().chain(person).collect()
}

pub(super) fn forms(page: &LogPage) -> AnyView {
    view! { <div class="filter-forms">{filter_form(page)} {person_form(page)}</div> }.into_any()
}

/// Sent in the body: the server puts the filters into the address, but for a NISS typed where a name belongs.
fn filter_form(page: &LogPage) -> AnyView {
    let (language, wrongs) = (page.language, wrongs(page));
    let field = |name: &'static str| {
        let label = label(language, name).unwrap_or_default();
        Field::new(name, label).id(id(name).unwrap_or_default()).of(&wrongs)
    };
    let choice =
        |name: &'static str, any, choices| choice_filter(field(name), Some(any), choices, page.query.get(name));
    let organisation = (!page.view.own_organisation_only).then(|| {
        let known = page.view.organisations.iter();
        let known = known.map(|(id, name)| (id.clone(), name.get(language).to_owned())).collect();
        choice("organisation", say!(language, access_log.all_organisations), known)
    });
    let user = TextField::new(field("user"), page.query.user.as_str()).verbatim().view();
    let reasons = RefusalReason::ALL.iter().map(|reason| reason.as_str());
    let outcomes = [outcome::GRANTED, outcome::REFUSED].into_iter().chain(reasons);
    let outcomes = outcomes.map(|word| (word.to_owned(), outcome::words(language, word))).collect();
    let kinds = EventKind::ALL.into_iter();
    let kinds = kinds.map(|kind| (kind.as_str().to_owned(), outcome::kind(language, kind).to_owned())).collect();
    view! {
        <form method="post" action=LogQuery::PATH aria-label=say!(language, access_log.filters_label) class="filter-form grow">
            <FilledInBy />
            {page.by_person().then(|| hidden([("person", page.view.person.clone())]))}
            {organisation}
            {user}
            {choice("outcome", say!(language, access_log.any_outcome), outcomes)}
            {choice("kind", say!(language, access_log.any_kind), kinds)}
            {date_field(field("from"), &page.query.from)}
            {date_field(field("to"), &page.query.to)}
            <div class="filter-do">{Button::new(say!(language, access_log.apply)).view()}</div>
        </form>
    }
    .into_any()
}

fn person_form(page: &LogPage) -> AnyView {
    let language = page.language;
    let field =
        Field::new("person", say!(language, access_log.person)).id(PERSON).hint(say!(language, access_log.person_hint));
    let field = field.of(&wrongs(page)).required();
    let newest = page.newest();
    let set = newest.fields().into_iter().filter(|(_, value)| !value.is_empty());
    view! {
        <form method="post" action=LogQuery::PATH aria-label=say!(language, access_log.person_form) class="filter-beside">
            <FilledInBy />
            {hidden(set)}
            {TextField::new(field, page.view.person.as_str()).verbatim().input_mode("numeric").view()}
            {Button::new(say!(language, access_log.person_apply)).view()}
        </form>
    }
    .into_any()
}
