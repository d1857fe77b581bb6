//! Two tabs share a session: a form that was filled in under one user and is sent under another is not executed. The
//! page says so, and keeps what was typed.

use axum::Form;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use delibero_ui::pages::consultation::view::{Entered, FieldError};
use delibero_ui::pages::directory::view::SearchReplay;
use delibero_ui::pages::directory::view::form::{DirectoryForm, DirectoryReplay};
use delibero_ui::pages::register::drafts::view::begin::{BeginReplay, NewVersionReplay};
use delibero_ui::services::SignedIn;
use delibero_ui::session::{FilledInUnderAnother, SignInPage};
use delibero_usecases::accounts::{FORM_MARK, form_mark};
use delibero_usecases::register::editing::{ByHandForm, NewVersionForm, PostedFields};
use http::request::Parts;
use http::{Method, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::web::AppState;
use crate::web::access::{Access, access_of};
use crate::web::catalogue::Sent as Suspended;
use crate::web::changes::BeginForm;
use crate::web::directory::SearchForm;
use crate::web::drafts::MAX_PART;
use crate::web::frame::cookies;
use crate::web::frame::render::{GivenBack, page};
use crate::web::sign_in::SignInForm;

/// Addresses that have no page of their own, and the page with their form.
const PAGES: &[(&str, &str)] = &[("/drafts/import", "/drafts/new"), ("/log.csv", "/log"), ("/log.xlsx", "/log")];
/// What says nothing about a user, or where a person says who they are, or leaves: it is done whoever is signed in.
const DONE_FOR_ANYBODY: &[&str] = &["/sign-in", "/sign-out", "/language", "/theme"];
/// Fields that nobody types: what a form holds besides.
const NOT_TYPED: &[&str] = &[
    "whole",
    FORM_MARK,
    "form",
    "revision",
    "before",
    "conflict",
    "do",
    "module",
    "purpose",
    "person_role",
    "confirmed",
    "first",
    "last",
    "was-label",
    "language",
    "kind",
    "remove",
    "heading",
    "replace",
    "recipient",
    "point",
    "state",
    "compared",
    "version",
    "integration",
    "chosen",
    "list",
    "after",
];

/// Lets a form through that was rendered for whoever sends it. A request without a mark comes from no page of ours.
pub async fn refuse_forms_of_another(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let account = request.extensions().get::<SignedIn>().cloned();
    let is_form = request.method() == Method::POST && path != "/palette";
    let Some(account) = account.filter(|_| is_form && !DONE_FOR_ANYBODY.contains(&path.as_str())) else {
        return next.run(request).await;
    };
    let mine = form_mark(&account.0.actor);
    let is_of_another = |mark: &str| !mark.is_empty() && mark != mine;
    if mark_in_address(&request).is_some_and(is_of_another) {
        let (parts, _) = request.into_parts();
        return shown_again(&state, &parts, &path, account, Vec::new(), GivenBack::nothing()).await;
    }
    if !is_urlencoded(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_PART).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let pairs: Vec<(String, String)> = read(&parts, &bytes).await.unwrap_or_default();
    if !pairs.iter().any(|(name, value)| name == FORM_MARK && is_of_another(value)) {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    }
    let allowed = match access_of(&parts.method, &path) {
        Some(Access::May(capability)) => account.0.actor.may(capability),
        access => access.is_some(),
    };
    let posted = if allowed { fields_of(&state, &parts, &bytes, &path).await } else { None };
    let typed = if posted.is_none() { typed(pairs) } else { Vec::new() };
    shown_again(&state, &parts, &path, account, typed, posted.unwrap_or_else(GivenBack::nothing)).await
}

fn mark_in_address(request: &Request) -> Option<&str> {
    request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix(FORM_MARK)?.strip_prefix('='))
}

pub(super) fn is_urlencoded(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

pub(super) async fn read<T: DeserializeOwned>(parts: &Parts, bytes: &Bytes) -> Option<T> {
    let request = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    Form::<T>::from_request(request, &()).await.ok().map(|Form(read)| read)
}

/// What was typed, in the fields of the page itself, where they can be filled without asking for anything.
pub(super) async fn fields_of(state: &AppState, parts: &Parts, bytes: &Bytes, path: &str) -> Option<GivenBack> {
    match path {
        "/sign-in" => {
            let SignInForm { user, next, .. } = read(parts, bytes).await?;
            let demonstration = state.demonstration_accounts();
            Some(GivenBack::form(SignInPage { user, next: cookies::own_path(&next), demonstration, problem: None }))
        }
        "/consultation" => {
            Some(GivenBack::form((Entered::of_form(read(parts, bytes).await?)?, Vec::<FieldError>::new())))
        }
        "/catalogue/{recipient}/suspend" => Some(GivenBack::form(read::<Suspended>(parts, bytes).await?.replay())),
        "/directory" => {
            let SearchForm { niss } = read(parts, bytes).await?;
            Some(GivenBack::form(SearchReplay { niss, ..SearchReplay::default() }))
        }
        "/directory/persons/{id}" => {
            let form = DirectoryForm::of_fields(read(parts, bytes).await?);
            Some(GivenBack::form(DirectoryReplay { form, problems: Vec::new() }))
        }
        "/changes/new" => Some(GivenBack::form(BeginForm::replay(read(parts, bytes).await?, Vec::new()))),
        "/drafts/new" => {
            let by_hand = Some(ByHandForm::read(&PostedFields::new(read(parts, bytes).await?)));
            Some(GivenBack::form(BeginReplay { by_hand, ..BeginReplay::default() }))
        }
        "/deliberations/{year}/{number}/drafts" => {
            let form = NewVersionForm::read(&PostedFields::new(read(parts, bytes).await?));
            Some(GivenBack::form(NewVersionReplay { form, says_errors: false, trouble: None }))
        }
        _ => None,
    }
}

/// What was typed, in the order of the form.
fn typed(pairs: Vec<(String, String)>) -> Vec<String> {
    let is_typed = |(name, value): &(String, String)| {
        !value.trim().is_empty() && !NOT_TYPED.contains(&name.as_str()) && !name.ends_with("-was")
    };
    pairs.into_iter().filter(is_typed).map(|(_, value)| value).collect()
}

async fn shown_again(
    state: &AppState,
    parts: &Parts,
    path: &str,
    account: SignedIn,
    typed: Vec<String>,
    posted: GivenBack,
) -> Response {
    tracing::info!("a form that was filled in under another user was not executed");
    let of_form = PAGES.iter().find(|(sent, _)| *sent == path).map(|(_, page)| *page);
    let address = of_form.unwrap_or_else(|| parts.uri.path());
    let address = cookies::own_path(address).unwrap_or_else(|| "/".to_owned());
    let mut request = Request::builder().uri(address).body(Body::empty()).unwrap_or_default();
    *request.headers_mut() = parts.headers.clone();
    let extensions = request.extensions_mut();
    extensions.insert(account);
    extensions.insert(posted);
    extensions.insert(FilledInUnderAnother { typed });
    let mut response = page(state, request).await;
    *response.status_mut() = StatusCode::CONFLICT;
    response
}
