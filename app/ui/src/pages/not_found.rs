//! The page for an address that there is not.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::i18n::{t, t_string, use_i18n};

/// Says that there is no such page, and where to go.
#[component]
pub fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=move || t_string!(i18n, shell.not_found_heading).to_owned()>
            <p class="mb-4 max-w-[72ch]">{t!(i18n, shell.not_found_text)}</p>
            <p>
                <a class="link" rel="external" href="/">{t!(i18n, shell.problem_home_link)}</a>
            </p>
        </Page>
    }
}
