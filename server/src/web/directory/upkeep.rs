//! Many integrations end at once, after a look.

use axum::Form;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::pages::directory::UPKEEP;
use delibero_ui::pages::directory::view::form::{DirectoryForm, DirectoryProblem};
use delibero_ui::pages::directory::view::upkeep::{UpkeepForm, UpkeepReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::directory::{DirectoryError, Upkeep};
use http::{HeaderMap, StatusCode};

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

pub async fn end(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let form = UpkeepForm::of_fields(fields);
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let chosen = form.meant();
    let day = DirectoryForm { day: form.day.clone(), ..DirectoryForm::default() }.last_day();
    let mut replay = UpkeepReplay { none_chosen: chosen.is_empty(), ..UpkeepReplay::default() };
    match day {
        Err(problems) => replay.problem = problems.into_iter().next(),
        Ok(_) if chosen.is_empty() => {}
        Ok(day) => match directory.end_many(&chosen, day, &form.why).await {
            Ok(done) => {
                let list = Upkeep::from_word(&form.list).unwrap_or_default().as_str();
                let to = format!("{UPKEEP}?list={list}&ended={}&left={}", done.ended, done.left);
                return Redirect::to(&to).into_response();
            }
            Err(DirectoryError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
            Err(error) => replay.problem = DirectoryProblem::of(&error, "end"),
        },
    }
    let status = match &replay.problem {
        Some(DirectoryProblem::Store(trouble)) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    replay.form = form;
    again(&state, UPKEEP, &headers, Some(SignedIn(account)), GivenBack::form(replay), status).await
}
