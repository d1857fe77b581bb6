//! Ways to other lines of the log: presets, active filters, older and newer lines.
//!
//! While a person is filtered by, they are buttons that post, for a NISS never stands in an address.

use crate::pages::access_log::view::LogQuery;
use delibero_domain::access_log::EventKind;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::query::{Field, address, fields, newest, without};
use super::{Shown, outcome};
use crate::components::form_mark::FilledInBy;
use crate::components::icon::{Icon, IconName};

const CHIP: &str = "inline-flex min-h-8 cursor-pointer items-center gap-1 rounded-full border border-control bg-surface \
    px-3 text-sm text-ink no-underline hover:bg-accent-soft";
const BUTTON: &str = "inline-flex min-h-9 cursor-pointer items-center gap-1 rounded border border-control bg-surface \
    px-3 text-sm text-ink no-underline hover:bg-accent-soft";

/// The fields of a query, hidden in a form.
pub(super) fn hidden(query: &LogQuery) -> impl IntoView + use<> {
    fields(query).map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> }).collect_view()
}

/// To a query, with the person of the page.
fn way(shown: &Shown, to: &LogQuery, class: &'static str, label: impl IntoView + 'static) -> AnyView {
    if shown.by_person() {
        let person = shown.asked.page.person.clone();
        view! {
            <form method="post" action="/log" class="contents">
                <FilledInBy />
                {hidden(to)}
                <input type="hidden" name="person" value=person />
                <button type="submit" class=class>{label}</button>
            </form>
        }
        .into_any()
    } else {
        view! { <a href=address(to) class=class>{label}</a> }.into_any()
    }
}

/// `external` where the router must not answer by itself: the page shown came by POST, so it has no address.
fn rel(shown: &Shown) -> Option<&'static str> {
    shown.by_person().then_some("external")
}

/// The presets.
pub(super) fn presets(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let today = shown.asked.page.today.clone();
    let exports = EventKind::Export.as_str().to_owned();
    let queries = [
        LogQuery::default(),
        LogQuery { from: today.clone(), to: today, ..LogQuery::default() },
        LogQuery { outcome: outcome::REFUSED.to_owned(), ..LogQuery::default() },
        LogQuery { kind: exports, ..LogQuery::default() },
    ];
    let label = move |place| match place {
        0 => say!(language, access_log.preset_all),
        1 => say!(language, access_log.preset_today),
        2 => say!(language, access_log.preset_refusals),
        _ => say!(language, access_log.preset_exports),
    };
    let links = queries.into_iter().enumerate().map(|(place, query)| {
        let current = (!shown.by_person() && newest(&shown.asked.query) == query).then_some("true");
        view! {
            <li>
                <a
                    href=address(&query)
                    rel=rel(shown)
                    aria-current=current
                    class="inline-flex min-h-8 items-center border-b-2 border-transparent px-1 text-sm text-accent \
                    no-underline hover:border-line aria-[current]:border-accent aria-[current]:font-semibold"
                >
                    {label(place)}
                </a>
            </li>
        }
    });
    view! {
        <nav class="mb-4 print:hidden" aria-label=say!(language, access_log.presets_label)>
            <ul class="flex flex-wrap gap-x-4">{links.collect_view()}</ul>
        </nav>
    }
}

/// The filters that are active, each of which can be taken away.
pub(super) fn active(shown: &Shown) -> Option<AnyView> {
    let language = shown.language;
    let query = &shown.asked.query;
    let set: Vec<Field> = Field::FILTERS.into_iter().filter(|field| !field.of(query).is_empty()).collect();
    if set.is_empty() && !shown.by_person() {
        return None;
    }
    let chips: Vec<_> = set.into_iter().map(|field| filter_chip(shown, field)).collect();
    let rel = rel(shown);
    let view = view! {
        <ul class="mb-4 flex flex-wrap items-center gap-2" aria-label=say!(language, access_log.active_label)>
            {chips.into_iter().map(|chip| view! { <li>{chip}</li> }).collect_view()}
            {shown.by_person().then(|| view! { <li>{person_chip(shown)}</li> })}
            <li class="print:hidden">
                <a class="link inline-flex min-h-8 items-center text-sm" href="/log" rel=rel>
                    {say!(language, access_log.remove_all)}
                </a>
            </li>
        </ul>
    };
    Some(view.into_any())
}

