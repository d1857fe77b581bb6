//! The page for an address that there is not.

use crate::page_facts::PageFacts;
use delibero_words::say;
use http::StatusCode;
use leptos::prelude::*;

use crate::components::language::use_language;
use crate::components::page::Page;

/// Says that there is no such page, and where to go.
pub(crate) fn not_found() -> AnyView {
    let language = use_language();
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <Page title=say!(language, shell.not_found_heading)>
            <p class="mb-4 max-w-[72ch]">{say!(language, shell.not_found_text)}</p>
            <p>
                <a class="link" href="/">{say!(language, shell.problem_home_link)}</a>
            </p>
        </Page>
    }
    .into_any()
}
