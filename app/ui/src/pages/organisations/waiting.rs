//! What waits for an approver: one by one, and all that came with a file.

use delibero_domain::text::Language;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::organisation::action_wrongs;
use super::recipients::{about, decide, time};
use super::view::organisation::ProposalView;
use super::view::waiting::{WaitingView, load};
use super::{load_address, opens, organisation_address};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::errors::error_summary;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let page = load().await?;
    let wrongs = page.replay.as_ref().map(|replay| action_wrongs(language, replay)).unwrap_or_default();
    let nothing = (page.single.is_empty() && page.loads.is_empty())
        .then(|| empty(say!(language, organisations.nothing_waits), ()));
    let loads = page.loads.iter().map(|(id, file, all)| together(language, &page, (id, file), all)).collect_view();
    let single = page.single.iter().map(|proposal| single(language, &page, proposal)).collect_view();
    Ok(view! {
        <Page title=say!(language, organisations.waiting_title)>
            <p class="mb-3 print:hidden"><a class="link" href="/organisations">{say!(language, organisations.back_to_list)}</a></p>
            {error_summary(wrongs)}
            <p class="lead">{say!(language, organisations.waiting_intro)}</p>
            {nothing}
            <div class="grid grid-cols-1 gap-6">{loads} {single}</div>
        </Page>
    }
    .into_any())
}

fn single(language: Language, page: &WaitingView, proposal: &ProposalView) -> AnyView {
    let act = (page.approves || page.writes).then(|| {
        decide(language, proposal, (page.approves, page.replay.as_ref()), "/organisations/waiting".to_owned())
    });
    view! {
        <section class="panel grid grid-cols-1 gap-3">
            <h2 class="heading">
                <a class="link" href=organisation_address(&proposal.organisation)>{proposal.organisation_name.get(language).to_owned()}</a>
            </h2>
            {about(language, proposal)}
            <p class="font-semibold">{say!(language, organisations.would_open)}</p>
            {opens::opens(language, &proposal.opens)}
            {act}
        </section>
    }
    .into_any()
}

/// All that came with one file: listed, what each recipient opens, and one button.
fn together(language: Language, page: &WaitingView, (id, file): (&str, &str), all: &[ProposalView]) -> AnyView {
    let columns = [
        Column::new(say!(language, organisations.organisation)),
        Column::new(say!(language, organisations.recipient)),
        Column::new(say!(language, organisations.deliberation)),
        Column::new(say!(language, organisations.time)),
    ];
    let mut table = Table::new(say!(language, organisations.waiting_title), columns);
    let mut kinds: Vec<&ProposalView> = Vec::new();
    for proposal in all {
        let found = &proposal.membership;
        let mut name = Html::default();
        html!(name, "<a class=\"link\" href=\"" {organisation_address(&proposal.organisation)} "\">"
            {proposal.organisation_name.get(language)} "</a>");
        table.row(&Row::new([
            name,
            Html::from(found.label.get(language)),
            Html::from(found.deliberation.as_deref().unwrap_or_default()),
            Html::from(time(language, found.from, found.until)),
        ]));
        if !kinds.iter().any(|known| known.membership.recipient == found.recipient) {
            kinds.push(proposal);
        }
    }
    let opened = kinds.iter().map(|proposal| {
        let heading = say!(language, organisations.opens_as, recipient = proposal.membership.label.get(language));
        view! {
            <details>
                <summary class="min-h-6">{heading}</summary>
                <div class="mt-2">{opens::opens(language, &proposal.opens)}</div>
            </details>
        }
    });
    let own = all.iter().any(|proposal| proposal.own);
    let confirm = (page.approves && !own).then(|| {
        let button = Button::new(say!(language, organisations.confirm_all, count = all.len()));
        view! {
            <form method="post" action="/organisations/waiting" class="actions">
                <FilledInBy />
                {button.sends("do", format!("confirm-load:{id}")).view()}
            </form>
        }
    });
    let own =
        (page.approves && own).then(|| view! { <p class="quiet">{say!(language, organisations.own_proposal)}</p> });
    let first = all.first();
    let by = first.and_then(|proposal| proposal.by.clone());
    let by = by.unwrap_or_else(|| say!(language, organisations.command_line).to_owned());
    let at = first.map(|proposal| date_time(&proposal.at, language)).unwrap_or_default();
    view! {
        <section class="panel grid grid-cols-1 gap-3">
            <h2 class="heading"><a class="link" href=load_address(id)>{say!(language, organisations.of_file, file = file)}</a></h2>
            <p class="text-sm quiet">{say!(language, organisations.proposed_by, by = by, at = at)}</p>
            {opened.collect_view()}
            {table.view()}
            {own}
            {confirm}
        </section>
    }
    .into_any()
}
