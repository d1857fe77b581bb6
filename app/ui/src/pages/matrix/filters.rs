//! What is shown: the form, what is active, the day, the counts.

use crate::components::recipient::RecipientName;
use crate::pages::matrix::view::MatrixQuery;
use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::{Shown, query};
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters;
use crate::components::icon::{Icon, IconName};

const INPUT: &str = "min-h-9 w-full rounded border border-control bg-surface px-2 text-sm text-ink";
const BUTTON: &str = "min-h-9 cursor-pointer rounded bg-accent px-4 text-sm font-semibold text-accent-ink";
const LABEL: &str = "mb-1 block text-sm font-semibold";
const CHECK: &str = "flex min-h-9 items-center gap-2 text-sm";
const CHIP: &str = "inline-flex min-h-8 items-center gap-1 rounded-full border border-control bg-surface px-3 text-sm \
    text-ink no-underline hover:bg-accent-soft";

const SERVICE: &str = "matrix-service";
const MODULE: &str = "matrix-module";
const ON: &str = "matrix-on";
const MEMBERS: &str = "matrix-members";
const LEFT: &str = "matrix-left";
const RIGHT: &str = "matrix-right";
const DIFFERENCES: &str = "matrix-differences";

/// The fields of the address that stand in the form, with their identifiers.
const FIELDS: [(&str, &str); 7] = [
    ("service", SERVICE),
    ("module", MODULE),
    ("on", ON),
    ("members", MEMBERS),
    ("left", LEFT),
    ("right", RIGHT),
    ("differences", DIFFERENCES),
];

fn id_of(field: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|(name, _)| *name == field).map(|(_, id)| id)
}

fn wrongs(shown: &Shown) -> Vec<Wrong> {
    filters::wrongs(shown.language, &shown.asked.page.unread, id_of)
}

/// What is wrong with a field, and the identifier of it where something is.
fn problem(shown: &Shown, id: &'static str, problem: &'static str) -> (AnyView, Option<&'static str>) {
    let wrongs = wrongs(shown);
    let described = wrongs.iter().any(|wrong| wrong.field == Some(id)).then_some(problem);
    (view! { <FieldProblem id=problem wrongs=wrongs field=id /> }.into_any(), described)
}

/// What is wrong with the form.
pub(super) fn summary(shown: &Shown) -> AnyView {
    view! { <ErrorSummary wrongs=wrongs(shown) /> }.into_any()
}

