//! Downloads: the result, and the lines of the list that were refused. Each stands in the journal before anything leaves.

use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use delibero_domain::identifier::ElementId;
use delibero_domain::record::Value;
use delibero_domain::text::Language;
use delibero_files::sheets::{About, Cell, LongFormat, LongTable, WriteError, csv_of};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::batches::view::{ResultSheet, sheet_of};
use delibero_ui::pages::batches::{ResultQuery, fault_words, refusal, refusal_words};
use delibero_ui::services::SignedIn;
use delibero_usecases::batches::{
    AnsweredPerson, BatchError, OpenResult, OutcomeKind, PersonResult, ResultCell, ResultFilter, ResultLine, ResultUse,
};
use delibero_words::say;
use http::{HeaderMap, StatusCode};

use super::refused::refused;
use crate::web::AppState;
use crate::web::download::{attachment, long_attachment};
use crate::web::frame::language;
use crate::web::frame::trouble::no_file;

/// What stands before the elements.
const FIXED: [&str; 9] =
    ["line", "niss", "outcome", "reason", "deliberation", "point", "replaced_by", "time", "sender"];

/// The persons of the result who pass the filters, whoever they are.
pub async fn download(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
    headers: HeaderMap,
    format: LongFormat,
) -> Response {
    let with = state.application.services();
    let language = language::of(&headers);
    let Ok(batches) = with.batches(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let sheet = match sheet_of(&with, batches, &id).await {
        Ok(sheet) => sheet,
        Err(error) => return error.http_status().into_response(),
    };
    let query = ResultQuery::of_address(fields).with("from", "");
    let filter = match query.read(&sheet.line.batch) {
        Ok((filter, _)) => filter,
        Err(unread) => return no_file(refusal(language, &unread)),
    };
    let used = ResultUse::File { format: format.extension(), filter: filter.words() };
    let opened = match batches.result(&id, used).await {
        Ok(opened) => opened,
        Err(error) => return refused(&error),
    };
    match written(&opened, &filter, &sheet, language, format).await {
        Ok(file) => long_attachment(file, format.media_type(), &format!("batch-{id}.{}", format.extension())),
        Err(Failed::Batch(error)) => refused(&error),
        Err(Failed::Written(error)) => {
            tracing::error!(%error, "a result was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

enum Failed {
    Batch(BatchError),
    Written(WriteError),
}

impl From<BatchError> for Failed {
    fn from(error: BatchError) -> Self {
        Self::Batch(error)
    }
}

impl From<WriteError> for Failed {
    fn from(error: WriteError) -> Self {
        Self::Written(error)
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self::Written(error.into())
    }
}

/// Part by part: memory does not grow with the persons.
async fn written(
    opened: &OpenResult<'_>,
    filter: &ResultFilter,
    sheet: &ResultSheet,
    language: Language,
    format: LongFormat,
) -> Result<std::fs::File, Failed> {
    let for_programs = matches!(format, LongFormat::Ndjson | LongFormat::Xml);
    let names = FIXED.map(str::to_owned).into_iter().chain(sheet.columns.iter().map(|column| column.id.to_string()));
    let labels = sheet.columns.iter().map(|column| column.label.get(language).to_owned());
    let heads = FIXED.map(str::to_owned).into_iter().chain(labels);
    let file = tempfile::tempfile()?;
    let mut table = LongTable::begin(file, format, about(sheet, language), (names.collect(), heads.collect()))?;
    for place in 0..opened.parts() {
        let part = filter.of(opened.part(place).await?);
        for person in &part.persons {
            let head = head(person, language, for_programs);
            let nothing = [ResultLine::default()];
            let lines = match &person.result {
                PersonResult::Answered(lines) => lines.as_slice(),
                _ => &nothing,
            };
            for line in lines {
                let mut row = head.clone();
                row.push(Cell::words(line.time.as_str()));
                row.push(Cell::words(line.sender.as_ref().map(ToString::to_string).unwrap_or_default()));
                row.extend(cells(sheet, &part.elements, line, language, for_programs));
                table.row(&row)?;
            }
        }
        tokio::task::yield_now().await;
    }
    Ok(table.end()?)
}

/// The purpose, the batch, and what has to be respected: on every sheet.
fn about(sheet: &ResultSheet, language: Language) -> About {
    let (line, batch) = (&sheet.line, &sheet.line.batch);
    let purpose = line.purpose.get(language).to_owned();
    let limits = line.limits.iter().map(|(text, source)| {
        format!("{} ({}, {} {})", text.get(language), source.deliberation, say!(language, shell.point), source.point)
    });
    let limits: Vec<String> = limits.collect();
    let mut lines = vec![say!(language, batches.file_about, id = batch.id.clone(), purpose = purpose.clone())];
    lines.extend(limits.iter().cloned());
    let asked = &batch.question;
    let fields = vec![
        ("batch", batch.id.clone()),
        ("recipient", asked.recipient.to_string()),
        ("service", asked.service.to_string()),
        ("module", asked.module.to_string()),
        ("purpose", asked.purpose.to_string()),
        ("confirmed", asked.confirmed.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        ("limits", limits.join(" ")),
    ];
    About { lines, fields }
}

fn head(person: &AnsweredPerson, language: Language, for_programs: bool) -> Vec<Cell> {
    let mut head = vec![
        Cell::Count(i64::try_from(person.line).unwrap_or(i64::MAX)),
        Cell::words(person.person.reveal()),
        Cell::words(OutcomeKind::of(&person.result).as_str()),
    ];
    match &person.result {
        PersonResult::Refused { refusal, replaced_by } => {
            let reason =
                if for_programs { refusal.reason.as_str().to_owned() } else { refusal_words(language, refusal) };
            let source = refusal.source.as_ref();
            head.extend([
                Cell::words(reason),
                Cell::words(source.map(|source| source.deliberation.clone()).unwrap_or_default()),
                Cell::words(source.map(|source| source.point.clone()).unwrap_or_default()),
                Cell::words(replaced_by.map(|by| by.reveal()).unwrap_or_default()),
            ]);
        }
        _ => head.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]),
    }
    head
}

fn cells(
    sheet: &ResultSheet,
    elements: &[ElementId],
    line: &ResultLine,
    language: Language,
    for_programs: bool,
) -> Vec<Cell> {
    let cell = |column: &delibero_ui::pages::batches::view::ResultColumn| {
        let place = elements.iter().position(|element| *element == column.id);
        let found: Vec<&ResultCell> =
            line.cells.iter().filter(|(of, _)| Some(usize::from(*of)) == place).map(|(_, cell)| cell).collect();
        match found.as_slice() {
            [] => Cell::Empty,
            [ResultCell::Value(Value::Amount(number) | Value::Count(number))] => Cell::Amount(*number),
            [ResultCell::Value(Value::Date(day))] => Cell::Day(*day),
            several => {
                let words = several.iter().map(|cell| match for_programs {
                    true => cell.said().unwrap_or_else(|| "filtered".to_owned()),
                    false => match cell {
                        ResultCell::Value(Value::Niss(person)) => person.reveal(),
                        ResultCell::Filtered => say!(language, answer.filtered).to_owned(),
                        cell => column.words(language, cell),
                    },
                });
                Cell::words(words.collect::<Vec<_>>().join(", "))
            }
        }
    };
    sheet.columns.iter().map(cell).collect()
}

/// The refused lines with their reasons: corrected, they are another list.
pub async fn faults(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let with = state.application.services();
    let language = language::of(&headers);
    let Ok(batches) = with.batches(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    match batches.faults(&id).await {
        Ok(faults) => {
            let head = ["niss", "line", "reason"].map(str::to_owned).to_vec();
            let row = |fault: &delibero_usecases::batches::FaultyLine| {
                vec![fault.typed.clone(), fault.line.to_string(), fault_words(language, fault.fault)]
            };
            let rows: Vec<Vec<String>> = std::iter::once(head).chain(faults.iter().map(row)).collect();
            attachment(csv_of(&rows), "text/csv; charset=utf-8", &format!("refused-lines-{id}.csv"))
        }
        Err(error) => refused(&error),
    }
}
