//! The access log: its filters, the person who never stands in an address, and the log as a file.

mod hand_over;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use delibero_domain::access_log::Disclosed;
use delibero_domain::text::{Language, Text};
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::PageError;
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::access_log::view::{LogLine, MOST_LINES, PersonFilter, Whole, whole};
use delibero_ui::pages::access_log::{LogQuery, cut_short, refusal};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::FORM_MARK;
use delibero_usecases::log_tree::NoReceipt;
use delibero_words::say;
use http::{HeaderMap, StatusCode};

use super::AppState;
use super::addresses::without_niss;
use super::download::{attachment, sheet};
use super::frame::render::GivenBack;
use super::frame::trouble::no_file;
use super::frame::{again, language};

pub(super) fn routes() -> Router<AppState> {
    let log = |format| move |state, account, headers, query| download(state, account, headers, query, format);
    let log_of_person =
        |format| move |state, account, headers, form| download_of_person(state, account, headers, form, format);
    let (csv, xlsx) = (FileFormat::Csv, FileFormat::Xlsx);
    Router::new()
        .route("/log", post(show))
        .route("/log/{position}/receipt", get(receipt))
        .route("/log.csv", get(log(csv)).post(log_of_person(csv)))
        .route("/log.xlsx", get(log(xlsx)).post(log_of_person(xlsx)))
        .route("/log.zip", get(hand_over_lines).post(hand_over_of_person))
}

type Fields = Vec<(String, String)>;

/// The NISS to filter by, and the other filters.
fn parted(mut fields: Fields) -> (String, LogQuery) {
    let at = fields.iter().position(|(name, _)| name == "person");
    let person = at.map(|at| fields.swap_remove(at).1).unwrap_or_default();
    fields.retain(|(name, _)| name != FORM_MARK);
    (person, LogQuery::of_address(fields))
}

/// Shows the log about one person, whose NISS came in the body; the other filters stand in the address.
pub async fn show(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let (person, query) = parted(fields);
    let path = query.address();
    let path = without_niss(&path).unwrap_or(path);
    if person.trim().is_empty() {
        return Redirect::to(&path).into_response();
    }
    let person = GivenBack::form(PersonFilter(person));
    again(&state, &path, &headers, Some(account), person, StatusCode::OK).await
}

/// The log of an address as a file.
pub async fn download(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
    format: FileFormat,
) -> Response {
    written(&state, &account, language::of(&headers), &LogQuery::of_address(fields), "", format).await
}

/// The log about one person as a file.
pub async fn download_of_person(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
    format: FileFormat,
) -> Response {
    let (person, query) = parted(fields);
    written(&state, &account, language::of(&headers), &query, &person, format).await
}

/// The log of an address as a signed archive.
async fn hand_over_lines(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
) -> Response {
    hand_over::handed_over(&state, &account, language::of(&headers), &LogQuery::of_address(fields), "").await
}

/// The log about one person as a signed archive.
async fn hand_over_of_person(
    State(state): State<AppState>,
    Extension(account): Extension<SignedIn>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let (person, query) = parted(fields);
    hand_over::handed_over(&state, &account, language::of(&headers), &query, &person).await
}

/// The proof of an entry, with its record and salt in it.
pub async fn receipt(
    State(state): State<AppState>,
    Extension(SignedIn(reader)): Extension<SignedIn>,
    headers: HeaderMap,
    Path(position): Path<String>,
) -> Response {
    let Ok(position) = position.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let services = state.application.services();
    let receipts = match services.receipts(&reader.actor) {
        Ok(receipts) => receipts,
        Err(error) => return PageError::from(error).http_status().into_response(),
    };
    let language = language::of(&headers);
    match receipts.of(position).await {
        Ok(receipt) => {
            let name = format!("delibero-log-{position}.tlog-proof");
            attachment(receipt.to_string().into_bytes(), "text/plain; charset=utf-8", &name)
        }
        Err(why) => not_proved(language, why),
    }
}

fn not_proved(language: Language, why: NoReceipt) -> Response {
    match why {
        NoReceipt::Unknown => StatusCode::NOT_FOUND.into_response(),
        NoReceipt::NotYet => no_file(say!(language, access_log.proof_not_yet).to_owned()),
        NoReceipt::Store(error) => PageError::from(error).http_status().into_response(),
        error @ NoReceipt::Differs(_) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an entry of the log is not proved");
            no_file(say!(language, access_log.proof_differs).to_owned())
        }
    }
}

