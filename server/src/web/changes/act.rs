//! What is done with a draft.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::capability::Capability;
use delibero_ui::pages::changes::view::describe::{DescribeError, DescribeForm};
use delibero_ui::pages::changes::view::draft::{ActionProblem, ActionReplay};
use delibero_ui::pages::changes::{draft_address, state_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{CatalogueDraft, CatalogueDrafting, DraftError};
use delibero_usecases::store_error::StoreError;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::trouble_of;
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

#[derive(Deserialize)]
pub struct ActionForm {
    #[serde(default, rename = "do")]
    action: String,
    /// The revision that was read.
    #[serde(default)]
    revision: u32,
    /// The state against which the effect was shown.
    #[serde(default)]
    compared: u32,
    #[serde(default)]
    note: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    deliberation: String,
    #[serde(default)]
    version: String,
}

impl ActionForm {
    fn describes(&self) -> Option<DescribeForm> {
        (self.action == "save").then(|| DescribeForm {
            title: self.title.clone(),
            deliberation: self.deliberation.clone(),
            version: self.version.clone(),
        })
    }
}

/// Does what a button of the page of a draft says.
pub async fn act(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(form): Form<ActionForm>,
) -> Response {
    let note = form.note.trim().to_owned();
    let path = draft_address(&id);
    let done = Acting { state: &state, actor: &account.actor, id: &id, form: &form, note: &note }.done().await;
    let problem = match done {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(NotDone::NoSuchAction) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(NotDone::NoteMissing) => ActionProblem::NoteMissing,
        Err(NotDone::Described(errors)) => ActionProblem::Describe(errors),
        Err(NotDone::Refused(DraftError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        // The page says so: a draft that is not there, or that this account may not touch.
        Err(NotDone::Refused(DraftError::Unknown | DraftError::Conflict(0))) => {
            let (account, nothing) = (Some(SignedIn(account)), GivenBack::nothing());
            return again(&state, &path, &headers, account, nothing, StatusCode::NOT_FOUND).await;
        }
        Err(NotDone::Refused(error)) => problem_of(&error, &form.action),
    };
    let status = match &problem {
        ActionProblem::Conflict | ActionProblem::Outdated | ActionProblem::NotCompared => StatusCode::CONFLICT,
        ActionProblem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let replay = GivenBack::form(ActionReplay { problem, note, describe: form.describes() });
    again(&state, &path, &headers, Some(SignedIn(account)), replay, status).await
}

enum NotDone {
    NoSuchAction,
    NoteMissing,
    Described(Vec<DescribeError>),
    Refused(DraftError),
}

impl From<DraftError> for NotDone {
    fn from(error: DraftError) -> Self {
        Self::Refused(error)
    }
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

struct Acting<'a> {
    state: &'a AppState,
    actor: &'a Actor,
    id: &'a str,
    form: &'a ActionForm,
    note: &'a str,
}

impl Acting<'_> {
    fn with(&self) -> CatalogueDrafting<'_> {
        self.state.application.catalogue_drafting(self.actor)
    }

    /// Does it, and says where that leads.
    async fn done(&self) -> Result<String, NotDone> {
        let (with, id, revision) = (self.with(), self.id, self.form.revision);
        match self.form.action.as_str() {
            "propose" => drop(with.propose(id, revision).await?),
            "return" if self.note.is_empty() => return Err(NotDone::NoteMissing),
            "return" => drop(with.send_back(id, revision, self.note.to_owned()).await?),
            "publish" => return self.published().await,
            "discard" => {
                with.discard(id, revision).await?;
                return Ok("/changes".to_owned());
            }
            "save" => self.described().await?,
            action => self.document(action).await?,
        }
        Ok(draft_address(id))
    }

    /// This node uses it at once; the others hear of it.
    async fn published(&self) -> Result<String, NotDone> {
        let number = self.with().publish(self.id, self.form.revision, self.form.compared).await?;
        if let Err(error) = self.state.application.follow_catalogue().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "what was published of the catalogue is not taken over yet");
        }
        Ok(state_address(number))
    }

    async fn described(&self) -> Result<(), NotDone> {
        self.actor.must(Capability::WriteDrafts).map_err(DraftError::from)?;
        let form = self.form.describes().unwrap_or_default();
        let services = self.state.application.services();
        let register = services.register(self.actor).map_err(DraftError::from)?;
        let (title, carried_by) = form.read(register).await?.map_err(NotDone::Described)?;
        self.with().describe(self.id, self.form.revision, title, carried_by).await?;
        Ok(())
    }

    /// Takes one document out of the draft, or keeps it over what was published since.
    async fn document(&self, action: &str) -> Result<(), NotDone> {
        let (what, name) = action.split_once(':').ok_or(NotDone::NoSuchAction)?;
        let draft = self.draft().await?;
        let change = draft.changes.iter().find(|change| change.name == name).ok_or(DraftError::Unknown)?;
        let before = match what {
            // What is as it was is no change.
            "remove" => change.after.clone(),
            "keep" => self.in_force(name).await?,
            _ => return Err(NotDone::NoSuchAction),
        };
        self.with().save(self.id, self.form.revision, name, before, change.after.clone()).await?;
        Ok(())
    }

    async fn draft(&self) -> Result<CatalogueDraft, NotDone> {
        let services = self.state.application.services();
        let drafts = services.catalogue_drafts(self.actor).map_err(DraftError::from)?;
        Ok(drafts.draft(self.id).await?.ok_or(DraftError::Unknown)?)
    }

    /// The text of a document as it is in force now.
    async fn in_force(&self, name: &str) -> Result<Option<String>, NotDone> {
        let services = self.state.application.services();
        let drafts = services.catalogue_drafts(self.actor).map_err(DraftError::from)?;
        let state = drafts.states().await?.first().map_or(0, |state| state.number);
        let documents = drafts.documents(state).await?;
        Ok(documents.into_iter().find(|document| document.name == name).map(|document| document.text))
    }
}

fn problem_of(error: &DraftError, action: &str) -> ActionProblem {
    match error {
        DraftError::Conflict(_) => ActionProblem::Conflict,
        DraftError::OwnDraft => ActionProblem::OwnDraft,
        DraftError::NotProposed => ActionProblem::NotProposed,
        DraftError::NothingChanges => ActionProblem::NothingChanges,
        DraftError::NotSound(_) => ActionProblem::NotSound,
        DraftError::Outdated(_) => ActionProblem::Outdated,
        DraftError::NotCompared => ActionProblem::NotCompared,
        DraftError::Niss if action == "return" => ActionProblem::NoteWithNiss,
        DraftError::Niss => ActionProblem::Describe(vec![DescribeError::Niss]),
        error => ActionProblem::Store(trouble_of(error, "nothing was done with a change of the catalogue")),
    }
}
