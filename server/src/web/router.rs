//! The router: the endpoints of every feature, and the layers around them.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use delibero_ui::routes::ROUTES;
use http::{HeaderName, HeaderValue, StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::RequestBodyTimeoutLayer;
use tower_http::trace::TraceLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use super::forms::{shown_otherwise, under_another};
use super::frame::{self, cookies, reload, render, trouble};
use super::sign_in::sessions::{Sessions, cookie_name, identify};
use super::{
    AppState, access, account, addresses, batches, catalogue, changes, consultation, directory, documents, drafts,
    health, journal, loads, log_tree, matrix, organisations, people, register, sign_in, who,
};

/// The largest body of a form, in bytes.
const MAX_BODY: usize = 64 * 1024;
/// The longest that a request may take.
const MAX_DURATION: Duration = Duration::from_secs(25);
/// The longest that a request with a large file may take: 512 MiB at 8 Mbit a second.
const MAX_UPLOAD_DURATION: Duration = Duration::from_mins(10);
/// What takes large files.
const UPLOADS: &[&str] = &["/loads", "/directory/import", "/batches/new"];
/// What takes as long to be written.
const LONG_FILES: &str = "/batches/{id}/result.";
/// The longest that a body may stop arriving.
const STALLED_BODY: Duration = Duration::from_secs(10);

pub fn router(state: AppState) -> Router {
    let pages = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.pattern, get(render::show)));
    pages
        .merge(frame::routes())
        .merge(sign_in::routes())
        .merge(consultation::routes())
        .merge(directory::routes())
        .merge(journal::routes())
        .merge(register::routes())
        .merge(catalogue::routes())
        .merge(matrix::routes())
        .merge(who::routes())
        .merge(documents::routes())
        .merge(drafts::routes())
        .merge(changes::routes())
        .merge(people::routes())
        .merge(account::routes())
        .merge(organisations::routes())
        .merge(loads::routes())
        .merge(batches::routes())
        .route_layer(from_fn_with_state(state.clone(), shown_otherwise::show_otherwise))
        .route_layer(from_fn_with_state(state.clone(), access::guard))
        .route_layer(from_fn_with_state(state.clone(), under_another::refuse_forms_of_another))
        .route_layer(from_fn_with_state(state.clone(), identify))
        .route_layer(sessions(&state))
        .route_layer(from_fn(cookies::secure_removal))
        .merge(health::routes())
        .merge(reload::routes(&state))
        .route_layer(from_fn(no_store))
        .merge(log_tree::routes())
        .fallback_service(site(&state))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn(addresses::clean))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(state.clone(), trouble::in_words))
        .layer(from_fn(security_headers))
        .layer(CompressionLayer::new())
        .layer(RequestBodyTimeoutLayer::new(STALLED_BODY))
        .layer(TraceLayer::new_for_http().make_span_with(span_of))
        .with_state(state)
}

async fn in_time(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let sends = request.method() == http::Method::POST && UPLOADS.contains(&path);
    let longest = if sends || path.starts_with(LONG_FILES) { MAX_UPLOAD_DURATION } else { MAX_DURATION };
    let answer = tokio::time::timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// Where it panicked was traced by the hook of panics.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn sessions(state: &AppState) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions::new(state.sessions.clone(), state.application.clock.clone(), state.seen.clone()))
        .with_name(cookie_name(state.secure_cookies))
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(state.secure_cookies)
        .with_expiry(Expiry::OnSessionEnd)
}

/// The built site, and a page for what is not there. Its names have no hash, so the browser asks each time whether
/// they changed.
fn site(state: &AppState) -> Router {
    let missing = Router::new()
        .fallback(not_found)
        .layer(from_fn_with_state(state.clone(), identify))
        .layer(sessions(state))
        .layer(from_fn(cookies::secure_removal))
        .with_state(state.clone());
    let files = ServeDir::new(&state.site).precompressed_br().append_index_html_on_directories(false).fallback(missing);
    Router::new().fallback_service(files).layer(from_fn(revalidate))
}

/// The router of the pages takes an address with a slash at its end for the one without, the table of endpoints does
/// not: such a request is sent to the one without.
async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() {
        return Redirect::permanent(&cookies::own_path(trimmed).unwrap_or_else(|| "/".to_owned())).into_response();
    }
    let mut page = render::page(&state, request).await;
    *page.status_mut() = StatusCode::NOT_FOUND;
    page
}

/// The route is traced, never the address: an address may name a consultation.
fn span_of(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

async fn no_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn revalidate(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let caching = HeaderValue::from_static(if found { "no-cache" } else { "no-store" });
    response.headers_mut().insert(header::CACHE_CONTROL, caching);
    response
}

const SECURITY_HEADERS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
];

/// What holds for every answer; a page has a stricter content policy of its own.
async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in SECURITY_HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
        .headers_mut()
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'"));
    response
}
