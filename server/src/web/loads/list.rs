//! Downloads: the list as a sheet, and the refused records of a file as they came.

use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use delibero_files::records::exchange::{Format, write_kept};
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::Trouble;
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::loads::view::{user_of, whole};
use delibero_ui::pages::loads::{LoadsQuery, refusal};
use delibero_ui::services::SignedIn;
use delibero_usecases::belgian_time;
use delibero_usecases::source_loads::{SourceLoad, SourceLoadError};
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::download::{attachment, sheet};
use crate::web::frame::language;
use crate::web::frame::trouble::no_file;

/// The whole list as a file.
pub async fn download(
    State(state): State<AppState>,
    Extension(SignedIn(reader)): Extension<SignedIn>,
    Query(fields): Query<Vec<(String, String)>>,
    headers: HeaderMap,
    format: FileFormat,
) -> Response {
    let with = &state.application.services();
    match whole(with, &reader.actor, &LoadsQuery::of_address(fields)).await {
        Ok(Ok(found)) => {
            let rows = found.iter().map(row).collect();
            let name = format!("delibero-loads-{}", with.clock.today());
            sheet(&Table { name: "loads", columns: COLUMNS, rows, note: None }, format, &name)
        }
        Ok(Err(unread)) => no_file(refusal(language::of(&headers), &unread)),
        Err(error) => error.http_status().into_response(),
    }
}

const COLUMNS: &[Column] = &[
    ("begun", 20.),
    ("ended", 20.),
    ("service", 16.),
    ("file", 40.),
    ("user", 20.),
    ("whole", 8.),
    ("read", 12.),
    ("added", 12.),
    ("newer", 12.),
    ("older", 12.),
    ("known", 12.),
    ("refused", 12.),
    ("bytes", 14.),
    ("sha256", 66.),
];

fn row(load: &SourceLoad) -> Vec<Cell> {
    let count = |count: u64| Cell::Count(i64::try_from(count).unwrap_or(i64::MAX));
    let whole = load.ended.is_some() && load.problem.is_none();
    vec![
        Cell::words(belgian_time::written(load.begun)),
        Cell::words(load.ended.map(belgian_time::written).unwrap_or_default()),
        Cell::words(load.service.as_str()),
        Cell::words(load.file_name.as_str()),
        Cell::words(user_of(load).map(ToString::to_string).unwrap_or_default()),
        Cell::words(if whole { "yes" } else { "no" }),
        count(load.counts.read()),
        count(load.counts.added),
        count(load.counts.newer),
        count(load.counts.older),
        count(load.counts.known),
        count(load.counts.refused),
        count(load.bytes),
        Cell::words(load.hash.map(hex::encode).unwrap_or_default()),
    ]
}

/// The refused records with their reasons, ready to be corrected at the source and sent again.
pub async fn rejects(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Response {
    let with = state.application.services();
    let Ok(operator) = with.source_loads(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let load = match operator.find(&id).await {
        Ok(Some(load)) => load,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return Trouble::traced(&error, "a file of a source was not found").http_status().into_response(),
    };
    let kept = match operator.rejects(&load).await {
        Ok(kept) => kept,
        Err(SourceLoadError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
        Err(SourceLoadError::Unknown | SourceLoadError::Lost) => return StatusCode::NOT_FOUND.into_response(),
        Err(SourceLoadError::Store(error)) => {
            return Trouble::traced(&error, "refused records were not read").http_status().into_response();
        }
    };
    let format = load.format.as_deref().and_then(Format::from_extension).unwrap_or(Format::Xml);
    let mut file = Vec::new();
    if let Err(error) = write_kept(&mut file, format, &kept) {
        tracing::error!(%error, "refused records were not written");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let media_type = match format {
        Format::Xml => "application/xml",
        Format::Ndjson => "application/x-ndjson",
    };
    attachment(file, media_type, &format!("rejects-{id}.{}", format.extension()))
}
