//! The reference directory: plain POSTs, which work the same with and without JavaScript.

mod person;
mod search;
mod upkeep;
mod uploads;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use delibero_files::sheets::FileFormat;

use super::AppState;

pub use search::SearchForm;
pub use uploads::rejects_table;

use person::act;
use search::search;
use upkeep::end;
use uploads::{MAX_UPLOAD, import, rejects};

pub(super) fn routes() -> Router<AppState> {
    let rejects = |format| move |state, account, headers, path| rejects(state, account, headers, path, format);
    Router::new()
        .route("/directory", post(search))
        .route("/directory/persons/{id}", post(act))
        .route("/directory/import", post(import).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/directory/loads/{id}/rejects.csv", get(rejects(FileFormat::Csv)))
        .route("/directory/loads/{id}/rejects.xlsx", get(rejects(FileFormat::Xlsx)))
        .route("/directory/upkeep", post(end))
}
