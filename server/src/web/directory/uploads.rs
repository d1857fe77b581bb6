//! A file of integrations is sent; it is loaded behind the page, which says how far it is.

use std::io::Cursor;
use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::niss::Niss;
use delibero_domain::text::Language;
use delibero_files::integrations::{check_head, load_file};
use delibero_files::progress::NoProgress;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::Trouble;
use delibero_ui::pages::directory::view::loads::{ImportProblem, ImportReplay, MOST_MEBIBYTES};
use delibero_ui::pages::directory::{load_address, row_fault};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::directory::{DirectoryError, Load, Loading, Reject};
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::download::sheet;
use crate::web::frame::render::GivenBack;
use crate::web::frame::{again, language};
use crate::web::uploads::{Upload, UploadProblem};

/// The largest body: the largest file, and what a form puts around it.
pub const MAX_UPLOAD: usize = MOST_MEBIBYTES as usize * 1024 * 1024 + 64 * 1024;

/// Takes a file whose columns are right, and leads to the page that says how far it is.
pub async fn import(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let taken = match Upload::of(form, &["file"]).await {
        Ok(upload) if upload.bytes.is_empty() && upload.name.is_empty() => Err(ImportProblem::NoFile),
        Ok(upload) => match begin(&state, &account, upload).await {
            Ok(taken) => taken,
            Err(DirectoryError::Store(error)) => {
                let trouble = Trouble::traced(&error, "a file of integrations was not begun");
                return trouble.http_status().into_response();
            }
            Err(_) => return StatusCode::FORBIDDEN.into_response(),
        },
        Err(UploadProblem::TooLarge) => Err(ImportProblem::TooLarge),
        Err(_) => Err(ImportProblem::NoFile),
    };
    match taken {
        Ok(load) => Redirect::to(&load_address(&load)).into_response(),
        Err(problem) => {
            let too_large = matches!(problem, ImportProblem::TooLarge);
            let status = if too_large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
            let replay = GivenBack::form(ImportReplay(problem));
            again(&state, "/directory/import", &headers, Some(SignedIn(account)), replay, status).await
        }
    }
}

async fn begin(
    state: &AppState,
    account: &Arc<Account>,
    upload: Upload,
) -> Result<Result<String, ImportProblem>, DirectoryError> {
    let Upload { name, bytes, .. } = upload;
    let head = tokio::task::spawn_blocking(move || {
        let checked = check_head(&bytes);
        (checked, bytes)
    });
    let Ok((checked, bytes)) = head.await else { return Ok(Err(ImportProblem::NoFile)) };
    if let Err(problem) = checked {
        return Ok(Err(ImportProblem::File(problem)));
    }
    let with = state.application.services();
    let loading = Loading::of_registrar(with.reference_directory(&account.actor)?, with.niss_rules()).await?;
    let load = loading.begin(&name, bytes.len() as u64).await?;
    let id = load.id.clone();
    tokio::spawn(behind(state.clone(), Arc::clone(account), load, bytes));
    Ok(Ok(id))
}

/// Goes on when the page is left; what becomes of it stands in the database.
async fn behind(state: AppState, account: Arc<Account>, mut load: Load, bytes: Vec<u8>) {
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return };
    let loaded = match Loading::of_registrar(directory, with.niss_rules()).await {
        Ok(loading) => load_file(&loading, &mut load, Cursor::new(bytes), &NoProgress, |_| {}).await,
        Err(error) => Err(error),
    };
    if let Err(error) = loaded {
        tracing::error!(error = &error as &dyn std::error::Error, "a file of integrations was not loaded to its end");
    }
}

/// The refused rows with their reasons, in the language of whoever reads them: corrected, the same file is loaded again.
pub async fn rejects(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    format: FileFormat,
) -> Response {
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let found = match directory.load(&id).await {
        Ok(Some(load)) => directory.rejects(&load).await,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => Err(error),
    };
    match found {
        Ok(rejects) => sheet(&rejects_table(&rejects, language::of(&headers)), format, &format!("rejects-{id}")),
        Err(error) => Trouble::traced(&error, "refused rows were not read").http_status().into_response(),
    }
}

const COLUMNS: &[Column] = &[
    ("niss", 16.),
    ("quality_code", 13.),
    ("from", 12.),
    ("until", 12.),
    ("file_number", 20.),
    ("line", 8.),
    ("reason", 70.),
];

/// As the columns are read again.
pub fn rejects_table(rejects: &[Reject], language: Language) -> Table {
    let row = |reject: &Reject| {
        let row = &reject.row;
        // A number as it was typed, if it is none.
        let niss = row.niss.parse().map_or_else(|_| row.niss.clone(), Niss::reveal);
        vec![
            Cell::words(niss),
            Cell::words(row.quality_code.as_str()),
            Cell::words(row.from.as_str()),
            Cell::words(row.until.as_str()),
            Cell::words(row.file_number.as_str()),
            Cell::Count(i64::try_from(row.line).unwrap_or(i64::MAX)),
            Cell::words(row_fault(language, reject.fault)),
        ]
    };
    Table { name: "rejects", columns: COLUMNS, rows: rejects.iter().map(row).collect(), note: None }
}
