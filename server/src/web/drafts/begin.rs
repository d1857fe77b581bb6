//! Drafts are begun: by hand, or from what is published.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Response};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_ui::pages::register::drafts::view::begin::{BeginReplay, ImportProblem, NewVersionReplay};
use delibero_ui::services::SignedIn;
use delibero_usecases::register::editing::{ByHandForm, NewVersionForm, PostedFields};
use delibero_usecases::register::{RegisterError, RegisterRefusal};
use http::{HeaderMap, StatusCode};

use super::leading::{begin_again, drafting, status_of, to_draft};
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::draft_act::trouble_of;
use crate::web::frame::render::GivenBack;

/// Begins a deliberation by hand.
pub async fn begin(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let mut form = ByHandForm::read(&PostedFields::new(pairs));
    let mut problems = Vec::new();
    if let Ok(by_hand) = form.by_hand() {
        let number = by_hand.number.to_string();
        match drafting(&state, &account).begin_by_hand(by_hand).await {
            Ok(draft) => return to_draft(&draft.id),
            Err(RegisterError::Niss) => form.refuse(),
            Err(RegisterError::Refused(RegisterRefusal::AlreadyThere)) => problems.push(ImportProblem::Known(number)),
            Err(RegisterError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
            Err(error) => problems.push(ImportProblem::Store(trouble_of(&error, "a draft was not begun"))),
        }
    }
    let status = problems.first().map_or(StatusCode::UNPROCESSABLE_ENTITY, status_of);
    let replay = BeginReplay { problems, by_hand: Some(form), says_errors: true, replacing: None };
    begin_again(&state, &headers, SignedIn(account), replay, status).await
}

/// Begins a new version of what is published, or a correction of it.
pub async fn begin_version(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path((year, number)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let path = format!("/deliberations/{year}/{number}/drafts");
    let Ok(number) = format!("{year}/{number}").parse::<DeliberationNumber>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let posted = PostedFields::new(pairs);
    let mut form = NewVersionForm::read(&posted);
    // A correction asks for no days: none is missing.
    let mut says_errors = posted.get("kind") != "correction";
    let with = drafting(&state, &account);
    let begun = match (posted.get("kind"), form.new_version()) {
        ("correction", _) => Some(with.begin_correction(number).await),
        (_, Ok(version)) => Some(with.begin_amendment(number, version).await),
        (_, Err(_)) => None,
    };
    let trouble = match begun {
        None => None,
        Some(Ok(draft)) => return to_draft(&draft.id),
        Some(Err(RegisterError::Unknown)) => return StatusCode::NOT_FOUND.into_response(),
        Some(Err(RegisterError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        Some(Err(RegisterError::Refused(RegisterRefusal::Faulty(faults)))) => {
            form.refuse(&faults);
            says_errors = true;
            None
        }
        Some(Err(error)) => Some(trouble_of(&error, "a draft was not begun")),
    };
    let status = trouble.map_or(StatusCode::UNPROCESSABLE_ENTITY, |trouble| trouble.http_status());
    let replay = GivenBack::form(NewVersionReplay { form, says_errors, trouble });
    again(&state, &path, &headers, Some(SignedIn(account)), replay, status).await
}
