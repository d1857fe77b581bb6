//! What is wrong with a form: the summary above it, and the line at the field.

use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::name::Name;
use crate::components::language::use_language;
use crate::page_facts::PageFacts;

/// One thing that is wrong: the field it is about (none: the whole form), and the words.
#[derive(Clone)]
pub struct Wrong {
    /// The identifier of the field's element.
    pub field: Option<&'static str>,
    /// The words, in the language of the page.
    pub words: String,
}

impl Wrong {
    /// Something wrong with a field.
    pub fn with(field: &'static str, words: impl Into<String>) -> Self {
        Self { field: Some(field), words: words.into() }
    }

    /// Something wrong with the whole form.
    pub fn whole(words: impl Into<String>) -> Self {
        Self { field: None, words: words.into() }
    }
}

/// The summary above a form, with a link to each field; nothing when nothing is wrong. It takes the focus, with a script
/// and without, so that it is read once: its name is the heading, its description each mistake. The document's title says
/// that something is wrong as well.
#[component]
pub fn ErrorSummary(
    /// What is wrong, in the order of the form.
    wrongs: Vec<Wrong>,
) -> impl IntoView {
    error_summary(wrongs.into_iter().map(|wrong| (wrong.field.map(Name::from), wrong.words)).collect())
}

/// The same for fields of which there are as many as there are rows: each mistake with the identifier of its field.
pub fn error_summary(wrongs: Vec<(Option<Name>, String)>) -> Option<AnyView> {
    if wrongs.is_empty() {
        return None;
    }
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_wrong();
    }
    let language = use_language();
    let lines = wrongs.into_iter().map(|(field, words)| view! { <li>{line(field, words)}</li> }).collect_view();
    let summary = view! {
        <div
            id="errors"
            role="group"
            tabindex="-1"
            autofocus
            aria-labelledby="errors-heading"
            aria-describedby="errors-list"
            class="banner banner-problem error-summary"
        >
            <Icon name=IconName::Stop />
            <div>
                <h2 id="errors-heading" class="banner-heading">{say!(language, shell.error_summary)}</h2>
                <ul id="errors-list">{lines}</ul>
            </div>
        </div>
    };
    Some(summary.into_any())
}

fn line(field: Option<Name>, words: String) -> AnyView {
    match field {
        Some(field) => view! { <a class="link" href=format!("#{field}")>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// The line under a field's hint that says what is wrong with it.
#[component]
pub fn FieldProblem(
    /// The identifier, for the field's `aria-describedby`.
    id: &'static str,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// The field.
    field: &'static str,
) -> impl IntoView {
    let found = wrongs.into_iter().find(|wrong| wrong.field == Some(field));
    problem_line(id, found.map(|wrong| wrong.words))
}

/// What is wrong with one field, where something is.
pub fn problem_line(id: impl Into<Name>, problem: Option<String>) -> Option<AnyView> {
    let id = id.into();
    problem.map(|words| {
        view! {
            <p id=id class="field-problem">
                <Icon name=IconName::Stop />
                {words}
            </p>
        }
        .into_any()
    })
}
