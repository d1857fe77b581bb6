//! The forms: plain POSTs, which work the same with and without JavaScript.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::capability::Capability;
use delibero_domain::text::Language;
use delibero_ui::error::Trouble;
use delibero_ui::pages::consultation::view::{Entered, FieldError, limit_reached, question};
use delibero_ui::services::SignedIn;
use delibero_ui::session::Theme;
use delibero_usecases::accounts::Actor;
use delibero_usecases::consultation::{ConsultError, open};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::download::attachment;
use super::render::{Posted, page};
use super::{AppState, cookies, language};

/// The first section of the user's roles.
pub async fn home(account: Option<axum::Extension<SignedIn>>) -> Redirect {
    Redirect::to(account.map_or("/sign-in", |axum::Extension(SignedIn(account))| home_of(&account.actor)))
}

pub(super) fn home_of(actor: &Actor) -> &'static str {
    if actor.may(Capability::Consult) {
        "/consultation"
    } else if actor.may(Capability::ReadJournal) {
        "/log"
    } else {
        "/catalogue"
    }
}

/// Decides on a consultation; the answer is under an address of its own.
pub async fn consult(
    State(state): State<AppState>,
    axum::Extension(SignedIn(account)): axum::Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(entered) = Entered::of_form(fields) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let with = &state.services;
    let mut wait = None;
    let (errors, status) = match question(&entered, &with.catalogue, with.niss_rules()) {
        Ok(question) => {
            match open(with.consulting(), &account.actor, question, entered.form.parse().ok().as_ref()).await {
                Ok(consultation) => {
                    return Redirect::to(&format!("/consultations/{}", consultation.id)).into_response();
                }
                Err(ConsultError::Store(error)) => {
                    let trouble = Trouble::traced(&error, "the store failed at a consultation");
                    (vec![FieldError::Store(trouble)], trouble.http_status())
                }
                Err(ConsultError::LimitReached { most, until }) => {
                    wait = until.map(|until| until.duration_since(with.clock.now()).as_secs().max(0) + 1);
                    (vec![limit_reached(most, until)], StatusCode::TOO_MANY_REQUESTS)
                }
                Err(ConsultError::NotAllowed | ConsultError::Unknown | ConsultError::Closed) => {
                    return StatusCode::FORBIDDEN.into_response();
                }
            }
        }
        Err(errors) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let account = Some(SignedIn(account));
    let posted = Posted::Consultation(entered, errors);
    let mut response = again(&state, "/consultation", &headers, account, posted, status).await;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

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

/// Keeps the language.
pub async fn keep_language(State(state): State<AppState>, Form(form): Form<PreferenceForm>) -> Response {
    let cookie = Language::from_code(&form.language).map(|language| (cookies::LANGUAGE, language.code()));
    keep(&state, cookie, &form.back)
}

/// Keeps the theme.
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

/// Shows a page again with what was sent: nothing typed is lost. Where the page cannot be made either, what was sent
/// is kept by the layer that says so.
pub(super) async fn again(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
    account: Option<SignedIn>,
    posted: Posted,
    status: StatusCode,
) -> Response {
    let mut request = Request::builder().uri(path).body(Body::empty()).unwrap_or_default();
    *request.headers_mut() = headers.clone();
    request.extensions_mut().insert(posted);
    if let Some(account) = account {
        request.extensions_mut().insert(account);
    }
    let mut response = page(state, request).await;
    if response.status().is_server_error() {
        return response.status().into_response();
    }
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// A download of exactly what the page shows, logged as a disclosure of its own.
pub async fn export(
    State(state): State<AppState>,
    axum::Extension(SignedIn(account)): axum::Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    format: super::export::Format,
) -> Response {
    let kind = delibero_domain::access_log::EventKind::Export;
    let with = &state.services;
    let answer = delibero_usecases::consultation::disclose(with.consulting(), &account.actor, &id, kind).await;
    let page = match answer {
        Ok(answer) => delibero_ui::pages::consultation::view::answer_of(&with.catalogue, &answer),
        Err(ConsultError::Store(error)) => {
            return Trouble::traced(&error, "the store failed at an export").http_status().into_response();
        }
        Err(ConsultError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
        Err(ConsultError::Closed) => {
            let path = format!("/consultations/{id}");
            let account = Some(SignedIn(account));
            return again(&state, &path, &headers, account, Posted::Nothing, StatusCode::GONE).await;
        }
        Err(ConsultError::Unknown | ConsultError::LimitReached { .. }) => None,
    };
    let Some(page) = page else { return StatusCode::NOT_FOUND.into_response() };
    match super::export::write(&page, format, language::of(&headers)) {
        Ok(file) => attachment(file, format.media_type(), &format!("delibero-{}.{}", page.id, format.extension())),
        Err(error) => {
            tracing::error!(%error, "an answer was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
