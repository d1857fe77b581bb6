//! One value, as people read it: with its code and meaning, its emptiness, or the lock.

use delibero_words::formats::{amount, count, short_date, short_period};
use delibero_words::say;

use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::pages::consultation::view::CellValue;

/// What may be seen of an element.
pub(super) fn write(out: &mut Html, value: &CellValue, terms: &Terms) {
    let language = terms.language;
    match value {
        CellValue::Empty => {
            let words = say!(language, answer.no_value);
            html!(out, "<span class=\"none\" aria-hidden=\"true\">—</span><span class=\"sr-only\">" {words} "</span>");
        }
        CellValue::Filtered => html!(out, "<span class=\"none\">" {say!(language, answer.filtered)} "</span>"),
        CellValue::Code(code, Some(meaning)) => {
            html!(out, {terms.text(meaning)} " <span class=\"code\">" {say!(language, answer.code)} " " {code} "</span>");
        }
        CellValue::Code(code, None) => {
            out.mark("<span class=\"unknown\">");
            write_icon(out, IconName::Warning);
            html!(out, {say!(language, answer.code)} " " {code} ", " {say!(language, answer.code_unknown)} "</span>");
        }
        CellValue::Text(words) => out.words(words),
        CellValue::Date(day) => figures(out, &short_date(*day)),
        CellValue::Period(period) => figures(out, &short_period(*period)),
        CellValue::Amount(cents) => sum(out, *cents, terms),
        CellValue::Count(hundredths) => figures(out, &count(*hundredths)),
        CellValue::Niss(niss) => figures(out, niss),
        CellValue::Whether(says, source) => {
            let words = if *says { say!(language, answer.whether_yes) } else { say!(language, answer.whether_no) };
            html!(out, {words} " <span class=\"code\">" {say!(language, answer.whether_note)} " ");
            terms.point(out, source, true);
            out.mark("</span>");
        }
        CellValue::Withheld(withheld) => terms.lock(out, withheld),
    }
}

/// A number of the kind of another: the sum of a column.
pub(super) fn write_total(out: &mut Html, like: &CellValue, number: i64, terms: &Terms) {
    match like {
        CellValue::Amount(_) => sum(out, number, terms),
        _ => figures(out, &count(number)),
    }
}

pub(super) const fn is_number(value: &CellValue) -> bool {
    number(value).is_some()
}

/// An amount or a count, in hundredths.
pub(super) const fn number(value: &CellValue) -> Option<i64> {
    match value {
        CellValue::Amount(number) | CellValue::Count(number) => Some(*number),
        _ => None,
    }
}

fn figures(out: &mut Html, words: &str) {
    html!(out, "<span class=\"figures\">" {words} "</span>");
}

fn sum(out: &mut Html, cents: i64, terms: &Terms) {
    figures(out, &amount(cents));
    if cents < 0 {
        html!(out, " <span class=\"recovered\">" {say!(terms.language, answer.recovered)} "</span>");
    }
}
