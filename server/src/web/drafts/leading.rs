//! Where the forms of drafts lead: to the draft, or back to where one is begun.

use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::pages::register::drafts::draft_address;
use delibero_ui::pages::register::drafts::view::begin::{BeginReplay, ImportProblem};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::Drafting;
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

/// In the hands of an account.
pub(super) fn drafting<'a>(state: &'a AppState, account: &'a Account) -> Drafting<'a> {
    state.application.drafting(&account.actor)
}

pub(super) fn to_draft(id: &str) -> Response {
    Redirect::to(&draft_address(id, None)).into_response()
}

pub(super) async fn begin_again(
    state: &AppState,
    headers: &HeaderMap,
    account: SignedIn,
    replay: BeginReplay,
    status: StatusCode,
) -> Response {
    again(state, "/drafts/new", headers, Some(account), GivenBack::form(replay), status).await
}

/// The status that says the same as a problem.
pub(super) const fn status_of(problem: &ImportProblem) -> StatusCode {
    match problem {
        ImportProblem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ImportProblem::Store(trouble) => trouble.http_status(),
        ImportProblem::NoReader | ImportProblem::ReaderBusy => StatusCode::SERVICE_UNAVAILABLE,
        ImportProblem::AlreadyThere(_) | ImportProblem::Known(_) | ImportProblem::Elsewhere => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
