//! The secretariat's forms: plain POSTs, which work the same with and without JavaScript.

mod parts;
mod uploads;

use axum::extract::{DefaultBodyLimit, Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber};
use delibero_domain::text::Language;
use delibero_ui::error::Trouble;
use delibero_ui::pages::register::drafts::view::{
    ActionProblem, AskedVersion, Begun, FieldProblem, ImportProblem, Undone,
};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::Account;
use delibero_usecases::register::{ByHand, Drafting, NewVersion, RegisterError};
use http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::Deserialize;

use super::AppState;
use super::frame::again;
use super::frame::render::Posted;

pub use parts::{MAX_PART, save};
pub use uploads::{MAX_UPLOAD, import};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/drafts/new", post(begin))
        .route("/drafts/import", post(import).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/drafts/{id}", post(act))
        .route("/drafts/{id}/edit/{part}", post(save).layer(DefaultBodyLimit::max(MAX_PART)))
        .route("/deliberations/{year}/{number}/drafts", post(begin_version))
}

fn drafting<'a>(state: &'a AppState, account: &'a Account) -> Drafting<'a> {
    state.services.drafting(&account.actor)
}

async fn begun_again(
    state: &AppState,
    headers: &HeaderMap,
    account: SignedIn,
    begun: Begun,
    status: StatusCode,
) -> Response {
    again(state, "/drafts/new", headers, Some(account), Posted::Begun(Box::new(begun)), status).await
}

/// What the store says; any other refusal that no form foresees is a fault of ours.
fn trouble_of(error: &RegisterError, what: &str) -> Trouble {
    match error {
        RegisterError::Store(error) => Trouble::traced(error, what),
        error => {
            tracing::error!(%error, "{what}");
            Trouble::Fault
        }
    }
}

fn to_draft(id: &str) -> Response {
    Redirect::to(&format!("/drafts/{id}")).into_response()
}

/// What the form of a deliberation written by hand sends.
#[derive(Deserialize)]
pub struct ByHandForm {
    #[serde(default)]
    pub(super) number: String,
    #[serde(default)]
    pub(super) date: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) language: String,
}

/// Begins a deliberation by hand.
pub async fn begin(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(form): Form<ByHandForm>,
) -> Response {
    let number: Option<DeliberationNumber> = form.number.trim().parse().ok();
    let date: Option<Date> = form.date.trim().parse().ok();
    let title = form.title.trim().to_owned();
    let wrong = [
        (number.is_none(), ImportProblem::Number),
        (date.is_none(), ImportProblem::Date),
        (title.is_empty(), ImportProblem::Title),
    ];
    let mut problems: Vec<ImportProblem> =
        wrong.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, problem)| problem).collect();
    if let (Some(number), Some(date), true) = (number, date, problems.is_empty()) {
        let language = Language::from_code(&form.language).unwrap_or_default();
        match drafting(&state, &account).begin_by_hand(ByHand { number, date, title, language }).await {
            Ok(draft) => return to_draft(&draft.id),
            Err(RegisterError::Faulty(_)) => problems.push(ImportProblem::TitleWithNiss),
            Err(RegisterError::AlreadyThere) => problems.push(ImportProblem::Known(number.to_string())),
            Err(RegisterError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
            Err(error) => problems.push(ImportProblem::Store(trouble_of(&error, "a draft was not begun"))),
        }
    }
    let status = uploads::status_of(&problems[0]);
    let ByHandForm { number, date, title, language } = form;
    let begun = Begun { problems, number, date, title, language, replacing: None };
    begun_again(&state, &headers, SignedIn(account), begun, status).await
}

/// What is asked of a deliberation that is published.
#[derive(Deserialize)]
pub struct VersionForm {
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) document: String,
    #[serde(default)]
    pub(super) approved: String,
    #[serde(default)]
    pub(super) in_force: String,
}

/// Begins a new version of what is published, or a correction of it.
pub async fn begin_version(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path((year, number)): Path<(String, String)>,
    Form(form): Form<VersionForm>,
) -> Response {
    let path = format!("/deliberations/{year}/{number}/drafts");
    let Ok(number) = format!("{year}/{number}").parse::<DeliberationNumber>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let with = drafting(&state, &account);
    let begun = match form.kind.as_str() {
        "correction" => with.begin_correction(number).await.map_err(Asked::Not),
        _ => match new_version(&form) {
            Ok(version) => with.begin_amendment(number, version).await.map_err(Asked::Not),
            Err(problems) => Err(Asked::Wrong(problems)),
        },
    };
    let (problems, trouble) = match begun {
        Ok(draft) => return to_draft(&draft.id),
        Err(Asked::Wrong(problems)) => (problems, None),
        Err(Asked::Not(RegisterError::Unknown)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Asked::Not(RegisterError::NotAllowed)) => return StatusCode::FORBIDDEN.into_response(),
        Err(Asked::Not(RegisterError::Faulty(faults))) => (wrong_days(&faults), None),
        Err(Asked::Not(error)) => (Vec::new(), Some(trouble_of(&error, "a draft was not begun"))),
    };
    let status = trouble.map_or(StatusCode::UNPROCESSABLE_ENTITY, Trouble::http_status);
    let VersionForm { kind, document, approved, in_force } = form;
    let asked = AskedVersion { kind, document, approved, in_force, problems, trouble };
    let account = Some(SignedIn(account));
    again(&state, &path, &headers, account, Posted::NewVersion(Box::new(asked)), status).await
}

