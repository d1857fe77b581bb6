//! A batch is begun: the list is taken line by line while it comes in, and gone through behind its page.

use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_files::lists::{ListError, take_list};
use delibero_ui::error::Trouble;
use delibero_ui::pages::batches::view::{MOST_MEBIBYTES, NewProblem, NewReplay};
use delibero_ui::pages::batches::{NEW_BATCH, batch_address};
use delibero_ui::pages::consultation::view::{Entered, many_question};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::batches::{BatchError, ListOrigin};
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;
use crate::web::uploads::{PutAside, UploadProblem};

/// The largest body: the largest list, and what a form puts around it.
pub const MAX_UPLOAD: usize = MOST_MEBIBYTES as usize * 1024 * 1024 + 64 * 1024;

/// Takes a list, and leads to the page that says how far it is.
pub async fn send(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let mut replay = NewReplay::default();
    let begun = match PutAside::perhaps(form, "file").await {
        Ok((aside, fields)) => {
            replay.origin =
                fields.iter().find(|(name, _)| name == "origin").map(|(_, value)| value.clone()).unwrap_or_default();
            let Some(entered) = Entered::of_form(fields) else {
                return StatusCode::UNPROCESSABLE_ENTITY.into_response();
            };
            replay.entered = entered;
            begin(&state, &account, &replay, aside).await
        }
        Err(UploadProblem::NoFile) => Err(vec![NewProblem::NoFile]),
        Err(UploadProblem::TooLarge) => Err(vec![NewProblem::TooLarge]),
        Err(UploadProblem::Disk(error)) => {
            tracing::error!(%error, "a list was not put aside");
            return StatusCode::INSUFFICIENT_STORAGE.into_response();
        }
    };
    let problems = match begun {
        Ok(id) => return Redirect::to(&batch_address(&id)).into_response(),
        Err(problems) => problems,
    };
    let status = match problems.first() {
        Some(NewProblem::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Some(NewProblem::Store(trouble)) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    replay.problems = problems;
    again(&state, NEW_BATCH, &headers, Some(SignedIn(account)), GivenBack::form(replay), status).await
}

async fn begin(
    state: &AppState,
    account: &Arc<Account>,
    replay: &NewReplay,
    aside: Option<PutAside>,
) -> Result<String, Vec<NewProblem>> {
    let with = state.application.services();
    let question = many_question(&replay.entered, &with.catalogue, with.clock.today());
    let question = question.map_err(|errors| errors.into_iter().map(NewProblem::Field).collect::<Vec<_>>())?;
    let one = |problem| vec![problem];
    let (origin, file) = match (replay.origin.as_str(), aside) {
        ("file", Some(PutAside { name, file, .. })) => (ListOrigin::File(name), Some(file)),
        ("file", None) => return Err(one(NewProblem::NoFile)),
        ("integrations", _) => (ListOrigin::Integrations, None),
        _ => return Err(one(NewProblem::Origin)),
    };
    let problem = |error| one(problem_of(error));
    let batches = with.batches(&account.actor).map_err(|_| problem(BatchError::NotAllowed))?;
    let mut taking = batches.begin(question, origin, with.niss_rules()).await.map_err(problem)?;
    let taken = match file {
        Some(file) => take_list(&mut taking, file).await,
        None => taking.take_integrated().await.map_err(ListError::Batch),
    };
    if let Err(error) = taken {
        if let Err(error) = taking.give_up().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a list that was not taken stays until it is old");
        }
        return Err(match error {
            ListError::File(problem) => one(NewProblem::File(problem)),
            ListError::Batch(error) => problem(error),
        });
    }
    Ok(taking.end().await.map_err(problem)?.id)
}

fn problem_of(error: BatchError) -> NewProblem {
    match error {
        BatchError::Refused(refusal) => NewProblem::Refused(refusal),
        BatchError::NotConfirmed(_) => NewProblem::NotConfirmed,
        BatchError::Nobody => NewProblem::Nobody,
        BatchError::TooLong => NewProblem::TooLong,
        BatchError::Store(error) => NewProblem::Store(Trouble::traced(&error, "a batch was not begun")),
        // The page says so: its form is not shown.
        BatchError::NotAllowed | BatchError::Stopped(_) | BatchError::Unwitnessed | BatchError::Unknown => {
            NewProblem::Origin
        }
    }
}
