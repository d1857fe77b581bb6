//! What can be done from the answer: ask anew, take it along, print it.

use crate::pages::consultation::view::{AnswerOutcome, AnswerPage, Entered};
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_islands::Print;
use delibero_words::formats::quarter;
use delibero_words::say;
use leptos::prelude::*;

use super::reading::{BUTTON, MAIN_BUTTON, Reading};
use crate::components::form_mark::FilledInBy;
use crate::components::icon::{Icon, IconName};

/// The row of buttons below the summary.
pub(super) fn view(page: &AnswerPage, reading: &Reading) -> AnyView {
    let granted = matches!(page.outcome, AnswerOutcome::Granted(_));
    let downloads = granted.then(|| downloads(page, reading));
    view! {
        <div class="flex flex-wrap items-start gap-2 print:hidden">
            <a class=MAIN_BUTTON href="/consultation">
                <Icon name=IconName::Plus />
                {say!(reading.language, answer.new_consultation)}
            </a>
            {downloads}
            <button type="button" class=format!("{BUTTON} with-script") data-prints="">
                <Icon name=IconName::Print />
                {say!(reading.language, answer.print)}
            </button>
            <Print />
            {granted.then(|| other_quarters(page, reading))}
        </div>
    }
    .into_any()
}

fn downloads(page: &AnswerPage, reading: &Reading) -> AnyView {
    let link = |ending: &str, words: &'static str| {
        let address = format!("/consultations/{}/export.{ending}", page.id);
        view! {
            <a class=BUTTON href=address download="">
                <Icon name=IconName::Download />
                {words}
            </a>
        }
    };
    view! {
        {link("json", say!(reading.language, answer.download_json))}
        {link("csv", say!(reading.language, answer.download_csv))}
        {link("xlsx", say!(reading.language, answer.download_xlsx))}
    }
    .into_any()
}

/// The same question with other quarters, folded.
fn other_quarters(page: &AnswerPage, reading: &Reading) -> AnyView {
    view! {
        <details class="group">
            <summary class=format!("{BUTTON} list-none")>
                <span class="transition-transform group-open:rotate-90">
                    <Icon name=IconName::Chevron />
                </span>
                {say!(reading.language, answer.other_quarters)}
            </summary>
            <div class="mt-2">{other_quarters_open(page, reading)}</div>
        </details>
    }
    .into_any()
}

/// The same question with other quarters.
pub(super) fn other_quarters_open(page: &AnswerPage, reading: &Reading) -> AnyView {
    view! {
        <form method="post" action="/consultation" class="flex flex-wrap items-end gap-3 print:hidden">
            {asked_again(&page.entered, &page.entered.niss)}
            {quarter_field(page, "first", page.quarters.first, say!(reading.language, answer.first_quarter), reading)}
            {quarter_field(page, "last", page.quarters.last, say!(reading.language, answer.last_quarter), reading)}
            <button type="submit" class=BUTTON>
                <Icon name=IconName::Search />
                {say!(reading.language, answer.consult_again)}
            </button>
        </form>
    }
    .into_any()
}

/// The same question about the number that took the place of the one asked for.
pub(super) fn consult_replacement(page: &AnswerPage, niss: &str, reading: &Reading) -> AnyView {
    view! {
        <form method="post" action="/consultation" class="print:hidden">
            {asked_again(&page.entered, niss)}
            <input type="hidden" name="first" value=page.entered.first.clone() />
            <input type="hidden" name="last" value=page.entered.last.clone() />
            <button type="submit" class=MAIN_BUTTON>
                <Icon name=IconName::Search />
                {say!(reading.language, answer.consult_new_number)}
            </button>
        </form>
    }
    .into_any()
}

/// Everything but the quarters, and what recognises a second sending, in the body of the request and never in an address.
fn asked_again(entered: &Entered, niss: &str) -> AnyView {
    let confirmed = entered.confirmed.iter().cloned();
    let confirmed: Vec<_> =
        confirmed.map(|condition| view! { <input type="hidden" name="confirmed" value=condition /> }).collect();
    view! {
        <input type="hidden" name="module" value=entered.module.clone() />
        <FilledInBy />
        <input type="hidden" name="purpose" value=entered.purpose.clone() />
        <input type="hidden" name="person_role" value=entered.person_role.clone() />
        {confirmed}
        <input type="hidden" name="form" value=entered.form.clone() />
        <input type="hidden" name="niss" value=niss.to_owned() autocomplete="off" />
    }
    .into_any()
}

fn quarter_field(
    page: &AnswerPage,
    name: &'static str,
    chosen: Quarter,
    label: &'static str,
    reading: &Reading,
) -> AnyView {
    let newest = Quarter::containing(page.today);
    let options: Vec<_> = (0..)
        .map(|steps| newest.shifted(-steps))
        .take(QuarterRange::MAX_QUARTERS)
        .chain((chosen < oldest(newest)).then_some(chosen))
        .map(|option| {
            view! {
                <option value=option.to_string() selected=option == chosen>
                    {quarter(option, reading.language)}
                </option>
            }
        })
        .collect();
    let id = format!("again-{name}");
    view! {
        <div>
            <label for=id.clone() class="label text-sm">
                {label}
            </label>
            <select id=id name=name class="field text-sm tabular-nums">
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn oldest(newest: Quarter) -> Quarter {
    newest.shifted(1 - i16::try_from(QuarterRange::MAX_QUARTERS).unwrap_or(i16::MAX))
}
