//! The router: every endpoint, and the layers around them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use delibero_files::official_texts::Reader;
use delibero_files::sheets::FileFormat;
use delibero_store::Database;
use delibero_ui::BrowserFiles;
use delibero_ui::routes::ROUTES;
use delibero_ui::services::Services;
use delibero_ui::session::{DemonstrationAccount, SignInPage, SignInProblem};
use delibero_usecases::accounts::sign_in::{Gate, SigningIn};
use delibero_usecases::accounts::sign_in::{PasswordHasher, Pause};
use delibero_usecases::accounts::{AccountStore, DEMONSTRATION_PASSWORD};
use http::{HeaderName, HeaderValue, StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use super::client::Proxies;
use super::export::Format;
use super::health::Readiness;
use super::seen::Seen;
use super::sessions::{Sessions, cookie_name, identify};
use super::{
    access, access_log, addresses, catalogue, cookies, drafts, forms, health, matrix, palette, register_list, reload,
    render, sessions, shown_otherwise, sign_in, trouble, under_another,
};

/// The largest body of a form, in bytes.
const MAX_BODY: usize = 64 * 1024;
/// The longest that a request may take.
const MAX_DURATION: Duration = Duration::from_secs(25);
/// The longest that a body may stop arriving.
const STALLED_BODY: Duration = Duration::from_secs(10);

/// What every handler may need.
#[derive(Clone)]
pub struct AppState {
    /// The parts that pages use as well.
    pub services: Services,
    /// For signing in, and for who is signed in.
    pub accounts: Arc<dyn AccountStore>,
    /// For sessions, and whether it can serve.
    pub database: Database,
    /// Checks passwords.
    pub hasher: Arc<dyn PasswordHasher>,
    /// What is remembered of attempts to sign in.
    pub gate: Arc<Gate>,
    /// Holds answers back.
    pub pause: Arc<dyn Pause>,
    /// The proxies whose word about an address is taken.
    pub proxies: Proxies,
    /// Reads the files that are sent.
    pub reader: Reader,
    /// Where the built site is.
    pub site: PathBuf,
    /// The style sheet and the browser's program in it.
    pub browser_files: BrowserFiles,
    /// Where `make watch` says that a page is to be loaded again.
    pub reload_port: Option<u16>,
    /// When sessions were last used.
    pub seen: Arc<Seen>,
    /// Whether it can serve.
    pub readiness: Readiness,
    /// Whether cookies travel over HTTPS only.
    pub secure_cookies: bool,
    /// The accounts that the sign-in page shows in a demonstration.
    pub demonstration: Arc<Vec<DemonstrationAccount>>,
}

impl AppState {
    /// What signing in works with.
    #[must_use]
    pub fn signing_in(&self) -> SigningIn<'_> {
        SigningIn {
            accounts: self.accounts.as_ref(),
            hasher: self.hasher.as_ref(),
            gate: &self.gate,
            clock: self.services.clock.as_ref(),
            pause: self.pause.as_ref(),
            refused_password: (!self.services.demonstration).then_some(DEMONSTRATION_PASSWORD),
        }
    }

    /// The accounts that the sign-in page shows.
    #[must_use]
    pub fn demonstration_accounts(&self) -> Vec<DemonstrationAccount> {
        if self.services.demonstration { self.demonstration.to_vec() } else { Vec::new() }
    }

    /// The sign-in page before anything was typed.
    #[must_use]
    pub fn sign_in_page(&self, parts: &http::request::Parts) -> SignInPage {
        let query = parts.uri.query().unwrap_or_default();
        let next = query.split('&').find_map(|pair| pair.strip_prefix("next="));
        let next = next.map(addresses::percent_decoded).and_then(|path| cookies::own_path(&path));
        let ended = query.split('&').any(|pair| pair == "ended=1");
        SignInPage {
            problem: ended.then_some(SignInProblem::SessionEnded),
            next,
            demonstration: self.demonstration_accounts(),
            ..SignInPage::default()
        }
    }
}

/// The whole application.
pub fn router(state: AppState) -> Router {
    let answer = |format| move |state, account, headers, path| forms::export(state, account, headers, path, format);
    let matrix = |format| move |state, headers, query| matrix::download(state, headers, query, format);
    let register =
        |format| move |state, account, headers, query| register_list::download(state, account, headers, query, format);
    let log =
        |format| move |state, account, headers, query| access_log::download(state, account, headers, query, format);
    let log_of_person = |format| {
        move |state, account, headers, form| access_log::download_of_person(state, account, headers, form, format)
    };
    let (csv, xlsx) = (FileFormat::Csv, FileFormat::Xlsx);
    let pages = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.pattern, get(render::show)));
    pages
        .route("/", get(forms::home))
        .route("/sign-in", post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/language", post(forms::keep_language))
        .route("/theme", post(forms::keep_theme))
        .route("/consultation", post(forms::consult))
        .route("/log", post(access_log::show))
        .route("/log.csv", get(log(csv)).post(log_of_person(csv)))
        .route("/log.xlsx", get(log(xlsx)).post(log_of_person(xlsx)))
        .route("/catalogue", post(catalogue::search))
        .route("/consultations/{id}/export.json", get(answer(Format::Json)))
        .route("/consultations/{id}/export.csv", get(answer(Format::Spreadsheet(csv))))
        .route("/consultations/{id}/export.xlsx", get(answer(Format::Spreadsheet(xlsx))))
        .route("/matrix.csv", get(matrix(csv)))
        .route("/matrix.xlsx", get(matrix(xlsx)))
        .route("/deliberations", post(register_list::ask))
        .route("/deliberations.csv", get(register(csv)))
        .route("/deliberations.xlsx", get(register(xlsx)))
        .route("/drafts/new", post(drafts::begin))
        .route("/drafts/import", post(drafts::import).layer(DefaultBodyLimit::max(drafts::MAX_UPLOAD)))
        .route("/drafts/{id}", post(drafts::act))
        .route("/drafts/{id}/edit/{part}", post(drafts::save).layer(DefaultBodyLimit::max(drafts::MAX_PART)))
        .route("/deliberations/{year}/{number}/drafts", post(drafts::begin_version))
        .route("/palette", post(palette::find))
        .route("/session/mark", get(sessions::mark))
        .route_layer(from_fn_with_state(state.clone(), shown_otherwise::show_otherwise))
        .route_layer(from_fn_with_state(state.clone(), access::guard))
        .route_layer(from_fn_with_state(state.clone(), under_another::refuse_forms_of_another))
        .route_layer(from_fn_with_state(state.clone(), identify))
        .route_layer(sessions(&state))
        .route_layer(from_fn(cookies::secure_removal))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(reload::routes(&state))
        .route_layer(from_fn(no_store))
        .fallback_service(site(&state))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn(addresses::clean))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, MAX_DURATION))
        .layer(from_fn_with_state(state.clone(), trouble::in_words))
        .layer(from_fn(security_headers))
        .layer(CompressionLayer::new())
        .layer(RequestBodyTimeoutLayer::new(STALLED_BODY))
        .layer(TraceLayer::new_for_http().make_span_with(span_of))
        .with_state(state)
}

/// Where it panicked was traced by the hook of panics.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn sessions(state: &AppState) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions::new(state.database.clone(), state.services.clock.clone(), state.seen.clone()))
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
