//! A file is sent; it is loaded behind the page, which says how far it is.

use std::fs::File;
use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::identifier::ServiceId;
use delibero_files::records::{ImportOptions, NoProgress, import_sent};
use delibero_ui::error::Trouble;
use delibero_ui::pages::loads::view::{MOST_MEBIBYTES, SendProblem, SendReplay};
use delibero_ui::pages::loads::{LOADS, load_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::source_loads::{SourceLoad, SourceLoadError, SourceLoading};
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;
use crate::web::uploads::{PutAside, UploadProblem};

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
    let taken = match PutAside::of(form, "file").await {
        Ok((aside, fields)) => {
            service =
                fields.into_iter().find(|(name, _)| name == "service").map(|(_, value)| value).unwrap_or_default();
            begin(&state, &account, &service, aside).await
        }
        Err(UploadProblem::NoFile) => Err(SendProblem::NoFile),
        Err(UploadProblem::TooLarge) => Err(SendProblem::TooLarge),
        Err(UploadProblem::Disk(error)) => {
            tracing::error!(%error, "a file of a source was not put aside");
            return StatusCode::INSUFFICIENT_STORAGE.into_response();
        }
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
    state: &AppState,
    account: &Arc<Account>,
    service: &str,
    aside: PutAside,
) -> Result<String, SendProblem> {
    let service = ServiceId::new(service).map_err(|_| SendProblem::Service)?;
    let with = state.application.services();
    let operator = with.source_loads(&account.actor).map_err(|_| SendProblem::Service)?;
    let loading = match SourceLoading::begin(operator, &service, (&aside.name, aside.size)).await {
        Ok(loading) => loading,
        Err(SourceLoadError::Store(error)) => {
            return Err(SendProblem::Store(Trouble::traced(&error, "a file of a source was not begun")));
        }
        Err(SourceLoadError::NotAllowed | SourceLoadError::Unknown) => return Err(SendProblem::Service),
    };
    let load = loading.load().clone();
    let id = load.id.clone();
    tokio::spawn(behind(state.clone(), Arc::clone(account), load, aside.file));
    Ok(id)
}

/// Goes on when the page is left; what becomes of it stands in the database.
async fn behind(state: AppState, account: Arc<Account>, load: SourceLoad, file: File) {
    let with = state.application.services();
    let Ok(operator) = with.source_loads(&account.actor) else { return };
    let mut loading = SourceLoading::go_on(operator, load);
    let how = ImportOptions::new(with.niss_rules());
    let store = state.records.as_ref();
    // What is wrong with a file stands with the load; a trace could hold its name.
    if let Err(error) = import_sent(store, &with.catalogue, &mut loading, file, &how, &NoProgress).await
        && error.is_ours()
    {
        tracing::error!(%error, "a file of a source was not loaded to its end");
    }
}
