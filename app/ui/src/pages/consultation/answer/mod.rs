//! The answer to a consultation: what may be seen, what is withheld and why, or why nothing may be seen.

use delibero_api::consultation::{AnswerOutcome, AnswerPage, GrantedAnswer, load_answer};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::components::proof::texts_unknown;
use crate::i18n::{t, use_i18n};

mod actions;
mod attestations;
mod fields;
mod payments;
mod reading;
mod refusal;
pub(crate) mod refusal_texts;
mod scale;
mod scope;
mod summary;
mod timeline;
mod timeline_bars;
mod timeline_table;
mod values;
mod withheld;

use reading::{Reading, say};

/// The page of one consultation, under its opaque identifier.
#[component]
pub fn AnswerView() -> impl IntoView {
    let params = use_params_map();
    let answer = Resource::new(move || params.read().get("id").unwrap_or_default(), load_answer);
    view! {
        <Suspense fallback=waiting>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok(page) => view! { <Answer page /> }.into_any(),
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! { <p class="text-muted" role="status">{t!(i18n, answer.waiting)}</p> }
}

/// The answer: drawn again in place when the language changes, without another request.
#[component]
fn Answer(
    /// What was answered.
    page: AnswerPage,
) -> impl IntoView {
    let language = use_language();
    let page = StoredValue::new(page);
    let title = Signal::derive(move || page.with_value(|page| title(page, Reading::new(language.get(), page))));
    let content = move || page.with_value(|page| content(page, Reading::new(language.get(), page)));
    view! { <Page title>{content}</Page> }
}

/// The title names what became of the consultation and never the person.
fn title(page: &AnswerPage, reading: Reading) -> String {
    let words = match &page.outcome {
        AnswerOutcome::Refused { .. } => say!(reading, title_refused),
        AnswerOutcome::Granted(granted) if granted.attestations.is_empty() => say!(reading, title_empty),
        AnswerOutcome::Granted(_) => say!(reading, title_granted),
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
                    {texts_unknown(reading.locale(), page.text_unknown.as_slice())}
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

#[cfg(all(test, feature = "ssr"))]
mod tests;
