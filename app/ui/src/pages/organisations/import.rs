//! Loading a sheet of organisations, and what became of it.

use delibero_domain::text::Language;
use delibero_usecases::organisations::{HeadProblem, REQUIRED_COLUMNS, columns};
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use super::view::import::{ImportProblem, LoadView, load_import, load_report};
use super::{column_label, load_address, problem_words};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::definitions::definitions;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::file_field::file_field;
use crate::components::form_mark::marked;
use crate::components::html::Html;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::panel::panel;
use crate::components::problem::not_done;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

/// The largest file, in MiB.
const MOST: u32 = 8;
/// How many refused rows the page shows; the file has all.
const SHOWN: usize = 100;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    let wrongs = problems(language, load_import().await?);
    let file = Field::new("file", say!(language, organisations.file)).hint(say!(language, organisations.file_hint));
    let file = file_field(file.of(&wrongs).required(), ".csv,.xlsx", MOST);
    let table = column_table(language);
    Ok(view! {
        <Page title=say!(language, organisations.import) wrongs>
            <p class="mb-3"><a class="link" href="/organisations">{say!(language, organisations.back_to_list)}</a></p>
            <p class="lead">{say!(language, organisations.import_intro)}</p>
            <form method="post" action=marked("/organisations/import") enctype="multipart/form-data" class="grid max-w-[72ch] gap-4">
                {file}
                <p>{Button::new(say!(language, organisations.import_do)).view()}</p>
            </form>
            <div class="mt-8">{table}</div>
        </Page>
    }
    .into_any())
}

/// What each column is, and whether it must be there.
fn column_table(language: Language) -> AnyView {
    let heads = [
        say!(language, organisations.col_column),
        say!(language, organisations.col_field),
        say!(language, organisations.col_needed),
    ];
    let mut table = Table::new(say!(language, organisations.columns), heads.map(Column::new));
    for name in columns() {
        let needed = if REQUIRED_COLUMNS.contains(&name) { say!(language, organisations.needed) } else { "" };
        let about = match name {
            "recipients" => format!(". {}", say!(language, organisations.wrong_membership)),
            "processors" => format!(" {}", say!(language, organisations.processors_cell)),
            _ => String::new(),
        };
        let label = format!("{}{about}", column_label(language, name));
        table.row(&Row::new([Html::from(name), Html::from(label), Html::from(needed)]));
    }
    panel("columns", say!(language, organisations.columns), table.view())
}

fn problems(language: Language, problem: Option<ImportProblem>) -> Vec<Wrong> {
    let Some(problem) = problem else { return Vec::new() };
    let said = match problem {
        ImportProblem::NoFile => vec![say!(language, organisations.no_file).to_owned()],
        ImportProblem::TooLarge => vec![say!(language, organisations.file_too_large).to_owned()],
        ImportProblem::TooMany => vec![say!(language, organisations.file_too_many).to_owned()],
        ImportProblem::NotText => vec![say!(language, organisations.file_not_text).to_owned()],
        ImportProblem::Unfolds => vec![say!(language, directory.file_unfolds).to_owned()],
        ImportProblem::NotAWorkbook => vec![say!(language, organisations.file_no_workbook).to_owned()],
        ImportProblem::Empty => vec![say!(language, organisations.file_empty).to_owned()],
        ImportProblem::Broken(line) => vec![say!(language, organisations.file_broken, line = line)],
        ImportProblem::Heads(heads) => heads.iter().map(|head| head_words(language, head)).collect(),
        ImportProblem::Store(trouble) => {
            vec![not_done(language, trouble, say!(language, organisations.outage)).to_owned()]
        }
    };
    said.into_iter().map(|words| Wrong::with("file", words)).collect()
}

/// What is wrong with a head, and which was probably meant.
#[must_use]
pub fn head_words(language: Language, problem: &HeadProblem) -> String {
    match problem {
        HeadProblem::Missing(column) => say!(language, organisations.head_missing, column = column),
        HeadProblem::Unknown(head, Some(meant)) => say!(language, organisations.head_meant, head = head, meant = meant),
        HeadProblem::Unknown(head, None) => say!(language, organisations.head_unknown, head = head),
        HeadProblem::Twice(head) => say!(language, organisations.head_twice, head = head),
    }
}

pub(crate) async fn report(address: Address) -> Result<AnyView, PageError> {
    let language = use_language();
    Ok(content(language, &load_report(address.part("id")).await?))
}

fn content(language: Language, page: &LoadView) -> AnyView {
    let report = &page.report;
    let number = |label: &'static str, count: String| (label.to_owned(), count.into_any());
    let facts = definitions([
        number(say!(language, organisations.added), report.added.to_string()),
        number(say!(language, organisations.changed), report.changed.to_string()),
        number(say!(language, organisations.known), report.known.to_string()),
        number(say!(language, organisations.proposed_recipients), report.proposed.to_string()),
        number(say!(language, organisations.refused_rows), report.refused.len().to_string()),
    ]);
    let waiting = (report.proposed > 0).then(|| {
        view! { <p><a class="link" href="/organisations/waiting">{say!(language, organisations.load_waits)}</a></p> }
    });
    let refused = (!report.refused.is_empty()).then(|| refused(language, page));
    let by = page.by.clone().unwrap_or_else(|| say!(language, organisations.command_line).to_owned());
    let at = date_time(&page.at, language);
    view! {
        <Page title=say!(language, organisations.of_file, file = report.file)>
            <p class="mb-3 print:hidden"><a class="link" href="/organisations">{say!(language, organisations.back_to_list)}</a></p>
            <p class="mb-4 quiet">{say!(language, organisations.loaded_by, by = by, at = at)}</p>
            <div class="grid grid-cols-1 gap-6">{facts} {waiting} {refused}</div>
        </Page>
    }
    .into_any()
}

fn refused(language: Language, page: &LoadView) -> AnyView {
    let report = &page.report;
    let columns = [
        Column::new(say!(language, organisations.line)).numeric(),
        Column::new(say!(language, organisations.organisation)),
        Column::new(say!(language, organisations.why)),
    ];
    let mut table = Table::new(say!(language, organisations.refused_rows), columns);
    for row in report.refused.iter().take(SHOWN) {
        let name = row.cells.iter().find(|(head, value)| head.starts_with("name_") && !value.is_empty());
        let name = name.map(|(_, value)| value.as_str()).unwrap_or_default();
        table.row(&Row::new([
            Html::from(row.line.to_string()),
            Html::from(name),
            Html::from(row_words(language, &row.wrongs)),
        ]));
    }
    let file = Button::quiet(say!(language, organisations.refused_file))
        .downloads(format!("{}/rejects.csv", load_address(&report.id)));
    let says = view! {
        <p>{say!(language, organisations.refused_help)}</p>
        <p>{file.view()}</p>
        {table.view()}
    };
    panel("refused", say!(language, organisations.refused_rows), says)
}

/// All that is wrong in a row, in one line.
#[must_use]
pub fn row_words(language: Language, wrongs: &[delibero_usecases::organisations::Wrong]) -> String {
    let colon = say!(language, kit.colon);
    let line = |wrong: &delibero_usecases::organisations::Wrong| {
        format!("{}{colon}{}", wrong.field, problem_words(language, wrong.problem))
    };
    wrongs.iter().map(line).collect::<Vec<_>>().join(" ")
}
