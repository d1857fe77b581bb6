//! The language of the page, and texts of the catalogue in it.

use delibero_domain::text::{Language, Text};
use leptos::prelude::*;

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, use_i18n};

/// The language of a locale.
#[must_use]
pub const fn language_of(locale: Locale) -> Language {
    match locale {
        Locale::fr => Language::Fr,
        Locale::nl => Language::Nl,
        Locale::de => Language::De,
    }
}

/// The locale of a language.
#[must_use]
pub const fn locale_of(language: Language) -> Locale {
    match language {
        Language::Fr => Locale::fr,
        Language::Nl => Locale::nl,
        Language::De => Locale::de,
    }
}

/// The language of the page, which may change while it is shown.
#[must_use]
pub fn use_language() -> Signal<Language> {
    let i18n: I18nContext<Locale> = use_i18n();
    Signal::derive(move || language_of(i18n.get_locale()))
}

/// A text of the catalogue in the language of the page.
pub fn say(text: Text) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let language = use_language();
    move || text.get(language.get()).to_owned()
}
