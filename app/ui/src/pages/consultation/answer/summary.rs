//! The top of the answer: who, for what, by whom, when, with which result, and until when it may be kept.

use crate::pages::consultation::view::{AnswerOutcome, AnswerPage, GrantedAnswer, RetentionPage};
use delibero_domain::authorisation::Source;
use delibero_domain::text::Text;
use delibero_words::formats::{date_time, long_date, quarter};
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use super::actions;
use super::reading::{Reading, SHEET};
use crate::components::icon::{Icon, IconName};

/// The summary and what can be done from it.
pub(super) fn view(page: &AnswerPage, reading: &Reading) -> AnyView {
    let duties = match &page.outcome {
        AnswerOutcome::Granted(granted) => Some(duties(granted, reading)),
        AnswerOutcome::Refused { .. } => None,
    };
    view! {
        <section class="space-y-4" aria-labelledby="summary">
            <h2 id="summary" class="sr-only">
                {say!(reading.language, answer.summary)}
            </h2>
            <div class=format!("space-y-4 p-4 {SHEET}")>
                <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
                    {person(page, reading)} {status(page, reading)}
                </div>
                {facts(page, reading)}
                {duties}
            </div>
            {actions::view(page, reading)}
        </section>
    }
    .into_any()
}

/// On paper, at the head of each sheet: whose data, for whom and for what, when, under which consultation.
pub(super) fn running_head(page: &AnswerPage, reading: &Reading) -> AnyView {
    let who = format!("{}, {}", reading.text(&page.organisation), reading.text(&page.purpose));
    let when = format!("{} {}", say!(reading.language, answer.decided_at), date_time(&page.at, reading.language));
    view! {
        <div class="sheets-head" aria-hidden="true">
            <p>
                <strong class="whitespace-nowrap tabular-nums">{say!(reading.language, answer.niss)} " " {page.niss.clone()}</strong>
                " · "
                {who}
                " · "
                {quarters(page, reading)}
                " · "
                {when}
                " · "
                {say!(reading.language, answer.consultation)}
                " "
                <span class="break-all">{page.id.clone()}</span>
            </p>
        </div>
    }
    .into_any()
}

fn person(page: &AnswerPage, reading: &Reading) -> AnyView {
    view! {
        <p class="flex items-center gap-2">
            <span class="text-muted">
                <Icon name=IconName::Person />
            </span>
            <span class="text-sm text-muted">{say!(reading.language, answer.niss)}</span>
            <span class="text-xl font-semibold whitespace-nowrap tabular-nums">{page.niss.clone()}</span>
        </p>
    }
    .into_any()
}

fn status(page: &AnswerPage, reading: &Reading) -> AnyView {
    let (icon, words, look) = match page.outcome {
        AnswerOutcome::Granted(_) => {
            (IconName::Check, say!(reading.language, answer.granted), "border-granted bg-granted-soft text-granted")
        }
        AnswerOutcome::Refused { .. } => {
            (IconName::Stop, say!(reading.language, answer.refused), "border-refused bg-refused-soft text-refused")
        }
    };
    view! {
        <p class=format!("flex flex-wrap items-center gap-x-2 rounded-md border px-3 py-1.5 {look}")>
            <Icon name=icon />
            <strong class="font-semibold">{words}</strong>
            <span class="text-sm">
                <span class="tabular-nums">{page.status.clone()}</span>
                " – "
                {reading.text(&page.status_meaning)}
            </span>
        </p>
    }
    .into_any()
}

