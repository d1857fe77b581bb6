//! Changes of the catalogue: plain POSTs, which work the same with and without JavaScript.

mod act;
mod begin;
mod effect;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use delibero_ui::error::Trouble;
use delibero_ui::pages::changes::draft_address;
use delibero_usecases::catalogue::DraftError;

use super::AppState;

pub use begin::BeginForm;

use act::act;
use begin::begin;
use effect::{of_draft, of_states};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/changes/new", post(begin))
        .route("/changes/{id}", post(act))
        .route("/changes/{id}/effect.json", get(of_draft))
        .route("/states/effect.json", get(of_states))
}

/// What the store says; any other refusal that no form foresees is a fault of ours.
fn trouble_of(error: &DraftError, what: &str) -> Trouble {
    match error {
        DraftError::Store(error) => Trouble::traced(error, what),
        error => {
            tracing::error!(%error, "{what}");
            Trouble::Fault
        }
    }
}

fn to_draft(id: &str) -> Response {
    Redirect::to(&draft_address(id)).into_response()
}
