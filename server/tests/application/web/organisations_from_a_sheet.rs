//! Six hundred CPAS from a sheet, every tenth wrong: by page and at a shell, as CSV and as a workbook. What is refused
//! comes back, is corrected there, and is loaded.

use axum::body::Body;
use delibero_files::sheets::{Cell, Column, FileFormat, Table};
use http::{Method, StatusCode};

use crate::support::{Answer, App, Browser};

const ALL: u32 = 600;
const COLUMNS: &[Column] = &[
    ("name_fr", 30.),
    ("name_nl", 30.),
    ("name_de", 30.),
    ("enterprise_number", 16.),
    ("region", 12.),
    ("sector", 8.),
    ("contact_email", 30.),
    ("recipients", 30.),
];

/// Ten digits; the last two check the others.
fn enterprise_number(place: u32) -> String {
    let head = 2_070_000 + place;
    format!("{:010}", head * 100 + 97 - head % 97)
}

/// A number whose check digits do not fit, and the one that was meant.
fn mistyped(place: u32) -> (String, String) {
    let right = enterprise_number(place);
    let wrong = format!("{}{}", &right[..9], (right.as_bytes()[9] - b'0' + 1) % 10);
    (wrong, right)
}

fn row(place: u32) -> Vec<Cell> {
    let number = if place.is_multiple_of(20) { mistyped(place).0 } else { enterprise_number(place) };
    let region = if place % 20 == 10 { "walonia" } else { "wallonia" };
    let (name, email) = (format!("CPAS d’essai {place}"), format!("essai{place}@example.be"));
    let words = [name.as_str(), name.as_str(), name.as_str(), number.as_str(), region, "17", email.as_str()];
    let mut cells: Vec<Cell> = words.map(Cell::words).to_vec();
    cells.push(Cell::words("cpas 20/130 2025-01-01"));
    cells
}

fn sheet(format: FileFormat) -> Vec<u8> {
    let table = Table { name: "cpas", columns: COLUMNS, rows: (1..=ALL).map(row).collect(), note: None };
    table.write(format).expect("a sheet")
}

fn corrected(rejects: &str) -> String {
    let regions = rejects.replace("walonia", "wallonia");
    (1..=ALL).filter(|place| place.is_multiple_of(20)).fold(regions, |file, place| {
        let (wrong, right) = mistyped(place);
        file.replace(&wrong, &right)
    })
}

async fn send(browser: &mut Browser<'_>, name: &str, content: &[u8]) -> Answer {
    let mut body =
        format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/organisations/import", Body::from(body), &headers).await
}

fn counted(page: &str, label: &str, count: u32) -> bool {
    page.contains(&format!("<dt>{label}</dt><dd>{count}</dd>"))
}

#[tokio::test]
async fn six_hundred_are_loaded_by_page_and_the_refused_ones_are_corrected_and_loaded() {
    for format in [FileFormat::Csv, FileFormat::Xlsx] {
        let app = App::new().await;
        let mut secretariat = app.signed_in("helene.martin").await;
        let sent = send(&mut secretariat, "cpas", &sheet(format)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{format:?} {}", sent.body);
        let page = secretariat.get(sent.location()).await.body;
        assert!(counted(&page, "Enregistrées", 540) && counted(&page, "Lignes refusées", 60), "{page}");
        let rejects = secretariat.get(&format!("{}/rejects.csv", sent.location())).await;
        assert_eq!((rejects.status, rejects.body.lines().count()), (StatusCode::OK, 61), "{}", rejects.body);
        assert!(rejects.body.lines().next().is_some_and(|head| head.ends_with("line,reasons")), "{}", rejects.body);

        let sent = send(&mut secretariat, "rejects.csv", corrected(&rejects.body).as_bytes()).await;
        let page = secretariat.get(sent.location()).await.body;
        assert!(counted(&page, "Enregistrées", 60) && counted(&page, "Lignes refusées", 0), "{page}");
        // The first file again: nothing is added twice, and what was wrong in it is wrong still.
        let sent = send(&mut secretariat, "cpas", &sheet(format)).await;
        let page = secretariat.get(sent.location()).await.body;
        assert!(counted(&page, "Enregistrées", 0) && counted(&page, "Déjà connues, sans changement", 540), "{page}");
        let list = secretariat.get("/organisations?q=essai").await;
        assert!(list.body.contains("600 organisations"), "{}", list.body);
    }
}

#[tokio::test]
async fn at_a_shell_the_same_sheet_says_the_same() {
    for (format, name) in [(FileFormat::Csv, "cpas.csv"), (FileFormat::Xlsx, "cpas.xlsx")] {
        let app = App::new().await;
        let file = app.folder().join(name);
        std::fs::write(&file, sheet(format)).expect("a file");
        let run = |path: &std::path::Path| {
            let path = path.to_str().expect("UTF-8");
            let output = app.shell(&["import", "organisations", path]).env("DELIBERO_DEMO", "1").output();
            let output = output.expect("an output");
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let (status, said) = run(&file);
        assert!(
            said.contains("540 new, 0 changed, 0 known already, 540 recipients proposed, 60 rows refused"),
            "{said}"
        );
        assert_eq!(status, Some(1));
        let rejects = app.folder().join("cpas.rejects.csv");
        let kept = std::fs::read_to_string(&rejects).expect("refused rows");
        let mended = app.folder().join("mended.csv");
        std::fs::write(&mended, corrected(&kept)).expect("a file");
        let (status, said) = run(&mended);
        assert!(said.contains("60 new") && said.contains("60 recipients proposed, 0 rows refused"), "{said}");
        assert_eq!(status, Some(0));
    }
}

#[tokio::test]
async fn a_sheet_without_rows_is_told_apart_from_none() {
    let app = App::new().await;
    let mut secretariat = app.signed_in("helene.martin").await;
    for (name, content, words) in [("", "", "Choisissez une feuille"), ("cpas.csv", "", "aucune ligne")] {
        let refused = send(&mut secretariat, name, content.as_bytes()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
}
