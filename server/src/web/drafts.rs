//! The secretariat's forms: plain POSTs, which work the same with and without JavaScript.

mod act;
mod begin;
mod save;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use delibero_ui::error::Trouble;
use delibero_ui::pages::register::drafts::draft_address;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::{Drafting, RegisterError};

use super::AppState;

pub use save::MAX_PART;

use act::act;
use begin::{begin, begin_version};
use save::save;
use uploads::{MAX_UPLOAD, import};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/drafts/new", post(begin))
        .route("/drafts/import", post(import).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/drafts/{id}", post(act))
        .route("/drafts/{id}/edit/{part}", post(save).layer(DefaultBodyLimit::max(MAX_PART)))
        .route("/deliberations/{year}/{number}/drafts", post(begin_version))
}

fn drafting<'a>(state: &'a AppState, account: &'a Account) -> Drafting<'a> {
    state.application.drafting(&account.actor)
}

/// What the store says; any other refusal that no form foresees is a fault of ours.
fn trouble_of(error: &RegisterError, what: &str) -> Trouble {
    match error {
        RegisterError::Store(error) => Trouble::traced(error, what),
        error => {
            tracing::error!(%error, "{what}");
            Trouble::Fault
        }
    }
}

fn to_draft(id: &str) -> Response {
    Redirect::to(&draft_address(id, None)).into_response()
}
