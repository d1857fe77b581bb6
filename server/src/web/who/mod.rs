//! Who can see something, as a download: one line per grant, or the document of `delibero catalogue who --json`.

use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use delibero_domain::authorisation::Source;
use delibero_domain::who::export::{document, row};
use delibero_domain::who::{Answer, who};
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::PageError;
use delibero_ui::filters::{FilterProblem, Unread};
use delibero_ui::pages::who::view::{Chosen, chosen, read};
use delibero_ui::pages::who::{WhoQuery, nothing_chosen, refusal};
use delibero_ui::services::SignedIn;
use http::{HeaderMap, StatusCode};

use super::AppState;
use super::download::{attachment, sheet};
use super::frame::language;
use super::frame::trouble::no_file;

pub(super) fn routes() -> Router<AppState> {
    let file = |format| move |state, account, headers, query| download(state, account, headers, query, format);
    Router::new()
        .route("/who.csv", get(file(Format::Sheet(FileFormat::Csv))))
        .route("/who.xlsx", get(file(Format::Sheet(FileFormat::Xlsx))))
        .route("/who.json", get(file(Format::Json)))
}

#[derive(Clone, Copy)]
enum Format {
    Sheet(FileFormat),
    Json,
}

/// Those of [`delibero_domain::who::export::COLUMNS`], and every point.
const COLUMNS: &[Column] = &[
    ("recipient", 24.),
    ("module", 20.),
    ("exchange", 14.),
    ("purpose", 28.),
    ("person_roles", 28.),
    ("roles", 20.),
    ("regimes", 28.),
    ("risks", 28.),
    ("history", 14.),
    ("reduced", 20.),
    ("integration", 40.),
    ("from", 11.),
    ("until", 11.),
    ("suspended", 20.),
    ("deliberation", 12.),
    ("point", 12.),
    ("points", 40.),
];

async fn download(
    State(state): State<AppState>,
    Extension(SignedIn(account)): Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Vec<(String, String)>>,
    format: Format,
) -> Response {
    let (language, query) = (language::of(&headers), WhoQuery::of_pairs(fields));
    let services = state.application.services();
    let catalogue = match chosen(&services, &account.actor, &query.state).await {
        Ok(Some(Chosen { catalogue: Some(catalogue), .. })) => catalogue,
        Ok(Some(_)) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Ok(None) => {
            let unread = Unread { field: "state".to_owned(), typed: query.state, problem: FilterProblem::Unknown };
            return no_file(refusal(language, &[unread]));
        }
        Err(error) => return PageError::http_status(error).into_response(),
    };
    let sought = match read(&catalogue, &query) {
        Ok(Some(sought)) => sought,
        Ok(None) => return no_file(nothing_chosen(language).to_owned()),
        Err(unread) => return no_file(refusal(language, &unread)),
    };
    let Ok(answers) = who(&catalogue, &sought) else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let name = format!("delibero-who-{}", sought.service);
    match format {
        Format::Json => {
            let document = format!("{:#}\n", document(&sought, &answers));
            attachment(document.into_bytes(), "application/json", &format!("{name}.json"))
        }
        Format::Sheet(format) => {
            let rows = answers.iter().map(line).collect();
            sheet(&Table { name: "who", columns: COLUMNS, rows, note: None }, format, &name)
        }
    }
}

fn line(answer: &Answer<'_>) -> Vec<Cell> {
    let points = answer.points.iter().map(|source| String::from(Source::clone(source)));
    let points = points.collect::<Vec<_>>().join("; ");
    row(answer).into_iter().chain([points]).map(Cell::words).collect()
}
