//! The list of organisations: its filters, and the whole list as a file that can be loaded again.

use axum::Form;
use axum::extract::{Extension, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::organisations::view::list::whole;
use delibero_ui::pages::organisations::{OrganisationListQuery, refusal};
use delibero_ui::services::SignedIn;
use delibero_usecases::accounts::FORM_MARK;
use delibero_usecases::organisations::{Field, Registered, Typed, membership_words, processor_words};
use http::HeaderMap;

use crate::web::AppState;
use crate::web::addresses::without_niss;
use crate::web::download::sheet;
use crate::web::frame::language;
use crate::web::frame::trouble::no_file;

type Fields = Vec<(String, String)>;

/// Puts the filters into the address, but for a NISS typed where words belong.
pub async fn ask(Form(mut sent): Form<Fields>) -> Response {
    sent.retain(|(name, _)| name != FORM_MARK);
    let address = OrganisationListQuery::of_address(sent).address();
    Redirect::to(&without_niss(&address).unwrap_or(address)).into_response()
}

/// The whole list as a file.
pub async fn download(
    State(state): State<AppState>,
    Extension(SignedIn(reader)): Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
    format: FileFormat,
) -> Response {
    let with = &state.application.services();
    let language = language::of(&headers);
    let query = OrganisationListQuery::of_address(fields);
    match whole(with, &reader.actor, &query, language).await {
        Ok(Ok(found)) => {
            let name = format!("delibero-organisations-{}", with.clock.today());
            let rows = found.iter().map(row).collect();
            sheet(&Table { name: "organisations", columns: COLUMNS, rows, note: None }, format, &name)
        }
        Ok(Err(unread)) => no_file(refusal(language, &unread)),
        Err(error) => error.http_status().into_response(),
    }
}

/// Those that a file which is loaded has, and the state.
const COLUMNS: &[Column] = &[
    ("identifier", 24.),
    ("name_fr", 40.),
    ("name_nl", 40.),
    ("name_de", 40.),
    ("enterprise_number", 16.),
    ("street", 30.),
    ("postal_code", 12.),
    ("municipality", 20.),
    ("region", 16.),
    ("sector", 8.),
    ("institution", 10.),
    ("legal_contexts", 24.),
    ("contact_name", 24.),
    ("contact_email", 30.),
    ("contact_phone", 18.),
    ("security_adviser_name", 24.),
    ("security_adviser_email", 30.),
    ("security_adviser_phone", 18.),
    ("data_protection_officer_name", 24.),
    ("data_protection_officer_email", 30.),
    ("data_protection_officer_phone", 18.),
    ("processors", 40.),
    ("recipients", 40.),
    ("state", 12.),
    ("state_since", 22.),
    ("state_why", 40.),
];

fn row(found: &Registered) -> Vec<Cell> {
    let typed = Typed::of(&found.particulars);
    let field = |field: &Field| Cell::words(typed.get(*field).replace('\n', "; "));
    let processors = found.particulars.details.processors.iter().map(processor_words).collect::<Vec<_>>();
    let recipients = found.memberships.iter().map(membership_words).collect::<Vec<_>>();
    let stopped = found.stopped.as_ref();
    let mut cells = vec![Cell::words(found.id.as_str())];
    cells.extend(Field::ALL.iter().map(field));
    cells.extend([
        Cell::words(processors.join("; ")),
        Cell::words(recipients.join("; ")),
        Cell::words(stopped.map_or("active", |stopped| stopped.kind.as_str())),
        Cell::words(stopped.map(|stopped| stopped.at.to_string()).unwrap_or_default()),
        Cell::words(stopped.map(|stopped| stopped.why.clone()).unwrap_or_default()),
    ]);
    cells
}