/// Why a version was not begun.
enum Asked {
    Wrong(Vec<(String, FieldProblem)>),
    Not(RegisterError),
}

fn wrong_days(faults: &[delibero_usecases::register::Fault]) -> Vec<(String, FieldProblem)> {
    use delibero_usecases::register::Fault;
    if faults.contains(&Fault::Niss) {
        return vec![("document".to_owned(), FieldProblem::Niss)];
    }
    let early = faults.iter().any(|fault| matches!(fault, Fault::InForceTooEarly(_)));
    let (field, problem) =
        if early { ("in-force", FieldProblem::TooEarly) } else { ("approved", FieldProblem::DayTwice) };
    vec![(field.to_owned(), problem)]
}

fn new_version(form: &VersionForm) -> Result<NewVersion, Vec<(String, FieldProblem)>> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push((field.to_owned(), problem));
    let approved: Option<Date> = form.approved.trim().parse().ok();
    if approved.is_none() {
        wrong("approved", if form.approved.trim().is_empty() { FieldProblem::Required } else { FieldProblem::NotADay });
    }
    let in_force: Option<Date> = form.in_force.trim().parse().ok();
    if in_force.is_none() && !form.in_force.trim().is_empty() {
        wrong("in-force", FieldProblem::NotADay);
    }
    let document: Option<DocumentNumber> = form.document.trim().parse().ok();
    if document.is_none() && !form.document.trim().is_empty() {
        wrong("document", FieldProblem::NotADocument);
    }
    match approved {
        Some(approved) if problems.is_empty() => Ok(NewVersion { document, approved, in_force }),
        _ => Err(problems),
    }
}

/// What is done with a whole draft.
#[derive(Deserialize)]
pub struct ActionForm {
    #[serde(default, rename = "do")]
    action: String,
    #[serde(default)]
    revision: u32,
    #[serde(default)]
    note: String,
}

/// Proposes, publishes, sends back or throws away.
pub async fn act(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(form): Form<ActionForm>,
) -> Response {
    let with = drafting(&state, &account);
    let note = form.note.trim().to_owned();
    let path = format!("/drafts/{id}");
    let done = match form.action.as_str() {
        "propose" => with.propose(&id, form.revision).await.map(|_| path.clone()),
        "return" if note.is_empty() => {
            let undone = Undone { problem: ActionProblem::NoteMissing, note };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(&state, &path, &headers, Some(SignedIn(account)), Posted::Undone(undone), status).await;
        }
        "return" => with.send_back(&id, form.revision, note.clone()).await.map(|_| path.clone()),
        "publish" => with.publish(&id, form.revision).await.map(|number| format!("/deliberations/{number}")),
        "discard" => with.discard(&id, form.revision).await.map(|()| "/drafts".to_owned()),
        _ => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    let error = match done {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(error) => error,
    };
    let (problem, status) = match error {
        // The page says so: a draft that is not there, or that this account may not touch.
        RegisterError::Unknown => {
            return again(&state, &path, &headers, Some(SignedIn(account)), Posted::Nothing, StatusCode::NOT_FOUND)
                .await;
        }
        RegisterError::NotAllowed => return StatusCode::FORBIDDEN.into_response(),
        RegisterError::Conflict(_) => (ActionProblem::Conflict, StatusCode::CONFLICT),
        RegisterError::Outdated => (ActionProblem::Outdated, StatusCode::CONFLICT),
        RegisterError::OwnDraft => (ActionProblem::OwnDraft, StatusCode::UNPROCESSABLE_ENTITY),
        RegisterError::NotProposed => (ActionProblem::NotProposed, StatusCode::UNPROCESSABLE_ENTITY),
        RegisterError::Faulty(_) => (ActionProblem::Faulty, StatusCode::UNPROCESSABLE_ENTITY),
        error => {
            let trouble = trouble_of(&error, "nothing was done with a draft");
            (ActionProblem::Store(trouble), trouble.http_status())
        }
    };
    let undone = Undone { problem, note };
    again(&state, &path, &headers, Some(SignedIn(account)), Posted::Undone(undone), status).await
}
