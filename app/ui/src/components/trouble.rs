//! A page for when no page can be made: it needs no store, no script and no state.

use crate::error::PageError;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::button::Button;
use super::problem::{explanation, heading};
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
    let heading = heading(language, error);
    let again = match again {
        Again::Nothing => ().into_any(),
        Again::Link { path } => view! {
            <p><a class="link" href=path>{say!(language, shell.trouble_link)}</a></p>
        }
        .into_any(),
        Again::Form { path, fields } => view! {
            <p>{say!(language, shell.trouble_kept)}</p>
            <form method="post" action=path>
                {fields
                    .into_iter()
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                {Button::new(say!(language, shell.trouble_send)).view()}
            </form>
        }
        .into_any(),
    };
    let main = view! {
        <main class="px-4 md:px-8">
            <div class="problem">
                <h1 class="title">{heading}</h1>
                <p role="alert">{explanation(language, error)}</p>
                {again}
                <p><a class="link" href="/">{say!(language, shell.problem_home_link)}</a></p>
            </div>
        </main>
    };
    // A title holds text alone, and a view adds marks to it.
    format!(
        r#"<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading} – Delibero</title><link rel="stylesheet" href="/{folder}/{name}.css"><link rel="icon" href="/favicon.svg"></head><body>{}</body></html>"#,
        language.code(),
        main.to_html()
    )
}