async fn written(
    state: &AppState,
    SignedIn(reader): &SignedIn,
    language: Language,
    query: &LogQuery,
    person: &str,
    format: FileFormat,
) -> Response {
    match whole(&state.application.services(), &reader.actor, query, person).await {
        Ok(Ok(whole)) => {
            sheet(&table(&whole, language), format, &format!("delibero-log-{}", state.application.clock.today()))
        }
        Ok(Err(unread)) => no_file(refusal(language, &unread)),
        Err(error) => error.http_status().into_response(),
    }
}

const COLUMNS: &[Column] = &[
    ("position", 9.),
    ("at", 26.),
    ("event", 11.),
    ("user", 20.),
    ("role", 18.),
    ("organisation", 18.),
    ("organisation_label", 40.),
    ("recipient", 18.),
    ("niss", 16.),
    ("successor", 16.),
    ("purpose", 40.),
    ("person_role", 24.),
    ("confirmed", 30.),
    ("module", 40.),
    ("asked_from", 12.),
    ("asked_to", 12.),
    ("message_number", 20.),
    ("return_day", 12.),
    ("outcome", 24.),
    ("deliberation", 12.),
    ("point", 12.),
    ("suspended_since", 20.),
    ("suspended_by", 20.),
    ("suspended_because", 60.),
    ("status", 12.),
    ("granted", 60.),
    ("disclosed", 60.),
    ("consultation", 38.),
    ("leaf", 66.),
    ("office", 24.),
    ("deputy", 8.),
];

fn table(whole: &Whole, language: Language) -> Table {
    let note = whole.cut.then(|| cut_short(language, MOST_LINES));
    Table { name: "log", columns: COLUMNS, rows: whole.lines.iter().map(|line| row(line, language)).collect(), note }
}

fn row(line: &LogLine, language: Language) -> Vec<Cell> {
    let say = |text: &Text| Cell::words(text.get(language));
    let (source, stopped) = (line.source.as_ref(), line.suspended.as_ref());
    let granted: Vec<_> = line.granted.iter().map(|label| label.get(language)).collect();
    let disclosed: Vec<_> = line.disclosed.iter().map(disclosed).collect();
    let (first, last) = line.asked.span.ends().unwrap_or_default();
    let confirmed: Vec<_> = line.confirmed.iter().map(|label| label.get(language)).collect();
    vec![
        Cell::Count(line.position),
        Cell::words(line.at.as_str()),
        Cell::words(line.kind.as_str()),
        Cell::words(line.user.as_str()),
        Cell::words(line.role.as_str()),
        Cell::words(line.organisation.as_str()),
        say(&line.organisation_name),
        Cell::words(line.recipient.as_str()),
        Cell::words(line.person.as_deref().unwrap_or_default()),
        Cell::words(line.successor.as_deref().unwrap_or_default()),
        say(&line.purpose),
        line.person_role.as_ref().map_or(Cell::Empty, say),
        Cell::words(confirmed.join("; ")),
        say(&line.module),
        Cell::words(first),
        Cell::words(last),
        Cell::words(line.asked.message_number.as_deref().unwrap_or_default()),
        line.asked.return_day.map_or(Cell::Empty, |day| Cell::words(day.to_string())),
        Cell::words(line.outcome.as_str()),
        Cell::words(source.map(|source| source.deliberation.as_str()).unwrap_or_default()),
        Cell::words(source.map(|source| source.point.as_str()).unwrap_or_default()),
        Cell::words(stopped.map(|found| found.since.to_string()).unwrap_or_default()),
        Cell::words(stopped.map(|found| found.by.to_string()).unwrap_or_default()),
        Cell::words(stopped.map(|found| found.reason.clone()).unwrap_or_default()),
        Cell::words(line.status.as_str()),
        Cell::words(granted.join("; ")),
        Cell::words(disclosed.join("; ")),
        Cell::words(line.consultation.as_str()),
        Cell::words(line.leaf.as_str()),
        Cell::words(line.office.as_ref().map(|held| held.office.as_str()).unwrap_or_default()),
        Cell::words(line.office.as_ref().map(|held| if held.deputy { "true" } else { "false" }).unwrap_or_default()),
    ]
}

/// `id version (sender)`, as far as they are known.
fn disclosed(found: &Disclosed) -> String {
    let version = found.version.map(|version| format!(" {version}")).unwrap_or_default();
    let sender = found.sender.as_ref().map(|sender| format!(" ({sender})")).unwrap_or_default();
    format!("{}{version}{sender}", found.record)
}
