//! A file of integrations is sent; it is loaded behind the page, which says how far it is.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::niss::Niss;
use delibero_domain::text::Language;
use delibero_files::integrations::check_head;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::Trouble;
use delibero_ui::pages::directory::view::loads::{ImportProblem, ImportReplay, MOST_MEBIBYTES};
use delibero_ui::pages::directory::{load_address, row_fault};
use delibero_ui::services::SignedIn;
use delibero_usecases::directory::{DirectoryError, ReferenceDirectory, Reject};
use delibero_usecases::sent_files::SentFile;
use http::{HeaderMap, StatusCode};

use crate::laid_out::{LayOutError, lay_out};
use crate::web::AppState;
use crate::web::download::sheet;
use crate::web::frame::render::GivenBack;
use crate::web::frame::{again, language};
use crate::web::uploads::{KeepProblem, Kept};

/// The largest body: the largest file, and what a form puts around it.
pub const MAX_UPLOAD: usize = MOST_MEBIBYTES as usize * 1024 * 1024 + 64 * 1024;

/// Takes a file whose columns are right, and leads to the page that says how far it is.
pub async fn import(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let taken = match Kept::of(form, "file", directory.receive()).await {
        Ok(kept) => begin(directory, kept).await,
        Err(KeepProblem::TooLarge) => Err(NotTaken::Problem(ImportProblem::TooLarge)),
        Err(KeepProblem::NoFile) => Err(NotTaken::Problem(ImportProblem::NoFile)),
        Err(KeepProblem::Store(error)) => Err(DirectoryError::Store(error).into()),
    };
    match taken {
        Ok(load) => Redirect::to(&load_address(&load)).into_response(),
        Err(NotTaken::Status(status)) => status.into_response(),
        Err(NotTaken::Problem(problem)) => {
            let too_large = matches!(problem, ImportProblem::TooLarge);
            let status = if too_large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
            let replay = GivenBack::form(ImportReplay(problem));
            again(&state, "/directory/import", &headers, Some(SignedIn(account)), replay, status).await
        }
    }
}

/// Why a file was not taken.
enum NotTaken {
    /// What is wrong with it: the form is given back.
    Problem(ImportProblem),
    /// What is wrong here; it is traced.
    Status(StatusCode),
}

impl From<DirectoryError> for NotTaken {
    fn from(error: DirectoryError) -> Self {
        Self::Status(match error {
            DirectoryError::Store(error) => {
                Trouble::traced(&error, "a file of integrations was not begun").http_status()
            }
            _ => StatusCode::FORBIDDEN,
        })
    }
}

impl From<LayOutError> for NotTaken {
    fn from(error: LayOutError) -> Self {
        match error {
            LayOutError::Store(error) => DirectoryError::Store(error).into(),
            LayOutError::Disk(error) => {
                tracing::error!(%error, "a file of integrations was not put aside");
                Self::Status(StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }
}

/// A file whose columns are wrong is not loaded, and nothing of it stays.
async fn begin(directory: ReferenceDirectory<'_>, Kept { name, file, .. }: Kept<'_>) -> Result<String, NotTaken> {
    if let Err(why) = checked(&file).await {
        // What the store does not destroy now it destroys later.
        let _ = file.destroy().await;
        return Err(why);
    }
    Ok(directory.send(&name, file).await?.id)
}

async fn checked(file: &SentFile<'_>) -> Result<(), NotTaken> {
    let laid_out = lay_out(file).await?;
    match tokio::task::spawn_blocking(move || check_head(laid_out)).await {
        Ok(checked) => checked.map_err(|problem| NotTaken::Problem(ImportProblem::File(problem))),
        Err(_) => Err(NotTaken::Status(StatusCode::INTERNAL_SERVER_ERROR)),
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
