//! A batch from its form to its result: each person is decided and logged alone, and what may not be asked about many is
//! refused with its point.

use axum::body::Body;
use delibero_domain::access_log::{AdministrationKind, EventKind};
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _};
use http::{Method, StatusCode};
use jiff::SignedDuration;

use crate::support::{Answer, App, Browser, PERSON};

const HANDIFLUX: [(&str, &str); 5] = [
    ("module", "insurers/handicap/handiflux"),
    ("purpose", "social-assistance"),
    ("confirmed", "in-favour-of-the-person"),
    ("confirmed", "designated-staff-only"),
    ("origin", "file"),
];

async fn send(browser: &mut Browser<'_>, fields: &[(&str, &str)], name: &str, list: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let field = format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(field.as_bytes());
    }
    let head = format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(&[head.as_bytes(), list, b"\r\n--b--\r\n"].concat());
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/batches/new", Body::from(body), &headers).await
}

async fn changes(app: &App, kind: AdministrationKind) -> usize {
    let filter = AdministrationFilter { kind: Some(kind), ..AdministrationFilter::default() };
    app.database.administration_page(&filter, None, 100).await.expect("a log").entries.len()
}

fn counted(page: &str, label: &str, count: u32) -> bool {
    page.contains(&format!("<dt>{label}</dt><dd>{count}</dd>"))
}