fn facts(page: &AnswerPage, reading: &Reading) -> AnyView {
    let source = match &page.outcome {
        AnswerOutcome::Granted(granted) => Some(&granted.source),
        AnswerOutcome::Refused { source, .. } => source.as_ref(),
    };
    let person_role = page
        .person_role
        .as_ref()
        .map_or_else(|| say!(reading.language, answer.no_person_role).to_owned(), |role| reading.text(role));
    let words = |text: &Text| reading.text(text).into_any();
    let list = [
        (say!(reading.language, answer.organisation), two(&page.organisation, &page.recipient, reading)),
        (say!(reading.language, answer.module), two(&page.service, &page.module, reading)),
        (say!(reading.language, answer.purpose), words(&page.purpose)),
        (say!(reading.language, answer.person_role), person_role.into_any()),
        (say!(reading.language, answer.user_role), role_words(reading.language, page.role).into_any()),
        (say!(reading.language, answer.quarters), quarters(page, reading).into_any()),
        (say!(reading.language, answer.decided_at), date_time(&page.at, reading.language).into_any()),
        (
            say!(reading.language, answer.legal_basis),
            source
                .map_or_else(|| say!(reading.language, answer.no_legal_basis).into_any(), |found| reading.point(found)),
        ),
    ];
    let confirmed = page.confirmed.iter().map(|(_, label, source)| {
        let value = view! { {reading.text(label)} " (" {reading.point(source)} ")" };
        (say!(reading.language, answer.confirmed), value.into_any())
    });
    let list: Vec<_> = list.into_iter().chain(confirmed).map(|(label, value)| fact(label, value)).collect();
    view! { <dl class="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-4 print:grid-cols-3">{list}</dl> }.into_any()
}

fn fact(label: &'static str, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt class="text-xs text-muted">{label}</dt>
            <dd class="text-sm tabular-nums">{value}</dd>
        </div>
    }
    .into_any()
}

/// A name and, smaller, what stands behind it.
fn two(first: &Text, second: &Text, reading: &Reading) -> AnyView {
    let behind = (first != second).then(|| {
        view! { <span class="block text-xs text-muted">{reading.text(second)}</span> }
    });
    view! {
        {reading.text(first)}
        {behind}
    }
    .into_any()
}

fn quarters(page: &AnswerPage, reading: &Reading) -> String {
    let (first, last) = (page.quarters.first, page.quarters.last);
    let begin = quarter(first, reading.language);
    if first == last { begin } else { format!("{begin} – {}", quarter(last, reading.language)) }
}

/// How long the answer may be kept, and what else must be respected.
fn duties(granted: &GrantedAnswer, reading: &Reading) -> AnyView {
    let retention: Vec<_> = granted.retention.iter().map(|rule| retention(rule, reading)).collect();
    let obligations: Vec<_> =
        granted.obligations.iter().map(|(text, source)| obligation(text, source, reading)).collect();
    let obligations = (!obligations.is_empty())
        .then(|| duty_list(IconName::Warning, say!(reading.language, answer.obligations), obligations));
    view! {
        <div class="grid gap-x-6 gap-y-3 border-t border-line pt-3 lg:grid-cols-2">
            {duty_list(IconName::Clock, say!(reading.language, answer.retention), retention)} {obligations}
        </div>
    }
    .into_any()
}

fn duty_list(icon: IconName, heading: &'static str, items: Vec<AnyView>) -> AnyView {
    view! {
        <div class="space-y-1">
            <h3 class="flex items-center gap-2 text-sm font-semibold">
                <Icon name=icon />
                {heading}
            </h3>
            <ul class="space-y-1 text-sm">{items}</ul>
        </div>
    }
    .into_any()
}

fn retention(rule: &RetentionPage, reading: &Reading) -> AnyView {
    let until = match rule.until {
        Some(day) => view! {
            <strong class="font-semibold tabular-nums">
                {say!(reading.language, answer.keep_until)} " " {long_date(day, reading.language)}
            </strong>
        }
        .into_any(),
        None => {
            let awaited: Vec<_> = rule.awaited.iter().map(|event| reading.text(event)).collect();
            view! { <span>{say!(reading.language, answer.keep_until_event)} {say!(reading.language, answer.colon)} {awaited.join(", ")}</span> }
                .into_any()
        }
    };
    view! { <li>{until} ". " {reading.text(&rule.summary)} " (" {reading.point(&rule.source)} ")"</li> }.into_any()
}

fn obligation(text: &Text, source: &Source, reading: &Reading) -> AnyView {
    view! { <li>{reading.text(text)} " (" {reading.point(source)} ")"</li> }.into_any()
}
