//! What is done with the person of a search.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::pages::directory::person_address;
use delibero_ui::pages::directory::view::form::{DirectoryForm, DirectoryProblem, DirectoryReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::directory::{DirectoryError, ReferenceDirectory};
use delibero_words::say;
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::render::GivenBack;
use crate::web::frame::{again, language};

/// Does what a button of the page says, or comes back with what was typed.
pub async fn act(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let form = DirectoryForm::of_fields(fields);
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let path = person_address(&id);
    let why = say!(language::of(&headers), directory.carry_over_reason);
    let problems = match done(directory, &id, &form, why).await {
        Ok(()) => return Redirect::to(&path).into_response(),
        Err(NotDone::NoSuchAction) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(NotDone::Form(problems)) => problems,
        Err(NotDone::Refused(error)) => match DirectoryProblem::of(&error, &form.action) {
            Some(problem) => vec![problem],
            // The page says so itself: a search that is not there, of another, or open no more.
            None => {
                let status = match error {
                    DirectoryError::NotAllowed => return StatusCode::FORBIDDEN.into_response(),
                    DirectoryError::Closed => StatusCode::GONE,
                    _ => StatusCode::NOT_FOUND,
                };
                return again(&state, &path, &headers, Some(SignedIn(account)), GivenBack::nothing(), status).await;
            }
        },
    };
    let status = match problems.first() {
        Some(DirectoryProblem::Conflict | DirectoryProblem::AlreadyThere(..)) => StatusCode::CONFLICT,
        Some(DirectoryProblem::Store(trouble)) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let replay = GivenBack::form(DirectoryReplay { form, problems });
    again(&state, &path, &headers, Some(SignedIn(account)), replay, status).await
}

enum NotDone {
    NoSuchAction,
    Form(Vec<DirectoryProblem>),
    Refused(DirectoryError),
}

impl From<DirectoryError> for NotDone {
    fn from(error: DirectoryError) -> Self {
        Self::Refused(error)
    }
}

async fn done(
    directory: ReferenceDirectory<'_>,
    id: &str,
    form: &DirectoryForm,
    carried_because: &str,
) -> Result<(), NotDone> {
    let meant = || form.meant().ok_or(NotDone::NoSuchAction);
    match form.action.as_str() {
        "integrate" => Ok(directory.integrate(id, form.said().map_err(NotDone::Form)?).await?),
        "end" => {
            let day = form.last_day().map_err(NotDone::Form)?;
            Ok(directory.end(id, meant()?, day, &form.why).await?)
        }
        "correct" => {
            let said = form.said().map_err(NotDone::Form)?;
            Ok(directory.correct(id, meant()?, said, &form.why).await?)
        }
        "carry" => Ok(directory.carry_over(id, meant()?, carried_because).await?),
        _ => Err(NotDone::NoSuchAction),
    }
}
