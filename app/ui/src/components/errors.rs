//! What is wrong with a form: the summary above it, and the line at the field.

use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::components::language::use_language;

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

/// The summary above a form, with a link to each field; nothing when nothing is wrong. It takes the focus.
#[component]
pub fn ErrorSummary(
    /// What is wrong, in the order of the form.
    wrongs: Vec<Wrong>,
) -> impl IntoView {
    let language = use_language();
    (!wrongs.is_empty()).then(|| {
        let lines = wrongs.into_iter().map(|wrong| view! { <li>{line(wrong)}</li> }).collect_view();
        view! {
            <div
                id="errors"
                role="alert"
                tabindex="-1"
                autofocus
                aria-labelledby="errors-heading"
                class="mb-4 border-l-4 border-refused bg-refused-soft px-4 py-3"
            >
                <h2 id="errors-heading" class="mb-1 flex items-center gap-2 font-semibold text-refused">
                    <Icon name=IconName::Stop />
                    {say!(language, shell.error_summary)}
                </h2>
                <ul>{lines}</ul>
            </div>
        }
    })
}

fn line(wrong: Wrong) -> AnyView {
    let words = wrong.words;
    match wrong.field {
        Some(field) => view! {
            <a class="link text-refused" href=format!("#{field}")>{words}</a>
        }
        .into_any(),
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
    found.map(|wrong| {
        view! {
            <p id=id class="field-problem">
                <Icon name=IconName::Stop />
                {wrong.words}
            </p>
        }
    })
}
