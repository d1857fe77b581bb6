//! The secretariat's drafts: the list, a draft beside its source, its parts as forms, and every save.
//!
//! A draft is read whole and mended in parts: a text of 130 points as one form would be slow to open, easy to lose
//! one's place in, and two people could not work in it at once. Each part has an address, a form of its own and, where
//! the text was imported, its lines of the source beside it.

mod changes;
pub(crate) mod edit;
mod fields;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod review;
mod source;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod version;
pub mod view;
mod words;

use delibero_usecases::register::TextKey;
use delibero_usecases::register::editing::Part;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::language::use_language;

/// The address of a draft, showing one of its texts.
#[must_use]
pub fn draft_address(id: &str, text: Option<TextKey>) -> String {
    let text = text.map(|text| format!("?text={text}")).unwrap_or_default();
    format!("/drafts/{id}{text}")
}

/// The address of the form of a part.
#[must_use]
pub fn part_address(id: &str, part: Part, text: Option<TextKey>) -> String {
    let text = text.map(|text| format!("?text={text}")).unwrap_or_default();
    format!("/drafts/{id}/edit/{part}{text}")
}

/// The address of a deliberation.
#[must_use]
pub fn deliberation_address(number: &str) -> String {
    format!("/deliberations/{number}")
}

/// The summary above a form: what is wrong, each with a way to its field.
fn summary(wrongs: Vec<(Option<String>, String)>) -> Option<AnyView> {
    let language = use_language();
    if wrongs.is_empty() {
        return None;
    }
    let line = |(field, words): (Option<String>, String)| match field {
        // A plain link: the browser moves the focus to the field, the router would not.
        Some(field) => view! { <li><a class="link text-refused" href=format!("#{field}")>{words}</a></li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    };
    let lines = wrongs.into_iter().map(line).collect_view();
    let view = view! {
        <div
            id="errors"
            role="alert"
            tabindex="-1"
            autofocus=true
            aria-labelledby="errors-heading"
            class="mb-4 max-w-[72ch] border-l-4 border-refused bg-refused-soft px-4 py-3"
        >
            <h2 id="errors-heading" class="mb-1 flex items-center gap-2 font-semibold text-refused">
                <Icon name=IconName::Stop />
                {say!(language, shell.error_summary)}
            </h2>
            <ul>{lines}</ul>
        </div>
    };
    Some(view.into_any())
}

/// The line above a field that says what is wrong with it.
fn problem_line(id: String, words: Option<String>) -> Option<AnyView> {
    words.map(|words| {
        view! {
            <p id=id class="field-problem">
                <Icon name=IconName::Stop />
                {words}
            </p>
        }
        .into_any()
    })
}
