//! What is done with an organisation, and with what waits.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::identifier::OrganisationId;
use delibero_domain::typed_day::read_day;
use delibero_ui::pages::organisations::organisation_address;
use delibero_ui::pages::organisations::view::organisation::{ActionProblem, ActionReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Actor;
use delibero_usecases::directory::StopKind;
use delibero_usecases::organisations::{OrganisationError, TypedMembership};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::trouble_of;
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// `suspend`, `end`, `resume`, `propose`, `close`, `confirm:<proposal>`, `decline:<proposal>` or
    /// `confirm-load:<load>`.
    #[serde(rename = "do")]
    action: String,
    why: String,
    recipient: String,
    deliberation: String,
    from: String,
    until: String,
}

enum NotDone {
    NoSuchAction,
    NoSuchDay,
    Refused(OrganisationError),
}

impl From<OrganisationError> for NotDone {
    fn from(error: OrganisationError) -> Self {
        Self::Refused(error)
    }
}

impl ActionForm {
    fn membership(&self) -> TypedMembership {
        TypedMembership {
            recipient: self.recipient.clone(),
            deliberation: self.deliberation.clone(),
            from: self.from.clone(),
            until: self.until.clone(),
        }
    }

    /// None: it is not about one organisation.
    async fn done(&self, state: &AppState, actor: &Actor, id: Option<&OrganisationId>) -> Result<(), NotDone> {
        let services = state.application.services();
        let with = services.registering(actor);
        match (self.action.as_str(), self.action.split_once(':'), id) {
            ("suspend", _, Some(id)) => with.stop(id, StopKind::Suspended, &self.why).await?,
            ("end", _, Some(id)) => with.stop(id, StopKind::Ended, &self.why).await?,
            ("resume", _, Some(id)) => with.resume(id, &self.why).await?,
            ("propose", _, Some(id)) => with.propose(id, &self.membership(), &self.why).await?,
            ("close", _, Some(id)) => {
                let last = read_day(&self.until).map_err(|_| NotDone::NoSuchDay)?;
                with.close(id, &self.recipient, last, &self.why).await?;
            }
            (_, Some(("confirm", proposal)), _) => drop(with.confirm(proposal).await?),
            (_, Some(("decline", proposal)), _) => drop(with.decline(proposal, &self.why).await?),
            (_, Some(("confirm-load", load)), None) => drop(with.confirm_load(load).await?),
            _ => return Err(NotDone::NoSuchAction),
        }
        Ok(())
    }
}

/// Does what a button of the page of an organisation says.
pub async fn act(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(form): Form<ActionForm>,
) -> Response {
    let Ok(id) = OrganisationId::new(id) else { return StatusCode::NOT_FOUND.into_response() };
    let path = organisation_address(id.as_str());
    let done = form.done(&state, &account.0.actor, Some(&id)).await;
    answer(&state, &path, &headers, account, form, done).await
}

/// Does what a button of the page of what waits says.
pub async fn act_on_waiting(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Form(form): Form<ActionForm>,
) -> Response {
    let done = form.done(&state, &account.0.actor, None).await;
    answer(&state, "/organisations/waiting", &headers, account, form, done).await
}

async fn answer(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
    account: SignedIn,
    form: ActionForm,
    done: Result<(), NotDone>,
) -> Response {
    let problem = match done {
        Ok(()) => return Redirect::to(path).into_response(),
        Err(NotDone::NoSuchAction) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(NotDone::NoSuchDay) => ActionProblem::NoSuchDay,
        Err(NotDone::Refused(OrganisationError::NotAllowed(_))) => return StatusCode::FORBIDDEN.into_response(),
        Err(NotDone::Refused(OrganisationError::Unknown)) => {
            return again(state, path, headers, Some(account), GivenBack::nothing(), StatusCode::NOT_FOUND).await;
        }
        Err(NotDone::Refused(error)) => problem_of(error),
    };
    let status = match &problem {
        ActionProblem::Already | ActionProblem::NoProposal => StatusCode::CONFLICT,
        ActionProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let membership = form.membership();
    let replay = ActionReplay { action: form.action, why: form.why, membership, problem };
    again(state, path, headers, Some(account), GivenBack::form(replay), status).await
}

fn problem_of(error: OrganisationError) -> ActionProblem {
    match error {
        OrganisationError::Wrong(wrongs) => ActionProblem::Wrong(wrongs),
        OrganisationError::WhyMissing => ActionProblem::WhyMissing,
        OrganisationError::WhyWithNiss => ActionProblem::WhyWithNiss,
        OrganisationError::Already => ActionProblem::Already,
        OrganisationError::Ended => ActionProblem::Ended,
        OrganisationError::NoProposal => ActionProblem::NoProposal,
        OrganisationError::OwnProposal => ActionProblem::OwnProposal,
        OrganisationError::LastDay => ActionProblem::LastDay,
        error => ActionProblem::Store(trouble_of(&error, "nothing was done with an organisation")),
    }
}
