//! What is answered where nothing is done with a batch.

use axum::response::{IntoResponse, Response};
use delibero_ui::error::Trouble;
use delibero_usecases::batches::BatchError;
use http::StatusCode;

pub(super) fn refused(error: &BatchError) -> Response {
    match error {
        BatchError::Unknown => StatusCode::NOT_FOUND.into_response(),
        BatchError::Store(error) => Trouble::traced(error, "a batch was not reached").http_status().into_response(),
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}
