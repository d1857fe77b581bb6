//! Who may see what, as a download: one line per recipient, module and element.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use delibero_domain::text::Language;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::matrix::view::{MatrixLine, lines};
use delibero_ui::pages::matrix::{MatrixQuery, refusal};
use http::HeaderMap;

use super::AppState;
use super::download::sheet;
use super::frame::language;
use super::frame::trouble::no_file;

pub(super) fn routes() -> Router<AppState> {
    let matrix = |format| move |state, headers, query| download(state, headers, query, format);
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
];

/// The lines of the same address as the page's.
pub async fn download(
    State(state): State<AppState>,
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
    let rows = lines.iter().map(|line| row(line, language)).collect();
    sheet(&Table { name: "matrix", columns: COLUMNS, rows, note: None }, format, &name)
}

fn row(line: &MatrixLine, language: Language) -> Vec<Cell> {
    let source = line.source.as_ref();
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
    ]
}
