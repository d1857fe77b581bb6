//! Files that the browser keeps.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use delibero_files::sheets::{FileFormat, Table};
use http::{HeaderValue, StatusCode, header};

/// A table as a file under a name without its ending, or that it could not be written.
pub(super) fn sheet(table: &Table, format: FileFormat, name: &str) -> Response {
    match table.write(format) {
        Ok(file) => attachment(file, format.media_type(), &format!("{name}.{}", format.extension())),
        Err(error) => {
            tracing::error!(%error, "a download was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A file under a name with its ending.
pub(super) fn attachment(file: Vec<u8>, media_type: &str, name: &str) -> Response {
    let mut response = Body::from(file).into_response();
    let disposition = format!("attachment; filename=\"{name}\"");
    for (header, value) in [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, disposition.as_str())] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

/// A long file, sent as it is read.
pub(super) fn long_attachment(file: std::fs::File, media_type: &str, name: &str) -> Response {
    let stream = tokio_util::io::ReaderStream::new(tokio::fs::File::from_std(file));
    let mut response = attachment(Vec::new(), media_type, name);
    *response.body_mut() = Body::from_stream(stream);
    response
}

#[cfg(test)]
mod tests {
    use delibero_files::sheets::Cell;

    use super::*;

    #[test]
    fn a_table_that_cannot_be_written_is_no_download() {
        let table =
            Table { name: "sheet", columns: &[("a", 1.), ("b", 1.)], rows: vec![vec![Cell::Empty]], note: None };
        for format in [FileFormat::Csv, FileFormat::Xlsx] {
            assert_eq!(sheet(&table, format, "x").status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
    }
}
