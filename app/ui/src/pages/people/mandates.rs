//! What somebody was given beside roles, and what may be given.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OfficeId, RecipientId, ServiceId};
use delibero_domain::text::Language;
use delibero_usecases::accounts::mandates::{Given, Mandate, MandateChoices};
use delibero_words::formats::{date_time, period};
use delibero_words::points::citation;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{MandateReplay, UserView};
use super::{mandates_address, problems};
use crate::components::badge::{State, badge};
use crate::components::button::Button;
use crate::components::choice_field::{Choice, choice_field};
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::html::{Html, html};
use crate::components::panel::section;
use crate::components::table::{Column, Row, Table};
use crate::components::text_field::TextField;
use crate::pages::consultation::view::local_time;

/// The section of somebody's page; nothing where nothing was given and nothing can be.
pub(super) fn mandates(language: Language, view: &UserView) -> Option<AnyView> {
    let nothing_to_give = view.choices.as_ref().is_none_or(MandateChoices::are_none);
    if view.mandates.is_empty() && nothing_to_give {
        return None;
    }
    let forms = match &view.choices {
        None => Some(view! { <p class="hint">{say!(language, people.mandates_elsewhere)}</p> }.into_any()),
        Some(_) if view.own => Some(view! { <p class="hint">{say!(language, people.mandates_own)}</p> }.into_any()),
        Some(_) if view.is_ended() => None,
        Some(choices) => Some(forms(language, view, choices)),
    };
    let shown = view! {
        <p class="hint mb-3 max-w-[72ch]">{say!(language, people.mandates_hint)}</p>
        {table(language, view)}
        {forms}
    };
    Some(section("mandates", say!(language, people.mandates_heading), shown).into_any())
}

fn table(language: Language, view: &UserView) -> AnyView {
    if view.mandates.is_empty() {
        return view! { <p class="mb-3">{say!(language, people.mandates_none)}</p> }.into_any();
    }
    let columns = [
        say!(language, people.mandate_what),
        say!(language, people.mandate_days),
        say!(language, people.mandate_state),
        say!(language, people.mandate_by),
    ];
    let mut table = Table::new(say!(language, people.mandates_heading), columns.map(Column::new));
    for mandate in &view.mandates {
        let days = period(delibero_domain::period::Period { begin: mandate.from, end: mandate.until }, language);
        let by = by(language, mandate.by.as_ref().map(ToString::to_string), mandate.at);
        table.row(&Row::new([
            what(language, &view.catalogue, mandate).into(),
            days.into(),
            state(language, view, mandate),
            by.into(),
        ]));
    }
    table.view()
}

fn by(language: Language, user: Option<String>, at: jiff::Timestamp) -> String {
    let user = user.unwrap_or_else(|| say!(language, people.mandate_shell).to_owned());
    format!("{user}, {}", date_time(&local_time(at), language))
}

/// What it gives, in words.
fn what(language: Language, catalogue: &Catalogue, mandate: &Mandate) -> String {
    match &mandate.given {
        Given::Designation { recipient, service } => {
            say!(language, people.mandate_designated, service = asked(language, catalogue, recipient, service))
        }
        Given::Office(id) => office(language, catalogue, id),
        Given::Deputy { office: id, holder } => {
            let holder = holder.user.to_string();
            say!(language, people.mandate_deputy, office = office(language, catalogue, id), holder = holder)
        }
    }
}

fn office(language: Language, catalogue: &Catalogue, id: &OfficeId) -> String {
    catalogue.office_label(id.as_str()).get(language).to_owned()
}

fn asked(language: Language, catalogue: &Catalogue, recipient: &RecipientId, service: &ServiceId) -> String {
    let service = catalogue
        .service(service.as_str())
        .map_or_else(|| service.to_string(), |found| found.label.get(language).to_owned());
    match catalogue.recipient(recipient.as_str()) {
        Some(recipient) => format!("{service} ({})", recipient.label.get(language)),
        None => service,
    }
}

fn state(language: Language, view: &UserView, mandate: &Mandate) -> Html {
    if let Some(ended) = &mandate.ended {
        let mut out = Html::of(badge(State::Refused, say!(language, people.mandate_ended)));
        let by = by(language, ended.by.as_ref().map(ToString::to_string), ended.at);
        html!(out, "<small>" {by} " — " {ended.why.as_str()} "</small>");
        return out;
    }
    Html::of(if mandate.counts_on(view.today) {
        badge(State::Granted, say!(language, people.mandate_counts))
    } else if view.today < mandate.from {
        badge(State::Warning, say!(language, people.mandate_later))
    } else if mandate.until.is_some_and(|until| until < view.today) {
        badge(State::Refused, say!(language, people.mandate_over))
    } else {
        badge(State::Refused, say!(language, people.mandate_holder_over))
    })
}

