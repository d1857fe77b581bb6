//! Who may see what, as a download: one line per recipient, module and element.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use delibero_domain::text::Language;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::Trouble;
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::matrix::view::{MatrixLine, lines};
use delibero_ui::pages::matrix::{MatrixQuery, refusal};
use delibero_ui::services::SignedIn;
use delibero_usecases::catalogue::KnownSuspension;
use http::HeaderMap;

use super::AppState;
use super::download::sheet;
use super::frame::language;
use super::frame::trouble::no_file;

pub(super) fn routes() -> Router<AppState> {
    let matrix = |format| move |state, account, headers, query| download(state, account, headers, query, format);
    Router::new()
        .route("/matrix.csv", get(matrix(FileFormat::Csv)))
        .route("/matrix.xlsx", get(matrix(FileFormat::Xlsx)))
}

const COLUMNS: &[Column] = &[
    ("service", 14.),
    ("on", 11.),
    ("recipient", 18.),
    ("recipient_label", 40.),
    ("member_of", 18.),
    ("module", 20.),
    ("element", 32.),
    ("element_label", 40.),
    ("state", 11.),
    ("reason", 24.),
    ("deliberation", 12.),
    ("point", 12.),
    ("purposes", 40.),
    ("valid_from", 11.),
    ("valid_until", 11.),
    ("suspended_since", 20.),
    ("suspended_by", 24.),
    ("suspended_for", 40.),
    ("suspended_because", 60.),
];

/// The lines of the same address as the page's.
pub async fn download(
    State(state): State<AppState>,
    Extension(SignedIn(reader)): Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Vec<(String, String)>>,
    format: FileFormat,
) -> Response {
    let with = &state.application.services();
    let language = language::of(&headers);
    let lines = match lines(&with.catalogue, &MatrixQuery::of_address(fields), with.clock.today()) {
        Ok(lines) => lines,
        Err(unread) => return no_file(refusal(language, &unread)),
    };
    let name = match lines.first() {
        Some(line) => format!("delibero-{}-{}", line.service, line.on),
        None => "delibero".to_owned(),
    };
    let known = match with.suspensions(&with.catalogue, &reader.actor).await {
        Ok(known) => known,
        Err(error) => return Trouble::traced(&error, "what is suspended was not read").http_status().into_response(),
    };
    let rows = lines.iter().map(|line| row(line, &known, language)).collect();
    sheet(&Table { name: "matrix", columns: COLUMNS, rows, note: None }, format, &name)
}

/// What stops a line, as far as the reader may know: first what stops everybody.
fn stopping<'k>(line: &MatrixLine, known: &'k [KnownSuspension]) -> Option<&'k KnownSuspension> {
    let stops = |found: &&KnownSuspension| line.suspensions.contains(&found.suspension);
    known.iter().filter(stops).min_by_key(|found| found.suspension.organisation.is_some())
}

fn row(line: &MatrixLine, known: &[KnownSuspension], language: Language) -> Vec<Cell> {
    let source = line.source.as_ref();
    let stopping = stopping(line, known);
    let of_stop = |words: fn(&KnownSuspension) -> String| Cell::words(stopping.map(words).unwrap_or_default());
    vec![
        Cell::words(line.service.as_str()),
        Cell::Day(line.on),
        Cell::words(line.recipient.as_str()),
        Cell::words(line.recipient_label.get(language)),
        Cell::words(line.member_of.clone().unwrap_or_default()),
        Cell::words(line.module.as_str()),
        Cell::words(line.element.as_str()),
        Cell::words(line.label.get(language)),
        Cell::words(line.mark.as_str()),
        Cell::words(line.reason.unwrap_or_default()),
        Cell::words(source.map(|source| source.deliberation.clone()).unwrap_or_default()),
        Cell::words(source.map(|source| source.point.clone()).unwrap_or_default()),
        Cell::words(line.purposes.join(" ")),
        Cell::Day(line.valid_from),
        Cell::day(line.valid_until),
        of_stop(|found| found.suspension.since.to_string()),
        of_stop(|found| found.by.clone()),
        Cell::words(
            stopping.and_then(|found| found.organisation.as_ref()).map(|name| name.get(language)).unwrap_or_default(),
        ),
        of_stop(|found| found.suspension.reason.clone()),
    ]
}
