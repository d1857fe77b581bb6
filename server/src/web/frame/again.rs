//! A page that is shown again.

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use delibero_ui::services::SignedIn;
use http::{HeaderMap, StatusCode};

use super::render::{GivenBack, page};
use crate::web::AppState;

/// Shows a page again with what was sent: nothing typed is lost. Where the page cannot be made either, what was sent
/// is kept by the layer that says so.
pub async fn again(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
    account: Option<SignedIn>,
    given_back: GivenBack,
    status: StatusCode,
) -> Response {
    let mut request = Request::builder().uri(path).body(Body::empty()).unwrap_or_default();
    *request.headers_mut() = headers.clone();
    request.extensions_mut().insert(given_back);
    if let Some(account) = account {
        request.extensions_mut().insert(account);
    }
    let mut response = page(state, request).await;
    if response.status().is_server_error() {
        return response.status().into_response();
    }
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}
