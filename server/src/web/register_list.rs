//! The list of deliberations: views kept under a name, and the whole list as a file.

use axum::Form;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use delibero_api::register::list::{KeepProblem, Keeping, ListLine, ListQuery, MOST_LINES, Whole, state_word, whole};
use delibero_api::services::SignedIn;
use delibero_domain::text::Language;
use delibero_ui::pages::register::list::cut_short;
use delibero_usecases::saved_views::{KeepError, keep};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError};
use serde::Deserialize;

use super::export::{Format, spreadsheet_safe};
use super::forms::again;
use super::render::Posted;
use super::{AppState, cookies};

const PAGE: &str = "/deliberations";

/// What the forms send: a name to keep the filters of the address under, or the name of a view to remove.
#[derive(Deserialize)]
pub struct ViewForm {
    keep: Option<String>,
    remove: Option<String>,
}

/// Keeps or removes a view, and shows the list as it was.
pub async fn views(
    State(state): State<AppState>,
    axum::Extension(account): axum::Extension<SignedIn>,
    headers: HeaderMap,
    Query(query): Query<ListQuery>,
    Form(form): Form<ViewForm>,
) -> Response {
    let query = query.trimmed();
    let views = state.services.saved_views.as_ref();
    let user = &account.0.user;
    let (name, outcome) = match (form.keep, form.remove) {
        (Some(name), _) => {
            let kept = query.first_page().written(cookies::percent_encoded);
            let outcome = keep(views, user, &name, kept).await;
            (name, outcome)
        }
        (None, Some(name)) => (String::new(), views.remove_view(user, &name).await.map_err(KeepError::from)),
        (None, None) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    let path = address(&query);
    let Err(error) = outcome else { return Redirect::to(&path).into_response() };
    let (problem, status) = match error {
        KeepError::NoName => (KeepProblem::NoName, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::NameTooLong => (KeepProblem::NameTooLong, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::Query => (KeepProblem::Query, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::TooMany => (KeepProblem::TooMany, StatusCode::UNPROCESSABLE_ENTITY),
        KeepError::Store(error) => {
            tracing::error!(%error, "the store failed at a saved view");
            (KeepProblem::Unavailable, StatusCode::SERVICE_UNAVAILABLE)
        }
    };
    let posted = Posted::View(Keeping { name, problem });
    again(&state, &path, &headers, Some(account), posted, status).await
}

fn address(query: &ListQuery) -> String {
    let words = query.written(cookies::percent_encoded);
    if words.is_empty() { PAGE.to_owned() } else { format!("{PAGE}?{words}") }
}

/// The whole list as CSV.
pub async fn csv(State(state): State<AppState>, headers: HeaderMap, Query(query): Query<ListQuery>) -> Response {
    download(&state, &headers, &query, Format::Csv.media_type(), "csv", |whole, language| Ok(as_csv(whole, language)))
        .await
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The whole list as a workbook.
pub async fn xlsx(State(state): State<AppState>, headers: HeaderMap, Query(query): Query<ListQuery>) -> Response {
    download(&state, &headers, &query, XLSX, "xlsx", as_xlsx).await
}

async fn download(
    state: &AppState,
    headers: &HeaderMap,
    query: &ListQuery,
    media_type: &str,
    extension: &str,
    write: impl FnOnce(&Whole, Language) -> Result<Vec<u8>, XlsxError>,
) -> Response {
    let with = &state.services;
    let (today, language) = (with.clock.today(), cookies::language(headers));
    let whole = match whole(with.register.as_ref(), &with.catalogue, query, today, language).await {
        Ok(whole) => whole,
        Err(error) => {
            tracing::error!(%error, "the store failed at a list to download");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Ok(file) = write(&whole, language) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = Body::from(file).into_response();
    let name = format!("attachment; filename=\"delibero-deliberations-{today}.{extension}\"");
    for (header, value) in [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name.as_str())] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

const HEAD: [&str; 15] = [
    "number",
    "title",
    "title_language",
    "committee",
    "date",
    "document",
    "approved",
    "in_force",
    "versions",
    "versions_complete",
    "state",
    "state_since",
    "replaced_by",
    "sources",
    "excerpt",
];

/// A cell of a file.
enum Cell {
    Words(String),
    Day(Option<jiff::civil::Date>),
    Count(u32),
}

fn cells(line: &ListLine) -> [Cell; 15] {
    let excerpt: String = line.excerpt.iter().map(|piece| piece.text.as_str()).collect();
    let words = |words: &str| Cell::Words(words.to_owned());
    [
        Cell::Words(line.number.to_string()),
        words(&line.title),
        words(line.title_language.map_or("", Language::code)),
        words(&line.committee),
        Cell::Day(Some(line.date)),
        words(line.document.as_deref().unwrap_or_default()),
        Cell::Day(Some(line.approved)),
        Cell::Day(line.in_force),
        Cell::Count(line.versions),
        words(if line.versions_complete { "yes" } else { "no" }),
        words(state_word(line.state)),
        Cell::Day(line.since),
        Cell::Words(line.replaced_by.map(|number| number.to_string()).unwrap_or_default()),
        Cell::Words(line.sources.join("; ")),
        Cell::Words(excerpt),
    ]
}

/// Said in the last line of a file that does not hold everything.
fn cut(whole: &Whole, language: Language) -> Option<String> {
    (whole.total > MOST_LINES).then(|| cut_short(language, MOST_LINES, whole.total))
}

fn as_csv(whole: &Whole, language: Language) -> Vec<u8> {
    let mut records = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let _ = records.write_record(HEAD);
    for line in &whole.lines {
        let record = cells(line).map(|cell| match cell {
            Cell::Words(words) => spreadsheet_safe(words),
            Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Cell::Count(count) => count.to_string(),
        });
        let _ = records.write_record(record);
    }
    if let Some(words) = cut(whole, language) {
        let _ = records.write_record([words]);
    }
    // A byte-order mark, without which spreadsheets take UTF-8 for something else.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(records.into_inner().unwrap_or_default());
    bytes
}

/// The longest text that a cell of a workbook holds.
const MOST_IN_CELL: usize = 32_767;
/// How wide the columns are, in characters.
const WIDTHS: [f64; 15] = [9., 80., 9., 40., 11., 18., 11., 11., 9., 9., 14., 11., 11., 30., 60.];

/// Text is written as text: nothing in a cell is ever a formula, whatever it begins with.
fn as_xlsx(whole: &Whole, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("deliberations")?.set_freeze_panes(1, 0)?;
    let (bold, day) = (Look::new().set_bold(), Look::new().set_num_format("yyyy-mm-dd"));
    for ((column, head), width) in (0..).zip(HEAD).zip(WIDTHS) {
        sheet.write_string_with_format(0, column, head, &bold)?.set_column_width(column, width)?;
    }
    let mut row = 1;
    for line in &whole.lines {
        for (column, cell) in (0..).zip(cells(line)) {
            write_cell(sheet, (row, column), cell, &day)?;
        }
        row += 1;
    }
    sheet.autofilter(0, 0, row - 1, 14)?;
    if let Some(words) = cut(whole, language) {
        sheet.write_string(row, 0, words)?;
    }
    book.save_to_buffer()
}

fn write_cell(sheet: &mut Worksheet, at: (u32, u16), cell: Cell, day: &Look) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Words(words) if words.is_empty() => {}
        Cell::Words(words) => {
            let words: String = words.chars().take(MOST_IN_CELL).collect();
            sheet.write_string(row, column, words)?;
        }
        Cell::Day(None) => {}
        Cell::Day(Some(date)) => {
            let (year, month, of_month) = (date.year(), date.month(), date.day());
            let year = u16::try_from(year).unwrap_or_default();
            match ExcelDateTime::from_ymd(year, month.unsigned_abs(), of_month.unsigned_abs()) {
                Ok(known) => sheet.write_datetime_with_format(row, column, &known, day)?,
                // Workbooks know no day before 1900: a mistyped one is words.
                Err(_) => sheet.write_string(row, column, date.to_string())?,
            };
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, count)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use delibero_domain::deliberation::register::State;
    use jiff::civil::Date;

    use super::*;

    fn whole_of(total: u32) -> Whole {
        let line = ListLine {
            number: "98/1".parse().expect("a number"),
            title: "=1+1, \"cité\"".to_owned(),
            title_language: Some(Language::Fr),
            committee: String::new(),
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
        let file = String::from_utf8(as_csv(&whole_of(1), Language::Fr)).expect("text");
        let mut lines = file.lines();
        assert!(lines.next().expect("a head").starts_with("\u{feff}number,title,title_language,committee,date,"));
        let expected = "98/001,\"'=1+1, \"\"cité\"\"\",fr,,1998-01-13,,1998-01-13,,1,yes,in-force,,,ONSS; INAMI,";
        assert_eq!(lines.next(), Some(expected));
        assert_eq!(lines.next(), None);
        let cut = String::from_utf8(as_csv(&whole_of(20_001), Language::Fr)).expect("text");
        let last = cut.lines().last().expect("a line");
        assert!(last.contains("20000") && last.contains("20001"), "{last}");
    }

    #[test]
    fn a_workbook_is_written() {
        let mut whole = whole_of(1);
        for date in [whole.lines[0].date, Date::constant(25, 3, 7)] {
            whole.lines[0].date = date;
            let file = as_xlsx(&whole, Language::Nl).expect("a workbook");
            assert_eq!(&file[..4], b"PK\x03\x04");
        }
    }
}
