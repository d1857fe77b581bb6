//! The search of the catalogue: what is typed is sent, and stands in the address without a NISS. And what is stopped.

mod suspend;

use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::catalogue::RecipientsQuery;

use super::AppState;
use super::addresses::without_niss;

pub use suspend::Sent;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/catalogue", post(search))
        .route("/catalogue/{recipient}/suspend", post(suspend::suspend))
        .route("/catalogue/{recipient}/lift", post(suspend::lift))
}

/// Leads to what was asked for.
pub async fn search(Form(fields): Form<Vec<(String, String)>>) -> Response {
    let address = RecipientsQuery::of_address(fields).address();
    Redirect::to(&without_niss(&address).unwrap_or(address)).into_response()
}
