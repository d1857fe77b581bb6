//! The recipients of an organisation: those given, those proposed, and the form that proposes another.

use delibero_domain::text::{Language, Text};
use delibero_words::formats::{date_time, short_date};
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::view::MembershipView;
use super::view::organisation::{ActionProblem, ActionReplay, OrganisationView, ProposalView};
use super::{form, opens, organisation_address};
use crate::components::badge::{State, badge};
use crate::components::button::Button;
use crate::components::choice_field::Choice;
use crate::components::date_field::date_field;
use crate::components::empty::empty;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::panel::panel;
use crate::components::table::{Column, Row, Table};
use crate::components::text_field::{TextField, Width};

pub(super) fn section(language: Language, page: &OrganisationView) -> AnyView {
    let waiting = page.proposals.iter().map(|proposal| waiting(language, page, proposal)).collect_view();
    let given = match page.memberships.is_empty() {
        true => empty(
            say!(language, organisations.no_recipients),
            view! { <p class="quiet">{say!(language, organisations.no_recipients_help)}</p> },
        ),
        false => table(language, page),
    };
    let opened = page.opens.iter().map(|(label, found)| opened(language, label, found)).collect_view();
    let ended =
        page.stopped.as_ref().is_some_and(|stopped| stopped.kind == delibero_usecases::directory::StopKind::Ended);
    let propose = (page.writes && !ended).then(|| propose(language, page));
    let close = (page.writes
        && page.memberships.iter().any(|(found, ..)| found.until.is_none_or(|until| until > page.today)))
    .then(|| close(language, page));
    panel(
        "recipients",
        say!(language, organisations.recipients),
        view! { {waiting} {given} {opened} {propose} {close} },
    )
}

fn table(language: Language, page: &OrganisationView) -> AnyView {
    let columns = [
        Column::new(say!(language, organisations.recipient)),
        Column::new(say!(language, organisations.deliberation)),
        Column::new(say!(language, organisations.from)),
        Column::new(say!(language, organisations.until)),
        Column::new(say!(language, organisations.state)),
    ];
    let mut table = Table::new(say!(language, organisations.recipients), columns);
    for (found, holds, _) in &page.memberships {
        let state = match (holds, found.from) {
            (true, _) => badge(State::Granted, say!(language, organisations.holds)),
            (false, Some(from)) if from > page.today => {
                badge(State::Warning, say!(language, organisations.holds_later))
            }
            (false, _) => badge(State::Plain, say!(language, organisations.holds_no_more)),
        };
        table.row(&Row::new([
            recipient_link(language, found),
            deliberation(language, found),
            Html::from(found.from.map_or_else(|| say!(language, organisations.from_beginning).to_owned(), short_date)),
            Html::from(found.until.map_or_else(|| say!(language, organisations.open).to_owned(), short_date)),
            Html::of(state),
        ]));
    }
    table.view()
}

fn recipient_link(language: Language, found: &MembershipView) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link\" href=\"/catalogue/" {&found.recipient} "\">" {found.label.get(language)} "</a>");
    out
}

fn deliberation(language: Language, found: &MembershipView) -> Html {
    let mut out = Html::default();
    match &found.deliberation {
        Some(number) => html!(out, "<a class=\"link\" href=\"/deliberations/" {number} "\">" {number} "</a>"),
        None => html!(out, "<span class=\"quiet\">" {say!(language, organisations.not_known)} "</span>"),
    }
    out
}

fn opened(language: Language, label: &Text, found: &[super::view::opens::OpensView]) -> AnyView {
    let heading = say!(language, organisations.may_consult_as, recipient = label.get(language));
    view! {
        <details>
            <summary class="min-h-6">{heading}</summary>
            <div class="mt-2">{opens::opens(language, found)}</div>
        </details>
    }
    .into_any()
}

