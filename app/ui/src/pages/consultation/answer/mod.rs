//! The answer to a consultation: what may be seen, what is withheld and why, or why nothing may be seen.

use crate::error::PageError;
use crate::pages::consultation::view::{AnswerOutcome, AnswerPage, GrantedAnswer, load_answer};
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::proof::texts_unknown;

mod actions;
mod attestations;
mod fields;
mod payments;
mod reading;
mod refusal;
mod scale;
mod scope;
mod summary;
mod timeline;
mod timeline_bars;
mod timeline_table;
mod values;
mod withheld;

use reading::Reading;

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let page = load_answer(address.part("id").to_owned()).await?;
    Ok(view_of(&page, use_language()))
}

fn view_of(page: &AnswerPage, language: Language) -> AnyView {
    let title = title(page, Reading::new(language, page));
    let content = content(page, Reading::new(language, page));
    view! { <Page title>{content}</Page> }.into_any()
}

/// The title names what became of the consultation and never the person.
fn title(page: &AnswerPage, reading: Reading) -> String {
    let words = match &page.outcome {
        AnswerOutcome::Refused { .. } => say!(reading.language, answer.title_refused),
        AnswerOutcome::Granted(granted) if granted.attestations.is_empty() => {
            say!(reading.language, answer.title_empty)
        }
        AnswerOutcome::Granted(_) => say!(reading.language, answer.title_granted),
    };
    words.to_owned()
}

fn content(page: &AnswerPage, reading: Reading) -> AnyView {
    let body = match &page.outcome {
        AnswerOutcome::Granted(granted) => granted_body(page, granted, &reading),
        AnswerOutcome::Refused { reason, source, replaced_by } => {
            refusal::view(page, *reason, source.as_ref(), replaced_by.as_deref(), &reading)
        }
    };
    // Nothing of a person is handed to a service that translates pages.
    view! {
        <div class="sheets" translate="no">
            {summary::running_head(page, &reading)}
            <div class="sheets-body">
                <div class="space-y-8">
                    {summary::view(page, &reading)}
                    {texts_unknown(reading.language, page.text_unknown.as_slice())}
                    {body}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn granted_body(page: &AnswerPage, granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let found = if granted.attestations.is_empty() {
        attestations::none(page, reading)
    } else {
        let drawn = timeline::view(page, &granted.timeline, reading);
        let list = attestations::view(granted, reading);
        view! {
            {drawn}
            {list}
        }
        .into_any()
    };
    view! {
        {scope::view(granted, reading)}
        {found}
        {withheld::view(granted, reading)}
    }
    .into_any()
}

#[cfg(test)]
mod tests;
