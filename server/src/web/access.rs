//! Who may use which endpoint. An endpoint that is not in this table is refused.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::access_log::AdministrationKind;
use delibero_domain::capability::Capability;
use delibero_ui::address::percent_encoded;
use delibero_ui::error::PageError;
use delibero_ui::services::{SignedIn, StoreAway};
use delibero_usecases::journal::Noticed;
use http::{Method, StatusCode};

use super::AppState;
use super::frame::cookies;
use super::sign_in::sessions::cookie_name;

/// Who may use an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, signed in or not.
    Everyone,
    /// Everyone who is signed in.
    SignedIn,
    /// Those who have this capability.
    May(Capability),
    /// Those who have one of these.
    MayOneOf(&'static [Capability]),
}

const CONSULTING: Access = Access::May(Capability::Consult);
const REGISTERING: Access = Access::May(Capability::Integrate);
const READING_REGISTER: Access = Access::May(Capability::ReadRegister);
const WRITES_DRAFTS: Access = Access::May(Capability::WriteDrafts);
const SEES_DRAFTS: Access = Access::May(Capability::ReadDrafts);
const LOOKS_AFTER_PEOPLE: Access = Access::MayOneOf(&[Capability::ManageOwnPeople, Capability::ManagePeople]);
const SUSPENDING: Access = Access::May(Capability::Suspend);
const SEES_ORGANISATIONS: Access = Access::May(Capability::ReadOrganisations);
const SEES_EVERY_ORGANISATION: Access = Access::May(Capability::ReadEveryOrganisation);
const WRITES_ORGANISATIONS: Access = Access::May(Capability::WriteOrganisations);
const SEES_HAPPENED: Access = Access::May(Capability::ReadHappened);
const LOADING_RECORDS: Access = Access::May(Capability::LoadRecords);
const READING_LOG: Access = Access::May(Capability::ReadJournal);