fn filter_chip(shown: &Shown, field: Field) -> AnyView {
    let language = shown.language;
    let to = without(&shown.asked.query, field);
    way(shown, &to, CHIP, chip_words(shown, outcome::filter(language, field), value(shown, field)))
}

/// Leads to the same filters without the person: an ordinary form, for what is left may stand in an address.
fn person_chip(shown: &Shown) -> AnyView {
    let language = shown.language;
    let person = shown.asked.page.person.clone();
    let label = chip_words(shown, say!(language, access_log.person), person);
    view! {
        <form method="get" action="/log" class="contents">
            {hidden(&newest(&shown.asked.query))}
            <button type="submit" class=CHIP>{label}</button>
        </form>
    }
    .into_any()
}

fn chip_words(shown: &Shown, label: &'static str, value: String) -> AnyView {
    let language = shown.language;
    view! {
        <span class="text-muted">{label} {say!(language, access_log.colon)}</span>
        <span class="tabular-nums" translate="no">{value}</span>
        <span class="print:hidden"><Icon name=IconName::Close /></span>
        <span class="sr-only">{say!(language, access_log.remove)}</span>
    }
    .into_any()
}

fn value(shown: &Shown, field: Field) -> String {
    let typed = field.of(&shown.asked.query).to_owned();
    match field {
        Field::Organisation => {
            let mut organisations = shown.asked.page.organisations.iter();
            let name = organisations.find(|(id, _)| *id == typed).map(|(_, name)| name);
            name.map_or_else(|| typed.clone(), |name| name.get(shown.language).to_owned())
        }
        Field::Outcome => outcome::outcome(shown.language, &typed),
        Field::Kind => {
            let kind = EventKind::ALL.into_iter().find(|kind| kind.as_str() == typed);
            kind.map_or_else(|| typed.clone(), |kind| outcome::kind(shown.language, kind).to_owned())
        }
        Field::From | Field::To => typed.parse().map_or_else(|_| typed.clone(), short_date),
        Field::User | Field::Before => typed.clone(),
    }
}

/// The log as a file: by POST where a person is filtered by.
pub(super) fn downloads(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let query = newest(&shown.asked.query);
    let file = |extension: &'static str, name: &'static str| {
        let label = view! {
            <Icon name=IconName::Download />
            {name}
        };
        if shown.by_person() {
            let person = shown.asked.page.person.clone();
            view! {
                <form method="post" action=format!("/log.{extension}") class="contents">
                    <FilledInBy />
                    {hidden(&query)}
                    <input type="hidden" name="person" value=person />
                    <button type="submit" class=BUTTON>{label}</button>
                </form>
            }
            .into_any()
        } else {
            let to = address(&query).replacen("/log", &format!("/log.{extension}"), 1);
            view! { <a class=BUTTON href=to download="">{label}</a> }.into_any()
        }
    };
    view! {
        <div class="mt-4 flex flex-wrap items-center gap-2 text-sm print:hidden">
            <span id="log-downloads" class="text-muted">{say!(language, access_log.downloads)}</span>
            <div class="flex gap-2" role="group" aria-labelledby="log-downloads">
                {file("csv", "CSV")} {file("xlsx", "XLSX")}
            </div>
        </div>
    }
}

/// How many lines there are here, and the ways to newer and older ones.
pub(super) fn paging(shown: &Shown) -> impl IntoView + use<> {
    let language = shown.language;
    let count = shown.asked.page.lines.len();
    let query = &shown.asked.query;
    let to_newest =
        (!query.before.is_empty()).then(|| way(shown, &newest(query), BUTTON, say!(language, access_log.newest)));
    let to_older = shown.asked.page.next.map(|next| {
        let older = LogQuery { before: next.to_string(), ..query.clone() };
        way(shown, &older, BUTTON, say!(language, access_log.older))
    });
    view! {
        <nav
            class="mt-3 flex flex-wrap items-center gap-3 text-sm"
            aria-label=say!(language, access_log.paging)
        >
            <p class="mr-auto text-muted tabular-nums">
                {match count {
                    1 => say!(language, access_log.count_one).to_owned(),
                    _ => format!("{count} {}", say!(language, access_log.count_many)),
                }}
            </p>
            {to_newest}
            {to_older}
        </nav>
    }
}