#[tokio::test]
async fn a_list_is_gone_through_and_its_result_belongs_to_whoever_asked() {
    let app = App::new().await;
    let mut bram = app.signed_in("bram.jacobs").await;
    assert!(bram.get("/batches").await.body.contains("personne en masse"));
    let form = bram.get("/batches/new").await;
    assert!(form.body.contains("value=\"in-favour-of-the-person\"") && form.body.contains("17/087"), "{}", form.body);
    let list = format!("niss\n{PERSON}\n85.07.30-001.28\n85073003328\n{PERSON}\n123\n");
    let sent = send(&mut bram, &HANDIFLUX, "membres 85073099932.csv", list.as_bytes()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = bram.get(sent.location()).await;
    assert!(page.body.contains("<progress") && page.body.contains("/stop"), "{}", page.body);
    app.work().await;
    let page = bram.get(sent.location()).await;
    assert!(counted(&page.body, "Traitées", 2) && counted(&page.body, "Lignes refusées", 3), "{}", page.body);
    assert!(page.body.contains("déjà plus haut") && !page.body.contains("85073099932"), "{}", page.body);
    assert!(page.body.contains("Uniquement au profit de la personne"), "{}", page.body);
    let id = sent.location().rsplit('/').next().expect("an identifier").to_owned();
    let logged: Vec<_> = app.log().await.into_iter().filter(|entry| entry.kind == EventKind::Batch).collect();
    assert_eq!(logged.len(), 2);
    assert!(logged.iter().all(|entry| entry.consultation == id && entry.user.as_str() == "bram.jacobs"));

    let log = app.signed_in("sarah.benali").await.get("/log").await.body;
    assert!(log.contains("Uniquement au profit de la personne") && !log.contains("in-favour-of-the-person"), "{log}");
    let result = bram.get(&format!("{}/result?outcome=refused", sent.location())).await;
    assert_eq!(result.status, StatusCode::OK, "{}", result.body);
    assert!(result.body.contains("85.07.30-033.28") && result.body.contains("17/087"), "{}", result.body);
    let unread = bram.get(&format!("{}/result?outcome=perhaps", sent.location())).await;
    assert!(!unread.body.contains("85.07.30-033.28"), "a filter that is not read never widens");
    for (ending, begin) in [("csv", "\u{feff}line,niss,outcome"), ("ndjson", "{\"about\":{"), ("xml", "<?xml")] {
        let file = bram.get(&format!("{}/result.{ending}", sent.location())).await;
        assert!(file.body.starts_with(begin) && file.body.contains(&id), "{}", file.body);
        assert!(file.body.contains("profit de la personne") && file.body.contains("85073003328"), "{}", file.body);
    }
    assert!(bram.get(&format!("{}/result.xlsx", sent.location())).await.bytes.starts_with(b"PK"));
    let unread = bram.get(&format!("{}/result.csv?element1=x", sent.location())).await;
    assert_eq!(unread.status, StatusCode::BAD_REQUEST, "{}", unread.body);
    assert_eq!(changes(&app, AdministrationKind::BatchExported).await, 4);
    assert_eq!(changes(&app, AdministrationKind::BatchShown).await, 1);
    let faults = bram.get(&format!("{}/faults", sent.location())).await;
    assert!(faults.body.contains("123,6,") && faults.body.contains("85073099932,5,"), "{}", faults.body);

    let mut marie = app.signed_in("marie.dubois").await;
    for path in ["", "/result", "/result.csv", "/faults"] {
        let answer = marie.get(&format!("{}{path}", sent.location())).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    app.clock.advance(SignedDuration::from_hours(24 * 7));
    let mut bram = app.signed_in("bram.jacobs").await;
    assert!(bram.get(sent.location()).await.body.contains("sont détruits"));
    assert_eq!(bram.get(&format!("{}/result.csv", sent.location())).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_ten_thousand_lines_every_tenth_is_wrong_and_told_at_its_line() {
    let app = App::new().await;
    let mut bram = app.signed_in("bram.jacobs").await;
    let line = |number: u32| match number % 10 {
        0 => format!("{number}"),
        _ => {
            let nine = (500_101 + number / 900) * 1_000 + 1 + number % 900;
            let niss = delibero_domain::niss::Niss::complete(nine, delibero_domain::niss::BirthEra::Before2000);
            niss.expect("a NISS").reveal()
        }
    };
    let list: Vec<String> = (1..=10_000).map(line).collect();
    let utf16: Vec<u8> =
        format!("\u{feff}INSZ\r\n{}\r\n", list.join("\r\n")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sent = send(&mut bram, &HANDIFLUX, "liste.txt", &utf16).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    app.work().await;
    let page = bram.get(sent.location()).await;
    assert!(
        page.body.contains("<dd>9 000</dd>")
            || page.body.contains("<dd>9\u{202f}000</dd>")
            || page.body.contains("9\u{a0}000"),
        "{}",
        page.body
    );
    let faults = bram.get(&format!("{}/faults", sent.location())).await;
    assert_eq!(faults.body.lines().count(), 1_001);
    assert!(faults.body.contains("\n10,11,") && faults.body.contains("\n10000,10001,"), "{}", faults.body);
}

#[tokio::test]
async fn what_may_not_be_asked_about_many_is_refused_at_the_form_and_when_it_is_sent() {
    let app = App::new().await;
    let mut bram = app.signed_in("bram.jacobs").await;
    let list = format!("niss\n{PERSON}\n");
    let unconfirmed =
        send(&mut bram, &[HANDIFLUX[0], HANDIFLUX[1], HANDIFLUX[2], HANDIFLUX[4]], "l.csv", list.as_bytes()).await;
    assert_eq!(unconfirmed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unconfirmed.body.contains("Confirmez chacune"), "{}", unconfirmed.body);
    for (fields, list) in [(&HANDIFLUX[..4], list.as_str()), (&HANDIFLUX[..], ""), (&HANDIFLUX[..], "name\nx\n")] {
        assert_eq!(send(&mut bram, fields, "", list.as_bytes()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut claire = app.signed_in("claire.dumont").await;
    let form = claire.get("/batches/new").await;
    assert!(form.body.contains("au cas par cas") && form.body.contains("12/057"), "{}", form.body);
    let case_by_case = [
        ("module", "secal/unemployment/consult-last"),
        ("purpose", "grant-advances"),
        ("person_role", "maintenance-creditor"),
        ("origin", "file"),
    ];
    let refused = send(&mut claire, &case_by_case, "l.csv", list.as_bytes()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("12/057, point 7"), "{}", refused.body);
    assert!(claire.get("/batches").await.body.contains("personne en masse"));
}

#[tokio::test]
async fn a_page_says_why_whoever_was_left_is_refused() {
    let app = App::new().await;
    let mut bram = app.signed_in("bram.jacobs").await;
    let list = format!("niss\n{PERSON}\n85073003328\n");
    let sent = send(&mut bram, &HANDIFLUX, "membres.csv", list.as_bytes()).await;
    let mut approver = app.signed_in("koen.wouters").await;
    let suspend = [
        ("do", "suspend"),
        ("deliberation", "17/087"),
        ("service", "handicap"),
        ("whom", "all"),
        ("organisation", ""),
        ("reason", "Contrôle en cours"),
    ];
    let done = approver.post("/catalogue/insurers/suspend", &suspend).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    app.work().await;
    let page = bram.get(sent.location()).await;
    for said in ["Contrôle en cours", "Koen Wouters", "id=\"refusals\"", "autorisation est suspendue", "p-17-087-"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(counted(&page.body, "Refusées", 2), "{}", page.body);
    for ending in ["", ".csv"] {
        let shut = bram.get(&format!("{}/result{ending}", sent.location())).await;
        assert_eq!(shut.status, StatusCode::FORBIDDEN, "{}", shut.body);
    }
}
