//! Pages and components of the portal, rendered on the server.

#![recursion_limit = "256"]

pub mod address;
pub mod components;
mod document;
pub mod explain;
pub mod pages;
#[cfg(test)]
mod rendering;
pub mod routes;

#[allow(missing_docs, unused_imports, dead_code, reason = "made by build.rs from locales/")]
mod translations {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

pub use document::{Document, document};

/// The words of the portal in three languages.
pub mod i18n {
    pub use crate::translations::i18n::{Locale, td_string};
    use leptos::prelude::use_context;

    /// The locale of the page that is being made.
    #[must_use]
    pub fn use_locale() -> Locale {
        use_context::<Locale>().unwrap_or_default()
    }
}
