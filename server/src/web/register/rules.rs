//! That a rule was looked at after its text changed, and stays as it is.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_ui::error::Trouble;
use delibero_ui::pages::register::rules::rules_address;
use delibero_ui::pages::register::rules::view::{AnswerProblem, AnswerReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::catalogue::AnswerError;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

#[derive(Deserialize)]
pub struct AnswerForm {
    /// The place of the version of the text, from 0.
    version: u16,
    /// The name of a document of the catalogue.
    document: String,
    #[serde(default)]
    reason: String,
}

pub async fn answer(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path((year, number)): Path<(String, String)>,
    Form(AnswerForm { version, document, reason }): Form<AnswerForm>,
) -> Response {
    let Ok(number) = format!("{year}/{number}").parse::<DeliberationNumber>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let services = state.application.services();
    let path = rules_address(&number.to_string());
    let kept = match services.looking_again(&account.actor) {
        Ok(rules) => rules.stays(number, version, &document, &reason).await,
        Err(error) => Err(error.into()),
    };
    let (problem, status) = match kept {
        Ok(()) => return Redirect::to(&path).into_response(),
        Err(AnswerError::NotAllowed(_)) => return StatusCode::FORBIDDEN.into_response(),
        Err(AnswerError::NoReason) => (AnswerProblem::ReasonMissing, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AnswerError::Niss) => (AnswerProblem::Niss, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AnswerError::NothingAsked) => (AnswerProblem::NothingAsked, StatusCode::CONFLICT),
        Err(AnswerError::Store(error)) => {
            let trouble = Trouble::traced(&error, "an answer about a rule was not kept");
            (AnswerProblem::Store(trouble), trouble.http_status())
        }
    };
    let replay = GivenBack::form(AnswerReplay { version, document, reason, problem });
    again(&state, &path, &headers, Some(SignedIn(account)), replay, status).await
}
