//! A refusal: what it means, what to do next, and the point that says so.

use delibero_api::consultation::AnswerPage;
use delibero_domain::authorisation::Source;
use delibero_domain::consultation::RefusalReason;
use leptos::prelude::*;

use super::actions;
use super::reading::{HEADING, Reading, SHEET, say};
use super::refusal_texts::{heading, meaning, next_step};
use crate::components::icon::{Icon, IconName};

/// The text of its own that every refusal has.
pub(super) fn view(
    page: &AnswerPage,
    reason: RefusalReason,
    source: Option<&Source>,
    replaced_by: Option<&str>,
    reading: &Reading,
) -> AnyView {
    view! {
        <section class=format!("max-w-[72ch] space-y-3 border-l-4 border-l-refused p-4 {SHEET}") aria-labelledby="refusal">
            <h2 id="refusal" class=format!("flex items-center gap-2 {HEADING}")>
                <span class="text-refused">
                    <Icon name=IconName::Stop />
                </span>
                {heading(reading.locale(), reason)}
            </h2>
            <p>{meaning(reading.locale(), reason)}</p>
            <p>{say!(reading, nothing_disclosed)}</p>
            {source.map(|source| view! { <p>{say!(reading, refusal_point)} " " {reading.point(source)} "."</p> })}
            <h3 class="text-base font-semibold">{say!(reading, what_next)}</h3>
            <p>{next_step(reading.locale(), reason)}</p>
            {replaced_by.map(|niss| replacement(page, niss, reading))}
        </section>
    }
    .into_any()
}

fn replacement(page: &AnswerPage, niss: &str, reading: &Reading) -> AnyView {
    view! {
        <div class="space-y-3 rounded-md bg-sunken p-3">
            <p>
                <span class="text-sm text-muted">{say!(reading, new_number)} " "</span>
                <span class="text-lg font-semibold whitespace-nowrap tabular-nums">{niss.to_owned()}</span>
            </p>
            {actions::consult_replacement(page, niss, reading)}
        </div>
    }
    .into_any()
}