/// The form: everything it says stands in the address afterwards.
pub(super) fn form(shown: &Shown) -> AnyView {
    let language = shown.language;
    view! {
        <form
            method="get"
            action="/matrix"
            aria-label=say!(language, matrix.filters_label)
            class="mb-4 border-y border-line py-4 print:hidden"
        >
            <div class="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[3fr_2.5fr_2fr_2.5fr]">
                {service(shown)}
                {module(shown)}
                {on(shown)}
                {members(shown)}
                {compared(shown)}
                {differences(shown)}
                <div class="sm:col-span-2 lg:col-span-1">
                    <button type="submit" class=BUTTON>{say!(language, matrix.apply)}</button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn labelled(id: &'static str, label: &'static str, control: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="min-w-0">
            <label for=id class=LABEL>{label}</label>
            {control}
        </div>
    }
    .into_any()
}

fn choice(value: &str, chosen: &str, label: String) -> AnyView {
    let selected = value == chosen;
    // A property too, so that the choice follows when the router shows another address in the same page.
    view! { <option value=value.to_owned() selected=selected>{label}</option> }.into_any()
}

/// A select; what cannot be chosen stays chosen, so that the form says what was asked.
fn select(
    shown: &Shown,
    (name, typed): (&'static str, &str),
    (id, problem_id): (&'static str, &'static str),
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let (problem, described) = problem(shown, id, problem_id);
    let chosen = if described.is_some() { typed } else { chosen };
    let known = options.iter().any(|(value, _)| value == chosen);
    let other = (!known).then(|| choice(chosen, chosen, chosen.to_owned()));
    let options = options.into_iter().map(|(value, label)| choice(&value, chosen, label)).collect_view();
    view! {
        {problem}
        <select
            id=id
            name=name
            class=INPUT
            aria-invalid=described.map(|_| "true")
            aria-describedby=described
        >
            {other}
            {options}
        </select>
    }
    .into_any()
}

fn service(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    let options = page.services.iter().map(|(id, label)| (id.clone(), shown.say(label).to_owned())).collect();
    let asked = ("service", shown.asked.query.service.as_str());
    let control = select(shown, asked, (SERVICE, "matrix-service-problem"), options, &page.service);
    labelled(SERVICE, say!(shown.language, matrix.service), control)
}

fn module(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    let any = (String::new(), say!(shown.language, matrix.any_module).to_owned());
    let modules = page.modules.iter().map(|(id, label)| (id.clone(), shown.say(label).to_owned()));
    let asked = ("module", shown.asked.query.module.as_str());
    let options = std::iter::once(any).chain(modules).collect();
    let control = select(shown, asked, (MODULE, "matrix-module-problem"), options, &page.module);
    labelled(MODULE, say!(shown.language, matrix.module), control)
}

fn on(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    let (problem, described) = problem(shown, ON, "matrix-on-problem");
    let typed = shown.asked.query.on.clone();
    let value = if page.unread.is_empty() || typed.is_empty() { page.on.to_string() } else { typed };
    let control = view! {
        {problem}
        <input
            id=ON
            name="on"
            type="date"
            class=INPUT
            aria-invalid=described.map(|_| "true")
            aria-describedby=described
            value=value.clone()
        />
    };
    labelled(ON, say!(shown.language, matrix.on), control)
}

fn members(shown: &Shown) -> AnyView {
    let checked = shown.asked.query.members == MatrixQuery::ALL;
    view! {
        <label class=CHECK>
            <input id=MEMBERS type="checkbox" name="members" value=MatrixQuery::ALL checked=checked prop:checked=checked />
            <span>{say!(shown.language, matrix.members)}</span>
        </label>
    }
    .into_any()
}

fn compared(shown: &Shown) -> AnyView {
    let language = shown.language;
    let query = &shown.asked.query;
    view! {
        <fieldset class="min-w-0 sm:col-span-2">
            <legend class=LABEL>{say!(language, matrix.compare)}</legend>
            <div class="grid grid-cols-1 gap-3 sm:grid-cols-2">
                {one_of_two(shown, (LEFT, "matrix-left-problem"), "left", say!(language, matrix.left), &query.left)}
                {one_of_two(shown, (RIGHT, "matrix-right-problem"), "right", say!(language, matrix.right), &query.right)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn one_of_two(
    shown: &Shown,
    (id, problem): (&'static str, &'static str),
    name: &'static str,
    label: &'static str,
    chosen: &str,
) -> AnyView {
    let nobody = (String::new(), say!(shown.language, matrix.nobody).to_owned());
    let choices = shown.asked.page.choices.iter().map(|named| (named.id.clone(), full_name(shown, named)));
    let options = std::iter::once(nobody).chain(choices).collect();
    view! {
        <div class="min-w-0">
            <label for=id class="mb-1 block text-sm">{label}</label>
            {select(shown, (name, chosen), (id, problem), options, chosen)}
        </div>
    }
    .into_any()
}

/// The name of a recipient; that of a member with its recipient's.
pub(super) fn full_name(shown: &Shown, named: &RecipientName) -> String {
    match &named.member_of {
        Some(owner) => format!("{} – {}", shown.say(owner), shown.say(&named.label)),
        None => shown.say(&named.label).to_owned(),
    }
}

fn differences(shown: &Shown) -> AnyView {
    let checked = shown.asked.query.only_differences();
    view! {
        <label class=CHECK>
            <input id=DIFFERENCES type="checkbox" name="differences" value="1" checked=checked prop:checked=checked />
            <span>{say!(shown.language, matrix.differences)}</span>
        </label>
    }
    .into_any()
}

/// That the day shown is not today.
pub(super) fn not_today(shown: &Shown) -> Option<AnyView> {
    let page = &shown.asked.page;
    if page.on == page.today {
        return None;
    }
    let (day, today) = (long_date(page.on, shown.language), long_date(page.today, shown.language));
    let to = query::page(&MatrixQuery { on: String::new(), ..shown.asked.query.clone() });
    let view = view! {
        <div
            id="not-today"
            class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-l-4 border-warning bg-warning-soft px-4 py-3"
        >
            <p class="flex items-center gap-2 font-semibold text-warning">
                <Icon name=IconName::Warning />
                <span>{say!(shown.language, matrix.not_today, day = day, today = today)}</span>
            </p>
            <a class="link inline-flex min-h-6 items-center print:hidden" href=to>
                {say!(shown.language, matrix.today_link)}
            </a>
        </div>
    };
    Some(view.into_any())
}

/// What is active, each of which can be taken away.
pub(super) fn active(shown: &Shown) -> Option<AnyView> {
    let language = shown.language;
    let (query, page) = (query::kept(&shown.asked), &shown.asked.page);
    let module = page.modules.iter().find(|(id, _)| *id == page.module);
    let module = module.map(|(_, label)| {
        let to = MatrixQuery { module: String::new(), ..query.clone() };
        chip(shown, say!(language, matrix.module), shown.say(label).to_owned(), &to)
    });
    let members = (!query.members.is_empty() && page.comparison.is_none()).then(|| {
        let to = MatrixQuery { members: String::new(), ..query.clone() };
        chip(shown, say!(language, matrix.members_short), members_words(shown), &to)
    });
    let comparison = page.comparison.is_some().then(|| {
        let nothing = String::new;
        let to = MatrixQuery { left: nothing(), right: nothing(), differences: nothing(), ..query.clone() };
        let names: Vec<_> = page.rows.iter().map(|row| full_name(shown, &row.recipient)).collect();
        chip(shown, say!(language, matrix.comparison), names.join(", "), &to)
    });
    let chips: Vec<_> = [module, members, comparison].into_iter().flatten().collect();
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="mb-4 flex flex-wrap items-center gap-2" aria-label=say!(language, matrix.active_label)>
                {chips.into_iter().map(|chip| view! { <li>{chip}</li> }).collect_view()}
            </ul>
        }
        .into_any()
    })
}

fn members_words(shown: &Shown) -> String {
    let query = &shown.asked.query;
    let of = shown.asked.page.choices.iter().find(|named| named.id == query.members);
    of.map_or_else(|| say!(shown.language, matrix.members_all).to_owned(), |named| full_name(shown, named))
}

fn chip(shown: &Shown, label: &'static str, value: String, to: &MatrixQuery) -> AnyView {
    view! {
        <a href=query::page(to) class=CHIP>
            <span class="text-muted">{label} {say!(shown.language, matrix.colon)}</span>
            <span>{value}</span>
            <span class="print:hidden"><Icon name=IconName::Close /></span>
            <span class="sr-only">{say!(shown.language, matrix.remove)}</span>
        </a>
    }
    .into_any()
}

/// What the form says, which is not printed.
fn on_paper(shown: &Shown) -> String {
    let page = &shown.asked.page;
    let service = page.services.iter().find(|(id, _)| *id == page.service);
    let service = service.map_or("", |(_, label)| shown.say(label));
    format!("{service} – {} {}", say!(shown.language, matrix.on), long_date(page.on, shown.language))
}

/// How much is shown, who has nothing, and the same as a download.
pub(super) fn counts(shown: &Shown) -> AnyView {
    let (language, page) = (shown.language, &shown.asked.page);
    let rows = page.rows.len();
    let with_members = page.rows.iter().any(|row| row.recipient.member_of.is_some());
    let rows = match rows {
        1 => say!(language, matrix.rows_one).to_owned(),
        _ if with_members => say!(language, matrix.rows_with_members, count = rows.to_string()),
        _ => say!(language, matrix.rows_many, count = rows.to_string()),
    };
    let columns = say!(language, matrix.columns, count = page.columns().count().to_string());
    let left_out = match page.left_out {
        0 => None,
        1 => Some(say!(language, matrix.left_out_one).to_owned()),
        many => Some(say!(language, matrix.left_out, count = many.to_string())),
    };
    let without: Vec<_> = page.without.iter().map(|label| shown.say(label)).collect();
    let without = (!without.is_empty()).then(|| format!("{} {}.", say!(language, matrix.without), without.join(", ")));
    view! {
        <p class="mb-1 hidden font-semibold print:block">{on_paper(shown)}</p>
        <div class="mb-3 flex flex-wrap items-center gap-x-6 gap-y-1 text-sm text-muted">
            <p class="tabular-nums">{rows} " × " {columns}</p>
            {left_out.map(|words| view! { <p class="tabular-nums">{words}</p> })}
            {without.map(|words| view! { <p>{words}</p> })}
            <p class="ml-auto flex gap-x-4 print:hidden">
                {download(shown, "csv", say!(language, matrix.csv))}
                {download(shown, "xlsx", say!(language, matrix.xlsx))}
            </p>
        </div>
    }
    .into_any()
}

fn download(shown: &Shown, extension: &str, words: &'static str) -> AnyView {
    view! {
        <a
            class="link inline-flex min-h-6 items-center gap-1"

            download=""
            href=query::download(&shown.asked, extension)
        >
            <Icon name=IconName::Download />
            {words}
        </a>
    }
    .into_any()
}

/// The label of a field of the address.
pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => say!(language, matrix.service),
        "module" => say!(language, matrix.module),
        "on" => say!(language, matrix.on),
        "members" => say!(language, matrix.members),
        "left" => say!(language, matrix.left),
        "right" => say!(language, matrix.right),
        "differences" => say!(language, matrix.differences),
        _ => return None,
    })
}
