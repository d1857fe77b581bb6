//! One batch: how far it is, what became of the persons, and which lines were refused.

use delibero_domain::text::Language;
use delibero_usecases::batches::{BatchState, MOST_FAULTS_KEPT};
use delibero_words::formats::{date_time, grouped, span};
use delibero_words::{refusals, say};
use leptos::prelude::*;

use super::view::{BatchLine, OneView, load_one, origin_words};
use super::{BATCHES, ResultQuery, batch_address, words};
use crate::address::Address;
use crate::components::badge::badge;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::definitions::definitions;
use crate::components::form_mark::FilledInBy;
use crate::components::html::Html;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::progress::Work;
use crate::components::source::{SourceLink, write_point};
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;
use crate::pages::suspensions::notices;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), &load_one(address.part("id")).await?))
}

fn content(language: Language, view: &OneView) -> AnyView {
    let line = &view.line;
    let (mark, says) = words::state(language, line.batch.state);
    let what = format!("{} – {}", line.service.get(language), line.module.get(language));
    let (going, facts, limits) = (going(language, line), facts(language, line), limits(language, line));
    let (result, faults) = (result(language, line), faults(language, view));
    let (suspended, refusals) = (notices(language, view.suspension.as_slice()), refusals(language, line));
    view! {
        <Page title=say!(language, batches.one_title)>
            <p class="mb-3"><a class="link" href=BATCHES>{say!(language, batches.back)}</a></p>
            <p class="lead">{what} " " {badge(mark, says)}</p>
            {suspended}
            {going}
            {limits}
            {result}
            {facts}
            {refusals}
            {faults}
        </Page>
    }
    .into_any()
}

fn going(language: Language, line: &BatchLine) -> Option<AnyView> {
    let (batch, address) = (&line.batch, batch_address(&line.batch.id));
    match batch.state {
        BatchState::Running => {
            let work = Work {
                name: say!(language, batches.state_running).to_owned(),
                done: batch.counts.done(),
                all: batch.persons.max(1),
                rate: batch.rate(),
                stop: Some(format!("{address}/stop")),
            };
            let again = Button::quiet(say!(language, loads.look_again)).leads_to(address);
            Some(view! { {work.view()} <p class="mt-3 mb-4 print:hidden">{again.view()}</p> }.into_any())
        }
        BatchState::Stopped if line.is_kept => Some(
            view! {
                <form method="post" action=format!("{address}/resume") class="mb-4 print:hidden">
                    <FilledInBy />
                    {Button::new(say!(language, batches.resume)).view()}
                </form>
            }
            .into_any(),
        ),
        BatchState::Listing => Some(Banner::new(Tone::Warning).view(say!(language, batches.listing_help)).into_any()),
        _ => None,
    }
}

/// What has to be respected, as it was confirmed.
pub(super) fn limits(language: Language, line: &BatchLine) -> Option<AnyView> {
    let limits = line.limits.iter().map(|(text, source)| {
        let (text, source) = (text.get(language).to_owned(), source.clone());
        view! { <li>{text} " " <span class="hint"><SourceLink source=source /></span></li> }
    });
    let limits = limits.collect_view();
    (!line.limits.is_empty()).then(|| {
        let body = view! {
            <p>{say!(language, batches.confirmed)}</p>
            <ul class="mt-2 grid gap-1">{limits}</ul>
        };
        view! { <div class="mb-4">{Banner::new(Tone::Information).view(body)}</div> }.into_any()
    })
}

