//! Rendering views in tests: without a server, a router, or anything to wait for.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use delibero_domain::text::Language;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_meta::provide_meta_context;

use crate::components::language::locale_of;
use crate::i18n::Locale;
#[allow(deprecated, reason = "the component of the same purpose needs a router and a request")]
use crate::i18n::provide_i18n_context;

/// Runs nothing: what is rendered in tests waits for nothing.
struct Idle;

impl CustomExecutor for Idle {
    fn spawn(&self, _: PinnedFuture<()>) {}
    fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
    fn poll_local(&self) {}
}

/// What a view renders to in a language.
#[allow(deprecated, reason = "the component of the same purpose needs a router and a request")]
pub(crate) fn html<V: IntoView>(language: Language, view: impl FnOnce(I18nContext<Locale>) -> V) -> String {
    // Only the first test of the process can set it.
    let _ = Executor::init_custom_executor(Idle);
    Owner::new().with(|| {
        provide_meta_context();
        let i18n = provide_i18n_context();
        i18n.set_locale(locale_of(language));
        view(i18n).into_view().to_html()
    })
}
