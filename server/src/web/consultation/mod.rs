//! A consultation: its form, and the downloads of its answer.

mod export;

use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use delibero_files::sheets::FileFormat;
use delibero_ui::error::Trouble;
use delibero_ui::pages::consultation::view::{Entered, FieldError, limit_reached, question};
use delibero_ui::services::SignedIn;
use delibero_usecases::consultation::{ConsultError, open};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use self::export::Format;
use super::AppState;
use super::download::attachment;
use super::frame::again;
use super::frame::language;
use super::frame::render::GivenBack;

pub(super) fn routes() -> Router<AppState> {
    let answer = |format| move |state, account, headers, path| export(state, account, headers, path, format);
    Router::new()
        .route("/consultation", post(consult))
        .route("/consultations/{id}/export.json", get(answer(Format::Json)))
        .route("/consultations/{id}/export.csv", get(answer(Format::Spreadsheet(FileFormat::Csv))))
        .route("/consultations/{id}/export.xlsx", get(answer(Format::Spreadsheet(FileFormat::Xlsx))))
}

/// Decides on a consultation; the answer is under an address of its own.
async fn consult(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(entered) = Entered::of_form(fields) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let with = &state.application.services();
    let mut wait = None;
    let (errors, status) = match question(&entered, &with.catalogue, with.niss_rules()) {
        Ok(question) => {
            match open(with.consulting(), &account.actor, question, entered.form.parse().ok().as_ref()).await {
                Ok(consultation) => {
                    return Redirect::to(&format!("/consultations/{}", consultation.id)).into_response();
                }
                Err(ConsultError::Store(error)) => {
                    let trouble = Trouble::traced(&error, "the store failed at a consultation");
                    (vec![FieldError::Store(trouble)], trouble.http_status())
                }
                Err(ConsultError::LimitReached { most, until }) => {
                    wait = until.map(|until| until.duration_since(with.clock.now()).as_secs().max(0) + 1);
                    (vec![limit_reached(most, until)], StatusCode::TOO_MANY_REQUESTS)
                }
                // The page says so: its form is not shown.
                Err(ConsultError::Stopped(_)) => (Vec::new(), StatusCode::FORBIDDEN),
                Err(ConsultError::Unwitnessed { .. }) => (Vec::new(), StatusCode::SERVICE_UNAVAILABLE),
                Err(ConsultError::NotAllowed | ConsultError::Unknown | ConsultError::Closed) => {
                    return StatusCode::FORBIDDEN.into_response();
                }
            }
        }
        Err(errors) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let account = Some(SignedIn(account));
    let posted = GivenBack::form((entered, errors));
    let mut response = again(&state, "/consultation", &headers, account, posted, status).await;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A download of exactly what the page shows, logged as a disclosure of its own.
async fn export(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
    format: Format,
) -> Response {
    let kind = delibero_domain::access_log::EventKind::Export;
    let with = &state.application.services();
    let answer = delibero_usecases::consultation::disclose(with.consulting(), &account.actor, &id, kind).await;
    let page = match answer {
        Ok(answer) => delibero_ui::pages::consultation::view::answer_of(&answer),
        Err(ConsultError::Store(error)) => {
            return Trouble::traced(&error, "the store failed at an export").http_status().into_response();
        }
        Err(ConsultError::NotAllowed) => return StatusCode::FORBIDDEN.into_response(),
        Err(ConsultError::Stopped(_)) => {
            let account = Some(SignedIn(account));
            let path = "/consultation";
            return again(&state, path, &headers, account, GivenBack::nothing(), StatusCode::FORBIDDEN).await;
        }
        Err(ConsultError::Unwitnessed { .. }) => {
            let (path, status) = ("/consultation", StatusCode::SERVICE_UNAVAILABLE);
            return again(&state, path, &headers, Some(SignedIn(account)), GivenBack::nothing(), status).await;
        }
        Err(ConsultError::Closed) => {
            let path = format!("/consultations/{id}");
            let account = Some(SignedIn(account));
            return again(&state, &path, &headers, account, GivenBack::nothing(), StatusCode::GONE).await;
        }
        Err(ConsultError::Unknown | ConsultError::LimitReached { .. }) => None,
    };
    let Some(page) = page else { return StatusCode::NOT_FOUND.into_response() };
    match export::write(&page, format, language::of(&headers)) {
        Ok(file) => attachment(file, format.media_type(), &format!("delibero-{}.{}", page.id, format.extension())),
        Err(error) => {
            tracing::error!(%error, "an answer was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
