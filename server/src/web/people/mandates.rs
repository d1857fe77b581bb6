//! Mandates: what is given to somebody of the own organisation beside roles, and ended.

use axum::Form;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::identifier::{OfficeId, RecipientId, ServiceId, UserName};
use delibero_domain::typed_day::read_day;
use delibero_ui::pages::people::user_address;
use delibero_ui::pages::people::view::{MandateProblem, MandateReplay, Problem};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::mandates::{NewGiven, NewMandate};
use delibero_usecases::accounts::people::{People, PeopleError};
use http::{HeaderMap, StatusCode};

use super::{Fields, one, status_of};
use crate::web::AppState;
use crate::web::frame::again;
use crate::web::frame::render::GivenBack;

enum NotDone {
    Typed(MandateProblem),
    Refused(PeopleError),
}

/// Does what a button of the section says, or comes back with what was typed.
pub(super) async fn change(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Path(user): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let Ok(name) = UserName::new(user) else { return StatusCode::NOT_FOUND.into_response() };
    let mut replay = MandateReplay {
        act: one(&fields, "act"),
        what: one(&fields, "what"),
        from: one(&fields, "from"),
        until: one(&fields, "until"),
        why: one(&fields, "why"),
        problem: None,
    };
    let services = state.application.services();
    let Ok(people) = services.people(&account.0.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let address = user_address(name.as_str());
    let (done, outcome) = match replay.act.as_str() {
        "end" => ("mandate-end", people.end_mandate(&name, &replay.what, &replay.why).await.map_err(NotDone::Refused)),
        "designate" | "office" | "deputy" => ("mandate", give(people, &name, &replay).await),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let problem = match outcome {
        Ok(()) => return Redirect::to(&format!("{address}?done={done}#mandates")).into_response(),
        Err(NotDone::Typed(problem)) => problem,
        Err(NotDone::Refused(error)) => match Problem::of(error) {
            Some(problem) => MandateProblem::Refused(problem),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let status = match &problem {
        MandateProblem::Refused(problem) => status_of(problem),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    replay.problem = Some(problem);
    again(&state, &address, &headers, Some(account), GivenBack::form(replay), status).await
}

async fn give(people: People<'_>, user: &UserName, typed: &MandateReplay) -> Result<(), NotDone> {
    let given = given(typed).ok_or(NotDone::Typed(MandateProblem::What))?;
    let from = read_day(&typed.from).map_err(|_| NotDone::Typed(MandateProblem::FirstDay))?;
    let until = match typed.until.trim() {
        "" => None,
        until => Some(read_day(until).map_err(|_| NotDone::Typed(MandateProblem::LastDay))?),
    };
    people.give_mandate(user, NewMandate { given, from, until }).await.map_err(NotDone::Refused)
}

fn given(typed: &MandateReplay) -> Option<NewGiven> {
    let what = typed.what.trim();
    match typed.act.as_str() {
        "designate" => {
            let (recipient, service) = what.split_once('/')?;
            let (recipient, service) = (RecipientId::new(recipient).ok()?, ServiceId::new(service).ok()?);
            Some(NewGiven::Designation { recipient, service })
        }
        "office" => OfficeId::new(what).ok().map(NewGiven::Office),
        _ => (!what.is_empty()).then(|| NewGiven::Deputy { holder: what.to_owned() }),
    }
}
