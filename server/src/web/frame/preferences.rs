//! Language and theme.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::text::Language;
use delibero_ui::session::Theme;
use http::{StatusCode, header};
use serde::Deserialize;

use super::cookies;
use crate::web::AppState;

/// What the language and theme forms send.
#[derive(Deserialize)]
pub struct PreferenceForm {
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    back: String,
}

pub async fn keep_language(State(state): State<AppState>, Form(form): Form<PreferenceForm>) -> Response {
    let cookie = Language::from_code(&form.language).map(|language| (cookies::LANGUAGE, language.code()));
    keep(&state, cookie, &form.back)
}

pub async fn keep_theme(State(state): State<AppState>, Form(form): Form<PreferenceForm>) -> Response {
    let cookie = Theme::from_word(&form.theme).map(|theme| (cookies::THEME, theme.as_str()));
    keep(&state, cookie, &form.back)
}

fn keep(state: &AppState, cookie: Option<(&str, &str)>, back: &str) -> Response {
    let Some((name, value)) = cookie else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let mut response = Redirect::to(&cookies::own_path(back).unwrap_or_else(|| "/".to_owned())).into_response();
    if let Some(line) = cookies::preference(name, value, state.secure_cookies) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
