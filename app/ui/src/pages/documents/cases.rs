//! The cases of a text, each with what the draft makes of it.

use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_words::say;
use leptos::prelude::*;

use super::case_lines::CaseLine;
use super::view::DocumentView;
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

/// Those that break first; the others behind a summary.
pub(super) fn results(view: &DocumentView, language: Language) -> Option<AnyView> {
    if view.kind != DocumentKind::Cases || view.cases.is_empty() {
        return None;
    }
    let (holding, broken): (Vec<&CaseLine>, Vec<&CaseLine>) =
        view.cases.iter().partition(|case| case.mismatches.is_empty());
    let count = say!(language, documents.cases_count, count = view.cases.len(), broken = broken.len());
    let not_sound =
        view.cases_in_force.then(|| view! { <p class="said-warning">{say!(language, documents.cases_not_sound)}</p> });
    let broken = (!broken.is_empty()).then(|| table(language, &broken));
    let holding = (!holding.is_empty()).then(|| {
        view! {
            <details class="mt-3">
                <summary class="min-h-6">{say!(language, documents.cases_all)}</summary>
                {table(language, &holding)}
            </details>
        }
    });
    let section = view! {
        <section class="mb-6" aria-labelledby="cases">
            <h2 id="cases" class="heading">{say!(language, documents.cases_heading)}</h2>
            <p class="hint">{say!(language, documents.cases_hint)}</p>
            {not_sound}
            <p class="font-semibold" role="status">{count}</p>
            {broken}
            {holding}
        </section>
    };
    Some(section.into_any())
}

fn table(language: Language, cases: &[&CaseLine]) -> AnyView {
    let columns = [
        say!(language, documents.cases_line),
        say!(language, documents.k_point),
        say!(language, documents.k_given),
        say!(language, documents.k_expect),
        say!(language, documents.k_outcome),
    ];
    let mut table = Table::new(say!(language, documents.cases_heading), columns.map(Column::new));
    for case in cases {
        let mut result = Html::default();
        match case.mismatches.is_empty() {
            true => {
                html!(result, "<span class=\"sign sign-granted\">" {say!(language, documents.cases_holds)} "</span>")
            }
            false => {
                html!(result, "<span class=\"sign sign-warning\">" {say!(language, documents.cases_breaks)} "</span>");
                for mismatch in &case.mismatches {
                    html!(result, "<small>" {mismatch} "</small>");
                }
            }
        }
        let cells = [
            case.line.to_string().into(),
            Html::from(&case.point),
            Html::from(&case.given),
            Html::from(&case.expected),
            result,
        ];
        table.row(&Row::new(cells));
    }
    table.view()
}
