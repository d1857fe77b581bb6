//! The secretariat's forms: plain POSTs, which work the same with and without JavaScript.

mod act;
mod begin;
mod leading;
mod save;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;

use super::AppState;
use super::frame::draft_act;

pub use save::MAX_PART;

use act::RegisterActs;
use begin::{begin, begin_version};
use save::save;
use uploads::{MAX_UPLOAD, import};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/drafts/new", post(begin))
        .route("/drafts/import", post(import).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/drafts/{id}", post(draft_act::act::<RegisterActs>))
        .route("/drafts/{id}/edit/{part}", post(save).layer(DefaultBodyLimit::max(MAX_PART)))
        .route("/deliberations/{year}/{number}/drafts", post(begin_version))
}
