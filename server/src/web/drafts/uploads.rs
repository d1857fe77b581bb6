//! Uploads: a file is read within bounds, and begins a draft or leaves everything as it was.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, State};
use axum::response::{IntoResponse, Response};
use delibero_domain::deliberation::register::Missing;
use delibero_files::official_texts::{Document, ReadError};
use delibero_reader::MAX_FILE_BYTES;
use delibero_ui::pages::register::drafts::view::begin::{BeginReplay, ImportProblem};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::{RegisterError, RegisterRefusal};
use http::{HeaderMap, StatusCode};

use super::leading::{begin_again, drafting, status_of, to_draft};
use crate::web::AppState;
use crate::web::frame::draft_act::trouble_of;
use crate::web::uploads::{Upload, UploadProblem};

/// The largest body of an upload: the largest file, and what a form puts around it.
pub const MAX_UPLOAD: usize = MAX_FILE_BYTES + 64 * 1024;

/// Reads a file and begins a draft from it; a file that cannot be taken leaves everything as it was, and says why.
pub async fn import(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    // A file that is sent, or the text of one that was read before and may replace another.
    let taken = match Upload::of(form, &["file", "text"]).await {
        Ok(upload) if upload.bytes.is_empty() => Err(problem(ImportProblem::NoFile)),
        Ok(upload) => take(&state, &account, upload).await,
        Err(UploadProblem::TooLarge) => Err(problem(ImportProblem::TooLarge)),
        Err(_) => Err(problem(ImportProblem::NoFile)),
    };
    match taken {
        Ok(response) => response,
        Err(replay) => {
            let status = replay.problems.first().map_or(StatusCode::CONFLICT, status_of);
            begin_again(&state, &headers, SignedIn(account), replay, status).await
        }
    }
}

fn problem(problem: ImportProblem) -> BeginReplay {
    BeginReplay { problems: vec![problem], ..BeginReplay::default() }
}

async fn take(state: &AppState, account: &Account, upload: Upload) -> Result<Response, BeginReplay> {
    let replace = upload.field("replace") == "yes";
    let read = state.reader.read(upload.bytes).await;
    let Document { reading, source } = read.map_err(|error| problem(unread(error)))?;
    let number = reading.number.map(|number| number.to_string()).unwrap_or_default();
    let document = reading.document.as_ref().map_or_else(|| number.clone(), ToString::to_string);
    match drafting(state, account).begin_from_reading(reading, source.clone(), replace).await {
        Ok(draft) => Ok(to_draft(&draft.id)),
        Err(RegisterError::Refused(RegisterRefusal::WouldReplace)) => {
            Err(BeginReplay { replacing: Some((document, source)), ..BeginReplay::default() })
        }
        Err(RegisterError::Refused(RegisterRefusal::AlreadyThere)) => Err(problem(ImportProblem::AlreadyThere(number))),
        Err(RegisterError::Refused(RegisterRefusal::Incomplete(missing))) => {
            Err(problem(ImportProblem::Incomplete(missing.into_iter().map(word_of).collect())))
        }
        Err(RegisterError::Niss) => Err(problem(ImportProblem::FileWithNiss)),
        Err(RegisterError::Refused(RegisterRefusal::Faulty(_))) => Err(problem(ImportProblem::Elsewhere)),
        Err(RegisterError::NotAllowed) => Ok(StatusCode::FORBIDDEN.into_response()),
        Err(error) => Err(problem(ImportProblem::Store(trouble_of(&error, "an upload was not kept")))),
    }
}

fn unread(error: ReadError) -> ImportProblem {
    match error {
        ReadError::Refused(refused) => ImportProblem::Refused(refused.reason),
        ReadError::Busy => ImportProblem::ReaderBusy,
        ReadError::NotStarted(_) => {
            tracing::error!(%error, "an upload was not read");
            ImportProblem::NoReader
        }
    }
}

fn word_of(missing: Missing) -> String {
    match missing {
        Missing::Number => "number",
        Missing::Date => "date",
        Missing::Title => "title",
        Missing::Points => "points",
    }
    .to_owned()
}
