//! Another language or theme while a form is being filled in: the buttons send the form they stand beside, nothing of it
//! is executed, and the page is shown again with what was typed.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use delibero_domain::text::Language;
use delibero_ui::session::Theme;
use http::{HeaderValue, StatusCode, header};

use super::under_another::{fields_of, is_urlencoded, read};
use crate::web::AppState;
use crate::web::documents::DOCUMENT;
use crate::web::drafts::MAX_PART;
use crate::web::frame::cookies;
use crate::web::frame::render::{GivenBack, page};

/// Parts of drafts: their own handlers show them again without saving them.
const PARTS: &[&str] = &["/drafts/{id}/edit/{part}", DOCUMENT];

/// What is chosen in place of what was chosen before: the name of the cookie, and its word.
fn chosen(pairs: &[(String, String)]) -> Option<(&'static str, &'static str)> {
    pairs.iter().find_map(|(name, word)| match name.as_str() {
        "show-in-language" => Language::from_code(word).map(|language| (cookies::LANGUAGE, language.code())),
        "show-in-theme" => Theme::from_word(word).map(|theme| (cookies::THEME, theme.as_str())),
        _ => None,
    })
}

/// Lets every other request through.
pub async fn show_otherwise(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !is_urlencoded(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_PART).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let pairs: Vec<(String, String)> = read(&parts, &bytes).await.unwrap_or_default();
    let Some((cookie, word)) = chosen(&pairs) else {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    };
    let kept = parts.headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    if let Ok(line) = HeaderValue::from_str(&format!("__Host-{cookie}={word}; {kept}")) {
        parts.headers.insert(header::COOKIE, line);
    }
    let path = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let mut response = if PARTS.contains(&path.as_str()) {
        next.run(Request::from_parts(parts, Body::from(not_saved(pairs)))).await
    } else {
        let posted = fields_of(&state, &parts, &bytes, &path).await.unwrap_or_else(GivenBack::nothing);
        parts.extensions.insert(posted);
        page(&state, Request::from_parts(parts, Body::empty())).await
    };
    if let Some(line) = cookies::preference(cookie, word, state.secure_cookies) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// The form of a part, asked to be shown again.
fn not_saved(pairs: Vec<(String, String)>) -> Bytes {
    let others = pairs.into_iter().filter(|(name, _)| name != "do" && !name.starts_with("show-in-"));
    let mut written = form_urlencoded::Serializer::new(String::new());
    Bytes::from(written.extend_pairs(others).append_pair("do", "show:").finish())
}
