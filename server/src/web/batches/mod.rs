//! Batches: one is begun with its list, stopped and gone on with; its result and its refused lines are downloaded.

mod refused;
mod result;
mod send;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use delibero_files::sheets::LongFormat;
use delibero_ui::pages::batches::batch_address;
use delibero_ui::services::SignedIn;
use delibero_usecases::batches::BatchError;
use http::StatusCode;

use super::AppState;

use refused::refused;
use result::{download, faults};
use send::{MAX_UPLOAD, send};

pub(super) fn routes() -> Router<AppState> {
    let result =
        |format| move |state, account, path, fields, headers| download(state, account, path, fields, headers, format);
    Router::new()
        .route("/batches/new", post(send).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/batches/{id}/stop", post(stop))
        .route("/batches/{id}/resume", post(resume))
        .route("/batches/{id}/faults", get(faults))
        .route("/batches/{id}/result.csv", get(result(LongFormat::Csv)))
        .route("/batches/{id}/result.xlsx", get(result(LongFormat::Xlsx)))
        .route("/batches/{id}/result.ndjson", get(result(LongFormat::Ndjson)))
        .route("/batches/{id}/result.xml", get(result(LongFormat::Xml)))
}

async fn stop(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Response {
    let with = state.application.services();
    let Ok(batches) = with.batches(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    led_back(batches.stop(&id).await, &id)
}

async fn resume(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Response {
    let with = state.application.services();
    let Ok(batches) = with.batches(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    led_back(batches.resume(&id).await, &id)
}

fn led_back(changed: Result<(), BatchError>, id: &str) -> Response {
    match changed {
        Ok(()) => Redirect::to(&batch_address(id)).into_response(),
        Err(error) => refused(&error),
    }
}
