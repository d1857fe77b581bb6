//! The list of deliberations: views kept under a name, and the whole list as a file.

mod rules;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use delibero_domain::text::Language;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use delibero_ui::error::Trouble;
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::register::list::view::{
    KeepProblem, Keeping, ListLine, MOST_LINES, Whole, can_be_read, state_word, whole,
};
use delibero_ui::pages::register::list::{ListQuery, cut_short, refusal};
use delibero_ui::services::SignedIn;
use delibero_usecases::saved_views::KeepError;
use delibero_words::sentence_case::sentence_case;
use http::{HeaderMap, StatusCode};

use super::AppState;
use super::addresses::without_niss;
use super::download::sheet;
use super::frame::render::GivenBack;
use super::frame::trouble::no_file;
use super::frame::{again, language};

pub(super) fn routes() -> Router<AppState> {
    let list = |format| move |state, account, headers, query| download(state, account, headers, query, format);
    Router::new()
        .route("/deliberations", post(ask))
        .route("/deliberations/{year}/{number}/rules", post(rules::answer))
        .route("/deliberations.csv", get(list(FileFormat::Csv)))
        .route("/deliberations.xlsx", get(list(FileFormat::Xlsx)))
}

type Fields = Vec<(String, String)>;

/// What the forms send: a name to keep the filters of the address under, the name of a view to remove, or filters.
pub async fn ask(
    state: State<AppState>,
    account: axum::Extension<SignedIn>,
    headers: HeaderMap,
    Query(in_address): Query<Fields>,
    Form(sent): Form<Fields>,
) -> Response {
    let named = |name: &str| sent.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let form = ViewForm { keep: named("keep"), remove: named("remove") };
    if form.keep.is_some() || form.remove.is_some() {
        return views(state, account, headers, ListQuery::of_address(in_address), form).await;
    }
    let address = ListQuery::of_address(sent).address();
    Redirect::to(&without_niss(&address).unwrap_or(address)).into_response()
}

struct ViewForm {
    keep: Option<String>,
    remove: Option<String>,
}

