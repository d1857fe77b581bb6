//! The files that spreadsheets open: what counts is a number, everything else is text, and nothing computes.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use http::StatusCode;

use crate::support::{Answer, App, PERSON, social_inquiry};

/// The rows of a workbook's only sheet, in which no cell computes.
fn rows(answer: &Answer) -> Vec<Vec<Data>> {
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-disposition").ends_with(".xlsx\""), "{}", answer.header("content-disposition"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.clone())).expect("a workbook");
    let name = book.sheet_names().first().cloned().expect("a sheet");
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert!(formulas.cells().all(|(.., formula)| formula.is_empty()));
    book.worksheet_range(&name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], head: &str) -> usize {
    rows[0].iter().position(|cell| *cell == Data::String(head.to_owned())).expect("a column")
}

#[tokio::test]
async fn an_answer_is_a_workbook_with_its_amounts_as_numbers() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let opened = browser.post("/consultation", &social_inquiry(PERSON)).await;
    let rows = rows(&browser.get(&format!("{}/export.xlsx", opened.location())).await);
    let (element, value, version) = (column(&rows, "element"), column(&rows, "value"), column(&rows, "version"));
    let of = |id: &str| rows.iter().find(|row| row[element] == Data::String(id.to_owned())).expect("an element");
    let amount = Data::String("payment.gross_taxable_amount".to_owned());
    assert!(rows.iter().any(|row| row[element] == amount && row[value] == Data::Float(1123.38)));
    assert!(matches!(of("risk.niss")[value], Data::String(_)), "{:?}", of("risk.niss"));
    let attestation = column(&rows, "attestation");
    let of_attestations = || rows[1..].iter().filter(|row| row[attestation] != Data::Empty);
    assert!(of_attestations().count() > 20);
    assert!(
        of_attestations().all(|row| matches!(row[version], Data::Float(_) | Data::Empty)),
        "temporary ones have none"
    );
    assert!(of_attestations().any(|row| matches!(row[version], Data::Float(_))));
}

#[tokio::test]
async fn the_matrix_is_a_workbook() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let rows = rows(&browser.get("/matrix.xlsx?service=hdi&module=consult-attest").await);
    assert_eq!(rows.len(), 15 * 26 + 1);
    let point = column(&rows, "point");
    assert!(rows[1..].iter().all(|row| matches!(row[point], Data::String(_) | Data::Empty)));
}
