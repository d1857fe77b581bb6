//! Files of organisations: one is loaded, and its refused rows come back as another.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::text::Language;
use delibero_files::sheets::{MOST_BYTES, SheetProblem, read_rows};
use delibero_ui::pages::organisations::view::import::ImportProblem;
use delibero_ui::pages::organisations::{load_address, row_words};
use delibero_ui::services::SignedIn;
use delibero_usecases::organisations::{LoadReport, LoadRow, OrganisationError, check_heads};
use http::{HeaderMap, StatusCode};

use super::trouble_of;
use crate::web::AppState;
use crate::web::download::attachment;
use crate::web::frame::render::GivenBack;
use crate::web::frame::{again, language};
use crate::web::uploads::{Upload, UploadProblem};

/// The largest body: the largest file, and what a form puts around it.
pub(super) const MAX_UPLOAD: usize = MOST_BYTES + 64 * 1024;

/// Loads what can be loaded of a file, and leads to what became of it.
pub async fn load(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let problem = match Upload::of(form, &["file"]).await {
        Ok(upload) if upload.bytes.is_empty() && upload.name.is_empty() => ImportProblem::NoFile,
        Err(UploadProblem::TooLarge) => ImportProblem::TooLarge,
        Err(_) => ImportProblem::NoFile,
        Ok(Upload { name, bytes, .. }) => match read_apart(bytes).await {
            Err(problem) => problem,
            Ok(rows) => {
                let services = state.application.services();
                match services.registering(&account.actor).load(&name, rows).await {
                    Ok(report) => return Redirect::to(&load_address(&report.id)).into_response(),
                    Err(OrganisationError::NotAllowed(_)) => return StatusCode::FORBIDDEN.into_response(),
                    Err(error) => ImportProblem::Store(trouble_of(&error, "a file of organisations was not loaded")),
                }
            }
        },
    };
    let status = match &problem {
        ImportProblem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ImportProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    again(&state, "/organisations/import", &headers, Some(SignedIn(account)), GivenBack::form(problem), status).await
}

/// Away from the threads that answer requests: unpacking takes a moment.
async fn read_apart(bytes: Vec<u8>) -> Result<Vec<LoadRow>, ImportProblem> {
    tokio::task::spawn_blocking(move || read(&bytes)).await.unwrap_or(Err(ImportProblem::NotAWorkbook))
}

/// The rows of a file, each cell with its head.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<LoadRow>, ImportProblem> {
    let sheet = read_rows(bytes).map_err(|problem| match problem {
        SheetProblem::Empty => ImportProblem::Empty,
        SheetProblem::NotText => ImportProblem::NotText,
        SheetProblem::NotAWorkbook => ImportProblem::NotAWorkbook,
        SheetProblem::Broken(line) => ImportProblem::Broken(line),
        SheetProblem::TooMany => ImportProblem::TooMany,
        SheetProblem::TooLarge => ImportProblem::TooLarge,
        SheetProblem::Unfolds => ImportProblem::Unfolds,
    })?;
    let heads: Vec<String> = sheet.heads.iter().map(|head| head.trim().to_lowercase()).collect();
    check_heads(&heads).map_err(ImportProblem::Heads)?;
    let row = |(line, cells): (u32, Vec<String>)| {
        let cells = heads.iter().cloned().zip(cells.into_iter().chain(std::iter::repeat(String::new())));
        LoadRow { line, cells: cells.filter(|(head, _)| !head.is_empty()).collect() }
    };
    Ok(sheet.rows.into_iter().map(row).collect())
}

/// The refused rows of a load, with what is wrong with each: a file to correct and to load again.
pub async fn rejects(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let services = state.application.services();
    let Ok(known) = services.organisations(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    match known.load(&id).await {
        Ok(Some(report)) => {
            let file = rejects_file(&report, language::of(&headers));
            attachment(file, "text/csv; charset=utf-8", "delibero-organisations-rejects.csv")
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => trouble_of(&error.into(), "refused rows were not read").http_status().into_response(),
    }
}

/// Its heads are those of the file, and `reasons`.
pub(crate) fn rejects_file(report: &LoadReport, language: Language) -> Vec<u8> {
    let heads = report.refused.first().map(|row| row.cells.iter().map(|(head, _)| head.clone()).collect::<Vec<_>>());
    let heads = heads.unwrap_or_default().into_iter().filter(|head| head != "reasons" && head != "line");
    let heads: Vec<String> = heads.collect();
    let mut rows = vec![heads.iter().cloned().chain(["line".to_owned(), "reasons".to_owned()]).collect::<Vec<_>>()];
    for row in &report.refused {
        let of = |head: &String| row.cells.iter().find(|(known, _)| known == head).map(|(_, value)| value.clone());
        let cells = heads.iter().map(|head| of(head).unwrap_or_default());
        rows.push(cells.chain([row.line.to_string(), row_words(language, &row.wrongs)]).collect());
    }
    delibero_files::sheets::csv_of(&rows)
}
