//! The first and the last quarter.

use delibero_domain::period::Quarter;
use delibero_words::{formats, say};
use leptos::prelude::*;

use super::{begins_at, is_wrong};
use crate::components::errors::{FieldProblem, Wrong};
use crate::components::language::use_language;

/// The two fields.
#[component]
pub fn PeriodFields(
    /// The quarters that can be asked for, newest first.
    quarters: Vec<Quarter>,
    /// The first one chosen.
    first: String,
    /// The last one chosen.
    last: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="flex flex-wrap items-end gap-x-6 gap-y-3">
            <div>
                <label class="label" for="first">{say!(language, consultation.first)}</label>
                <FieldProblem id="first-problem" field="first" wrongs=wrongs.clone() />
                <QuarterSelect name="first" problem="first-problem" quarters=quarters.clone() chosen=first wrongs=wrongs.clone() focus />
            </div>
            <div>
                <label class="label" for="last">{say!(language, consultation.last)}</label>
                <FieldProblem id="last-problem" field="last" wrongs=wrongs.clone() />
                <QuarterSelect name="last" problem="last-problem" quarters chosen=last wrongs focus />
            </div>
        </div>
    }
}

#[component]
fn QuarterSelect(
    /// The field.
    name: &'static str,
    /// The identifier of the line that says what is wrong.
    problem: &'static str,
    /// The quarters.
    quarters: Vec<Quarter>,
    /// The one chosen.
    chosen: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    let wrong = is_wrong(&wrongs, name);
    let option = move |quarter: Quarter| {
        let value = quarter.to_string();
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>{formats::quarter(quarter, language)}</option>
        }
    };
    view! {
        <select
            class="field mt-1 tabular-nums"
            id=name
            name=name
            autofocus=begins_at(focus, name)
            aria-invalid=wrong.then_some("true")
            aria-describedby=wrong.then_some(problem)
        >
            {quarters.into_iter().map(option).collect_view()}
        </select>
    }
}
