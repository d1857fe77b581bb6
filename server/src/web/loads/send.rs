//! A file is sent; it is loaded behind the page, which says how far it is.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::identifier::ServiceId;
use delibero_ui::error::Trouble;
use delibero_ui::pages::loads::view::{MOST_MEBIBYTES, SendProblem, SendReplay};
use delibero_ui::pages::loads::{LOADS, load_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::sent_files::SentFile;
use delibero_usecases::source_loads::{SourceLoadError, SourceLoads};
use delibero_usecases::store_error::StoreError;
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;
use crate::web::uploads::{KeepProblem, Kept};

/// The largest body: the largest file, and what a form puts around it.
pub const MAX_UPLOAD: usize = MOST_MEBIBYTES as usize * 1024 * 1024 + 64 * 1024;

/// Takes a file, and leads to the page that says how far it is.
pub async fn send(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let mut service = String::new();
    let with = state.application.services();
    let Ok(operator) = with.source_loads(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let taken = match Kept::of(form, "file", operator.receive()).await {
        Ok(Kept { name, file, fields }) => {
            service =
                fields.into_iter().find(|(name, _)| name == "service").map(|(_, value)| value).unwrap_or_default();
            begin(operator, &service, (&name, file)).await
        }
        Err(KeepProblem::NoFile) => Err(SendProblem::NoFile),
        Err(KeepProblem::TooLarge) => Err(SendProblem::TooLarge),
        Err(KeepProblem::Store(error)) => Err(not_kept(&error)),
    };
    let problem = match taken {
        Ok(load) => return Redirect::to(&load_address(&load)).into_response(),
        Err(problem) => problem,
    };
    let status = match problem {
        SendProblem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        SendProblem::Store(trouble) => trouble.http_status(),
        SendProblem::NoFile | SendProblem::Service => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let replay = GivenBack::form(SendReplay { problem, service });
    again(&state, LOADS, &headers, Some(SignedIn(account)), replay, status).await
}

async fn begin(
    operator: SourceLoads<'_>,
    service: &str,
    (name, file): (&str, SentFile<'_>),
) -> Result<String, SendProblem> {
    let Ok(service) = ServiceId::new(service) else {
        // What the store does not destroy now it destroys later.
        let _ = file.destroy().await;
        return Err(SendProblem::Service);
    };
    match operator.send(&service, name, file).await {
        Ok(load) => Ok(load.id),
        Err(SourceLoadError::Store(error)) => Err(not_kept(&error)),
        Err(SourceLoadError::NotAllowed | SourceLoadError::Unknown | SourceLoadError::Lost) => {
            Err(SendProblem::Service)
        }
    }
}

fn not_kept(error: &StoreError) -> SendProblem {
    SendProblem::Store(Trouble::traced(error, "a file of a source was not begun"))
}
