//! A refusal: what it means, what to do next, and the point that says so.

use crate::pages::consultation::view::AnswerPage;
use delibero_domain::authorisation::Source;
use delibero_domain::consultation::RefusalReason;
use delibero_words::refusals::{heading, meaning, next_step};
use delibero_words::say;
use leptos::prelude::*;

use super::actions;
use super::reading::{HEADING, Reading, SHEET};
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
                {heading(reading.language, reason)}
            </h2>
            <p>{meaning(reading.language, reason)}</p>
            <p>{say!(reading.language, answer.nothing_disclosed)}</p>
            {source.map(|source| view! { <p>{say!(reading.language, answer.refusal_point)} " " {reading.point(source)} "."</p> })}
            <h3 class="text-base font-semibold">{say!(reading.language, answer.what_next)}</h3>
            <p>{next_step(reading.language, reason)}</p>
            {replaced_by.map(|niss| replacement(page, niss, reading))}
        </section>
    }
    .into_any()
}

fn replacement(page: &AnswerPage, niss: &str, reading: &Reading) -> AnyView {
    view! {
        <div class="space-y-3 rounded-md bg-sunken p-3">
            <p>
                <span class="text-sm text-muted">{say!(reading.language, answer.new_number)} " "</span>
                <span class="text-lg font-semibold whitespace-nowrap tabular-nums">{niss.to_owned()}</span>
            </p>
            {actions::consult_replacement(page, niss, reading)}
        </div>
    }
    .into_any()
}
