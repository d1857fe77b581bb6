//! Whom the forms of a page are filled in under, and what is said of one that was filled in under another user.

use delibero_api::session::{FilledInUnderAnother, FormMark};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::i18n::{t, use_i18n};

/// The attribute of the document that holds the mark.
pub const ATTRIBUTE: &str = "data-signed-in-as";
const NAME: &str = "signed-in-as";

/// The mark of this page: the server knows it, and the browser finds it in the document.
#[must_use]
pub fn current_mark() -> String {
    if cfg!(target_arch = "wasm32") {
        document().document_element().and_then(|root| root.get_attribute(ATTRIBUTE)).unwrap_or_default()
    } else {
        use_context::<FormMark>().unwrap_or_default().0
    }
}

/// The field that tells whom a form was filled in under. Every form that does something has it.
#[component]
pub fn FilledInBy() -> impl IntoView {
    view! { <input type="hidden" name=NAME value=current_mark() autocomplete="off" /> }
}

/// An address with the mark in it: for a form whose body is a file.
#[must_use]
pub fn marked(address: &str) -> String {
    format!("{address}?{NAME}={}", current_mark())
}

/// What is said above a page whose form was filled in under another user.
#[component]
pub fn UnderAnother(
    /// What was typed.
    other: FilledInUnderAnother,
    /// Who is signed in.
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = (!other.typed.is_empty()).then(|| {
        let values = other.typed.into_iter().map(|value| {
            view! { <li class="whitespace-pre-wrap wrap-anywhere border-l-2 border-line pl-2">{value}</li> }
        });
        view! {
            <p class="mt-2">{t!(i18n, shell.under_another_typed)}</p>
            <ul class="mt-1 grid max-h-80 gap-1 overflow-auto" translate="no">{values.collect_view()}</ul>
        }
    });
    view! {
        <section
            id="under-another"
            role="alert"
            aria-labelledby="under-another-heading"
            class="mb-4 max-w-[72ch] border-l-4 border-warning bg-warning-soft px-4 py-3"
        >
            <h2 id="under-another-heading" class="mb-1 flex items-center gap-2 font-semibold text-warning">
                <Icon name=IconName::Warning />
                {t!(i18n, shell.under_another_heading)}
            </h2>
            <p>{t!(i18n, shell.under_another_text)} " " <strong>{name}</strong> "."</p>
            <p>{t!(i18n, shell.under_another_next)}</p>
            {typed}
        </section>
    }
}
