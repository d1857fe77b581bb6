//! The language of the page, and texts of the catalogue in it.

use std::borrow::Borrow;

use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::typed_form::TYPED_FORM;

/// The language of the page.
#[must_use]
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// The `lang` of words in a page: none where it is that of the page.
#[must_use]
pub fn lang_within(page: Language, words: Language) -> Option<&'static str> {
    (words != page).then(|| words.code())
}

/// A text of the catalogue in the language of the page.
#[must_use]
pub fn text_of(text: impl Borrow<Text>) -> String {
    text.borrow().get(use_language()).to_owned()
}

/// The buttons for the language. Where a form is being filled in, they send what was typed along.
#[component]
pub fn LanguageButtons(
    /// The address to come back to.
    back: String,
    /// Whether the page has a form whose fields are kept.
    has_typed_form: bool,
) -> impl IntoView {
    let language = use_language();
    let current = |one| (one == language).then_some("true");
    let words = |language: Language| view! { {language.code()} <span class="sr-only">" " {language.own_name()}</span> };
    let group = say!(language, shell.language_group);
    if has_typed_form {
        let button = |language: Language| {
            view! {
                <button
                    class="tool tool-code"
                    form=TYPED_FORM
                    formmethod="post"
                    formaction=back.clone()
                    formnovalidate
                    name="show-in-language"
                    value=language.code()
                    lang=language.code()
                    aria-current=current(language)
                >
                    {words(language)}
                </button>
            }
        };
        return view! { <div class="flex" role="group" aria-label=group>{Language::ALL.map(button).collect_view()}</div> }
            .into_any();
    }
    let button = |language: Language| {
        view! {
            <button
                class="tool tool-code"
                name="language"
                value=language.code()
                lang=language.code()
                aria-current=current(language)
            >
                {words(language)}
            </button>
        }
    };
    view! {
        <form method="post" action="/language" class="contents">
            <input type="hidden" name="back" value=back />
            <div class="flex" role="group" aria-label=group>{Language::ALL.map(button).collect_view()}</div>
        </form>
    }
    .into_any()
}
