//! A person is searched: the NISS is in the body, and what is known stands under an identifier.

use axum::Form;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::error::Trouble;
use delibero_ui::pages::directory::view::SearchReplay;
use delibero_ui::pages::directory::{DIRECTORY, person_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::directory::DirectoryError;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

#[derive(Deserialize)]
pub struct SearchForm {
    #[serde(default)]
    pub niss: String,
}

/// Searches; what is known is under an address of its own.
pub async fn search(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(SearchForm { niss }): Form<SearchForm>,
) -> Response {
    let with = state.application.services();
    let Ok(directory) = with.reference_directory(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let (replay, status) = match with.niss_rules().read(&niss) {
        Err(error) => {
            let replay = SearchReplay { niss, broken: Some(error), trouble: None };
            (replay, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Ok(person) => match directory.search(person).await {
            Ok(search) => return Redirect::to(&person_address(&search)).into_response(),
            Err(DirectoryError::Store(error)) => {
                let trouble = Trouble::traced(&error, "the store failed at a search in the reference directory");
                (SearchReplay { niss, broken: None, trouble: Some(trouble) }, trouble.http_status())
            }
            Err(_) => return StatusCode::FORBIDDEN.into_response(),
        },
    };
    again(&state, DIRECTORY, &headers, Some(SignedIn(account)), GivenBack::form(replay), status).await
}
