//! One file: how far it is, what became of it, and what was refused.

use delibero_domain::text::Language;
use delibero_usecases::source_loads::{KEPT_FOR, LoadProblem, MOST_KEPT};
use delibero_words::formats::{date_time, grouped};
use delibero_words::say;
use leptos::prelude::*;

use super::list::state;
use super::view::{LoadLine, LoadView, load_one};
use super::{LOADS, load_address, words};
use crate::address::Address;
use crate::components::badge::badge;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::definitions::definitions;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::progress::Work;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), &load_one(address.part("id")).await?))
}

fn content(language: Language, page: &LoadView) -> AnyView {
    let line = &page.line;
    let (mark, says) = state(language, line);
    let (going, problem) = (going(language, line), problem(language, line));
    let (facts, rejects) = (facts(language, line), rejects(language, page));
    let name = line.file_name.clone();
    view! {
        <Page title=say!(language, loads.one_title)>
            <p class="mb-3"><a class="link" href=LOADS>{say!(language, loads.back)}</a></p>
            <p class="lead"><span translate="no">{name}</span> " " {badge(mark, says)}</p>
            {problem}
            {going}
            {facts}
            {rejects}
        </Page>
    }
    .into_any()
}

fn going(language: Language, line: &LoadLine) -> Option<AnyView> {
    (line.ended.is_none() && line.still).then(|| {
        let work = Work {
            name: match line.read_bytes {
                0 => say!(language, loads.checking).to_owned(),
                _ => say!(language, loads.state_open).to_owned(),
            },
            done: line.read_bytes.min(line.bytes),
            all: line.bytes.max(1),
            rate: line.rate,
            stop: None,
        };
        let again = Button::quiet(say!(language, loads.look_again)).leads_to(load_address(&line.id));
        view! { {work.view()} <p class="mt-3 mb-4">{again.view()}</p> }.into_any()
    })
}

fn problem(language: Language, line: &LoadLine) -> Option<AnyView> {
    let problem = line.problem.or_else(|| line.is_interrupted().then_some(LoadProblem::Interrupted))?;
    let says = words::problem(language, problem);
    let nothing = line.counts.read() == 0;
    let then = if nothing { say!(language, loads.nothing_loaded) } else { say!(language, loads.again_safe) };
    Some(Banner::new(Tone::Problem).view(view! { <p>{says}</p> <p>{then}</p> }).into_any())
}

fn facts(language: Language, line: &LoadLine) -> AnyView {
    let fact = |label: &'static str, value: String| (label.to_owned(), value.into_any());
    let count = |label: &'static str, count: u64| fact(label, grouped(count));
    let by = line.by.clone().unwrap_or_else(|| say!(language, loads.command_line).to_owned());
    let mut facts = vec![
        fact(say!(language, loads.service), line.service.get(language).to_owned()),
        fact(say!(language, loads.by), by),
        fact(say!(language, loads.begun), date_time(&line.begun, language)),
    ];
    facts.extend(line.ended.as_ref().map(|at| fact(say!(language, loads.ended), date_time(at, language))));
    facts.extend([
        count(say!(language, loads.read), line.counts.read()),
        count(say!(language, loads.added), line.counts.added),
        count(say!(language, loads.newer), line.counts.newer),
        count(say!(language, loads.older), line.counts.older),
        count(say!(language, loads.known), line.counts.known),
        count(say!(language, loads.refused), line.counts.refused),
        fact(say!(language, loads.size), say!(language, loads.size_bytes, bytes = grouped(line.bytes))),
    ]);
    if let Some(hash) = &line.hash {
        let hash = view! { <span class="break-all" translate="no">{hash.clone()}</span> };
        facts.push((say!(language, loads.hash).to_owned(), hash.into_any()));
    }
    definitions(facts)
}

fn rejects(language: Language, page: &LoadView) -> Option<AnyView> {
    let refused = page.line.counts.refused;
    if refused == 0 {
        return None;
    }
    let days = (KEPT_FOR.as_hours() / 24).to_string();
    let body = if page.keeps_rejects {
        let most = (refused > MOST_KEPT).then(|| {
            view! { <p class="mb-3">{say!(language, loads.rejects_most, most = grouped(MOST_KEPT))}</p> }
        });
        let file = format!("{}/rejects", load_address(&page.line.id));
        view! {
            <p class="mb-3">{say!(language, loads.rejects_help, days = days)}</p>
            {most}
            <p class="actions mb-4 print:hidden">{Button::quiet(say!(language, loads.rejects_file)).downloads(file).view()}</p>
            {reasons(language, page)}
        }
        .into_any()
    } else if page.line.by.is_none() {
        view! { <p>{say!(language, loads.rejects_at_shell)}</p> }.into_any()
    } else {
        view! { <p>{say!(language, loads.rejects_gone, days = days)}</p> }.into_any()
    };
    let section = view! {
        <section aria-labelledby="rejects" class="mt-6">
            <h2 id="rejects" class="heading">{say!(language, loads.rejects)}</h2>
            {body}
        </section>
    };
    Some(section.into_any())
}

/// Where each stands and which rule it breaks: nothing of what it says.
fn reasons(language: Language, page: &LoadView) -> AnyView {
    let columns = [
        Column::new(say!(language, loads.line)).numeric(),
        Column::new(say!(language, loads.element)),
        Column::new(say!(language, loads.reason)),
    ];
    let mut table = Table::new(say!(language, loads.rejects), columns);
    for refused in &page.reasons {
        let fault = &refused.fault;
        table.row(&Row::new([
            grouped(fault.line).into(),
            fault.element.as_str().into(),
            words::rule_words(language, fault.rule).into(),
        ]));
    }
    let shown = page.reasons.len() as u64;
    let more = (page.line.counts.refused > shown)
        .then(|| view! { <p class="quiet mt-2">{say!(language, loads.reasons_first, count = grouped(shown))}</p> });
    view! { {table.view()} {more} }.into_any()
}
