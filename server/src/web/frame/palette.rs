//! What the palette asks while somebody types: in the body, since what is typed could be a NISS.

use axum::Form;
use axum::extract::{Extension, State};
use axum::response::Html;
use delibero_ui::components::palette::found;
use delibero_ui::pages::catalogue::view::recipient_lines;
use delibero_ui::services::SignedIn;
use http::HeaderMap;
use serde::Deserialize;

use super::language;
use crate::web::AppState;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// Where it may lead.
pub async fn find(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Html<String> {
    let recipients = recipient_lines(&state.application.services().catalogue);
    Html(found(language::of(&headers), &account.actor.roles, &recipients, &typed.q))
}