/// Keeps or removes a view, and shows the list as it was.
async fn views(
    State(state): State<AppState>,
    axum::Extension(account): axum::Extension<SignedIn>,
    headers: HeaderMap,
    query: ListQuery,
    form: ViewForm,
) -> Response {
    let with = &state.application.services();
    let views = with.saved_views(&account.0.actor);
    let (name, outcome) = match (form.keep, form.remove) {
        (Some(name), _) => {
            let outcome = if can_be_read(&query, &with.catalogue, with.clock.today()) {
                views.keep(&name, query.first_page().written()).await
            } else {
                Err(KeepError::Query)
            };
            (name, outcome)
        }
        (None, Some(name)) => (String::new(), views.remove(&name).await.map_err(KeepError::from)),
        (None, None) => (String::new(), Err(KeepError::NoName)),
    };
    let path = query.address();
    let Err(error) = outcome else { return Redirect::to(&path).into_response() };
    let (problem, status) = match error {
        KeepError::NoName => (KeepProblem::NoName, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::NameTooLong => (KeepProblem::NameTooLong, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::Niss => (KeepProblem::Niss, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::Query => (KeepProblem::Query, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::TooMany => (KeepProblem::TooMany, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::Store(error) => {
            let trouble = Trouble::traced(&error, "the store failed at a saved view");
            (KeepProblem::Store(trouble), trouble.http_status())
        }
    };
    let name = if problem == KeepProblem::Niss { String::new() } else { name };
    let posted = GivenBack::form(Keeping { name, problem });
    again(&state, &path, &headers, Some(account), posted, status).await
}

/// The whole list as a file.
pub async fn download(
    State(state): State<AppState>,
    axum::Extension(SignedIn(reader)): axum::Extension<SignedIn>,
    headers: HeaderMap,
    Query(fields): Query<Fields>,
    format: FileFormat,
) -> Response {
    let with = &state.application.services();
    let (today, language) = (with.clock.today(), language::of(&headers));
    let query = ListQuery::of_address(fields);
    let Ok(register) = with.register(&reader.actor) else { return StatusCode::FORBIDDEN.into_response() };
    let whole = match whole(register, &with.catalogue, &query, today, language).await {
        Ok(Ok(whole)) => whole,
        Ok(Err(unread)) => return no_file(refusal(language, &unread)),
        Err(error) => {
            return Trouble::traced(&error, "the store failed at a list to download").http_status().into_response();
        }
    };
    sheet(&table(&whole, language), format, &format!("delibero-deliberations-{today}"))
}

const COLUMNS: &[Column] = &[
    ("number", 9.),
    ("title", 80.),
    ("title_language", 9.),
    ("committee", 40.),
    ("date", 11.),
    ("document", 18.),
    ("approved", 11.),
    ("in_force", 11.),
    ("versions", 9.),
    ("versions_complete", 9.),
    ("state", 14.),
    ("state_since", 11.),
    ("replaced_by", 11.),
    ("sources", 30.),
    ("excerpt", 60.),
    ("title_as_printed", 80.),
];

fn table(whole: &Whole, language: Language) -> Table {
    let note = (whole.total > MOST_LINES).then(|| cut_short(language, MOST_LINES, whole.total));
    Table {
        name: "deliberations",
        columns: COLUMNS,
        rows: whole.lines.iter().map(|line| row(line, language)).collect(),
        note,
    }
}

fn row(line: &ListLine, language: Language) -> Vec<Cell> {
    let excerpt: String = line.excerpt.iter().map(|piece| piece.text.as_str()).collect();
    vec![
        Cell::words(line.number.to_string()),
        Cell::words(sentence_case(&line.title)),
        Cell::words(line.title_language.map_or("", Language::code)),
        Cell::words(line.committee.get(language)),
        Cell::Day(line.date),
        Cell::words(line.document.as_deref().unwrap_or_default()),
        Cell::Day(line.approved),
        Cell::day(line.in_force),
        Cell::Count(i64::from(line.versions)),
        Cell::words(if line.versions_complete { "yes" } else { "no" }),
        Cell::words(state_word(line.state)),
        Cell::day(line.since),
        Cell::words(line.replaced_by.map(|number| number.to_string()).unwrap_or_default()),
        Cell::words(line.sources.join("; ")),
        Cell::words(excerpt),
        Cell::words(line.title.as_str()),
    ]
}

#[cfg(test)]
mod tests {
    use delibero_domain::deliberation::register::State;
    use delibero_domain::text::Text;
    use jiff::civil::Date;

    use super::*;

    fn whole_of(total: u32) -> Whole {
        let line = ListLine {
            number: "98/1".parse().expect("a number"),
            title: "=1+1, \"cité\"".to_owned(),
            title_language: Some(Language::Fr),
            committee: Text::default(),
            printed: Some(Language::Fr),
            date: Date::constant(1998, 1, 13),
            document: None,
            approved: Date::constant(1998, 1, 13),
            in_force: None,
            versions: 1,
            versions_complete: true,
            state: State::InForce,
            since: None,
            replaced_by: None,
            excerpt: Vec::new(),
            sources: vec!["ONSS".to_owned(), "INAMI".to_owned()],
        };
        Whole { total, lines: vec![line] }
    }

    #[test]
    fn a_csv_has_a_mark_no_formula_and_says_when_it_is_cut() {
        let csv = |total| table(&whole_of(total), Language::Fr).write(FileFormat::Csv).expect("a file");
        let file = String::from_utf8(csv(1)).expect("text");
        let mut lines = file.lines();
        assert!(lines.next().expect("a head").starts_with("\u{feff}number,title,title_language,committee,date,"));
        let expected = "98/001,\"'=1+1, \"\"cité\"\"\",fr,,1998-01-13,,1998-01-13,,1,yes,in-force,,,ONSS; INAMI,,\"'=1+1, \"\"cité\"\"\"";
        assert_eq!(lines.next(), Some(expected));
        assert_eq!(lines.next(), None);
        let cut = String::from_utf8(csv(20_001)).expect("text");
        let last = cut.lines().last().expect("a line");
        assert!(last.contains("20000") && last.contains("20001"), "{last}");
    }

    #[test]
    fn a_workbook_is_written() {
        let mut whole = whole_of(1);
        for date in [whole.lines[0].date, Date::constant(25, 3, 7)] {
            whole.lines[0].date = date;
            let file = table(&whole, Language::Nl).write(FileFormat::Xlsx).expect("a workbook");
            assert_eq!(&file[..4], b"PK\x03\x04");
        }
    }
}
