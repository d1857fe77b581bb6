//! One value, as people read it: with its code and meaning, its emptiness, or the lock.

use crate::pages::consultation::view::CellValue;
use delibero_domain::authorisation::Source;
use delibero_words::formats::{amount, count, short_date, short_period};
use delibero_words::say;
use leptos::prelude::*;

use super::reading::Reading;
use crate::components::icon::{Icon, IconName};

/// What may be seen of an element.
pub(super) fn view(value: &CellValue, reading: &Reading) -> AnyView {
    match value {
        CellValue::Empty => empty(reading),
        CellValue::Filtered => view! { <span class="text-muted">{say!(reading.language, answer.filtered)}</span> }.into_any(),
        CellValue::Code(code, Some(meaning)) => view! {
            <span>{reading.text(meaning)}</span>
            " "
            <span class="whitespace-nowrap text-xs text-muted tabular-nums">{say!(reading.language, answer.code)} " " {code.clone()}</span>
        }
        .into_any(),
        CellValue::Code(code, None) => unknown_code(code, reading),
        CellValue::Text(words) => words.clone().into_any(),
        CellValue::Date(day) => figures(short_date(*day)),
        CellValue::Period(period) => figures(short_period(*period)),
        CellValue::Amount(cents) => sum(*cents, amount(*cents), reading),
        CellValue::Count(hundredths) => figures(count(*hundredths)),
        CellValue::Niss(niss) => figures(niss.clone()),
        CellValue::Whether(says, source) => whether(*says, source, reading),
        CellValue::Withheld(withheld) => {
            view! { <span class="text-withheld">{reading.lock(withheld)}</span> }.into_any()
        }
    }
}

/// Yes or no, in place of a value that may not be seen.
fn whether(says: bool, source: &Source, reading: &Reading) -> AnyView {
    let word =
        if says { say!(reading.language, answer.whether_yes) } else { say!(reading.language, answer.whether_no) };
    view! {
        <span>{word}</span>
        " "
        <span class="text-xs text-muted">
            {say!(reading.language, answer.reduced_whether)} " (" {reading.point(source)} ")"
        </span>
    }
    .into_any()
}

/// A number in words of its kind: the sum of a column.
pub(super) fn total(like: &CellValue, number: i64, reading: &Reading) -> AnyView {
    match like {
        CellValue::Amount(_) => view(&CellValue::Amount(number), reading),
        _ => view(&CellValue::Count(number), reading),
    }
}

fn empty(reading: &Reading) -> AnyView {
    view! {
        <span class="text-muted" aria-hidden="true">
            "—"
        </span>
        <span class="sr-only">{say!(reading.language, answer.no_value)}</span>
    }
    .into_any()
}

fn unknown_code(code: &str, reading: &Reading) -> AnyView {
    view! {
        <span class="inline-flex items-baseline gap-1.5 text-warning">
            <span class="self-center">
                <Icon name=IconName::Warning />
            </span>
            <span>
                {say!(reading.language, answer.code)} " " <span class="tabular-nums">{code.to_owned()}</span> ", " {say!(reading.language, answer.code_unknown)}
            </span>
        </span>
    }
    .into_any()
}

fn figures(words: String) -> AnyView {
    view! { <span class="whitespace-nowrap tabular-nums">{words}</span> }.into_any()
}

fn sum(cents: i64, words: String, reading: &Reading) -> AnyView {
    let recovered = (cents < 0).then(|| {
        view! {
            " "
            <span class="whitespace-nowrap rounded-sm bg-warning-soft px-1 text-xs text-warning">{say!(reading.language, answer.recovered)}</span>
        }
    });
    view! {
        <span class="whitespace-nowrap tabular-nums">{words}</span>
        {recovered}
    }
    .into_any()
}
