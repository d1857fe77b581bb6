//! Rendering views in tests: without a server, or anything to wait for.

use delibero_domain::text::Language;
use leptos::prelude::*;

/// What a view renders to in a language.
pub(crate) fn html<V: IntoView>(language: Language, view: impl FnOnce(Language) -> V) -> String {
    Owner::new().with(|| {
        provide_context(language);
        view(language).into_view().to_html()
    })
}
