//! The page on which somebody stops an authorisation: what and why, then whether it is meant.

use delibero_domain::text::Language;
use delibero_usecases::catalogue::LONGEST_REASON;
use delibero_words::fault_words::catalogue_fault;
use delibero_words::say;
use leptos::prelude::*;

use super::notice::at;
use super::view::{SuspendForm, SuspendProblem, SuspendView, load};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::definitions::definition_rows;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::page::Page;
use crate::components::problem::not_done;
use crate::components::radio_group::{GroupChoice, Layout, radio_group};
use crate::components::text_field::TextField;
use crate::components::typed_form::typed_form_sending;
use crate::error::PageError;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let asked = SuspendForm {
        deliberation: address.asked("deliberation").to_owned(),
        service: address.asked("service").to_owned(),
        ..SuspendForm::default()
    };
    let view = load(address.part("recipient"), asked).await?;
    let language = use_language();
    Ok(if view.replay.confirm { confirmation(language, &view) } else { form(language, &view) })
}

fn action(view: &SuspendView) -> String {
    format!("/catalogue/{}/suspend", view.recipient)
}

fn what(language: Language, view: &SuspendView) -> String {
    let (recipient, service) = (view.label.get(language), view.service.get(language));
    let deliberation = &view.replay.form.deliberation;
    say!(language, suspension.of, recipient = recipient, service = service, deliberation = deliberation)
}

fn words(language: Language, problem: &SuspendProblem) -> String {
    match problem {
        SuspendProblem::ReasonMissing => say!(language, suspension.reason_missing).to_owned(),
        SuspendProblem::ReasonTooLong => say!(language, suspension.reason_long, most = LONGEST_REASON),
        SuspendProblem::ReasonWithNiss => say!(language, suspension.reason_niss).to_owned(),
        SuspendProblem::OrganisationMissing => say!(language, suspension.organisation_missing).to_owned(),
        SuspendProblem::OrganisationStrange => say!(language, suspension.organisation_strange).to_owned(),
        SuspendProblem::Already(since) => say!(language, suspension.already, at = at(language, *since)),
        SuspendProblem::NotSound(fault) => {
            let what = fault.as_ref().map(|found| catalogue_fault(language, &found.what)).unwrap_or_default();
            say!(language, suspension.not_sound, what = what)
        }
        SuspendProblem::Store(trouble) => {
            not_done(language, *trouble, say!(language, suspension.store_away)).to_owned()
        }
    }
}

fn wrong(language: Language, problem: &SuspendProblem) -> Wrong {
    Wrong { field: problem.field(), words: words(language, problem) }
}

fn form(language: Language, view: &SuspendView) -> AnyView {
    let SuspendForm { deliberation, service, one, organisation, reason } = view.replay.form.clone();
    let wrongs: Vec<Wrong> = view.replay.problems.iter().map(|problem| wrong(language, problem)).collect();
    let whom = [("all", !one, say!(language, suspension.whom_all)), ("one", one, say!(language, suspension.whom_one))];
    let whom = whom.into_iter().map(|(value, checked, words)| GroupChoice {
        value: value.to_owned(),
        checked,
        words: Some(words.into_any()),
        away: false,
        marks: Vec::new(),
        signs: Vec::new(),
    });
    let which = (!view.organisations.is_empty()).then(|| {
        let none = (String::new(), say!(language, suspension.organisation_none).to_owned());
        let known = view.organisations.iter().map(|(id, name)| (id.clone(), name.get(language).to_owned()));
        let field = Field::new("organisation", say!(language, suspension.organisation))
            .hint(say!(language, suspension.organisation_hint))
            .of(&wrongs);
        let group = Field::new("whom", say!(language, suspension.whom));
        view! {
            {radio_group(group, "", Layout::Column, whom.collect::<Vec<_>>())}
            {choice_field(field, std::iter::once(none).chain(known), &organisation)}
        }
    });
    let reason_field = Field::new("reason", say!(language, suspension.reason))
        .hint(say!(language, suspension.reason_hint))
        .of(&wrongs)
        .required();
    let (back, action) = (format!("/catalogue/{}", view.recipient), action(view));
    let (facts, summary) = (facts(language, view), wrongs.clone());
    view! {
        <Page title=say!(language, suspension.title) wrongs=summary>
            <p class="lead">{say!(language, suspension.intro)}</p>
            {facts}
            <form
                id=typed_form_sending("do", "check")
                method="post"
                action=action
                class="grid max-w-[72ch] gap-4"
                autocomplete="off"
                novalidate
            >
                <FilledInBy />
                {hidden([("deliberation", deliberation), ("service", service)])}
                {which}
                {TextField::new(reason_field, reason).rows(5).view()}
                <div class="actions">
                    {Button::new(say!(language, suspension.go_on)).sends("do", "check").view()}
                    <a class="link" href=back>{say!(language, suspension.cancel)}</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn facts(language: Language, view: &SuspendView) -> AnyView {
    let members = (view.members > 0).then(|| say!(language, suspension.with_members, count = view.members));
    view! {
        <p class="mb-4">
            <strong>{what(language, view)}</strong>
            {members.map(|words| view! { <span class="block quiet">{words}</span> })}
        </p>
    }
    .into_any()
}

/// What is about to be done, in full, and two ways from here.
fn confirmation(language: Language, view: &SuspendView) -> AnyView {
    let SuspendForm { deliberation, service, one, organisation, reason } = view.replay.form.clone();
    let named = view.organisations.iter().find(|(id, _)| one && *id == organisation);
    let whom = named.map_or(say!(language, suspension.whom_all), |(_, name)| name.get(language)).to_owned();
    let facts = [
        (say!(language, suspension.what).to_owned(), what(language, view)),
        (say!(language, suspension.whom).to_owned(), whom),
        (say!(language, suspension.reason).to_owned(), reason.clone()),
    ];
    let facts = facts.map(|(label, value)| {
        let value = view! { <span class="whitespace-pre-line">{value}</span> };
        (label, value.into_any())
    });
    let members = (view.members > 0).then(|| say!(language, suspension.with_members, count = view.members));
    let action = action(view);
    let fields = [
        ("deliberation", deliberation),
        ("service", service),
        ("whom", if one { "one" } else { "all" }.to_owned()),
        ("organisation", organisation),
        ("reason", reason),
    ];
    view! {
        <Page title=say!(language, suspension.confirm_title)>
            <p class="lead">{say!(language, suspension.confirm_text)}</p>
            {definition_rows(facts)}
            {members.map(|words| view! { <p class="quiet">{words}</p> })}
            <form method="post" action=action class="actions mt-4">
                <FilledInBy />
                {hidden(fields)}
                {Button::danger(say!(language, suspension.confirm)).sends("do", "suspend").view()}
                {Button::quiet(say!(language, suspension.change)).sends("do", "change").view()}
            </form>
            <p class="mt-4 quiet">{say!(language, suspension.who_ends)}</p>
        </Page>
    }
    .into_any()
}
