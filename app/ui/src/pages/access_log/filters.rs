//! The forms above the log: the filters that stand in the address, and the person, who never does.

use delibero_api::access_log::LogProblem;
use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use jiff::civil::Date;
use leptos::prelude::*;

use super::address::{Field, newest};
use super::ways::hidden;
use super::{Shown, words};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::form_mark::FilledInBy;
use crate::components::reasons::niss_reason;
use crate::i18n::t_string;

const INPUT: &str = "min-h-9 w-full rounded border border-control bg-surface px-2 text-sm text-ink";
const BUTTON: &str = "min-h-9 cursor-pointer rounded bg-accent px-4 text-sm font-semibold text-accent-ink";
const LABEL: &str = "mb-1 block text-sm font-semibold";

const PERSON: &str = "log-person";
const PERSON_HINT: &str = "log-person-hint";
const PERSON_PROBLEM: &str = "log-person-problem";

/// The identifiers of a date's field and of what is wrong with it.
const fn date_ids(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::From => ("log-from", "log-from-problem"),
        _ => ("log-to", "log-to-problem"),
    }
}

fn wrongs(shown: &Shown) -> Vec<Wrong> {
    let i18n = shown.i18n;
    match shown.asked.page.problem {
        None => Vec::new(),
        Some(LogProblem::Person(error)) => vec![Wrong::with(PERSON, niss_reason(error))],
        Some(LogProblem::Date) => [Field::From, Field::To]
            .into_iter()
            .filter(|field| {
                let typed = field.of(&shown.asked.query);
                !typed.is_empty() && typed.parse::<Date>().is_err()
            })
            .map(|field| Wrong::with(date_ids(field).0, move || t_string!(i18n, access_log.problem_date).to_owned()))
            .collect(),
    }
}

/// What is wrong with the filters.
pub(super) fn summary(shown: &Shown) -> impl IntoView + use<> {
    view! { <ErrorSummary wrongs=wrongs(shown) /> }
}

/// Both forms.
pub(super) fn forms(shown: &Shown) -> impl IntoView + use<> {
    view! {
        <div class="mb-4 flex flex-col gap-4 border-y border-line py-4 xl:flex-row xl:gap-8 print:hidden">
            {filters(shown)}
            {person(shown)}
        </div>
    }
}

fn filters(shown: &Shown) -> impl IntoView + use<> {
    let i18n = shown.i18n;
    let person = shown.by_person().then(|| shown.asked.page.person.clone());
    // Sent in the body: the server puts the filters into the address, but for a NISS typed where a name belongs.
    let organisation = (!shown.asked.page.own_organisation_only).then(|| organisations(shown));
    view! {
        <form
            method="post"
            action="/log"
            aria-label=move || t_string!(i18n, access_log.filters_label)
            class="grid grow grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
        >
            {person.map(|person| view! { <input type="hidden" name="person" value=person /> })}
            {organisation}
            {user(shown)}
            {outcomes(shown)}
            {kinds(shown)}
            {date(shown, Field::From)}
            {date(shown, Field::To)}
            <div>
                <button type="submit" class=BUTTON>{move || t_string!(i18n, access_log.apply)}</button>
            </div>
        </form>
    }
}

fn labelled(shown: &Shown, id: &'static str, field: Field, control: impl IntoView + 'static) -> AnyView {
    let i18n = shown.i18n;
    view! {
        <div>
            <label for=id class=LABEL>{move || words::filter(i18n, field)}</label>
            {control}
        </div>
    }
    .into_any()
}

fn choice(value: &str, chosen: &str, label: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let selected = value == chosen;
    // A property too, so that the choice follows when the router shows other lines in the same page.
    view! { <option value=value.to_owned() selected=selected prop:selected=selected>{label}</option> }.into_any()
}