/// The time of a membership, in words.
pub(super) fn time(language: Language, from: Option<Date>, until: Option<Date>) -> String {
    let from = from.map_or_else(|| say!(language, organisations.from_beginning).to_owned(), short_date);
    let until = until.map_or_else(|| say!(language, organisations.open).to_owned(), short_date);
    format!("{from} – {until}")
}

/// What is proposed, what it opens, and who may confirm it.
fn waiting(language: Language, page: &OrganisationView, proposal: &ProposalView) -> AnyView {
    let action = organisation_address(&page.id);
    let replay = page.replay.as_ref();
    let act = (page.approves || page.writes).then(|| decide(language, proposal, (page.approves, replay), action));
    view! {
        <div class="panel grid grid-cols-1 gap-3">
            {about(language, proposal)}
            <div>
                <p class="mb-2 font-semibold">{say!(language, organisations.would_open)}</p>
                {opens::opens(language, &proposal.opens)}
            </div>
            {act}
        </div>
    }
    .into_any()
}

pub(super) fn about(language: Language, proposal: &ProposalView) -> AnyView {
    let found = &proposal.membership;
    let by = proposal.by.clone().unwrap_or_else(|| say!(language, organisations.command_line).to_owned());
    let at = date_time(&proposal.at, language);
    view! {
        <div>
            <p class="font-semibold">
                {badge(State::Warning, say!(language, organisations.is_proposed))} " " {found.label.get(language).to_owned()} ", "
                {found.deliberation.clone()} ", " {time(language, found.from, found.until)}
            </p>
            <p class="text-sm quiet">{say!(language, organisations.proposed_by, by = by, at = at)}</p>
            <p class="text-sm">{say!(language, organisations.stopped_why, why = proposal.why)}</p>
        </div>
    }
    .into_any()
}

/// Whether the reader approves, and what was sent before and not done.
pub(super) fn decide(
    language: Language,
    proposal: &ProposalView,
    (approves, replay): (bool, Option<&ActionReplay>),
    action: String,
) -> AnyView {
    let confirm = (approves && !proposal.own).then(|| {
        Button::new(say!(language, organisations.confirm)).sends("do", format!("confirm:{}", proposal.id)).view()
    });
    let own =
        (approves && proposal.own).then(|| view! { <p class="quiet">{say!(language, organisations.own_proposal)}</p> });
    let declining = format!("decline:{}", proposal.id);
    let replay = replay.filter(|replay| replay.action == declining);
    let why = Field::new("why", say!(language, organisations.decline_why)).id(why_id(&declining));
    let why = why.wrong(replay.and_then(|replay| why_problem(language, &replay.problem)));
    let typed = replay.map(|replay| replay.why.clone()).unwrap_or_default();
    let open = replay.is_some();
    let decline = Button::quiet(say!(language, organisations.decline)).sends("do", declining);
    view! {
        {own}
        <form method="post" action=action.clone() class="actions">
            <FilledInBy />
            {confirm}
        </form>
        <details open=open>
            <summary class="min-h-6 quiet">{say!(language, organisations.decline)}</summary>
            <form method="post" action=action class="grid max-w-[72ch] gap-3">
                <FilledInBy />
                {TextField::new(why, typed).longest(500).view()}
                <p>{decline.view()}</p>
            </form>
        </details>
    }
    .into_any()
}

