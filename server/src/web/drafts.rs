//! The secretariat's forms: plain POSTs, which work the same with and without JavaScript.

mod act;
mod begin;
mod save;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use delibero_ui::pages::register::drafts::draft_address;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::Drafting;

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

fn drafting<'a>(state: &'a AppState, account: &'a Account) -> Drafting<'a> {
    state.application.drafting(&account.actor)
}

fn to_draft(id: &str) -> Response {
    Redirect::to(&draft_address(id, None)).into_response()
}
