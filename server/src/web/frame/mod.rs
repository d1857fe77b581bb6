//! What stands around every page: how it is rendered, in which language and theme, where somebody begins, and what is
//! said when there is no page.

mod again;
pub mod cookies;
pub mod draft_act;
pub mod home;
pub mod language;
pub mod palette;
pub mod preferences;
#[cfg_attr(not(debug_assertions), path = "reload/never.rs")]
pub mod reload;
pub mod render;
pub mod trouble;

pub use again::again;

use axum::Router;
use axum::routing::{get, post};

use super::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(home::home))
        .route("/language", post(preferences::keep_language))
        .route("/theme", post(preferences::keep_theme))
        .route("/palette", post(palette::find))
}
