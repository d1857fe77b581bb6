//! The form: everything it says stands in the address afterwards.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::{MatrixPage, MatrixQuery};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters;
use crate::filters::Filters as _;

/// The identifier of a field of the form.
fn id(field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => "matrix-service",
        "module" => "matrix-module",
        "on" => "matrix-on",
        "members" => "matrix-members",
        "left" => "matrix-left",
        "right" => "matrix-right",
        "differences" => "matrix-differences",
        _ => return None,
    })
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => say!(language, matrix.service),
        "module" => say!(language, matrix.module),
        "on" => say!(language, matrix.on),
        "members" => say!(language, matrix.members),
        "left" => say!(language, matrix.left),
        "right" => say!(language, matrix.right),
        "differences" => say!(language, matrix.differences),
        _ => return None,
    })
}

pub(super) fn wrongs(page: &MatrixPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, id)
}

pub(super) fn form(page: &MatrixPage, wrongs: &[Wrong]) -> AnyView {
    let (language, view, query) = (page.language, &page.view, &page.query);
    let field = |name: &'static str| {
        let label = label(language, name).unwrap_or_default();
        Field::new(name, label).id(id(name).unwrap_or_default()).of(wrongs)
    };
    // What was typed stays where it is wrong; else what is shown counts, be it by itself.
    let value = |name: &'static str, shown: &str| {
        let wrong = view.unread.iter().any(|unread| unread.field == name);
        if wrong { query.get(name).to_owned() } else { shown.to_owned() }
    };
    let labels = |all: &[(String, delibero_domain::text::Text)]| {
        all.iter().map(|(id, label)| (id.clone(), page.say(label).to_owned())).collect()
    };
    let recipients = || view.choices.iter().map(|named| (named.id.clone(), named.full(language))).collect();
    let on = if view.unread.is_empty() || query.on.is_empty() { view.on.to_string() } else { query.on.clone() };
    let (any, nobody) = (Some(say!(language, matrix.any_module)), Some(say!(language, matrix.nobody)));
    view! {
        <form method="get" action=MatrixQuery::PATH aria-label=say!(language, matrix.filters_label) class="filter-forms">
            <div class="filter-form filter-wide">
                {choice_filter(field("service"), None, labels(&view.services), &value("service", &view.service))}
                {choice_filter(field("module"), any, labels(&view.modules), &value("module", &view.module))}
                {date_field(field("on"), &on)}
                {check(language, "members", MatrixQuery::ALL, query.members == MatrixQuery::ALL)}
                <fieldset class="filter-pair">
                    <legend class="label">{say!(language, matrix.compare)}</legend>
                    {choice_filter(field("left"), nobody, recipients(), &query.left)}
                    {choice_filter(field("right"), nobody, recipients(), &query.right)}
                </fieldset>
                {check(language, "differences", "1", query.only_differences())}
                <div class="filter-do">{Button::new(say!(language, matrix.apply)).view()}</div>
            </div>
        </form>
    }
    .into_any()
}

fn check(language: Language, name: &'static str, value: &'static str, checked: bool) -> AnyView {
    view! {
        <label class="choice">
            <input id=id(name) type="checkbox" name=name value=value checked=checked />
            <span>{label(language, name)}</span>
        </label>
    }
    .into_any()
}
