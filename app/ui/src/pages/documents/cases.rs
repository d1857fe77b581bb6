//! The cases of a text, each with what the draft makes of it.

use delibero_domain::cases::{Case, Outcome};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_words::fault_words::mismatch;
use delibero_words::formats::short_date;
use delibero_words::{refusals, say};
use leptos::prelude::*;

use super::view::DocumentView;
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

/// One case, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// From 1.
    pub line: usize,
    pub point: String,
    pub given: String,
    pub expected: String,
    /// What is not as expected; empty: it holds.
    pub mismatches: Vec<String>,
}

/// The cases of a document, decided by a catalogue.
pub(super) fn lines(catalogue: &Catalogue, document: &str, language: Language) -> Vec<CaseLine> {
    let of_document = catalogue.cases().iter().filter(|case| case.place.file == document);
    of_document.map(|case| line(catalogue, case, language)).collect()
}

fn line(catalogue: &Catalogue, case: &Case, language: Language) -> CaseLine {
    let asked = &case.given;
    let recipient = asked.recipient.as_ref().map(|id| {
        let known = catalogue.recipient(id.as_str());
        known.map_or_else(|| id.to_string(), |found| found.label.get(language).to_owned())
    });
    let service = catalogue.service(asked.service.as_str());
    let module = service.and_then(|service| service.module(&asked.module));
    let module = module.map_or_else(|| asked.module.to_string(), |(_, module)| module.label.get(language).to_owned());
    let purpose = catalogue.purpose_label(asked.purpose.as_str()).get(language).to_owned();
    let given = recipient.into_iter().chain([module, purpose, short_date(asked.at)]).collect::<Vec<_>>().join(" · ");
    let expected = match case.expect.outcome {
        Outcome::Granted => say!(language, catalogue.granted),
        Outcome::Refused(reason) => refusals::heading(language, reason),
    };
    CaseLine {
        line: case.place.line,
        point: case.because.point.clone(),
        given,
        expected: expected.to_owned(),
        mismatches: case.mismatches(catalogue).iter().map(|found| mismatch(language, found)).collect(),
    }
}

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
