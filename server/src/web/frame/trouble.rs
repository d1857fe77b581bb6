//! What went wrong before a page could be made is said in words, and what was typed stays.

use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use delibero_ui::components::trouble::{Again, trouble};
use delibero_ui::error::PageError;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{cookies, language};
use crate::web::AppState;

/// The largest form that is kept to be shown again, in bytes.
const KEPT: u64 = 2 * 1024 * 1024;
/// The longest that a form may take to arrive.
const ARRIVING: Duration = Duration::from_secs(20);
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; \
     base-uri 'none'",
);

/// Puts words in place of an answer that has none.
pub async fn in_words(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let language = language::of(request.headers());
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let post = *request.method() == Method::POST;
    let (request, sent) = match keep(request).await {
        Ok(kept) => kept,
        Err(status) => return page(&state, status, language, Again::Nothing),
    };
    let response = next.run(request).await;
    if !is_wordless(&response) || path == "/palette" || path == "/session/mark" || path == "/readyz" {
        return response;
    }
    let again = match (sent, cookies::own_path(&path)) {
        (Some(sent), Some(path)) => Again::Form { path: path.to_owned(), fields: fields(&sent) },
        (None, Some(path)) if !post => Again::Link { path: path.to_owned() },
        _ => Again::Nothing,
    };
    let mut words = page(&state, response.status(), language, again);
    for name in [header::RETRY_AFTER, header::SET_COOKIE] {
        if let Some(value) = response.headers().get(&name) {
            words.headers_mut().insert(name, value.clone());
        }
    }
    words
}

/// Marks an answer whose words are ours.
#[derive(Clone, Copy)]
struct InOurWords;

/// A file that is not made, and why.
pub fn no_file(why: String) -> Response {
    (StatusCode::BAD_REQUEST, Extension(InOurWords), why).into_response()
}

fn page(state: &AppState, status: StatusCode, language: delibero_domain::text::Language, again: Again) -> Response {
    let error = match status {
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => PageError::Unavailable,
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        status if status.is_server_error() => PageError::Fault,
        _ => PageError::Malformed,
    };
    let mut response = (status, trouble(language, error, again, &state.browser_files)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// What the framework says by itself is a line of English, or nothing.
fn is_wordless(response: &Response) -> bool {
    if response.extensions().get::<InOurWords>().is_some() {
        return false;
    }
    let said = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let about_the_form = matches!(
        response.status(),
        StatusCode::BAD_REQUEST
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY
    );
    (response.status().is_server_error() || about_the_form) && (said.is_empty() || said.starts_with("text/plain"))
}

/// Reads a form, so that it can be shown again; anything else goes by.
async fn keep(request: Request) -> Result<(Request, Option<Bytes>), StatusCode> {
    if *request.method() != Method::POST || !is_small_form(request.headers()) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let read = to_bytes(body, usize::try_from(KEPT).unwrap_or(usize::MAX));
    let Ok(read) = tokio::time::timeout(ARRIVING, read).await else { return Err(StatusCode::REQUEST_TIMEOUT) };
    // Whoever went away reads no answer.
    let sent = read.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok((Request::from_parts(parts, Body::from(sent.clone())), Some(sent)))
}

/// No form of ours is larger; one whose length is not told is read up to the same limit.
fn is_small_form(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let form = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let told = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    form && told.is_none_or(|length| length <= KEPT)
}

/// A password is typed again.
fn fields(sent: &[u8]) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(sent).into_owned();
    pairs.filter(|(name, _)| name != "password").collect()
}
