//! The form of an organisation.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::identifier::OrganisationId;
use delibero_ui::components::form_mark::WHOLE;
use delibero_ui::pages::organisations::organisation_address;
use delibero_ui::pages::organisations::view::edit::{EditProblem, EditReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::organisations::{Field, OrganisationError, Registered, Typed, TypedProcessor, processor_words};
use http::{HeaderMap, StatusCode};

use super::trouble_of;
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

type Fields = Vec<(String, String)>;

fn named<'f>(sent: &'f Fields, name: &str) -> &'f str {
    sent.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
}

/// What was typed, as the form's page gets it back.
pub(in crate::web) fn replay(sent: &Fields) -> EditReplay {
    let mut typed = Typed::default();
    for field in Field::ALL {
        typed.set(*field, named(sent, field.as_str()).replace("\r\n", "\n"));
    }
    let places: BTreeSet<usize> =
        sent.iter().filter_map(|(name, _)| name.strip_prefix("processor_name_")?.parse().ok()).collect();
    typed.processors = places
        .into_iter()
        .map(|place| {
            let part = |part: &str| named(sent, &TypedProcessor::field(place, part)).to_owned();
            TypedProcessor {
                name: part("name"),
                enterprise_number: part("number"),
                from: part("from"),
                until: part("until"),
            }
        })
        .collect();
    EditReplay {
        identifier: named(sent, "identifier").to_owned(),
        typed,
        why: named(sent, "why").to_owned(),
        wrongs: Vec::new(),
        problem: None,
        revision: named(sent, "revision").parse().unwrap_or_default(),
    }
}

/// Registers an organisation, or comes back with what was typed.
pub async fn register(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(sent): Form<Fields>,
) -> Response {
    let replay = replay(&sent);
    let services = state.application.services();
    let done = services.registering(&account.actor).register(&replay.identifier, &replay.typed).await;
    match done {
        Ok(id) => Redirect::to(&organisation_address(id.as_str())).into_response(),
        Err(error) => not_saved(&state, "/organisations/new", &headers, SignedIn(account), replay, error).await,
    }
}

/// Saves a form over the revision that it was filled from, or comes back with what was typed.
pub async fn change(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Response {
    // Half a form would empty the fields that it has not.
    if named(&sent, WHOLE).is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let replay = replay(&sent);
    let Ok(known) = OrganisationId::new(id) else { return StatusCode::NOT_FOUND.into_response() };
    let services = state.application.services();
    let with = services.registering(&account.actor);
    let done = with.change(&known, replay.revision, &replay.typed, &replay.why).await;
    let path = organisation_address(known.as_str());
    match done {
        Ok(()) => Redirect::to(&path).into_response(),
        Err(error) => not_saved(&state, &format!("{path}/edit"), &headers, SignedIn(account), replay, error).await,
    }
}

async fn not_saved(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
    account: SignedIn,
    mut replay: EditReplay,
    error: OrganisationError,
) -> Response {
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        OrganisationError::NotAllowed(_) => return StatusCode::FORBIDDEN.into_response(),
        OrganisationError::Unknown => {
            return again(state, path, headers, Some(account), GivenBack::nothing(), StatusCode::NOT_FOUND).await;
        }
        OrganisationError::Wrong(wrongs) => replay.wrongs = wrongs,
        OrganisationError::Conflict(now) => {
            status = StatusCode::CONFLICT;
            replay.revision = now.revision;
            replay.problem = Some(EditProblem::Conflict(differing(&now, &replay.typed)));
        }
        OrganisationError::EnterpriseTaken(other) => {
            replay.problem = Some(EditProblem::EnterpriseTaken(other.to_string()));
        }
        OrganisationError::WhyWithNiss => replay.problem = Some(EditProblem::WhyWithNiss),
        error => {
            let trouble = trouble_of(&error, "an organisation was not saved");
            status = trouble.http_status();
            replay.problem = Some(EditProblem::Store(trouble));
        }
    }
    again(state, path, headers, Some(account), GivenBack::form(replay), status).await
}

/// The fields that are registered otherwise than they were typed, as they are registered.
fn differing(now: &Registered, typed: &Typed) -> Vec<(String, String)> {
    let registered = Typed::of(&now.particulars);
    let fields = Field::ALL.iter().filter(|field| registered.get(**field) != typed.get(**field).trim());
    let mut differing: Vec<_> =
        fields.map(|field| (field.as_str().to_owned(), registered.get(*field).to_owned())).collect();
    let processors: Vec<_> = typed.processors.iter().filter(|typed| !typed.is_empty()).collect();
    if !registered.processors.iter().eq(processors) {
        let words = now.particulars.details.processors.iter().map(processor_words);
        differing.push(("processors".to_owned(), words.collect::<Vec<_>>().join("\n")));
    }
    differing
}
