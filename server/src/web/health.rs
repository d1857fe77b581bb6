//! Is it alive, and can it serve.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;

use super::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// The process answers.
async fn alive() -> &'static str {
    "ok"
}

/// The database answers with the schema of this program, and takes what is written.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.readiness.now(state.application.clock.as_ref()).await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    }
}
