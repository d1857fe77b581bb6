//! The page of one organisation.

use std::borrow::Cow;

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::organisation::{ActionProblem, ActionReplay, OrganisationView, load};
use super::{actions, facts, form, history_address, numbers, organisation_address, recipients};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::errors::error_summary;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::panel::panel;
use crate::components::problem::not_done;
use crate::components::stopped::stopped_banner;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(&load(address.part("id")).await?))
}

fn content(page: &OrganisationView) -> AnyView {
    let language = use_language();
    let wrongs = page.replay.as_ref().map(|replay| action_wrongs(language, replay)).unwrap_or_default();
    let back = page.whole.then(|| {
        view! { <p class="mb-3 print:hidden"><a class="link" href="/organisations">{say!(language, organisations.back_to_list)}</a></p> }
    });
    let waits = (!page.proposals.is_empty()).then(|| {
        let says = match page.proposals.len() {
            1 => say!(language, organisations.waits_one).to_owned(),
            many => say!(language, organisations.waits_many, count = many),
        };
        let says = view! { <p><a class="link" href="#recipients">{says}</a></p> };
        Banner::new(Tone::Warning).heading(say!(language, organisations.waits)).view(says)
    });
    let change = page.writes.then(|| {
        Button::quiet(say!(language, organisations.change))
            .leads_to(format!("{}/edit", organisation_address(&page.id)))
            .view()
    });
    let about = view! {
        {facts::facts(language, page)}
        <p class="actions print:hidden">
            {change}
            <a class="link" href=history_address(&page.id)>{say!(language, organisations.history)}</a>
        </p>
    };
    let wrongs = error_summary(wrongs);
    let stopped = page.stopped.as_ref().map(stopped_banner);
    let parts = [
        Some(panel("registered", say!(language, organisations.registered_heading), about)),
        Some(recipients::section(language, page)),
        Some(numbers::people(language, page)),
        Some(numbers::integrations(language, page)),
        Some(numbers::consultations(language, page)),
        actions::actions(language, page),
    ];
    let parts = parts.into_iter().flatten().collect_view();
    view! {
        <Page title=page.name.get(language).to_owned()>
            {back}
            {wrongs}
            {stopped}
            {waits}
            <div class="grid grid-cols-1 gap-6">{parts}</div>
        </Page>
    }
    .into_any()
}

/// What is wrong with an action, for the summary.
pub(super) fn action_wrongs(language: Language, replay: &ActionReplay) -> Vec<(Option<Cow<'static, str>>, String)> {
    let why = || Some(Cow::Owned(recipients::why_id(&replay.action)));
    let line = |field: Option<Cow<'static, str>>, words: &str| vec![(field, words.to_owned())];
    match &replay.problem {
        ActionProblem::Wrong(wrongs) => form::summary(language, wrongs),
        ActionProblem::WhyMissing => line(why(), say!(language, organisations.why_missing)),
        ActionProblem::WhyWithNiss => line(why(), say!(language, organisations.wrong_niss)),
        ActionProblem::Already => line(None, say!(language, organisations.already)),
        ActionProblem::Ended => line(None, say!(language, organisations.wrong_ended)),
        ActionProblem::NoProposal => line(None, say!(language, organisations.no_proposal)),
        ActionProblem::OwnProposal => line(None, say!(language, organisations.own_proposal)),
        ActionProblem::LastDay => {
            line(Some(Cow::Borrowed("close-until")), say!(language, organisations.wrong_last_day))
        }
        ActionProblem::NoSuchDay => line(Some(Cow::Borrowed("close-until")), say!(language, organisations.wrong_day)),
        ActionProblem::Store(trouble) => line(None, not_done(language, *trouble, say!(language, organisations.outage))),
    }
}
