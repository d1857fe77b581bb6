//! One's own account, and choosing a password with a link.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use delibero_ui::pages::account::{AccessReplay, OwnReplay, PasswordProblem};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::people::{
    OwnPassword, PasswordError, Sessions, change_password, choose_password, end_own_sessions,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use tower_sessions::Session;

use super::AppState;
use super::frame::again;
use super::frame::render::GivenBack;
use super::people::which_sessions;
use super::sign_in::sessions::hash_of;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/account/password", post(password))
        .route("/account/sessions", post(sessions))
        .route("/access/{token}", post(choose))
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    present: String,
    #[serde(default)]
    password: String,
}

/// Changes one's own password.
async fn password(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Response {
    let Some(own) = session.id().map(|id| hash_of(&id)) else { return StatusCode::UNAUTHORIZED.into_response() };
    let services = state.application.services();
    let with = services.passwords(state.hasher.as_ref());
    let address = state.proxies.client(peer.ip(), &headers);
    let typed = OwnPassword { present: form.present, new: form.password, session: own, address };
    let error = match change_password(with, state.signing_in(), &account.0.actor, typed).await {
        Ok(()) => return Redirect::to("/account?done=password").into_response(),
        Err(error) => error,
    };
    let Some(problem) = PasswordProblem::of(&error) else { return StatusCode::BAD_REQUEST.into_response() };
    let status = status_of(problem);
    let given_back = GivenBack::form(OwnReplay { problem, session: own });
    let mut response = again(&state, "/account", &headers, Some(account), given_back, status).await;
    if let PasswordError::TooManyFailures { wait } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
    response
}

const fn status_of(problem: PasswordProblem) -> StatusCode {
    match problem {
        PasswordProblem::Store(trouble) => trouble.http_status(),
        PasswordProblem::TooManyFailures => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

#[derive(Deserialize)]
struct SessionsForm {
    #[serde(default)]
    session: String,
}

/// Ends one of one's own sessions, or all but this one.
async fn sessions(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    session: Session,
    Form(form): Form<SessionsForm>,
) -> Response {
    let Some(own) = session.id().map(|id| hash_of(&id)) else { return StatusCode::UNAUTHORIZED.into_response() };
    let Some(which) = which_sessions(&form.session, Sessions::But(own)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let services = state.application.services();
    match end_own_sessions(services.passwords(state.hasher.as_ref()), &account.actor, which).await {
        Ok(()) => Redirect::to("/account?done=sessions").into_response(),
        Err(error) => {
            delibero_ui::error::Trouble::traced(&error, "sessions were not ended").http_status().into_response()
        }
    }
}

/// Chooses a password with a link.
async fn choose(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<PasswordForm>,
) -> Response {
    let services = state.application.services();
    let with = services.passwords(state.hasher.as_ref());
    let (replay, status) = match choose_password(with, &token, form.password).await {
        Ok(user) => (Some(AccessReplay::Done { user: user.to_string() }), StatusCode::OK),
        Err(error) => match PasswordProblem::of(&error) {
            Some(problem) => (Some(AccessReplay::Not(problem)), status_of(problem)),
            // The page says what is wrong with the link.
            None => (None, StatusCode::GONE),
        },
    };
    let path = format!("/access/{}", delibero_ui::address::percent_encoded(&token));
    let given_back = replay.map_or_else(GivenBack::nothing, GivenBack::form);
    again(&state, &path, &headers, None, given_back, status).await
}
