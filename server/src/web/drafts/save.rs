//! Saving a part of a draft: the use case says what became of it, this says where that leads.

use axum::Form;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::components::form_mark::WHOLE;
use delibero_ui::pages::register::drafts::view::edit::{EndedReplay, PartReplay};
use delibero_ui::pages::register::drafts::{draft_address, part_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::register::editing::{Editing, Part, PostedFields, SaveOutcome, SavedPart};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::leading::drafting;
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::draft_act::trouble_of;
use crate::web::frame::render::GivenBack;

/// The largest body of the form of a part: the longest text known has a tenth of it.
pub const MAX_PART: usize = 2 * 1024 * 1024;

/// Which text of the draft.
#[derive(Deserialize)]
pub struct TextQuery {
    #[serde(default)]
    text: String,
}

/// Saves a part, or comes back with what was typed.
pub async fn save(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path((id, part)): Path<(String, String)>,
    Query(TextQuery { text }): Query<TextQuery>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let editing = Editing { drafting: drafting(&state, &account), find_citations: delibero_reader::citations };
    let posted = PostedFields::new(pairs.clone());
    if posted.get(WHOLE).is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let outcome = match part.parse::<Part>() {
        Ok(part) => editing.save(&id, part, &text, &posted).await,
        Err(_) => SaveOutcome::Gone,
    };
    let (open, status, trouble) = match outcome {
        SaveOutcome::Saved(saved) | SaveOutcome::Merged(saved) => {
            return Redirect::to(&address_after(&id, saved)).into_response();
        }
        SaveOutcome::ShownAgain(open) => (open, StatusCode::OK, None),
        SaveOutcome::Conflict(open) => (open, StatusCode::CONFLICT, None),
        SaveOutcome::Refused(open) => (open, StatusCode::UNPROCESSABLE_ENTITY, None),
        SaveOutcome::Busy(open) => (open, StatusCode::SERVICE_UNAVAILABLE, None),
        SaveOutcome::Failed(error, open) => {
            let trouble = trouble_of(&error, "a draft was not saved");
            let Some(open) = open else { return trouble.http_status().into_response() };
            (open, trouble.http_status(), Some(trouble))
        }
        SaveOutcome::Ended(ended, number) => {
            let given_back = GivenBack::form(EndedReplay { ended, number, typed: typed(pairs) });
            let (path, account) = (format!("/drafts/{id}/edit/{part}"), Some(SignedIn(account)));
            return again(&state, &path, &headers, account, given_back, StatusCode::CONFLICT).await;
        }
        SaveOutcome::NotAllowed => return StatusCode::FORBIDDEN.into_response(),
        SaveOutcome::Gone => {
            let (path, account) = (format!("/drafts/{id}/edit/{part}"), Some(SignedIn(account)));
            return again(&state, &path, &headers, account, GivenBack::nothing(), StatusCode::NOT_FOUND).await;
        }
    };
    let path = part_address(&id, open.part, open.key);
    let given_back = GivenBack::form(PartReplay { open: *open, trouble });
    again(&state, &path, &headers, Some(SignedIn(account)), given_back, status).await
}

/// What somebody typed: the fields that are not sent along unseen.
fn typed(pairs: Vec<(String, String)>) -> Vec<String> {
    let unseen =
        |name: &str| ["do", "revision", "before", "was-label", "conflict", "signed-in-as", WHOLE].contains(&name);
    pairs
        .into_iter()
        .filter(|(name, value)| !unseen(name) && !value.trim().is_empty())
        .map(|(_, value)| value)
        .collect()
}

/// Where to go after a save: the next point, or the place in the draft.
fn address_after(id: &str, SavedPart { part, key, goes_on }: SavedPart) -> String {
    match part {
        Part::Point(place) | Part::NewPoint(place) if goes_on => {
            part_address(id, Part::Point(place.saturating_add(1)), key)
        }
        Part::Point(place) | Part::NewPoint(place) => format!("{}#point-{place}", draft_address(id, key)),
        Part::Facts | Part::Versions | Part::Text | Part::Sections | Part::Footnotes => draft_address(id, key),
    }
}
