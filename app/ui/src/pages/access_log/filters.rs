//! The forms above the log: the filters that stand in the address, and the person, who never does.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use delibero_words::reasons::niss_reason;
use delibero_words::say;
use leptos::prelude::*;

use super::query::{Field, newest};
use super::toolbar::hidden;
use super::{Shown, outcome};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters;
use crate::components::form_mark::FilledInBy;

const INPUT: &str = "min-h-9 w-full rounded border border-control bg-surface px-2 text-sm text-ink";
const BUTTON: &str = "min-h-9 cursor-pointer rounded bg-accent px-4 text-sm font-semibold text-accent-ink";
const LABEL: &str = "mb-1 block text-sm font-semibold";

const PERSON: &str = "log-person";
const PERSON_HINT: &str = "log-person-hint";
const PERSON_PROBLEM: &str = "log-person-problem";

/// The identifiers of a field and of what is wrong with it.
const fn ids(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Organisation => ("log-organisation", "log-organisation-problem"),
        Field::User => ("log-user", "log-user-problem"),
        Field::Outcome => ("log-outcome", "log-outcome-problem"),
        Field::Kind => ("log-kind", "log-kind-problem"),
        Field::From => ("log-from", "log-from-problem"),
        Field::To => ("log-to", "log-to-problem"),
        Field::Before => ("log-before", "log-before-problem"),
    }
}

fn wrongs(shown: &Shown) -> Vec<Wrong> {
    let (language, page) = (shown.language, &shown.asked.page);
    let in_form = |field: &Field| *field != Field::Organisation || !page.own_organisation_only;
    let id_of = |name: &str| {
        let field = Field::FILTERS.into_iter().filter(in_form).find(|field| field.name() == name);
        field.map(|field| ids(field).0)
    };
    let person = page.person_problem.map(|error| Wrong::with(PERSON, niss_reason(language, error)));
    filters::wrongs(language, &page.unread, id_of).into_iter().chain(person).collect()
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
    let language = shown.language;
    let person = shown.by_person().then(|| shown.asked.page.person.clone());
    // Sent in the body: the server puts the filters into the address, but for a NISS typed where a name belongs.
    let organisation = (!shown.asked.page.own_organisation_only).then(|| organisations(shown));
    view! {
        <form
            method="post"
            action="/log"
            aria-label=say!(language, access_log.filters_label)
            class="grid grow grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
        >
            <FilledInBy />
            {person.map(|person| view! { <input type="hidden" name="person" value=person /> })}
            {organisation}
            {user(shown)}
            {outcomes(shown)}
            {kinds(shown)}
            {date(shown, Field::From)}
            {date(shown, Field::To)}
            <div>
                <button type="submit" class=BUTTON>{say!(language, access_log.apply)}</button>
            </div>
        </form>
    }
}

/// A field with its label and what is wrong with it; the control is made with what describes it.
fn labelled<V: IntoView + 'static>(
    shown: &Shown,
    field: Field,
    control: impl FnOnce(&'static str, Option<&'static str>) -> V,
) -> AnyView {
    let language = shown.language;
    let (id, problem) = ids(field);
    let wrongs = wrongs(shown);
    let described = wrongs.iter().any(|wrong| wrong.field == Some(id)).then_some(problem);
    view! {
        <div>
            <label for=id class=LABEL>{outcome::filter(language, field)}</label>
            <FieldProblem id=problem wrongs=wrongs field=id />
            {control(id, described)}
        </div>
    }
    .into_any()
}

fn select(shown: &Shown, field: Field, any: String, options: Vec<(String, AnyView)>) -> AnyView {
    let chosen = field.of(&shown.asked.query).to_owned();
    // What cannot be chosen stays chosen, so that the form says what was asked.
    let known = chosen.is_empty() || options.iter().any(|(value, _)| *value == chosen);
    let other = (!known).then(|| {
        let typed = chosen.clone();
        choice(&chosen, &chosen, typed)
    });
    let any = choice("", &chosen, any);
    let options: Vec<AnyView> = options.into_iter().map(|(_, option)| option).collect();
    labelled(shown, field, |id, described| {
        view! {
            <select
                id=id
                name=field.name()
                class=INPUT
                aria-invalid=described.map(|_| "true")
                aria-describedby=described
            >
                {any}
                {other}
                {options}
            </select>
        }
    })
}

