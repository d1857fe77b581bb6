//! Changes of the catalogue: plain POSTs, which work the same with and without JavaScript.

mod act;
mod begin;
mod effect;
mod happened;

use axum::Router;
use axum::routing::{get, post};

use super::AppState;
use super::frame::draft_act;

pub use begin::BeginForm;

use act::CatalogueActs;
use begin::begin;
use effect::{of_draft, of_states};
use happened::happened;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/changes/new", post(begin))
        .route("/changes/{id}", post(draft_act::act::<CatalogueActs>))
        .route("/changes/{id}/effect.json", get(of_draft))
        .route("/changes/{id}/happened.json", get(happened))
        .route("/states/effect.json", get(of_states))
}
