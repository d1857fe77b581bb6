//! Rendering views in tests: without a server, or anything to wait for.

use delibero_domain::text::Language;
use leptos::prelude::*;

use crate::components::language::locale_of;
use crate::i18n::Locale;

/// What a view renders to in a language.
pub(crate) fn html<V: IntoView>(language: Language, view: impl FnOnce(Locale) -> V) -> String {
    Owner::new().with(|| {
        let locale = locale_of(language);
        provide_context(locale);
        view(locale).into_view().to_html()
    })
}
