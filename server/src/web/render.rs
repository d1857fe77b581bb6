//! Renders pages: the context of a request, and the headers that depend on it.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use delibero_api::access_log::PersonFilter;
use delibero_api::consultation::{Entered, FieldError};
use delibero_api::register::drafts::{AskedVersion, Begun, Sent, Undone};
use delibero_api::register::list::Keeping;
use delibero_api::services::{SignedIn, StoreAway};
use delibero_api::session::{FilledInUnderAnother, FormMark, SignInPage};
use delibero_usecases::form_mark::form_mark;
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use tokio::task::JoinError;
use tracing::Instrument as _;

use super::{AppState, cookies};

/// What a form that was sent gives to the page that shows it again.
#[derive(Clone, Debug)]
pub enum Posted {
    /// A consultation that could not be read.
    Consultation(Entered, Vec<FieldError>),
    /// A sign-in that failed.
    SignIn(Box<SignInPage>),
    /// The person to filter the log by.
    Person(PersonFilter),
    /// A view of the register that was not kept.
    View(Keeping),
    /// A draft that was not begun.
    Begun(Box<Begun>),
    /// A version that was not begun.
    NewVersion(Box<AskedVersion>),
    /// A part of a draft that was not saved.
    Part(Box<Sent>),
    /// What was not done with a draft.
    Undone(Undone),
    /// Nothing to give: the page says what is wrong by itself.
    Nothing,
}

/// Gives the parts of a request to the pages and server functions as context.
pub fn provide(state: &AppState) {
    provide_context(state.services.clone());
    let Some(parts) = use_context::<Parts>() else { return };
    provide_context(cookies::theme(&parts.headers));
    if let Some(away) = parts.extensions.get::<StoreAway>() {
        provide_context(*away);
    }
    if let Some(account) = parts.extensions.get::<SignedIn>() {
        provide_context(FormMark(form_mark(&account.0)));
        provide_context(account.clone());
    }
    if let Some(other) = parts.extensions.get::<FilledInUnderAnother>() {
        provide_context(other.clone());
    }
    match parts.extensions.get::<Posted>().cloned() {
        Some(Posted::Consultation(entered, errors)) => provide_context((entered, errors)),
        Some(Posted::SignIn(page)) => provide_context(*page),
        Some(Posted::Person(person)) => provide_context(person),
        Some(Posted::View(keeping)) => provide_context(keeping),
        Some(Posted::Begun(begun)) => provide_context(*begun),
        Some(Posted::NewVersion(asked)) => provide_context(*asked),
        Some(Posted::Part(sent)) => provide_context(*sent),
        Some(Posted::Undone(undone)) => provide_context(undone),
        Some(Posted::Nothing) => {}
        None => provide_context(state.sign_in_page(&parts)),
    }
    set_content_policy();
}

/// Scripts run with this response's nonce or from this site; nothing else is loaded, framed or sent elsewhere.
fn set_content_policy() {
    let (Some(nonce), Some(options)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Renders the page of a request's path, whatever the method.
pub async fn page(state: &AppState, request: Request) -> Response {
    let context = {
        let state = state.clone();
        move || provide(&state)
    };
    let options = state.options.clone();
    let render = leptos_axum::render_app_async_with_context(context, move || delibero_ui::shell(options.clone()));
    to_the_end(render(request)).await
}

/// Renders the page of a route to the end.
pub async fn whole(request: Request, next: Next) -> Response {
    to_the_end(next.run(request)).await
}

/// Renders whether somebody still waits for it or not: what is rendered on other threads panics when it is gone.
async fn to_the_end(rendering: impl Future<Output = Response> + Send + 'static) -> Response {
    let whole = async {
        let (parts, body) = rendering.await.into_parts();
        // What the page began on the side has its turn before the page is gone with the end of its body.
        tokio::task::yield_now().await;
        match to_bytes(body, usize::MAX).await {
            Ok(bytes) => Response::from_parts(parts, Body::from(bytes)),
            Err(error) => {
                tracing::error!(%error, "a page was not rendered");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    };
    match tokio::spawn(whole.in_current_span()).await.map_err(JoinError::try_into_panic) {
        Ok(response) => response,
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        Err(Err(_)) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_page_is_rendered_to_the_end_though_nobody_waits_for_it() {
        let (begin, begun) = oneshot::channel();
        let (go_on, told) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let mut page = Box::pin(to_the_end(async {
            begin.send(()).expect("listened to");
            told.await.expect("told");
            end.send(()).expect("listened to");
            StatusCode::OK.into_response()
        }));
        assert!(tokio::time::timeout(Duration::ZERO, &mut page).await.is_err());
        begun.await.expect("begun");
        drop(page);
        go_on.send(()).expect("it is still there");
        ended.await.expect("ended");
    }
}
