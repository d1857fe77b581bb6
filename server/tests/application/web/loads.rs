//! The source operator's room: a file of the own service is sent, loaded behind its page, and its refused records come
//! back with reasons.

use axum::body::Body;
use delibero_domain::access_log::AdministrationKind;
use delibero_usecases::jobs::HELD_FOR;
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _, LoggedAdministration};
use delibero_usecases::sent_files::SentFileStore as _;
use delibero_usecases::source_loads::{LoadProblem, SourceLoadStore as _};
use http::{Method, StatusCode};
use jiff::SignedDuration;

use crate::support::{Answer, App, Browser};

const SAMPLE: &str = include_str!("../../../files/tests/samples/attestations.xml");

async fn send(browser: &mut Browser<'_>, service: &str, name: &str, content: &str) -> Answer {
    let body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"service\"\r\n\r\n{service}\r\n\
         --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n"
    );
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/loads", Body::from(body), &headers).await
}

/// The page of a file that was loaded to its end.
async fn loaded(app: &App, browser: &mut Browser<'_>, sent: &Answer) -> String {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = browser.get(sent.location()).await;
    assert!(page.body.contains("vérifié en entier"), "it waits for a worker: {}", page.body);
    app.work().await;
    let page = browser.get(sent.location()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body
}

async fn changes(app: &App, kind: AdministrationKind) -> Vec<LoggedAdministration> {
    let filter = AdministrationFilter { kind: Some(kind), ..AdministrationFilter::default() };
    app.database.administration_page(&filter, None, 100).await.expect("a log").entries
}

fn counted(page: &str, label: &str, count: u32) -> bool {
    page.contains(&format!("<dt>{label}</dt><dd>{count}</dd>"))
}

/// With one amount that is none.
fn with_a_fault() -> String {
    let faulty = SAMPLE.replacen("<regime>general</regime>", "<regime></regime>", 1);
    assert_ne!(faulty, SAMPLE);
    faulty
}

#[tokio::test]
async fn a_file_is_loaded_and_its_refused_records_can_be_corrected_and_sent_again() {
    let app = App::new().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let room = eric.get("/").await;
    assert_eq!(room.location(), "/loads");
    let sent = send(&mut eric, "hdi", "juin 85073099932.xml", &with_a_fault()).await;
    let page = loaded(&app, &mut eric, &sent).await;
    assert!(counted(&page, "Refusés", 1), "{page}");
    assert!(page.contains("Cet élément est vide") && page.contains("regime"), "{page}");
    assert!(page.contains("juin ….xml") && !page.contains("85073099932"), "{page}");
    let [logged] = changes(&app, AdministrationKind::RecordsLoaded).await.try_into().expect("one entry");
    assert_eq!(logged.entry.after.as_ref().expect("counts")["refused"], 1);

    let file = eric.get(&format!("{}/rejects", sent.location())).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/xml"));
    assert!(file.body.contains("refused:") && file.body.contains("<regime></regime>"), "{}", file.body);
    let [logged] = changes(&app, AdministrationKind::RejectsExported).await.try_into().expect("one entry");
    assert_eq!(logged.entry.user.as_ref().map(ToString::to_string).as_deref(), Some("eric.gillet"));

    let corrected = file.body.replace("<regime></regime>", "<regime>general</regime>");
    let sent = send(&mut eric, "hdi", "rejects.xml", &corrected).await;
    let page = loaded(&app, &mut eric, &sent).await;
    assert!(counted(&page, "Lus", 1) && counted(&page, "Refusés", 0), "{page}");

    let list = eric.get("/loads?state=partly").await;
    assert!(list.body.contains("juin ….xml") && !list.body.contains("rejects.xml"), "{}", list.body);
    let list = eric.get("/loads.csv").await;
    assert_eq!(list.body.lines().count(), 5, "head, two files and the two of the demonstration: {}", list.body);
    assert!(list.body.contains(",eric.gillet,") || list.body.contains(";eric.gillet;"), "{}", list.body);
}

#[tokio::test]
async fn a_broken_file_loads_nothing_and_says_where() {
    let app = App::new().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let sent = send(&mut eric, "hdi", "coupé.xml", &SAMPLE[..SAMPLE.len() / 2]).await;
    let page = loaded(&app, &mut eric, &sent).await;
    assert!(page.contains("s’arrête au milieu") && page.contains("Rien n’a été chargé"), "{page}");
    for (service, name, content) in [("", "a.xml", SAMPLE), ("handicap", "a.xml", SAMPLE), ("hdi", "", "")] {
        let answer = send(&mut eric, service, name, content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{service} {name}");
    }
    let unread = eric.get("/loads?state=perhaps").await;
    assert!(!unread.body.contains("coupé.xml"), "{}", unread.body);
}

#[tokio::test]
async fn refused_records_are_there_for_thirty_days_and_for_their_organisation_alone() {
    let app = App::new().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let sent = send(&mut eric, "hdi", "juin.xml", &with_a_fault()).await;
    loaded(&app, &mut eric, &sent).await;
    let rejects = format!("{}/rejects", sent.location());
    let mut marie = app.signed_in("marie.dubois").await;
    for path in [sent.location(), rejects.as_str(), "/loads"] {
        assert_eq!(marie.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    app.clock.advance(SignedDuration::from_hours(24 * 30));
    let mut eric = app.signed_in("eric.gillet").await;
    assert!(eric.get(sent.location()).await.body.contains("ne sont plus gardés"));
    assert_eq!(eric.get(&rejects).await.status, StatusCode::NOT_FOUND);
    assert!(changes(&app, AdministrationKind::RejectsExported).await.is_empty());
}

/// More than one unit of work takes; some are refused.
fn many(records: u32) -> String {
    let (head, rest) = SAMPLE.split_once("  <ConsultAttestResponse>").expect("a record");
    let record = rest.split_once("</ConsultAttestResponse>").expect("its end").0;
    let mut text = head.to_owned();
    for number in 0..records {
        let id = format!("0195f2a4-0f5e-7c11-9c3e-{number:012}");
        let record = record.replace("0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e01", &id);
        let record = if number % 400 == 0 {
            record.replacen("<regime>general</regime>", "<regime></regime>", 1)
        } else {
            record
        };
        text.push_str("<ConsultAttestResponse>");
        text.push_str(&record);
        text.push_str("</ConsultAttestResponse>\n");
    }
    text + "</attestations>\n"
}

#[tokio::test]
async fn a_file_whose_worker_is_killed_is_gone_on_with_elsewhere_and_counted_once() {
    let app = App::new().await;
    let other = app.node().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let sent = send(&mut eric, "hdi", "juin.xml", &many(1_200)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let id = sent.location().rsplit('/').next().expect("an identifier");
    let load = async || app.database.source_load(id).await.expect("the store").expect("a file");
    let later = || [&app, &other].map(|node| node.clock.advance(HELD_FOR));
    for (node, turns) in [(&app, 4), (&other, 8), (&app, 16)] {
        node.killed_after(turns).await;
        later();
    }
    other.killed_once(async || load().await.counts.read() > 0).await;
    let killed = load().await;
    assert!(killed.ended.is_none() && (1..1_200).contains(&killed.counts.read()), "{killed:?}");
    later();
    app.work().await;
    assert!(load().await.ended.is_some());
    let mut eric = other.signed_in("eric.gillet").await;
    let page = eric.get(sent.location()).await.body;
    for (label, count) in [("Nouveaux", "1 197"), ("Refusés", "3"), ("Déjà là", "0")] {
        let told = format!("<dt>{label}</dt><dd>{count}</dd>");
        assert!(page.replace(['\u{a0}', '\u{202f}'], " ").contains(&told), "{told}: {page}");
    }
    assert_eq!(changes(&app, AdministrationKind::RecordsLoaded).await.len(), 1);
    assert_eq!(app.database.piece(id, 0).await.expect("the store"), None, "nothing of the file is left");
}

#[tokio::test]
async fn whoever_is_suspended_meanwhile_loads_nothing() {
    let app = App::new().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let sent = send(&mut eric, "hdi", "juin.xml", SAMPLE).await;
    let id = sent.location().rsplit('/').next().expect("an identifier").to_owned();
    app.suspend("eric.gillet").await;
    app.work().await;
    let load = app.database.source_load(&id).await.expect("the store").expect("a file");
    assert_eq!((load.problem, load.counts.read()), (Some(LoadProblem::Stopped), 0));
    assert_eq!(app.database.piece(&id, 0).await.expect("the store"), None);
}

#[tokio::test]
async fn a_file_whose_pieces_are_lost_is_given_up_at_once_and_its_page_says_so() {
    let app = App::new().await;
    let mut eric = app.signed_in("eric.gillet").await;
    let sent = send(&mut eric, "hdi", "juin.xml", SAMPLE).await;
    let id = sent.location().rsplit('/').next().expect("an identifier").to_owned();
    app.database.destroy_sent_file(&id).await.expect("the store");
    app.work().await;
    for (language, says) in [
        ("fr", "Le chargement a été interrompu"),
        ("nl", "Het laden werd onderbroken"),
        ("de", "Das Laden wurde unterbrochen"),
    ] {
        eric.language = language;
        let page = eric.get(sent.location()).await.body;
        assert!(page.contains(says), "{page}");
    }
}
