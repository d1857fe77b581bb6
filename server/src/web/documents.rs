//! Saving a document of the catalogue in a draft: the use case says what became of it, this says where that leads.

use axum::Form;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use delibero_ui::components::form_mark::WHOLE;
use delibero_ui::error::Trouble;
use delibero_ui::pages::documents::view::DocumentReplay;
use delibero_ui::pages::documents::{document_address, new_document_address};
use delibero_ui::services::SignedIn;
use delibero_usecases::catalogue::ChangeError;
use delibero_usecases::catalogue::editing::{DocumentKind, DocumentSaved, OpenDocument, Shown, Subject, Values};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::AppState;
use super::drafts::MAX_PART;
use super::frame::again;
use super::frame::render::GivenBack;

/// Its own handler shows it again without saving it.
pub const DOCUMENT: &str = "/changes/{id}/edit";

pub(super) fn routes() -> Router<AppState> {
    Router::new().route(DOCUMENT, post(save).layer(DefaultBodyLimit::max(MAX_PART)))
}

/// Which document: the name of a known one, or the kind of a new one.
#[derive(Deserialize)]
pub struct DocumentQuery {
    #[serde(default)]
    document: String,
    #[serde(default)]
    kind: String,
}

/// Saves a document, or comes back with what was typed.
pub async fn save(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(DocumentQuery { document, kind }): Query<DocumentQuery>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let subject = match (document.as_str(), kind.parse::<DocumentKind>()) {
        ("", Ok(kind)) => Subject::New(kind),
        ("", Err(_)) => return StatusCode::NOT_FOUND.into_response(),
        (name, _) => Subject::Known(name),
    };
    let field = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    if field(WHOLE).is_none() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let read = field("revision").and_then(|revision| revision.parse().ok()).unwrap_or_default();
    let action = field("do").unwrap_or_default();
    let show = match action.split_once(':') {
        Some(("add", list)) => Some(Shown { adding: Some(list) }),
        Some(_) => Some(Shown::default()),
        None => None,
    };
    let sent = Values::of_pairs(pairs.into_iter().filter(|(name, _)| !OF_THE_FORM.contains(&name.as_str())));
    let services = state.application.services();
    let editing = services.document_editing(&account.actor);
    let saved = match action.as_str() {
        "anew" => editing.begin_anew(&id, subject, read, &sent).await,
        _ => editing.save(&id, subject, read, sent, show).await,
    };
    let (open, status, is_conflict) = match saved {
        Ok(DocumentSaved::Saved { draft, name }) => {
            return Redirect::to(&format!("{}&saved=1", document_address(&draft, &name))).into_response();
        }
        Ok(DocumentSaved::ShownAgain(open)) => (open, StatusCode::OK, false),
        Ok(DocumentSaved::Refused(open)) => (open, StatusCode::UNPROCESSABLE_ENTITY, false),
        Ok(DocumentSaved::Conflict(open)) => (open, StatusCode::CONFLICT, true),
        Ok(DocumentSaved::Ended(open)) => (open, StatusCode::CONFLICT, false),
        Err(ChangeError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
        Err(ChangeError::Store(error)) => {
            return Trouble::traced(&error, "a document was not saved").http_status().into_response();
        }
        Err(ChangeError::Conflict(_)) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(ChangeError::Niss) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        // The page says so: a draft that ended meanwhile, or was never there.
        Err(_) => {
            let (path, account, nothing) =
                (document_address(&id, &document), Some(SignedIn(account)), GivenBack::nothing());
            return again(&state, &path, &headers, account, nothing, StatusCode::NOT_FOUND).await;
        }
    };
    let path = address_of(&open);
    let given_back = GivenBack::form(DocumentReplay { open: *open, is_conflict });
    again(&state, &path, &headers, Some(SignedIn(account)), given_back, status).await
}

/// What a form holds beside the fields of its document.
const OF_THE_FORM: &[&str] = &["revision", "do", "signed-in-as", WHOLE];

fn address_of(open: &OpenDocument) -> String {
    match &open.name {
        Some(name) => document_address(&open.draft.id, name),
        None => new_document_address(&open.draft.id, open.kind),
    }
}
