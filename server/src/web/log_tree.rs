//! The tree of the log for everybody, as C2SP's `tlog-tiles` has it: nothing in it is personal, and nobody is asked who
//! they are.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use delibero_domain::tlog::TilePath;
use delibero_usecases::store_error::StoreError;
use http::{HeaderValue, StatusCode, header};

use super::AppState;

/// A tile never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A checkpoint is followed by another.
const ASK_AGAIN: &str = "no-cache";

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/tlog/checkpoint", get(checkpoint)).route("/tlog/tile/{*path}", get(tile))
}

async fn checkpoint(State(state): State<AppState>) -> Response {
    let note = state.application.checkpoint().await;
    answer(note.map(|note| note.map(String::into_bytes)), "text/plain; charset=utf-8", ASK_AGAIN)
}

async fn tile(State(state): State<AppState>, Path(path): Path<String>) -> Response {
    let published = state.application.published();
    let found = match path.strip_prefix("entries/").map(TilePath::read_index) {
        Some(Ok((index, width))) => published.bundle(index, width).await,
        Some(Err(_)) => Ok(None),
        None => match path.parse() {
            Ok(path) => published.tile(path).await,
            Err(_) => Ok(None),
        },
    };
    answer(found, "application/octet-stream", FOR_EVER)
}

fn answer(found: Result<Option<Vec<u8>>, StoreError>, media_type: &'static str, caching: &'static str) -> Response {
    let not_kept = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    match found {
        Ok(Some(bytes)) => {
            let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, caching)];
            (headers, bytes).into_response()
        }
        // What is not there yet may come.
        Ok(None) => (StatusCode::NOT_FOUND, not_kept).into_response(),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the tree of the log was not read");
            (StatusCode::SERVICE_UNAVAILABLE, not_kept).into_response()
        }
    }
}
