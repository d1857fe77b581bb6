//! An authorisation is suspended, or a draft begun that lifts a suspension.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::text::Language;
use delibero_ui::address::percent_encoded;
use delibero_ui::error::Trouble;
use delibero_ui::pages::changes::draft_address;
use delibero_ui::pages::suspensions::view::{SuspendForm, SuspendProblem, SuspendReplay, lift_title};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::{Lifting, SuspendError};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::draft_act::trouble_of;
use crate::web::frame::language::of as language_of;
use crate::web::frame::render::GivenBack;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(rename = "do")]
    action: String,
    deliberation: String,
    service: String,
    whom: String,
    organisation: String,
    reason: String,
}

impl Sent {
    fn form(self) -> SuspendForm {
        let Self { deliberation, service, whom, organisation, reason, .. } = self;
        SuspendForm { deliberation, service, one: whom == "one", organisation, reason }
    }

    /// The form as its page gets it back.
    pub fn replay(self) -> SuspendReplay {
        SuspendReplay { form: self.form(), ..SuspendReplay::default() }
    }
}

/// Asks whether it is meant, and suspends where it is.
pub async fn suspend(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(recipient): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let action = sent.action.clone();
    let form = sent.form();
    let path = format!("/catalogue/{}/suspend", percent_encoded(&recipient));
    let done = match action.as_str() {
        "change" => Ok(Done::Typed),
        "suspend" => suspended(&state, &account.actor, &recipient, &form).await,
        _ => checked(&state, &account.actor, &recipient, &form).await,
    };
    let (problems, confirm, status) = match done {
        Ok(Done::Suspended) => return Redirect::to(&format!("/catalogue/{recipient}")).into_response(),
        Ok(Done::Fits) => (Vec::new(), true, StatusCode::OK),
        Ok(Done::Typed) => (Vec::new(), false, StatusCode::OK),
        Err(Refused::Unknown) => (Vec::new(), false, StatusCode::NOT_FOUND),
        Err(Refused::Problem(problem)) => {
            let status = match &problem {
                SuspendProblem::Already(_) => StatusCode::CONFLICT,
                SuspendProblem::Store(trouble) => trouble.http_status(),
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            (vec![problem], false, status)
        }
    };
    let given_back = GivenBack::form(SuspendReplay { form, problems, confirm });
    again(&state, &path, &headers, Some(SignedIn(account)), given_back, status).await
}

enum Done {
    Suspended,
    Fits,
    Typed,
}

enum Refused {
    Unknown,
    Problem(SuspendProblem),
}

impl From<SuspendError> for Refused {
    fn from(error: SuspendError) -> Self {
        SuspendProblem::of(&error).map_or(Self::Unknown, Self::Problem)
    }
}

async fn checked(state: &AppState, actor: &Actor, recipient: &str, form: &SuspendForm) -> Result<Done, Refused> {
    let asked = form.read(recipient).map_err(Refused::Problem)?.ok_or(Refused::Unknown)?;
    let services = state.application.services();
    services.suspending(actor).check(&asked, &services.catalogue).await?;
    Ok(Done::Fits)
}

/// This node refuses at once; the others hear of it.
async fn suspended(state: &AppState, actor: &Actor, recipient: &str, form: &SuspendForm) -> Result<Done, Refused> {
    let asked = form.read(recipient).map_err(Refused::Problem)?.ok_or(Refused::Unknown)?;
    state.application.suspending(actor).suspend(&asked).await?;
    if let Err(error) = state.application.follow_catalogue().await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, "what was suspended is not taken over yet");
    }
    Ok(Done::Suspended)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ToLift {
    file: String,
}

/// Leads to the draft that lifts a suspension; begins it where there is none.
pub async fn lift(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(recipient): Path<String>,
    Form(form): Form<ToLift>,
) -> Response {
    let done = lifting(&state, &account.actor, &form.file, language_of(&headers)).await;
    match done {
        Ok(Some(draft)) => Redirect::to(&draft_address(&draft)).into_response(),
        // Somebody lifted it meanwhile: the page says what holds now.
        Ok(None) => Redirect::to(&format!("/catalogue/{}", percent_encoded(&recipient))).into_response(),
        Err(status) => status.into_response(),
    }
}

/// The identifier of the draft; none: it is not suspended any more.
async fn lifting(
    state: &AppState,
    actor: &Actor,
    file: &str,
    language: Language,
) -> Result<Option<String>, StatusCode> {
    let services = state.application.services();
    let lifting = services.suspending(actor).lifting(file).await.map_err(|error| not_lifted(&error))?;
    Ok(match lifting {
        Lifting::Begun(id) => Some(id),
        Lifting::NotSuspended => None,
        Lifting::Takes(change) => {
            let title = lift_title(&services.catalogue, file, language);
            let begun = state.application.catalogue_drafting(actor).begin(title, None, vec![change]).await;
            Some(begun.map_err(|error| trouble_of(&error, NOT_LIFTED).http_status())?.id)
        }
    })
}

const NOT_LIFTED: &str = "a suspension is not being lifted";

fn not_lifted(error: &SuspendError) -> StatusCode {
    match error {
        SuspendError::NotAllowed => StatusCode::FORBIDDEN,
        SuspendError::Store(error) => Trouble::traced(error, NOT_LIFTED).http_status(),
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
