//! The page for an address that there is not.

use delibero_api::page_facts::PageFacts;
use http::StatusCode;
use leptos::prelude::*;

use crate::components::page::Page;
use crate::i18n::{td_string, use_locale};

/// Says that there is no such page, and where to go.
pub(crate) fn not_found() -> AnyView {
    let locale = use_locale();
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <Page title=td_string!(locale, shell.not_found_heading)>
            <p class="mb-4 max-w-[72ch]">{td_string!(locale, shell.not_found_text)}</p>
            <p>
                <a class="link" href="/">{td_string!(locale, shell.problem_home_link)}</a>
            </p>
        </Page>
    }
    .into_any()
}