fn forms(language: Language, view: &UserView, choices: &MandateChoices) -> AnyView {
    let replay = view.mandate_replay.as_ref();
    let form = |act: Act| Form { language, view, act, replay: replay.filter(|replay| replay.act == act.word()) };
    let designable = choices.designable.iter().map(|found| {
        let value = format!("{}/{}", found.recipient, found.service);
        let words = asked(language, &view.catalogue, &found.recipient, &found.service);
        (value, format!("{words} — {}", citation(language, &found.source)))
    });
    let offices = choices.offices.iter().map(|(id, _)| (id.to_string(), office(language, &view.catalogue, id)));
    let others = choices.holders.iter().filter(|held| held.user != view.user.user);
    let holders =
        others.map(|held| (held.id.clone(), format!("{} — {}", what(language, &view.catalogue, held), held.user)));
    let open = view.mandates.iter().filter(|found| found.ended.is_none());
    let open = open.filter(|found| found.until.is_none_or(|until| view.today <= until));
    let open: Vec<Choice> = open.map(|found| (found.id.clone(), what(language, &view.catalogue, found))).collect();
    let give = [
        (Act::Designate, designable.collect::<Vec<_>>()),
        (Act::Office, offices.collect()),
        (Act::Deputy, holders.collect()),
    ];
    let give = give.into_iter().filter(|(_, choices)| !choices.is_empty());
    view! {
        {give.map(|(act, choices)| form(act).give(choices)).collect_view()}
        {(!open.is_empty()).then(|| form(Act::End).end(open))}
    }
    .into_any()
}

/// What a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Designate,
    Office,
    Deputy,
    End,
}

impl Act {
    const fn word(self) -> &'static str {
        match self {
            Self::Designate => "designate",
            Self::Office => "office",
            Self::Deputy => "deputy",
            Self::End => "end",
        }
    }
}

struct Form<'f> {
    language: Language,
    view: &'f UserView,
    act: Act,
    /// What was typed in it.
    replay: Option<&'f MandateReplay>,
}

impl Form<'_> {
    fn wrongs(&self) -> Vec<Wrong> {
        let replay = self.replay.into_iter();
        replay.flat_map(|replay| problems::of_mandate(self.language, replay)).collect()
    }

    fn give(&self, choices: Vec<Choice>) -> AnyView {
        let (language, wrongs) = (self.language, self.wrongs());
        let (heading, label, button) = match self.act {
            Act::Designate => (
                say!(language, people.designate_heading),
                say!(language, people.designate_service),
                say!(language, people.designate_do),
            ),
            Act::Office => (
                say!(language, people.office_heading),
                say!(language, people.office_office),
                say!(language, people.office_do),
            ),
            Act::Deputy | Act::End => (
                say!(language, people.deputy_heading),
                say!(language, people.deputy_holder),
                say!(language, people.deputy_do),
            ),
        };
        let typed = self.replay.cloned().unwrap_or_default();
        let [what, from, until] = problems::mandate_fields(self.act.word());
        let chosen = Field::new("what", label).id(what).of(&wrongs).required();
        let first = Field::new("from", say!(language, people.mandate_from)).id(from).of(&wrongs).required();
        let last = Field::new("until", say!(language, people.mandate_until)).id(until);
        let last = match self.act {
            Act::Deputy => last.required(),
            _ => last.hint(say!(language, people.mandate_until_hint)),
        };
        let from = if typed.from.is_empty() { self.view.today.to_string() } else { typed.from.clone() };
        let hint =
            (self.act == Act::Deputy).then(|| view! { <p class="hint">{say!(language, people.deputy_hint)}</p> });
        view! {
            <h3 class="heading-small mt-6">{heading}</h3>
            <form method="post" action=self.action() class="grid max-w-[40rem] gap-4" novalidate>
                <FilledInBy />
                {hint}
                {choice_field(chosen, choices, &typed.what)}
                {date_field(first, &from)}
                {date_field(last.of(&wrongs), &typed.until)}
                <div class="actions">{Button::quiet(button).sends("act", self.act.word()).view()}</div>
            </form>
        }
        .into_any()
    }

    fn end(&self, open: Vec<Choice>) -> AnyView {
        let (language, wrongs) = (self.language, self.wrongs());
        let typed = self.replay.cloned().unwrap_or_default();
        let which = Field::new("what", say!(language, people.end_mandate_which)).id("end-what").of(&wrongs);
        let why = Field::new("why", say!(language, people.why)).id("end-why").of(&wrongs).required();
        view! {
            <h3 class="heading-small mt-6">{say!(language, people.end_mandate_heading)}</h3>
            <form method="post" action=self.action() class="grid max-w-[40rem] gap-4" novalidate>
                <FilledInBy />
                {choice_field(which, open, &typed.what)}
                {TextField::new(why, typed.why.as_str()).rows(2).view()}
                <div class="actions">
                    {Button::danger(say!(language, people.end_mandate_do)).sends("act", self.act.word()).view()}
                </div>
            </form>
        }
        .into_any()
    }

    fn action(&self) -> String {
        mandates_address(self.view.user.user.as_str())
    }
}
