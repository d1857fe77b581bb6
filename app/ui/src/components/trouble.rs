//! A page for when no page can be made: it needs no store, no script and no state.

use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::problem::{explanation_in, heading_in};
use crate::document::BrowserFiles;

/// How to try again.
pub enum Again {
    /// The page once more.
    Link {
        /// Its address.
        path: String,
    },
    /// The form once more, with all that was typed.
    Form {
        /// Where it is sent.
        path: String,
        /// What was typed.
        fields: Vec<(String, String)>,
    },
    /// There is nothing to try again.
    Nothing,
}

/// The document that says what happened.
#[must_use]
pub fn trouble(language: Language, error: PageError, again: Again, files: &BrowserFiles) -> String {
    let BrowserFiles { folder, name } = files;
    let heading = heading_in(language, error);
    let again = match again {
        Again::Nothing => ().into_any(),
        Again::Link { path } => view! {
            <p class="mb-4"><a class="link" href=path>{say!(language, shell.trouble_link)}</a></p>
        }
        .into_any(),
        Again::Form { path, fields } => view! {
            <p class="mb-4">{say!(language, shell.trouble_kept)}</p>
            <form method="post" action=path class="mb-4">
                {fields
                    .into_iter()
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                <button class="button">{say!(language, shell.trouble_send)}</button>
            </form>
        }
        .into_any(),
    };
    let main = view! {
        <main class="max-w-[72ch] px-4 py-6 md:px-8">
            <h1 class="mb-3 text-xl font-semibold">{heading}</h1>
            <p class="mb-4" role="alert">{explanation_in(language, error)}</p>
            {again}
            <p><a class="link" href="/">{say!(language, shell.problem_home_link)}</a></p>
        </main>
    };
    // A title holds text alone, and a view adds marks to it.
    format!(
        r#"<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading} – Delibero</title><link rel="stylesheet" href="/{folder}/{name}.css"><link rel="icon" href="/favicon.svg"></head><body>{}</body></html>"#,
        language.code(),
        main.to_html()
    )
}