fn propose(language: Language, page: &OrganisationView) -> AnyView {
    let replay = page.replay.as_ref().filter(|replay| replay.action == "propose");
    let (typed, why) = replay.map(|replay| (replay.membership.clone(), replay.why.clone())).unwrap_or_default();
    let wrongs = match replay.map(|replay| &replay.problem) {
        Some(ActionProblem::Wrong(wrongs)) => wrongs.clone(),
        _ => Vec::new(),
    };
    let field =
        |name: &'static str, label: &'static str| Field::new(name, label).wrong(form::wrong(language, &wrongs, name));
    let words = |(id, label): &(String, Text)| -> Choice { (id.clone(), label.get(language).to_owned()) };
    let choices = page.recipients.iter().map(words).collect();
    let choose = say!(language, organisations.none_chosen);
    let recipient = choice_filter(
        field("recipient", say!(language, organisations.recipient)),
        Some(choose),
        choices,
        &typed.recipient,
    );
    let deliberation = field("deliberation", say!(language, organisations.deliberation))
        .hint(say!(language, organisations.deliberation_hint));
    let from = date_field(field("from", say!(language, organisations.from)), &typed.from);
    let until = date_field(field("until", say!(language, organisations.until)).optional(), &typed.until);
    let reason = why_field(language, "propose", replay.map(|replay| &replay.problem));
    view! {
        <details open=replay.is_some()>
            <summary class="min-h-6">{say!(language, organisations.propose)}</summary>
            <form method="post" action=organisation_address(&page.id) class="mt-2 grid max-w-[72ch] gap-4" novalidate>
                <FilledInBy />
                <p class="hint">{say!(language, organisations.propose_hint)}</p>
                {recipient}
                {TextField::new(deliberation, typed.deliberation.clone()).width(Width::Short).verbatim().view()}
                <div class="grid gap-4 sm:grid-cols-2">{from} {until}</div>
                {TextField::new(reason, why).longest(500).view()}
                <p>{Button::new(say!(language, organisations.propose_do)).sends("do", "propose").view()}</p>
            </form>
        </details>
    }
    .into_any()
}

/// The reason, required, under an identifier of its own: a page has several.
pub(super) fn why_field(language: Language, action: &str, problem: Option<&ActionProblem>) -> Field {
    let wrong = problem.and_then(|problem| why_problem(language, problem));
    Field::new("why", say!(language, organisations.why)).id(why_id(action)).wrong(wrong)
}

/// The identifier of the field of the reason of an action.
pub(super) fn why_id(action: &str) -> String {
    format!("why-{}", action.replace(':', "-"))
}

fn why_problem(language: Language, problem: &ActionProblem) -> Option<String> {
    match problem {
        ActionProblem::WhyMissing => Some(say!(language, organisations.why_missing).to_owned()),
        ActionProblem::WhyWithNiss => Some(say!(language, organisations.wrong_niss).to_owned()),
        _ => None,
    }
}

fn close(language: Language, page: &OrganisationView) -> AnyView {
    let replay = page.replay.as_ref().filter(|replay| replay.action == "close");
    let (typed, why) = replay.map(|replay| (replay.membership.clone(), replay.why.clone())).unwrap_or_default();
    let problem = replay.map(|replay| &replay.problem);
    let last = match problem {
        Some(ActionProblem::LastDay) => Some(say!(language, organisations.wrong_last_day).to_owned()),
        Some(ActionProblem::NoSuchDay) => Some(say!(language, organisations.wrong_day).to_owned()),
        _ => None,
    };
    let open = page.memberships.iter().filter(|(found, ..)| found.until.is_none_or(|until| until > page.today));
    let choices = open.map(|(found, _, name)| {
        (name.clone(), format!("{}, {}", found.label.get(language), time(language, found.from, found.until)))
    });
    let which = Field::new("recipient", say!(language, organisations.recipient)).id("close-recipient");
    let last = Field::new("until", say!(language, organisations.last_day)).id("close-until").wrong(last);
    let reason = why_field(language, "close", problem);
    view! {
        <details open=replay.is_some()>
            <summary class="min-h-6">{say!(language, organisations.close)}</summary>
            <form method="post" action=organisation_address(&page.id) class="mt-2 grid max-w-[72ch] gap-4" novalidate>
                <FilledInBy />
                <p class="hint">{say!(language, organisations.close_hint)}</p>
                {choice_filter(which, None, choices.collect(), &typed.recipient)}
                {date_field(last, &typed.until)}
                {TextField::new(reason, why).longest(500).view()}
                <p>{Button::new(say!(language, organisations.close_do)).sends("do", "close").view()}</p>
            </form>
        </details>
    }
    .into_any()
}
