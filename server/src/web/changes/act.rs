//! What is done with a draft of the catalogue.

use async_trait::async_trait;
use delibero_domain::authorisation::Source;
use delibero_domain::capability::Capability;
use delibero_ui::pages::changes::view::describe::{DescribeError, DescribeForm};
use delibero_ui::pages::changes::view::draft::NotDone as Problem;
use delibero_ui::pages::changes::{draft_address, state_address};
use delibero_ui::pages::register::rules::view::AnswerProblem;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{
    AnswerError, AnswerMissingError, CatalogueChanges, CatalogueDrafting, ChangeError, ChangeRefusal, Checked,
    Confirmation,
};
use delibero_usecases::register::editing::PostedFields;
use delibero_usecases::services::Application;

use crate::web::AppState;
use crate::web::frame::draft_act::{Acting, DraftActs, NotDone};

pub struct CatalogueActs;

#[async_trait]
impl DraftActs for CatalogueActs {
    type Content = CatalogueChanges;
    type Problem = Problem;
    type Typed = Option<DescribeForm>;

    const LIST: &'static str = "/changes";

    fn address(id: &str) -> String {
        draft_address(id)
    }

    fn drafting<'a>(application: &'a Application, writer: &'a Actor) -> CatalogueDrafting<'a> {
        application.catalogue_drafting(writer)
    }

    async fn to_propose(acting: &Acting<'_>) -> Result<Checked, NotDone<Self>> {
        acting.actor.must(Capability::WriteDrafts)?;
        Ok(acting.application.services().checked(acting.actor, acting.id).await?)
    }

    /// The state against which the effect was shown.
    async fn confirmed(acting: &Acting<'_>) -> Result<Confirmation, NotDone<Self>> {
        acting.actor.must(Capability::PublishDrafts)?;
        let state = acting.form.get("compared").parse().unwrap_or_default();
        Ok(Confirmation { state, checked: acting.application.services().checked(acting.actor, acting.id).await? })
    }

    fn typed(form: &PostedFields) -> Option<DescribeForm> {
        let typed = |name| form.get(name).to_owned();
        (form.get("do") == "save").then(|| DescribeForm {
            title: typed("title"),
            deliberation: typed("deliberation"),
            version: typed("version"),
        })
    }

    /// This node uses it at once; the others hear of it.
    async fn published(state: &AppState, number: u32) -> String {
        if let Err(error) = state.application.follow_catalogue().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "what was published of the catalogue is not taken over yet");
        }
        state_address(number)
    }

    fn niss() -> Problem {
        Problem::Describe(vec![DescribeError::Niss])
    }

    fn refused(refusal: &ChangeRefusal) -> Problem {
        match refusal {
            ChangeRefusal::NothingChanges => Problem::NothingChanges,
            // A draft is never asked for the form of a document.
            ChangeRefusal::NotSound(_) | ChangeRefusal::Unreadable(_) => Problem::NotSound,
            ChangeRefusal::Outdated(_) => Problem::Outdated,
            ChangeRefusal::NotCompared => Problem::NotCompared,
            ChangeRefusal::PointsNotAnswered(_) => Problem::PointsNotAnswered,
        }
    }

    fn is_conflict(problem: &Problem) -> bool {
        matches!(problem, Problem::Outdated | Problem::NotCompared)
    }

    async fn otherwise(acting: &Acting<'_>) -> Result<(), NotDone<Self>> {
        match acting.form.get("do") {
            "save" => described(acting).await,
            "answer" => answered(acting).await,
            action => document(acting, action).await,
        }
    }
}

async fn described(acting: &Acting<'_>) -> Result<(), NotDone<CatalogueActs>> {
    acting.actor.must(Capability::WriteDrafts)?;
    let form = CatalogueActs::typed(acting.form).unwrap_or_default();
    let services = acting.application.services();
    let read = form.read(services.register(acting.actor)?).await?;
    let (title, carried_by) = read.map_err(|errors| NotDone::Problem(Problem::Describe(errors)))?;
    let with = CatalogueActs::drafting(acting.application, acting.actor);
    with.describe(acting.id, acting.revision(), title, carried_by).await?;
    Ok(())
}

/// Says why a document cites a point that its text does not have.
async fn answered(acting: &Acting<'_>) -> Result<(), NotDone<CatalogueActs>> {
    let typed = |name| acting.form.get(name).to_owned();
    let (document, cited, reason) = (typed("document"), typed("cited"), typed("reason"));
    let source = Source::try_from(cited.clone()).map_err(|_| NotDone::NoSuchAction)?;
    let services = acting.application.services();
    let points = services.missing_points(acting.actor)?;
    let with = CatalogueActs::drafting(acting.application, acting.actor);
    let kept = points.answer(with, acting.id, acting.revision(), (&document, source), &reason).await;
    let problem = match kept {
        Ok(()) => return Ok(()),
        Err(AnswerMissingError::Draft(error)) => return Err(error.into()),
        Err(AnswerMissingError::Answer(AnswerError::NotAllowed(error))) => return Err(error.into()),
        Err(AnswerMissingError::Answer(AnswerError::Store(error))) => return Err(error.into()),
        Err(AnswerMissingError::Answer(AnswerError::NothingAsked)) => AnswerProblem::NothingAsked,
        Err(AnswerMissingError::Answer(AnswerError::NoReason)) => AnswerProblem::ReasonMissing,
        Err(AnswerMissingError::Answer(AnswerError::Niss)) => AnswerProblem::Niss,
    };
    Err(NotDone::Problem(Problem::NotAnswered { document, cited, reason, problem }))
}

/// Takes one document out of the draft, or keeps it over what was published since.
async fn document(acting: &Acting<'_>, action: &str) -> Result<(), NotDone<CatalogueActs>> {
    let (what, name) = action.split_once(':').ok_or(NotDone::NoSuchAction)?;
    let services = acting.application.services();
    let draft = services.catalogue_drafts(acting.actor)?.draft(acting.id).await?.ok_or(ChangeError::Unknown)?;
    let change = draft.content.changes.iter().find(|change| change.name == name).ok_or(ChangeError::Unknown)?;
    let before = match what {
        // What is as it was is no change.
        "remove" => change.after.clone(),
        "keep" => in_force(acting, name).await?,
        _ => return Err(NotDone::NoSuchAction),
    };
    let with = CatalogueActs::drafting(acting.application, acting.actor);
    with.save(acting.id, acting.revision(), name, before, change.after.clone()).await?;
    Ok(())
}

/// The text of a document as it is in force now.
async fn in_force(acting: &Acting<'_>, name: &str) -> Result<Option<String>, NotDone<CatalogueActs>> {
    let services = acting.application.services();
    let published = services.catalogue_states(acting.actor)?;
    let state = published.all().await?.first().map_or(0, |state| state.number);
    let documents = published.documents(state).await?;
    Ok(documents.into_iter().find(|document| document.name == name).map(|document| document.text))
}
