//! Who may see what, as a download: one line per recipient, module and element.

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use delibero_api::catalogue::matrix::{Line, MatrixQuery, lines};
use delibero_domain::text::Language;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::export::{Format, spreadsheet_safe};
use super::{AppState, cookies};

const HEAD: [&str; 15] = [
    "service",
    "on",
    "recipient",
    "recipient_label",
    "member_of",
    "module",
    "element",
    "element_label",
    "state",
    "reason",
    "deliberation",
    "point",
    "purposes",
    "valid_from",
    "valid_until",
];

/// The lines of the same address as the page's.
pub async fn download(State(state): State<AppState>, headers: HeaderMap, Query(query): Query<MatrixQuery>) -> Response {
    let with = &state.services;
    let Ok(lines) = lines(&with.catalogue, &query, with.clock.today()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let name = match lines.first() {
        Some(line) => format!("attachment; filename=\"delibero-{}-{}.csv\"", line.service, line.on),
        None => "attachment; filename=\"delibero.csv\"".to_owned(),
    };
    let mut response = Body::from(write(&lines, cookies::language(&headers))).into_response();
    let set = [(header::CONTENT_TYPE, Format::Csv.media_type()), (header::CONTENT_DISPOSITION, name.as_str())];
    for (header, value) in set {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

fn write(lines: &[Line], language: Language) -> Vec<u8> {
    let mut records = csv::Writer::from_writer(Vec::new());
    let _ = records.write_record(HEAD);
    for line in lines {
        let _ = records.write_record(record(line, language).map(spreadsheet_safe));
    }
    // A byte-order mark, without which spreadsheets take UTF-8 for something else.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(records.into_inner().unwrap_or_default());
    bytes
}

fn record(line: &Line, language: Language) -> [String; 15] {
    let source = line.source.as_ref();
    [
        line.service.clone(),
        line.on.to_string(),
        line.recipient.clone(),
        line.recipient_label.get(language).to_owned(),
        line.member_of.clone().unwrap_or_default(),
        line.module.clone(),
        line.element.clone(),
        line.label.get(language).to_owned(),
        line.mark.as_str().to_owned(),
        line.reason.unwrap_or_default().to_owned(),
        source.map(|source| source.deliberation.clone()).unwrap_or_default(),
        source.map(|source| source.point.clone()).unwrap_or_default(),
        line.purposes.join(" "),
        line.valid_from.to_string(),
        line.valid_until.map(|day| day.to_string()).unwrap_or_default(),
    ]
}
