//! One integration: what it says, who registered it, what it said before, and what may be done with it.

use delibero_domain::text::Language;
use delibero_usecases::directory::KnownCode;
use delibero_words::formats::{date_time, period, short_date};
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::file::Filling;
use super::view::form::{DirectoryField, DirectoryForm};
use super::view::person::{ChangeView, IntegrationView, PersonView, Standing, StateView};
use super::{person_address, words};
use crate::components::badge::{State, badge};
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::definitions::definitions;
use crate::components::form_mark::FilledInBy;
use crate::components::leads::hidden;

pub(super) fn integration(language: Language, page: &PersonView, found: &IntegrationView) -> AnyView {
    let heading = format!("integration-{}", found.number);
    let (state, says) = words::standing(language, found.standing);
    let no_file = (!found.counts).then(|| badge(State::Warning, say!(language, directory.code_no_file)));
    let may_end = found.standing != Standing::Ended;
    let replaced = matches!(page.state, StateView::Replaced(_)) && found.standing == Standing::Valid;
    view! {
        <article class="section panel" aria-labelledby=heading.clone()>
            <h3 id=heading.clone() class="heading-small">{words::code(language, &found.said)}</h3>
            <p class="flex flex-wrap gap-2">{badge(state, says)} {no_file}</p>
            {facts(language, found)}
            {replaced.then(|| carry_over(language, page, found))}
            {may_end.then(|| end(language, page, found))}
            {correct(language, page, found, &page.codes)}
            {history(language, &found.changes)}
        </article>
    }
    .into_any()
}

fn facts(language: Language, found: &IntegrationView) -> AnyView {
    let by = found.registered_by.clone().unwrap_or_else(|| words::origin(language, found.origin).to_owned());
    let by = match &found.registered_at {
        Some(at) => format!("{by}, {}", date_time(at, language)),
        None => by,
    };
    let number = found.said.file_number.clone().unwrap_or_else(|| "–".to_owned());
    definitions([
        (say!(language, directory.period).to_owned(), period(found.said.period, language).into_any()),
        (say!(language, directory.file_number).to_owned(), view! { <span translate="no">{number}</span> }.into_any()),
        (say!(language, directory.registered).to_owned(), view! { <span translate="no">{by}</span> }.into_any()),
    ])
}

/// The form of one integration; open where it was sent and is shown again.
fn form(
    page: &PersonView,
    found: &IntegrationView,
    action: &'static str,
    fields: impl FnOnce(&Filling<'_>, &DirectoryForm) -> AnyView,
    (summary, button): (&'static str, Button),
    proposed: DirectoryForm,
    language: Language,
) -> AnyView {
    let sent = &page.replay.form;
    let again = sent.action == action && sent.integration == found.number.to_string();
    let (form, problems) = if again { (sent.clone(), page.replay.problems.as_slice()) } else { (proposed, &[][..]) };
    let filling = Filling { language, integration: found.number.to_string(), form: &form, problems };
    view! {
        <details class="mt-3 print:hidden" open=again>
            <summary class="min-h-6">{summary}</summary>
            <form
                method="post"
                action=person_address(&page.search)
                autocomplete="off"
                novalidate
                class="mt-3 grid max-w-[72ch] gap-4"
            >
                <FilledInBy />
                {hidden([("integration", found.number.to_string()), ("revision", found.revision.to_string())])}
                {fields(&filling, &form)}
                <p>{button.sends("do", action).view()}</p>
            </form>
        </details>
    }
    .into_any()
}

fn end(language: Language, page: &PersonView, found: &IntegrationView) -> AnyView {
    let day: Date = page.today.max(found.said.period.begin);
    let proposed = DirectoryForm { action: "end".to_owned(), day: short_date(day), ..DirectoryForm::default() };
    let fields = |filling: &Filling<'_>, form: &DirectoryForm| {
        let day = date_field(filling.field(DirectoryField::Day), &form.day);
        view! { {day} {filling.why()} }.into_any()
    };
    let summary = say!(language, directory.end);
    form(page, found, "end", fields, (summary, Button::danger(summary)), proposed, language)
}

fn correct(language: Language, page: &PersonView, found: &IntegrationView, codes: &[KnownCode]) -> AnyView {
    let said = &found.said;
    let proposed = DirectoryForm {
        action: "correct".to_owned(),
        code: said.code.to_string(),
        from: short_date(said.period.begin),
        until: said.period.end.map(short_date).unwrap_or_default(),
        file_number: said.file_number.clone().unwrap_or_default(),
        ..DirectoryForm::default()
    };
    let fields = |filling: &Filling<'_>, _: &DirectoryForm| view! { {filling.file(codes)} {filling.why()} }.into_any();
    let summary = say!(language, directory.correct);
    form(
        page,
        found,
        "correct",
        fields,
        (summary, Button::quiet(say!(language, directory.correct_do))),
        proposed,
        language,
    )
}

fn carry_over(language: Language, page: &PersonView, found: &IntegrationView) -> AnyView {
    view! {
        <form method="post" action=person_address(&page.search) class="mt-3 print:hidden">
            <FilledInBy />
            {hidden([("integration", found.number.to_string()), ("revision", found.revision.to_string())])}
            <p>{Button::new(say!(language, directory.carry_over)).sends("do", "carry").view()}</p>
            <p class="hint mt-1">{say!(language, directory.carry_over_hint)}</p>
        </form>
    }
    .into_any()
}

fn history(language: Language, changes: &[ChangeView]) -> Option<AnyView> {
    let line = |change: &ChangeView| {
        let by = change.user.clone().unwrap_or_else(|| say!(language, directory.origin_command).to_owned());
        let why = (!change.why.is_empty()).then(|| view! { <p class="whitespace-pre-line">{change.why.clone()}</p> });
        view! {
            <li>
                <p>
                    {words::change(language, change.kind)} ", " <span translate="no">{by}</span> ", "
                    {date_time(&change.at, language)}
                </p>
                {why}
                <p class="quiet">{say!(language, directory.before)} " " {words::whole(language, &change.before)}</p>
            </li>
        }
    };
    (!changes.is_empty()).then(|| {
        view! {
            <h4 class="label mt-4">{say!(language, directory.history)}</h4>
            <ul class="list-disc pl-5">{changes.iter().map(line).collect_view()}</ul>
        }
        .into_any()
    })
}
