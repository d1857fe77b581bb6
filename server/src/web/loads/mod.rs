//! Files of sources: one is sent and loaded behind its page, the list and what was refused are downloaded.

mod list;
mod send;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use delibero_files::sheets::FileFormat;

use super::AppState;

use list::{download, rejects};
use send::{MAX_UPLOAD, send};

pub(super) fn routes() -> Router<AppState> {
    let list = |format| move |state, account, fields, headers| download(state, account, fields, headers, format);
    Router::new()
        .route("/loads", post(send).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/loads.csv", get(list(FileFormat::Csv)))
        .route("/loads.xlsx", get(list(FileFormat::Xlsx)))
        .route("/loads/{id}/rejects", get(rejects))
}
