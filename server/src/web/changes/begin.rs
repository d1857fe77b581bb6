//! A draft is begun.

use axum::Form;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::capability::Capability;
use delibero_ui::address::percent_encoded;
use delibero_ui::pages::changes::draft_address;
use delibero_ui::pages::changes::view::describe::{DescribeError, DescribeForm};
use delibero_ui::pages::changes::view::new::{BeginFrom, BeginReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{ChangeError, DocumentChange};
use delibero_usecases::store_error::StoreError;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::draft_act::trouble_of;
use crate::web::frame::render::GivenBack;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BeginForm {
    title: String,
    deliberation: String,
    version: String,
    recipient: String,
    point: String,
    state: String,
}

impl BeginForm {
    /// The form as its page gets it back.
    pub fn replay(self, errors: Vec<DescribeError>) -> BeginReplay {
        let Self { title, deliberation, version, recipient, point, state } = self;
        let form = DescribeForm { title, deliberation, version };
        BeginReplay { form, from: BeginFrom { recipient, point, state }, errors }
    }
}

/// Begins a draft, or comes back with what was typed.
pub async fn begin(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(form): Form<BeginForm>,
) -> Response {
    let replay = form.replay(Vec::new());
    let errors = match begun(&state, &account.actor, &replay).await {
        Ok(Some(response)) => return response,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(NotBegun::Form(errors)) => errors,
        Err(NotBegun::Refused(ChangeError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        Err(NotBegun::Refused(ChangeError::Niss)) => vec![DescribeError::Niss],
        Err(NotBegun::Refused(error)) => vec![DescribeError::Store(trouble_of(&error, "a draft was not begun"))],
    };
    let status = errors.iter().find_map(|error| match error {
        DescribeError::Store(trouble) => Some(trouble.http_status()),
        _ => None,
    });
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let given_back = GivenBack::form(BeginReplay { errors, ..replay });
    again(&state, "/changes/new", &headers, Some(SignedIn(account)), given_back, status).await
}

enum NotBegun {
    Form(Vec<DescribeError>),
    Refused(ChangeError),
}

impl From<ChangeError> for NotBegun {
    fn from(error: ChangeError) -> Self {
        Self::Refused(error)
    }
}

impl From<StoreError> for NotBegun {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

/// None: the state to go back to was never published.
async fn begun(state: &AppState, actor: &Actor, replay: &BeginReplay) -> Result<Option<Response>, NotBegun> {
    actor.must(Capability::WriteDrafts).map_err(ChangeError::from)?;
    let Some(changes) = changes(state, actor, &replay.from.state).await? else { return Ok(None) };
    let services = state.application.services();
    let register = services.register(actor).map_err(ChangeError::from)?;
    let (title, carried_by) = replay.form.read(register).await?.map_err(NotBegun::Form)?;
    let draft = state.application.catalogue_drafting(actor).begin(title, carried_by, changes).await?;
    Ok(Some(match sought(replay) {
        Some(words) => {
            let to = format!("{}?find={}#more", draft_address(&draft.id), percent_encoded(words));
            Redirect::to(&to).into_response()
        }
        None => Redirect::to(&draft_address(&draft.id)).into_response(),
    }))
}

/// What leads back to a state; nothing where none is named.
async fn changes(state: &AppState, actor: &Actor, back_to: &str) -> Result<Option<Vec<DocumentChange>>, NotBegun> {
    if back_to.trim().is_empty() {
        return Ok(Some(Vec::new()));
    }
    let Ok(number) = back_to.trim().parse() else { return Ok(None) };
    let services = state.application.services();
    Ok(services.catalogue_states(actor).map_err(ChangeError::from)?.back_to(number).await?)
}

/// What is likely to change: the recipient or the deliberation from which one came.
fn sought(replay: &BeginReplay) -> Option<&str> {
    let from_state = !replay.from.state.trim().is_empty();
    let words = [replay.from.recipient.trim(), replay.form.deliberation.trim()];
    words.into_iter().find(|words| !words.is_empty() && !from_state)
}