fn organisations(shown: &Shown) -> AnyView {
    let (i18n, language) = (shown.i18n, shown.language);
    let chosen = shown.asked.query.organisation.clone();
    let all = choice("", &chosen, move || t_string!(i18n, access_log.all_organisations).to_owned());
    let organisations = shown.asked.page.organisations.clone().into_iter();
    let options = organisations
        .map(|(id, name)| choice(&id, &chosen, move || name.get(language.get()).to_owned()))
        .collect_view();
    let control = view! { <select id="log-organisation" name="organisation" class=INPUT>{all} {options}</select> };
    labelled(shown, "log-organisation", Field::Organisation, control)
}

fn user(shown: &Shown) -> AnyView {
    let typed = shown.asked.query.user.clone();
    let control = view! {
        <input
            id="log-user"
            name="user"
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            class=INPUT
            value=typed.clone()
            prop:value=typed
        />
    };
    labelled(shown, "log-user", Field::User, control)
}

fn outcomes(shown: &Shown) -> AnyView {
    let i18n = shown.i18n;
    let chosen = shown.asked.query.outcome.clone();
    let any = choice("", &chosen, move || t_string!(i18n, access_log.any_outcome).to_owned());
    let reasons = RefusalReason::ALL.iter().map(|reason| reason.as_str());
    let options = [words::GRANTED, words::REFUSED]
        .into_iter()
        .chain(reasons)
        .map(|word| choice(word, &chosen, move || words::outcome(i18n, word)))
        .collect_view();
    let control = view! { <select id="log-outcome" name="outcome" class=INPUT>{any} {options}</select> };
    labelled(shown, "log-outcome", Field::Outcome, control)
}

fn kinds(shown: &Shown) -> AnyView {
    let i18n = shown.i18n;
    let chosen = shown.asked.query.kind.clone();
    let any = choice("", &chosen, move || t_string!(i18n, access_log.any_kind).to_owned());
    let options = EventKind::ALL
        .into_iter()
        .map(|kind| choice(kind.as_str(), &chosen, move || words::kind(i18n, kind).to_owned()))
        .collect_view();
    let control = view! { <select id="log-kind" name="kind" class=INPUT>{any} {options}</select> };
    labelled(shown, "log-kind", Field::Kind, control)
}

fn date(shown: &Shown, field: Field) -> AnyView {
    let (id, problem) = date_ids(field);
    let typed = field.of(&shown.asked.query).to_owned();
    let wrongs = wrongs(shown);
    let wrong = wrongs.iter().any(|wrong| wrong.field == Some(id));
    let control = view! {
        <FieldProblem id=problem wrongs=wrongs field=id />
        <input
            id=id
            name=field.name()
            type="date"
            class=INPUT
            aria-invalid=wrong.then_some("true")
            aria-describedby=wrong.then_some(problem)
            value=typed.clone()
            prop:value=typed
        />
    };
    labelled(shown, id, field, control)
}

fn person(shown: &Shown) -> impl IntoView + use<> {
    let i18n = shown.i18n;
    let typed = shown.asked.page.person.clone();
    let wrongs = wrongs(shown);
    let wrong = wrongs.iter().any(|wrong| wrong.field == Some(PERSON));
    let described = if wrong { format!("{PERSON_HINT} {PERSON_PROBLEM}") } else { PERSON_HINT.to_owned() };
    view! {
        <form
            method="post"
            action="/log"
            aria-label=move || t_string!(i18n, access_log.person_form)
            class="xl:w-72 xl:border-l xl:border-line xl:pl-8"
        >
            <FilledInBy />
            {hidden(&newest(&shown.asked.query))}
            <label for=PERSON class=LABEL>{move || t_string!(i18n, access_log.person)}</label>
            <p id=PERSON_HINT class="mb-1 text-xs text-muted">{move || t_string!(i18n, access_log.person_hint)}</p>
            <FieldProblem id=PERSON_PROBLEM wrongs=wrongs field=PERSON />
            <input
                id=PERSON
                name="person"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                spellcheck="false"
                required
                class=format!("{INPUT} mb-3 tabular-nums")
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
                value=typed.clone()
                prop:value=typed
            />
            <button type="submit" class=BUTTON>{move || t_string!(i18n, access_log.person_apply)}</button>
        </form>
    }
}