fn choice(value: &str, chosen: &str, label: String) -> AnyView {
    let selected = value == chosen;
    // A property too, so that the choice follows when the router shows other lines in the same page.
    view! { <option value=value.to_owned() selected=selected>{label}</option> }.into_any()
}

fn organisations(shown: &Shown) -> AnyView {
    let language = shown.language;
    let chosen = shown.asked.query.organisation.clone();
    let organisations = shown.asked.page.organisations.clone().into_iter();
    let options = organisations.map(|(id, name)| {
        let option = choice(&id, &chosen, name.get(language).to_owned());
        (id, option)
    });
    let any = say!(language, access_log.all_organisations).to_owned();
    select(shown, Field::Organisation, any, options.collect())
}

fn user(shown: &Shown) -> AnyView {
    let typed = shown.asked.query.user.clone();
    labelled(shown, Field::User, |id, described| {
        view! {
            <input
                id=id
                name="user"
                type="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                class=INPUT
                aria-invalid=described.map(|_| "true")
                aria-describedby=described
                value=typed.clone()
            />
        }
    })
}

fn outcomes(shown: &Shown) -> AnyView {
    let language = shown.language;
    let chosen = shown.asked.query.outcome.clone();
    let reasons = RefusalReason::ALL.iter().map(|reason| reason.as_str());
    let words = [outcome::GRANTED, outcome::REFUSED].into_iter().chain(reasons);
    let options = words.map(|word| (word.to_owned(), choice(word, &chosen, outcome::outcome(language, word))));
    select(shown, Field::Outcome, say!(language, access_log.any_outcome).to_owned(), options.collect())
}

fn kinds(shown: &Shown) -> AnyView {
    let language = shown.language;
    let chosen = shown.asked.query.kind.clone();
    let options = EventKind::ALL.into_iter().map(|kind| {
        (kind.as_str().to_owned(), choice(kind.as_str(), &chosen, outcome::kind(language, kind).to_owned()))
    });
    select(shown, Field::Kind, say!(language, access_log.any_kind).to_owned(), options.collect())
}

fn date(shown: &Shown, field: Field) -> AnyView {
    let typed = field.of(&shown.asked.query).to_owned();
    labelled(shown, field, |id, described| {
        view! {
            <input
                id=id
                name=field.name()
                type="date"
                class=INPUT
                aria-invalid=described.map(|_| "true")
                aria-describedby=described
                value=typed.clone()
            />
        }
    })
}

fn person(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let typed = shown.asked.page.person.clone();
    let wrongs = wrongs(shown);
    let wrong = wrongs.iter().any(|wrong| wrong.field == Some(PERSON));
    let described = if wrong { format!("{PERSON_HINT} {PERSON_PROBLEM}") } else { PERSON_HINT.to_owned() };
    view! {
        <form
            method="post"
            action="/log"
            aria-label=say!(language, access_log.person_form)
            class="xl:w-72 xl:border-l xl:border-line xl:pl-8"
        >
            <FilledInBy />
            {hidden(&newest(&shown.asked.query))}
            <label for=PERSON class=LABEL>{say!(language, access_log.person)}</label>
            <p id=PERSON_HINT class="mb-1 text-xs text-muted">{say!(language, access_log.person_hint)}</p>
            <FieldProblem id=PERSON_PROBLEM wrongs=wrongs field=PERSON />
            <input
                id=PERSON
                name="person"
                translate="no"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                spellcheck="false"
                required
                class=format!("{INPUT} mb-3 tabular-nums")
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
                value=typed.clone()
            />
            <button type="submit" class=BUTTON>{say!(language, access_log.person_apply)}</button>
        </form>
    }
}
