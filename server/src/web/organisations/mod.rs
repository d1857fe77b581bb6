//! Organisations: plain POSTs and files, which work the same with and without JavaScript.

mod act;
mod list;
pub(crate) mod loads;
mod save;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use delibero_files::sheets::FileFormat;
use delibero_ui::error::Trouble;
use delibero_usecases::organisations::OrganisationError;

use super::AppState;

pub(super) fn routes() -> Router<AppState> {
    let list = |format| move |state, account, headers, query| list::download(state, account, headers, query, format);
    Router::new()
        .route("/organisations", post(list::ask))
        .route("/organisations.csv", get(list(FileFormat::Csv)))
        .route("/organisations.xlsx", get(list(FileFormat::Xlsx)))
        .route("/organisations/new", post(save::register))
        .route("/organisations/import", post(loads::load).layer(DefaultBodyLimit::max(loads::MAX_UPLOAD)))
        .route("/organisations/loads/{id}/rejects.csv", get(loads::rejects))
        .route("/organisations/waiting", post(act::act_on_waiting))
        .route("/organisations/{id}", post(act::act))
        .route("/organisations/{id}/edit", post(save::change))
}

/// What the store says; any other refusal that no form foresees is a fault of ours.
fn trouble_of(error: &OrganisationError, what: &str) -> Trouble {
    match error {
        OrganisationError::Store(error) => Trouble::traced(error, what),
        error => {
            tracing::error!(%error, "{what}");
            Trouble::Fault
        }
    }
}