/// Every endpoint: method, path as the router knows it, and who may use it.
pub const ENDPOINTS: &[(&str, &str, Access)] = &[
    ("GET", "/healthz", Access::Everyone),
    ("GET", "/readyz", Access::Everyone),
    ("GET", "/tlog/checkpoint", Access::Everyone),
    ("GET", "/tlog/tile/{*path}", Access::Everyone),
    ("GET", "/", Access::Everyone),
    ("GET", "/sign-in", Access::Everyone),
    ("POST", "/sign-in", Access::Everyone),
    ("POST", "/sign-out", Access::Everyone),
    ("POST", "/language", Access::Everyone),
    ("POST", "/theme", Access::Everyone),
    ("GET", "/help/keyboard", Access::Everyone),
    #[cfg(feature = "demonstration")]
    ("GET", "/dev/components", Access::Everyone),
    ("GET", "/session/mark", Access::Everyone),
    ("POST", "/palette", Access::SignedIn),
    ("GET", "/consultation", CONSULTING),
    ("POST", "/consultation", CONSULTING),
    ("GET", "/consultations/{id}", CONSULTING),
    ("GET", "/consultations/{id}/versions", CONSULTING),
    ("GET", "/consultations/{id}/export.json", CONSULTING),
    ("GET", "/consultations/{id}/export.csv", CONSULTING),
    ("GET", "/consultations/{id}/export.xlsx", CONSULTING),
    ("GET", "/batches", CONSULTING),
    ("GET", "/batches/new", CONSULTING),
    ("POST", "/batches/new", CONSULTING),
    ("GET", "/batches/{id}", CONSULTING),
    ("POST", "/batches/{id}/stop", CONSULTING),
    ("POST", "/batches/{id}/resume", CONSULTING),
    ("GET", "/batches/{id}/faults", CONSULTING),
    ("GET", "/batches/{id}/result", CONSULTING),
    ("GET", "/batches/{id}/result.csv", CONSULTING),
    ("GET", "/batches/{id}/result.xlsx", CONSULTING),
    ("GET", "/batches/{id}/result.ndjson", CONSULTING),
    ("GET", "/batches/{id}/result.xml", CONSULTING),
    ("GET", "/directory", REGISTERING),
    ("POST", "/directory", REGISTERING),
    ("GET", "/directory/persons/{id}", REGISTERING),
    ("POST", "/directory/persons/{id}", REGISTERING),
    ("GET", "/directory/import", REGISTERING),
    ("POST", "/directory/import", REGISTERING),
    ("GET", "/directory/loads/{id}", REGISTERING),
    ("GET", "/directory/loads/{id}/rejects.csv", REGISTERING),
    ("GET", "/directory/loads/{id}/rejects.xlsx", REGISTERING),
    ("GET", "/directory/upkeep", REGISTERING),
    ("POST", "/directory/upkeep", REGISTERING),
    ("GET", "/log", READING_LOG),
    ("POST", "/log", READING_LOG),
    ("GET", "/log.csv", READING_LOG),
    ("POST", "/log.csv", READING_LOG),
    ("GET", "/log.xlsx", READING_LOG),
    ("POST", "/log.xlsx", READING_LOG),
    ("GET", "/log.zip", READING_LOG),
    ("POST", "/log.zip", READING_LOG),
    ("GET", "/log/changes", READING_LOG),
    ("GET", "/log/{position}", READING_LOG),
    ("GET", "/log/{position}/receipt", READING_LOG),
    ("GET", "/account", Access::SignedIn),
    ("GET", "/may-i", Access::SignedIn),
    ("POST", "/account/password", Access::SignedIn),
    ("POST", "/account/sessions", Access::SignedIn),
    ("GET", "/access/{token}", Access::Everyone),
    ("POST", "/access/{token}", Access::Everyone),
    ("GET", "/people", LOOKS_AFTER_PEOPLE),
    ("GET", "/people/new", LOOKS_AFTER_PEOPLE),
    ("POST", "/people/new", LOOKS_AFTER_PEOPLE),
    ("GET", "/people/{user}", LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}", LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}/mandates", LOOKS_AFTER_PEOPLE),
    ("POST", "/people/{user}/sessions", LOOKS_AFTER_PEOPLE),
    ("GET", "/catalogue", READING_REGISTER),
    ("POST", "/catalogue", READING_REGISTER),
    ("GET", "/catalogue/{recipient}", READING_REGISTER),
    ("GET", "/catalogue/{recipient}/suspend", SUSPENDING),
    ("POST", "/catalogue/{recipient}/suspend", SUSPENDING),
    ("POST", "/catalogue/{recipient}/lift", WRITES_DRAFTS),
    ("GET", "/matrix", READING_REGISTER),
    ("GET", "/matrix.csv", READING_REGISTER),
    ("GET", "/matrix.xlsx", READING_REGISTER),
    ("GET", "/who", READING_REGISTER),
    ("GET", "/who.csv", READING_REGISTER),
    ("GET", "/who.xlsx", READING_REGISTER),
    ("GET", "/who.json", READING_REGISTER),
    ("GET", "/deliberations", READING_REGISTER),
    ("POST", "/deliberations", READING_REGISTER),
    ("GET", "/deliberations.csv", READING_REGISTER),
    ("GET", "/deliberations.xlsx", READING_REGISTER),
    ("GET", "/deliberations/{year}/{number}", READING_REGISTER),
    ("GET", "/deliberations/{year}/{number}/points/{label}", READING_REGISTER),
    ("GET", "/deliberations/{year}/{number}/compare", READING_REGISTER),
    ("GET", "/changes/{id}/edit", WRITES_DRAFTS),
    ("POST", "/changes/{id}/edit", WRITES_DRAFTS),
    ("GET", "/drafts", SEES_DRAFTS),
    ("GET", "/drafts/new", WRITES_DRAFTS),
    ("POST", "/drafts/new", WRITES_DRAFTS),
    ("POST", "/drafts/import", WRITES_DRAFTS),
    ("GET", "/drafts/{id}", SEES_DRAFTS),
    ("POST", "/drafts/{id}", SEES_DRAFTS),
    ("GET", "/drafts/{id}/edit/{part}", WRITES_DRAFTS),
    ("POST", "/drafts/{id}/edit/{part}", WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/drafts", WRITES_DRAFTS),
    ("POST", "/deliberations/{year}/{number}/drafts", WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/rules", SEES_DRAFTS),
    ("POST", "/deliberations/{year}/{number}/rules", WRITES_DRAFTS),
    ("GET", "/deliberations/{year}/{number}/history", SEES_DRAFTS),
    ("GET", "/changes", SEES_DRAFTS),
    ("GET", "/changes/new", WRITES_DRAFTS),
    ("POST", "/changes/new", WRITES_DRAFTS),
    ("GET", "/changes/{id}", SEES_DRAFTS),
    ("POST", "/changes/{id}", SEES_DRAFTS),
    ("GET", "/changes/{id}/happened", SEES_HAPPENED),
    ("GET", "/changes/{id}/happened.json", SEES_HAPPENED),
    ("GET", "/changes/{id}/effect.json", SEES_DRAFTS),
    ("GET", "/states", SEES_DRAFTS),
    ("GET", "/states/effect.json", SEES_DRAFTS),
    ("GET", "/states/compare", SEES_DRAFTS),
    ("GET", "/states/{number}", SEES_DRAFTS),
    ("GET", "/organisations", SEES_ORGANISATIONS),
    ("POST", "/organisations", SEES_ORGANISATIONS),
    ("GET", "/organisations.csv", SEES_ORGANISATIONS),
    ("GET", "/organisations.xlsx", SEES_ORGANISATIONS),
    ("GET", "/organisations/new", WRITES_ORGANISATIONS),
    ("POST", "/organisations/new", WRITES_ORGANISATIONS),
    ("GET", "/organisations/import", WRITES_ORGANISATIONS),
    ("POST", "/organisations/import", WRITES_ORGANISATIONS),
    ("GET", "/organisations/loads/{id}", SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/loads/{id}/rejects.csv", SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/waiting", SEES_EVERY_ORGANISATION),
    ("POST", "/organisations/waiting", SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/{id}", SEES_ORGANISATIONS),
    ("POST", "/organisations/{id}", SEES_EVERY_ORGANISATION),
    ("GET", "/organisations/{id}/edit", WRITES_ORGANISATIONS),
    ("POST", "/organisations/{id}/edit", WRITES_ORGANISATIONS),
    ("GET", "/organisations/{id}/history", SEES_ORGANISATIONS),
    ("GET", "/loads", LOADING_RECORDS),
    ("POST", "/loads", LOADING_RECORDS),
    ("GET", "/loads.csv", LOADING_RECORDS),
    ("GET", "/loads.xlsx", LOADING_RECORDS),
    ("GET", "/loads/{id}", LOADING_RECORDS),
    ("GET", "/loads/{id}/rejects", LOADING_RECORDS),
];

/// What is answered without knowing who asks.
const NEEDS_NOBODY: &[&str] =
    &["/healthz", "/readyz", "/sign-in", "/sign-out", "/language", "/theme", "/help/keyboard", "/session/mark"];

/// The access of an endpoint; none when the table does not hold it.
#[must_use]
pub fn access_of(method: &Method, path: &str) -> Option<Access> {
    let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
    ENDPOINTS.iter().find(|(known, pattern, _)| *known == method && *pattern == path).map(|(_, _, access)| *access)
}

/// Lets a request through, or answers it in the way that its sender understands.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let account = request.extensions().get::<SignedIn>().map(|SignedIn(account)| account.clone());
    let access = access_of(request.method(), &path);
    let away = request.extensions().get::<StoreAway>().filter(|_| !NEEDS_NOBODY.contains(&path.as_str()));
    if let Some(StoreAway(trouble)) = away {
        return trouble.http_status().into_response();
    }
    let allowed = match access {
        None => return StatusCode::NOT_FOUND.into_response(),
        Some(Access::Everyone) => true,
        Some(Access::SignedIn) => account.is_some(),
        Some(Access::MayOneOf(several)) => {
            account.as_ref().is_some_and(|account| several.iter().any(|one| account.actor.may(*one)))
        }
        Some(Access::May(capability)) => account.as_ref().is_some_and(|account| account.actor.may(capability)),
    };
    if allowed {
        return next.run(request).await;
    }
    let Some(account) = account else { return refuse(&state, request, &path, PageError::SignInNeeded).await };
    let subject = format!("{} {path}", request.method());
    let noticed = Noticed::of(&account.actor, AdministrationKind::AccessRefused, subject);
    if let Err(error) = state.application.watch().note(noticed).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "that somebody was refused was not written down");
    }
    refuse(&state, request, &path, PageError::NotAllowed).await
}

async fn refuse(state: &AppState, request: Request, path: &str, error: PageError) -> Response {
    if path == "/palette" {
        return error.http_status().into_response();
    }
    if error == PageError::SignInNeeded {
        return to_sign_in(&request, state.secure_cookies);
    }
    // The page itself says why, since what it is made of refuses as well: the frame stays to go somewhere else.
    let mut page = super::frame::render::page(state, request).await;
    *page.status_mut() = StatusCode::FORBIDDEN;
    page
}

/// Only a GET is worth coming back to, and a query of ours never holds personal data.
fn to_sign_in(request: &Request, secure: bool) -> Response {
    let path = request.uri().path_and_query().map(http::uri::PathAndQuery::as_str);
    let next = path.filter(|path| *path != "/" && request.method() == Method::GET);
    let next = next.map(|path| format!("next={}", percent_encoded(path)));
    let ended = cookies::value(request.headers(), cookie_name(secure)).map(|_| "ended=1".to_owned());
    let query: Vec<String> = next.into_iter().chain(ended).collect();
    let address = if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{}", query.join("&")) };
    Redirect::to(&address).into_response()
}
