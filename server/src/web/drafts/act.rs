//! What is done with a whole draft.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::pages::register::drafts::view::review::{ActionProblem, ActionReplay};
use delibero_ui::pages::register::drafts::{deliberation_address, draft_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::register::{Drafting, Fault, RegisterError};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::{drafting, trouble_of};
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

#[derive(Deserialize)]
pub struct ActionForm {
    #[serde(default, rename = "do")]
    action: String,
    /// The one that was read.
    #[serde(default)]
    revision: u32,
    #[serde(default)]
    note: String,
}

/// Proposes, publishes, sends back or throws away.
pub async fn act(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(form): Form<ActionForm>,
) -> Response {
    let note = form.note.trim().to_owned();
    let path = draft_address(&id, None);
    let (problem, status) = match done(drafting(&state, &account), &id, &form, &note).await {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(NotDone::NoSuchAction) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(NotDone::NoteMissing) => (ActionProblem::NoteMissing, StatusCode::UNPROCESSABLE_ENTITY),
        Err(NotDone::Refused(RegisterError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        // The page says so: a draft that is not there, or that this account may not touch.
        Err(NotDone::Refused(RegisterError::Unknown)) => {
            let (account, nothing) = (Some(SignedIn(account)), GivenBack::nothing());
            return again(&state, &path, &headers, account, nothing, StatusCode::NOT_FOUND).await;
        }
        Err(NotDone::Refused(error)) => problem_of(&error, &form.action),
    };
    let replay = GivenBack::form(ActionReplay { problem, note });
    again(&state, &path, &headers, Some(SignedIn(account)), replay, status).await
}

/// Why nothing was done.
enum NotDone {
    NoSuchAction,
    NoteMissing,
    Refused(RegisterError),
}

impl From<RegisterError> for NotDone {
    fn from(error: RegisterError) -> Self {
        Self::Refused(error)
    }
}

/// Does it, and says where that leads.
async fn done(with: Drafting<'_>, id: &str, form: &ActionForm, note: &str) -> Result<String, NotDone> {
    let (address, revision) = (draft_address(id, None), form.revision);
    match form.action.as_str() {
        "propose" => with.propose(id, revision).await.map(|_| address).map_err(Into::into),
        "return" if note.is_empty() => Err(NotDone::NoteMissing),
        "return" => with.send_back(id, revision, note.to_owned()).await.map(|_| address).map_err(Into::into),
        "publish" => Ok(deliberation_address(&with.publish(id, revision).await?.to_string())),
        "discard" => with.discard(id, revision).await.map(|()| "/drafts".to_owned()).map_err(Into::into),
        _ => Err(NotDone::NoSuchAction),
    }
}

fn problem_of(error: &RegisterError, action: &str) -> (ActionProblem, StatusCode) {
    let problem = match error {
        RegisterError::Conflict(_) => ActionProblem::Conflict,
        RegisterError::Outdated => ActionProblem::Outdated,
        RegisterError::OwnDraft => ActionProblem::OwnDraft,
        RegisterError::NotProposed => ActionProblem::NotProposed,
        RegisterError::Faulty(faults) if action == "return" && faults.contains(&Fault::Niss) => {
            ActionProblem::NoteWithNiss
        }
        RegisterError::Faulty(_) => ActionProblem::Faulty,
        error => ActionProblem::Store(trouble_of(error, "nothing was done with a draft")),
    };
    let status = match &problem {
        ActionProblem::Conflict | ActionProblem::Outdated => StatusCode::CONFLICT,
        ActionProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (problem, status)
}
