//! What is done with a whole draft, whatever it holds: proposed, sent back, published, thrown away.

use async_trait::async_trait;
use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::error::Trouble;
use delibero_ui::pages::drafting::{ActionProblem, ActionReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::{Actor, NotAllowed};
use delibero_usecases::drafts::{DraftContent, DraftError, Drafting};
use delibero_usecases::register::editing::PostedFields;
use delibero_usecases::services::Application;
use delibero_usecases::store_error::StoreError;
use http::{HeaderMap, StatusCode};

use super::again;
use super::render::GivenBack;
use crate::web::AppState;

/// Why something was not done with a draft of a feature.
pub type Refusal<F> = DraftError<<<F as DraftActs>::Content as DraftContent>::Refusal>;

/// What a feature says of its drafts to whoever presses a button of their page.
#[async_trait]
pub trait DraftActs: Send + Sync + Sized + 'static {
    type Content: DraftContent;
    /// Why something is not done, in the words of its page.
    type Problem: Clone + Send + Sync + 'static;
    /// What its page gets back beside the note.
    type Typed: Clone + Send + Sync + 'static;

    /// Where one is once a draft is thrown away.
    const LIST: &'static str;

    fn address(id: &str) -> String;

    fn drafting<'a>(application: &'a Application, writer: &'a Actor) -> Drafting<'a, Self::Content>;

    /// What must be known of the draft to propose it.
    async fn to_propose(acting: &Acting<'_>) -> Result<<Self::Content as DraftContent>::ToPropose, NotDone<Self>>;

    /// What an approver confirms with the form.
    async fn confirmed(acting: &Acting<'_>) -> Result<<Self::Content as DraftContent>::Confirmed, NotDone<Self>>;

    fn typed(form: &PostedFields) -> Self::Typed;

    /// Where one is once a draft is published.
    async fn published(state: &AppState, published: <Self::Content as DraftContent>::Published) -> String;

    /// A NISS in something else than the note.
    fn niss() -> Self::Problem;

    fn refused(refusal: &<Self::Content as DraftContent>::Refusal) -> Self::Problem;

    /// Whether somebody else was first.
    fn is_conflict(problem: &Self::Problem) -> bool;

    /// Does what only a draft of this feature knows.
    async fn otherwise(_: &Acting<'_>) -> Result<(), NotDone<Self>> {
        Err(NotDone::NoSuchAction)
    }
}

/// A button that was pressed.
pub struct Acting<'a> {
    pub application: &'a Application,
    pub actor: &'a Actor,
    pub id: &'a str,
    pub form: &'a PostedFields,
}

impl Acting<'_> {
    /// The revision that was read; 0 where the form does not say.
    pub fn revision(&self) -> u32 {
        self.form.get("revision").parse().unwrap_or_default()
    }

    fn note(&self) -> String {
        self.form.get("note").trim().to_owned()
    }
}

pub enum NotDone<F: DraftActs> {
    NoSuchAction,
    NoteMissing,
    Problem(F::Problem),
    Refused(Refusal<F>),
}

impl<F: DraftActs> From<Refusal<F>> for NotDone<F> {
    fn from(error: Refusal<F>) -> Self {
        Self::Refused(error)
    }
}

impl<F: DraftActs> From<StoreError> for NotDone<F> {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl<F: DraftActs> From<NotAllowed> for NotDone<F> {
    fn from(error: NotAllowed) -> Self {
        Self::Refused(error.into())
    }
}

/// Does what a button of the page of a draft says.
pub async fn act<F: DraftActs>(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let form = PostedFields::new(pairs);
    let acting = Acting { application: &state.application, actor: &account.actor, id: &id, form: &form };
    let problem = match done::<F>(&state, &acting).await {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(NotDone::NoSuchAction) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(NotDone::Refused(DraftError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        // The page says so: a draft that is not there, or that this account may not touch.
        Err(NotDone::Refused(DraftError::Unknown)) => {
            let (path, account, nothing) = (F::address(&id), Some(SignedIn(account)), GivenBack::nothing());
            return again(&state, &path, &headers, account, nothing, StatusCode::NOT_FOUND).await;
        }
        Err(NotDone::NoteMissing) => ActionProblem::NoteMissing,
        Err(NotDone::Problem(problem)) => ActionProblem::Refused(problem),
        Err(NotDone::Refused(error)) => problem_of::<F>(&error, form.get("do")),
    };
    let status = status_of::<F>(&problem);
    let replay = GivenBack::form(ActionReplay { problem, note: acting.note(), typed: F::typed(&form) });
    again(&state, &F::address(&id), &headers, Some(SignedIn(account)), replay, status).await
}

/// Does it, and says where that leads.
async fn done<F: DraftActs>(state: &AppState, acting: &Acting<'_>) -> Result<String, NotDone<F>> {
    let with = F::drafting(acting.application, acting.actor);
    let (id, revision, note) = (acting.id, acting.revision(), acting.note());
    match acting.form.get("do") {
        "propose" => drop(with.propose(id, revision, &F::to_propose(acting).await?).await?),
        "return" if note.is_empty() => return Err(NotDone::NoteMissing),
        "return" => drop(with.send_back(id, revision, note).await?),
        "publish" => {
            let published = with.publish(id, revision, F::confirmed(acting).await?).await?;
            return Ok(F::published(state, published).await);
        }
        "discard" => {
            with.discard(id, revision).await?;
            return Ok(F::LIST.to_owned());
        }
        _ => F::otherwise(acting).await?,
    }
    Ok(F::address(id))
}

fn problem_of<F: DraftActs>(error: &Refusal<F>, action: &str) -> ActionProblem<F::Problem> {
    match error {
        DraftError::Conflict(_) => ActionProblem::Conflict,
        DraftError::OwnDraft => ActionProblem::OwnDraft,
        DraftError::NotProposed => ActionProblem::NotProposed,
        DraftError::Niss if action == "return" => ActionProblem::NoteWithNiss,
        DraftError::Niss => ActionProblem::Refused(F::niss()),
        DraftError::Refused(refusal) => ActionProblem::Refused(F::refused(refusal)),
        error => ActionProblem::Store(trouble_of(error, "nothing was done with a draft")),
    }
}

fn status_of<F: DraftActs>(problem: &ActionProblem<F::Problem>) -> StatusCode {
    match problem {
        ActionProblem::Conflict => StatusCode::CONFLICT,
        ActionProblem::Refused(problem) if F::is_conflict(problem) => StatusCode::CONFLICT,
        ActionProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// What the store says; any other refusal that no form foresees is a fault of ours.
pub fn trouble_of<R: std::error::Error>(error: &DraftError<R>, what: &str) -> Trouble {
    match error {
        DraftError::Store(error) => Trouble::traced(error, what),
        error => {
            tracing::error!(%error, "{what}");
            Trouble::Fault
        }
    }
}
