//! Is it alive, and can it serve.

use axum::extract::State;
use http::StatusCode;

use super::AppState;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// The database answers with the schema of this program.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.services.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}
