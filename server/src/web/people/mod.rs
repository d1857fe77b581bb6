//! People: accounts are made, changed, suspended and ended, and links are made with which passwords are chosen.

mod mandates;

use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use delibero_domain::identifier::UserName;
use delibero_domain::role::Role;
use delibero_ui::components::form_mark::WHOLE;
use delibero_ui::pages::people::user_address;
use delibero_ui::pages::people::view::{MadeLink, NewReplay, Problem, UserReplay, organisation_of};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::people::{NewUser, PeopleError, Sessions, UserChange};
use http::{HeaderMap, StatusCode, header};

use super::AppState;
use super::frame::again;
use super::frame::render::GivenBack;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/people/new", post(invite))
        .route("/people/{user}", post(change))
        .route("/people/{user}/mandates", post(mandates::change))
        .route("/people/{user}/sessions", post(end_sessions))
}

type Fields = Vec<(String, String)>;

fn one(fields: &Fields, name: &str) -> String {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn all(fields: &Fields, name: &str) -> Vec<String> {
    fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
}

fn roles(words: &[String]) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| words.iter().any(|word| word == role.as_str())).collect()
}

/// Makes an account and shows its link, or comes back with what was typed.
async fn invite(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let mut replay = NewReplay {
        organisation: one(&fields, "organisation"),
        user: one(&fields, "user"),
        display_name: one(&fields, "display_name"),
        roles: all(&fields, "roles"),
        ..NewReplay::default()
    };
    let outcome = match organisation_of(&replay.organisation) {
        Some(organisation) => {
            let new = NewUser {
                user: replay.user.clone(),
                display_name: replay.display_name.clone(),
                organisation,
                roles: roles(&replay.roles),
            };
            match state.application.services().people(&account.0.actor) {
                Ok(people) => people.invite(new).await,
                Err(refused) => Err(refused.into()),
            }
        }
        None => Err(PeopleError::UnknownOrganisation),
    };
    let status = match outcome {
        Ok(link) => {
            replay.made = Some(MadeLink { link, origin: origin(&state, &headers) });
            StatusCode::OK
        }
        Err(error) => {
            let Some(problem) = Problem::of(error) else { return StatusCode::NOT_FOUND.into_response() };
            let status = status_of(&problem);
            replay.problem = Some(problem);
            status
        }
    };
    again(&state, "/people/new", &headers, Some(account), GivenBack::form(replay), status).await
}

/// Does what a button of somebody's page says.
async fn change(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Path(user): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let Ok(name) = UserName::new(user) else { return StatusCode::NOT_FOUND.into_response() };
    let act = one(&fields, "act");
    let is_facts = act == "facts";
    // Half a form would take away the roles that it has not.
    if is_facts && one(&fields, WHOLE).is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let mut replay = UserReplay {
        display_name: is_facts.then(|| one(&fields, "display_name")),
        roles: is_facts.then(|| all(&fields, "roles")),
        why: one(&fields, "why"),
        move_to: one(&fields, "move_to"),
        ..UserReplay::default()
    };
    let services = state.application.services();
    let people = match services.people(&account.0.actor) {
        Ok(people) => people,
        Err(_) => return StatusCode::FORBIDDEN.into_response(),
    };
    let address = user_address(name.as_str());
    if act == "link" {
        return match people.renew_link(&name).await {
            Ok(link) => {
                replay.made = Some(MadeLink { link, origin: origin(&state, &headers) });
                again(&state, &address, &headers, Some(account), GivenBack::form(replay), StatusCode::OK).await
            }
            Err(error) => refused(&state, &address, &headers, account, replay, error).await,
        };
    }
    let change = match act.as_str() {
        "facts" => UserChange::Facts {
            display_name: replay.display_name.clone().unwrap_or_default(),
            roles: roles(&all(&fields, "roles")),
        },
        "suspend" => UserChange::Suspend,
        "resume" => UserChange::Resume,
        "end" => UserChange::End,
        "move" => match organisation_of(&replay.move_to) {
            Some(to) => UserChange::Move(to),
            None => {
                let error = PeopleError::UnknownOrganisation;
                return refused(&state, &address, &headers, account, replay, error).await;
            }
        },
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let read = one(&fields, "revision").parse().unwrap_or_default();
    match people.change(&name, read, change, &replay.why).await {
        Ok(_) => Redirect::to(&format!("{address}?done=change")).into_response(),
        Err(error) => refused(&state, &address, &headers, account, replay, error).await,
    }
}

async fn refused(
    state: &AppState,
    address: &str,
    headers: &HeaderMap,
    account: SignedIn,
    mut replay: UserReplay,
    error: PeopleError,
) -> Response {
    let Some(problem) = Problem::of(error) else { return StatusCode::NOT_FOUND.into_response() };
    // The field of a move has another name than that of a new account.
    let status = status_of(&problem);
    replay.problem = Some(problem);
    again(state, address, headers, Some(account), GivenBack::form(replay), status).await
}

const fn status_of(problem: &Problem) -> StatusCode {
    match problem {
        Problem::NotAllowed => StatusCode::FORBIDDEN,
        Problem::Conflict => StatusCode::CONFLICT,
        Problem::Store(trouble) => trouble.http_status(),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Ends one session of somebody, or all.
async fn end_sessions(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    Path(user): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let Ok(name) = UserName::new(user) else { return StatusCode::NOT_FOUND.into_response() };
    let Some(which) = which_sessions(&one(&fields, "session"), Sessions::All) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let services = state.application.services();
    let Ok(people) = services.people(&account.actor) else { return StatusCode::FORBIDDEN.into_response() };
    match people.end_sessions(&name, which).await {
        Ok(()) => Redirect::to(&format!("{}?done=sessions", user_address(name.as_str()))).into_response(),
        Err(error) => match Problem::of(error) {
            Some(problem) => status_of(&problem).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// Reads which sessions a button ends; none: it cannot be read.
pub(super) fn which_sessions(typed: &str, all: Sessions) -> Option<Sessions> {
    if typed == "all" {
        return Some(all);
    }
    hex::decode(typed).ok()?.try_into().ok().map(Sessions::One)
}

/// The portal's own address, as the browser knows it.
fn origin(state: &AppState, headers: &HeaderMap) -> String {
    let scheme = if state.secure_cookies { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{scheme}://{host}")
}
