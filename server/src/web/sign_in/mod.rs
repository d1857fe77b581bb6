//! Signing in and out.

pub mod session_table;
pub mod sessions;

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use delibero_domain::access_log::AdministrationKind;
use delibero_store::PLACE;
use delibero_ui::error::Trouble;
use delibero_ui::services::SignedIn;
use delibero_ui::session::{SignInPage, SignInProblem};
use delibero_usecases::accounts::Account;
use delibero_usecases::accounts::people::Place;
use delibero_usecases::accounts::sign_in::{Attempt, SignInError, sign_in as try_sign_in};
use delibero_usecases::journal::Noticed;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use jiff::SignedDuration;
use serde::Deserialize;
use tower_sessions::Session;

use self::sessions::{USER, trouble_of};
use super::AppState;
use super::frame::home::home_of;
use super::frame::render::GivenBack;
use super::frame::{again, cookies};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/session/mark", get(sessions::mark))
}

/// What the sign-in form sends.
#[derive(Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    pub(super) user: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    pub(super) next: String,
}

/// Signs in, under a new session id.
pub async fn sign_in(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Response {
    let address = state.proxies.client(peer.ip(), &headers);
    let attempt = Attempt { user: form.user.clone(), password: form.password, address };
    let (problem, wait) = match try_sign_in(state.signing_in(), attempt).await {
        Ok(account) => match begin_session(&session, &account, place(address, &headers)).await {
            Ok(()) => {
                note_signed_in(&state, &account).await;
                tracing::info!("signed in");
                let next = cookies::own_path(&form.next).unwrap_or_else(|| home_of(&account.actor).to_owned());
                return Redirect::to(&next).into_response();
            }
            Err(error) => {
                tracing::error!(%error, "no session could be made");
                (SignInProblem::Store(trouble_of(&error)), None)
            }
        },
        Err(SignInError::Refused) => (SignInProblem::Refused, None),
        Err(SignInError::TooManyFailures { wait }) => (SignInProblem::TooManyFailures, Some(wait)),
        Err(SignInError::Store(error)) => {
            (SignInProblem::Store(Trouble::traced(&error, "the store failed at sign-in")), None)
        }
    };
    tracing::info!(?problem, "not signed in");
    let next = cookies::own_path(&form.next);
    let shown =
        SignInPage { problem: Some(problem), user: form.user, next, demonstration: state.demonstration_accounts() };
    let status = match problem {
        SignInProblem::TooManyFailures => StatusCode::TOO_MANY_REQUESTS,
        SignInProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut response = again(&state, "/sign-in", &headers, None, GivenBack::form(shown), status).await;
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, seconds(wait));
    }
    response
}

fn seconds(wait: SignedDuration) -> HeaderValue {
    HeaderValue::from(wait.as_secs().max(1))
}

/// That it could not be noted keeps nobody out: absence is counted from the time before.
async fn note_signed_in(state: &AppState, account: &Account) {
    if let Err(error) = state.application.note_signed_in(&account.actor).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "that somebody signed in was not noted");
    }
}

/// From where: the address, and the browser as it calls itself.
fn place(address: IpAddr, headers: &HeaderMap) -> Place {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Place { address: address.to_string(), browser: browser(agent) }
}

/// Few words that people know, out of what browsers say of themselves, each of which names the ones before it.
fn browser(agent: &str) -> String {
    let known = |words: &[(&'static str, &'static str)]| {
        words.iter().find(|(sign, _)| agent.contains(sign)).map_or("", |(_, name)| *name)
    };
    let name =
        known(&[("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]);
    let system = known(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [name, system].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

async fn begin_session(
    session: &Session,
    account: &Account,
    place: Place,
) -> Result<(), tower_sessions::session::Error> {
    session.clear().await;
    session.cycle_id().await?;
    session.insert(USER, &account.actor.user).await?;
    session.insert(PLACE, place).await?;
    session.save().await
}

/// Signs out: the session is gone on the server, not only in the browser.
pub async fn sign_out(
    State(state): State<AppState>,
    account: Option<Extension<SignedIn>>,
    session: Session,
) -> Response {
    if let Some(Extension(SignedIn(account))) = account {
        let user = account.actor.user.as_str();
        let noticed = Noticed::of(&account.actor, AdministrationKind::SignedOut, user);
        if let Err(error) = state.application.watch().note(noticed).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "that somebody signed out was not written down");
        }
    }
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a session could not be ended");
        return trouble_of(&error).http_status().into_response();
    }
    let mut response = Redirect::to("/sign-in").into_response();
    // What the browser still holds of the session: pages in its cache and memory. The cookies of language and theme stay.
    let cleared = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), cleared);
    response
}
