//! What a draft would have made of past consultations, as a document.

use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::changes::happened::refusal;
use delibero_ui::pages::changes::view::happened::{HappenedQuery, document};
use delibero_ui::services::SignedIn;
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::download::attachment;
use crate::web::frame::language;
use crate::web::frame::trouble::no_file;

pub async fn happened(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let services = state.application.services();
    let period = match HappenedQuery::of_address(fields).period(services.clock.today()) {
        Ok(period) => period,
        Err(unread) => return no_file(refusal(language::of(&headers), &unread)),
    };
    match document(&services, &account.actor, &id, period).await {
        Ok(Some(document)) => attachment(document.into_bytes(), "application/json", "happened.json"),
        Ok(None) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(error) => error.http_status().into_response(),
    }
}
