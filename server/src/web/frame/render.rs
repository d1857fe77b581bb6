//! Renders pages: the context of a request, and the headers that depend on it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Response};
use delibero_ui::address::percent_decoded;
use delibero_ui::form_replay::FormReplay;
use delibero_ui::pages::account::OwnSession;
use delibero_ui::services::{SignedIn, StoreAway};
use delibero_ui::session::{AnswerLayout, FilledInUnderAnother, FormMark, SignInPage, SignInProblem};
use delibero_ui::{Document, document};
use delibero_usecases::accounts::form_mark;
use http::{HeaderValue, Uri, header, request::Parts};
use leptos::prelude::provide_context;

use super::cookies::{LAYOUT, preference};
use super::{cookies, language, reload};
use crate::web::AppState;

/// What a form that was sent gives to the page that shows it again.
#[derive(Clone)]
pub struct GivenBack(Arc<dyn Fn() + Send + Sync>);

impl GivenBack {
    /// A form, with what was typed.
    pub fn form<T: Clone + Send + Sync + 'static>(form: T) -> Self {
        let replay = FormReplay(form);
        Self(Arc::new(move || replay.clone().provide()))
    }

    /// Nothing to give: the page says what is wrong by itself.
    pub fn nothing() -> Self {
        Self(Arc::new(|| ()))
    }
}

/// Gives the parts of a request to the pages as context.
fn provide(state: &AppState, parts: &Parts) {
    provide_context(state.application.services());
    provide_context(state.browser_files.clone());
    provide_context(language::of(&parts.headers));
    provide_context(cookies::theme(&parts.headers));
    if let Some(layout) = cookies::layout(&parts.headers) {
        provide_context(layout);
    }
    if let Some(away) = parts.extensions.get::<StoreAway>() {
        provide_context(*away);
    }
    if let Some(session) = parts.extensions.get::<OwnSession>() {
        provide_context(*session);
    }
    if let Some(account) = parts.extensions.get::<SignedIn>() {
        provide_context(FormMark(form_mark(&account.0.actor)));
        provide_context(account.clone());
    }
    if let Some(other) = parts.extensions.get::<FilledInUnderAnother>() {
        provide_context(other.clone());
    }
    match parts.extensions.get::<GivenBack>() {
        Some(GivenBack(provide)) => provide(),
        None => FormReplay(sign_in_page(state, parts)).provide(),
    }
}

/// The sign-in page before anything was typed.
fn sign_in_page(state: &AppState, parts: &Parts) -> SignInPage {
    let query = parts.uri.query().unwrap_or_default();
    let next = query.split('&').find_map(|pair| pair.strip_prefix("next="));
    let next = next.map(percent_decoded).and_then(|path| cookies::own_path(&path));
    let ended = query.split('&').any(|pair| pair == "ended=1");
    SignInPage {
        problem: ended.then_some(SignInProblem::SessionEnded),
        next,
        demonstration: state.demonstration_accounts(),
        ..SignInPage::default()
    }
}

/// Scripts come from this site only, and where nothing reacts they run no program; nothing is framed or sent elsewhere.
const fn content_policy(document: &Document) -> &'static str {
    if document.has_islands {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    } else {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    }
}

/// Renders the page of a request's path, whatever the method.
pub async fn page(state: &AppState, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let query = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let document = document(path, query, || provide(state, &parts)).await;
    let policy = content_policy(&document);
    let (html, policy) = reload::watching(state, document.html, policy);
    let mut response = (document.status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Answers with the page of the request's path. The layout of an answer that its address asks for is remembered.
pub async fn show(State(state): State<AppState>, request: Request) -> Response {
    let layout = asked_layout(request.uri());
    let mut response = page(&state, request).await;
    if let Some(line) = layout.and_then(|layout| preference(LAYOUT, layout.as_str(), state.secure_cookies)) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

fn asked_layout(address: &Uri) -> Option<AnswerLayout> {
    let query = address.query().filter(|_| address.path().starts_with("/consultations/"))?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, word) = pairs.find(|(field, _)| field == AnswerLayout::FIELD)?;
    AnswerLayout::from_word(&word)
}