fn result(language: Language, line: &BatchLine) -> AnyView {
    let batch = &line.batch;
    let body = if !line.is_kept {
        view! { <p>{say!(language, batches.destroyed)}</p> }.into_any()
    } else if batch.counts.done() == 0 {
        view! { <p>{say!(language, batches.no_result_yet)}</p> }.into_any()
    } else {
        let until = date_time(&line.kept_until, language);
        let file = |ending: &str, words: &'static str| {
            Button::quiet(words).downloads(ResultQuery::default().at(&batch.id, ending)).view()
        };
        view! {
            <p class="mb-3">{say!(language, batches.kept_until, until = until)}</p>
            <p class="actions print:hidden">
                {Button::new(say!(language, batches.look_at)).leads_to(ResultQuery::default().at(&batch.id, "")).view()}
                {file(".csv", "CSV")}
                {file(".xlsx", "XLSX")}
                {file(".ndjson", "NDJSON")}
                {file(".xml", "XML")}
            </p>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="result" class="mt-4 mb-6">
            <h2 id="result" class="heading">{say!(language, batches.result)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn facts(language: Language, line: &BatchLine) -> AnyView {
    let batch = &line.batch;
    let fact = |label: &'static str, value: String| (label.to_owned(), value.into_any());
    let count = |label: &'static str, count: u64| fact(label, grouped(count));
    let mut facts = vec![fact(say!(language, batches.purpose), line.purpose.get(language).to_owned())];
    facts.extend(
        line.person_role
            .as_ref()
            .map(|role| fact(say!(language, consultation.person_role), role.get(language).to_owned())),
    );
    facts.extend([
        fact(say!(language, batches.time), span(batch.question.asked.span, language)),
        fact(say!(language, batches.origin), origin_words(language, &batch.origin)),
        fact(say!(language, batches.begun), date_time(&line.begun, language)),
    ]);
    facts.extend(line.ended.as_ref().map(|at| fact(say!(language, batches.ended), date_time(at, language))));
    facts.extend([
        count(say!(language, batches.persons), batch.persons),
        count(say!(language, batches.done), batch.counts.done()),
        count(say!(language, batches.answered), batch.counts.answered),
        count(say!(language, batches.empty_answer), batch.counts.empty),
        count(say!(language, batches.refused), batch.counts.refused),
        count(say!(language, batches.faulty), batch.faulty),
        fact(say!(language, batches.number), batch.id.clone()),
    ]);
    definitions(facts)
}

/// Why persons were refused, and how many for it.
fn refusals(language: Language, line: &BatchLine) -> Option<AnyView> {
    let batch = &line.batch;
    if batch.refusals.is_empty() {
        return None;
    }
    let columns = [
        Column::new(say!(language, loads.reason)),
        Column::new(say!(language, batches.refusal_point)),
        Column::new(say!(language, batches.persons_count)).numeric(),
    ];
    let mut table = Table::new(say!(language, batches.refusals), columns);
    for (refusal, count) in &batch.refusals {
        let mut point = Html::default();
        if let Some(source) = &refusal.source {
            write_point(&mut point, language, source, Some(batch.question.recipient.as_str()), false);
        }
        let reason = refusals::heading(language, refusal.reason);
        table.row(&Row::new([reason.into(), point, grouped(*count).into()]));
    }
    let section = view! {
        <section aria-labelledby="refusals" class="mt-6">
            <h2 id="refusals" class="heading">{say!(language, batches.refusals)}</h2>
            <p class="mb-3">{say!(language, batches.refusals_help)}</p>
            {table.view()}
        </section>
    };
    Some(section.into_any())
}

fn faults(language: Language, view: &OneView) -> Option<AnyView> {
    let batch = &view.line.batch;
    if batch.faulty == 0 {
        return None;
    }
    if !view.line.is_kept {
        return Some(view! { <p class="mt-4">{say!(language, batches.faults_gone)}</p> }.into_any());
    }
    let columns = [Column::new(say!(language, loads.line)).numeric(), Column::new(say!(language, loads.reason))];
    let mut table = Table::new(say!(language, batches.faults), columns);
    for fault in &view.reasons {
        table.row(&Row::new([grouped(fault.line).into(), words::fault_words(language, fault.fault).into()]));
    }
    let shown = view.reasons.len() as u64;
    let more = (batch.faulty > shown)
        .then(|| view! { <p class="quiet mt-2">{say!(language, loads.reasons_first, count = grouped(shown))}</p> });
    let most = (batch.faulty > MOST_FAULTS_KEPT)
        .then(|| view! { <p class="mb-3">{say!(language, batches.faults_most, most = grouped(MOST_FAULTS_KEPT))}</p> });
    let file = format!("{}/faults", batch_address(&batch.id));
    let section = view! {
        <section aria-labelledby="faults" class="mt-6">
            <h2 id="faults" class="heading">{say!(language, batches.faults)}</h2>
            <p class="mb-3">{say!(language, batches.faults_help)}</p>
            {most}
            <p class="actions mb-4 print:hidden">
                {Button::quiet(say!(language, batches.faults_file)).downloads(file).view()}
            </p>
            {table.view()}
            {more}
        </section>
    };
    Some(section.into_any())
}
