//! Every piece of the kit in every state, for developers and for the tests of accessibility and looks. Only programs for
//! development have it (the feature `gallery`), and it is served with demonstration data only. Its words are those of
//! other pages, so that it stands in three languages; the names of the pieces are those of their modules.

mod fields;
mod lists;
mod pieces;

use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::error::PageError;
use crate::services::services;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    if !services()?.demonstration {
        return Err(PageError::Unknown);
    }
    let language = use_language();
    // With mistakes, the summary and the title say so: `/dev/components?wrong=yes`.
    let wrongs = if address.asked("wrong").is_empty() { Vec::new() } else { fields::wrongs(language) };
    let page = view! {
        <Page title="Components" wrongs=wrongs>
            <p class="lead">
                <a class="link" href="/dev/components?wrong=yes">{say!(language, shell.error_summary)}</a>
            </p>
            <div class="grid gap-8">{fields::all(language)} {lists::all(language)} {pieces::all(language)}</div>
        </Page>
    };
    Ok(page.into_any())
}

/// One piece, under the name of its module.
fn specimen(name: &'static str, shown: impl IntoView) -> AnyView {
    let id = format!("c-{name}");
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone() class="heading" lang="en"><code>{name}</code></h2>
            <div class="grid justify-items-start gap-4">{shown.into_view()}</div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
