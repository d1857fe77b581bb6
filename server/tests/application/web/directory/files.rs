//! Many at once: a file is sent, loaded behind its page, and its refused rows come back with reasons.

use std::fmt::Write as _;

use axum::body::Body;
use delibero_domain::niss::{BirthEra, Niss};
use delibero_usecases::directory::{DirectoryStore as _, FileProblem};
use delibero_usecases::jobs::HELD_FOR;
use delibero_usecases::sent_files::SentFileStore as _;
use http::{Method, StatusCode};

use crate::support::{Answer, App, Browser};

async fn send(browser: &mut Browser<'_>, name: &str, content: &str) -> Answer {
    let body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n"
    );
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/directory/import", Body::from(body), &headers).await
}

/// The page of a file that was loaded to its end.
async fn loaded(app: &App, browser: &mut Browser<'_>, sent: &Answer) -> String {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(browser.get(sent.location()).await.body.contains("en attente"), "it waits for a worker");
    app.work().await;
    browser.get(sent.location()).await.body
}

fn counted(page: &str, label: &str, count: u32) -> bool {
    page.contains(&format!("<dt>{label}</dt><dd>{count}</dd>"))
}

const FILE: &str = "niss;code qualité;du;au;dossier\n\
    66.09.03-999.69;2;01.06.2025;;D-1\n\
    85 07 30 999 32;4;2025-06-01;2025-12-31;\n\
    72281499995;2;2025-06-01;;\n\
    ;2;2025-06-01;;\n\
    85073099933;2;2025-06-01;;\n\
    66090399969;77;2025-06-01;;\n\
    66090399969;3;31.02.2025;;\n";

#[tokio::test]
async fn a_file_is_loaded_once_and_its_refused_rows_come_back_with_reasons() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let sent = send(&mut anne, "juin.csv", FILE).await;
    let page = loaded(&app, &mut anne, &sent).await;
    assert!(counted(&page, "Ajoutées", 2) && counted(&page, "Refusées", 5), "{page}");
    let file = anne.get(&format!("{}/rejects.csv", sent.location())).await;
    assert_eq!(file.status, StatusCode::OK);
    for words in ["remplacé", "Indiquez le NISS", "deux derniers chiffres", "code qualité", "premier jour"] {
        assert!(file.body.contains(words), "{words}: {}", file.body);
    }
    let again = send(&mut anne, "juin.csv", FILE).await;
    let page = loaded(&app, &mut anne, &again).await;
    assert!(counted(&page, "Ajoutées", 0) && counted(&page, "Déjà là", 2), "{page}");
    // Corrected in the file of refused rows, and loaded as it is.
    let corrected = file.body.replace("85073099933", "88051799983").replace("72281499995", "88051799983");
    let sent = send(&mut anne, "rejects.csv", &corrected).await;
    let page = loaded(&app, &mut anne, &sent).await;
    assert!(counted(&page, "Ajoutées", 1) && counted(&page, "Déjà là", 1), "{page}");
    let list = anne.get("/directory/import").await;
    assert!(list.body.contains("juin.csv") && list.body.contains("des lignes sont refusées"), "{}", list.body);
}

#[tokio::test]
async fn a_wrong_column_loads_nothing_and_says_which() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    for (content, said) in [
        ("niss;quality_code;depuis quand\n66090399969;2;2025-06-01\n", "«\u{a0}depuis quand\u{a0}» est inconnue"),
        ("niss;quality_code\n66090399969;2\n", "«\u{a0}from\u{a0}» manque"),
        ("", "Le fichier est vide"),
    ] {
        let answer = send(&mut anne, "x.csv", content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    assert!(anne.get("/directory/import").await.body.contains("Aucun fichier"));
}

#[tokio::test]
async fn another_organisation_sees_neither_file_nor_refused_rows() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let sent = send(&mut anne, "juin.csv", FILE).await;
    loaded(&app, &mut anne, &sent).await;
    let mut other = app.signed_in("vincent.roland").await;
    for path in [sent.location().to_owned(), format!("{}/rejects.csv", sent.location())] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn at_a_shell_the_same_file_says_the_same() {
    let app = App::new().await;
    let file = app.folder().join("juin.csv");
    std::fs::write(&file, FILE).expect("a file");
    let run = |words: &[&str]| {
        let mut arguments = vec!["import", "integrations", "--organisation", "cpas-namur"];
        arguments.extend(words);
        arguments.push(file.to_str().expect("UTF-8"));
        app.shell(&arguments).env("DELIBERO_DEMO", "1").output().expect("an output")
    };
    let output = run(&["--language", "nl"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("7 rows: 2 new, 0 changed, 0 known already, 5 refused"), "{said}");
    let rejects = std::fs::read_to_string(app.folder().join("juin.csv.rejects.csv")).expect("refused rows");
    assert!(rejects.contains("INSZ is vervangen"), "{rejects}");
    let said = String::from_utf8_lossy(&run(&[]).stdout).into_owned();
    assert!(said.contains("0 new, 0 changed, 2 known already, 5 refused"), "{said}");
}

#[tokio::test]
async fn a_registrar_who_is_suspended_in_the_middle_loads_nothing_more() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let mut file = String::from("niss;quality_code;from;until;file_number\n");
    for number in 0..12_000 {
        let person = Niss::complete((500_101 + number / 900) * 1_000 + 1 + number % 900, BirthEra::Before2000);
        writeln!(file, "{};2;2025-01-15;;", person.expect("a NISS").reveal()).expect("room");
    }
    let sent = send(&mut anne, "juin.csv", &file).await;
    let id = sent.location().rsplit('/').next().expect("an identifier").to_owned();
    app.killed_once(async || app.database.load_of_job(&id).await.expect("the store").expect("a file").rows() > 0).await;
    let page = anne.get(sent.location()).await.body;
    assert!(page.contains("en cours") && !page.contains("en attente"), "{page}");
    app.suspend("anne.collard").await;
    app.clock.advance(HELD_FOR);
    app.work().await;
    let load = app.database.load_of_job(&id).await.expect("the store").expect("a file");
    assert!((1_000..12_000).contains(&load.rows()), "{}", load.rows());
    assert_eq!(load.problem, Some(FileProblem::Stopped));
    assert_eq!(app.database.piece(&id, 0).await.expect("the store"), None, "nothing of the file is left");
}
