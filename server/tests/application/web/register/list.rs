//! The list of deliberations: the page, the views that users keep, the files.

use http::StatusCode;

use crate::support::App;

#[tokio::test]
async fn the_list_is_filtered_by_what_the_catalogue_says_of_a_recipient() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let all = browser.get("/deliberations").await;
    assert_eq!(all.status, StatusCode::OK);
    for number in ["23/058", "20/130", "98/001"] {
        assert!(all.body.contains(&format!("href=\"/deliberations/{number}\"")), "{number}");
    }
    assert!(!all.body.contains("style=\""), "the content policy refuses styles in the page");

    let of_vdab = browser.get("/deliberations?recipient=vdab").await;
    assert!(of_vdab.body.contains("href=\"/deliberations/23/058\""));
    assert!(!of_vdab.body.contains("href=\"/deliberations/98/001\""));
    assert!(of_vdab.body.contains("href=\"/deliberations.csv?recipient=vdab\""));

    let nothing = browser.get("/deliberations?q=qqqqqq").await;
    assert!(nothing.body.contains("Aucune délibération ne répond"));
    for filter in [
        "year=soon",
        "year=23",
        "recipient=nobody",
        "service=no",
        "state=amended&state=repealed",
        "state=foo",
        "sort=foo",
        "order=up",
        "page=x",
        "page=0",
        "committee=no",
        "source=no",
        "q=%3F!",
        "yaer=2023",
    ] {
        let page = browser.get(&format!("/deliberations?{filter}")).await;
        assert!(
            page.body.contains("id=\"errors\"") && !page.body.contains("href=\"/deliberations/98/001\""),
            "{filter}"
        );
        for extension in ["csv", "xlsx"] {
            let file = browser.get(&format!("/deliberations.{extension}?{filter}")).await;
            assert_eq!(file.status, StatusCode::BAD_REQUEST, "{filter}");
        }
    }
    let beyond = browser.get("/deliberations?page=99").await;
    assert!(beyond.body.contains("href=\"/deliberations/"), "the last page there is");
}

#[tokio::test]
async fn a_view_is_kept_under_a_name_shown_to_its_user_alone_and_removed() {
    let app = App::new().await;
    let mut marie = app.signed_in("marie.dubois").await;
    let address = "/deliberations?year=2023&page=2";
    let kept = marie.post(address, &[("keep", " Année <2023> ")]).await;
    assert_eq!((kept.status, kept.location()), (StatusCode::SEE_OTHER, "/deliberations?year=2023&page=2"));
    let page = marie.get("/deliberations").await;
    assert!(page.body.contains("href=\"/deliberations?year=2023\"") && page.body.contains("Année &lt;2023&gt;"));
    let others = app.signed_in("luc.lambert").await.get("/deliberations").await;
    assert!(!others.body.contains("Année &lt;2023&gt;"));

    for (address, name) in [("/deliberations?yaer=2023", "x"), ("/deliberations?year=2023", "Dupont 85.07.30-999.32")] {
        let refused = marie.post(address, &[("keep", name)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!refused.body.contains("85.07.30"));
    }
    let refused = marie.post("/deliberations?year=2023", &[("keep", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#keep-name\""));
    let elsewhere = marie.post_from("cross-site", "/deliberations?year=2023", &[("keep", "x")]).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);

    let removed = marie.post("/deliberations", &[("remove", "Année <2023>")]).await;
    assert_eq!((removed.status, removed.location()), (StatusCode::SEE_OTHER, "/deliberations"));
    let page = marie.get("/deliberations").await;
    assert!(!page.body.contains("Année &lt;2023&gt;"));
}

#[tokio::test]
async fn the_whole_list_is_a_csv_and_a_workbook() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let file = browser.get("/deliberations.csv?sort=number&order=asc").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let name = "attachment; filename=\"delibero-deliberations-2025-06-02.csv\"";
    assert_eq!(file.header("content-disposition"), name);
    let mut lines = file.body.lines();
    assert!(lines.next().expect("a head").starts_with("\u{feff}number,title,"));
    assert!(lines.any(|line| line.starts_with("23/058,")));

    let book = browser.get("/deliberations.xlsx").await;
    assert_eq!(book.status, StatusCode::OK);
    assert!(book.header("content-type").ends_with("spreadsheetml.sheet") && book.body.starts_with("PK"));
}

#[tokio::test]
async fn what_is_typed_is_sent_and_stands_in_the_address_without_a_niss() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let sent = browser.post("/deliberations", &[("q", " données "), ("year", ""), ("sort", "title")]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/deliberations?q=donn%C3%A9es&sort=title"));
    for page in ["/deliberations", "/catalogue"] {
        let sent = browser.post(page, &[("q", "Dupont 85.07.30-999.32")]).await;
        let cleaned = format!("{page}?q=%E2%80%A6");
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, cleaned.as_str()));
        let asked = browser.get(&format!("{page}?q=85%2E07.30-999.32%20Dupont")).await;
        assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, cleaned.as_str()));
        let shown = browser.get(&cleaned).await;
        assert!(shown.body.contains("id=\"taken-out\"") && shown.body.contains("id=\"errors\""), "{page}");
        assert!(!shown.body.contains("Dupont") && !shown.body.contains("<caption"), "{page}");
    }
    let path = browser.get("/catalogue/85.07.30-999.32").await;
    assert_eq!(path.location(), "/catalogue/%E2%80%A6");
    let back = browser.post("/theme", &[("theme", "dark"), ("back", "/log?user=85.07.30-999.32")]).await;
    assert_eq!(back.location(), "/log?user=%E2%80%A6");
}

#[tokio::test]
async fn committees_are_named_in_the_readers_language_and_each_stands_once() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    browser.language = "de";
    let page = browser.get("/deliberations").await.body;
    for name in ["Ausschuss für Informationssicherheit", "Überwachungsausschuss bei der Zentralen Datenbank"] {
        assert!(page.contains(name), "{name}");
    }
    for printed in ["Comité de sécurité", "Informatieveiligheidscomité", "Toezichtscomité", "Comité de surveillance"]
    {
        assert!(!page.contains(&format!(">{printed}")), "{printed} is said in the reader's language");
    }
    // 98/001 prints its committee in French, 98/002 the same in Dutch.
    let printed = "Toezichtscomit%C3%A9%20bij%20de%20Kruispuntbank%20van%20de%20sociale%20zekerheid";
    let page = browser.get(&format!("/deliberations?committee={printed}")).await.body;
    for number in ["98/001", "98/002"] {
        assert!(page.contains(&format!("href=\"/deliberations/{number}\"")), "{number}: {page}");
    }
    assert!(!page.contains("href=\"/deliberations/23/058\""));
    let file = browser.get(&format!("/deliberations.csv?committee={printed}")).await.body;
    assert!(file.contains("Überwachungsausschuss") && !file.contains("Toezichtscomité"), "{file}");
}

#[tokio::test]
async fn a_title_in_capitals_is_a_sentence_wherever_it_stands() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    for path in ["/deliberations", "/deliberations/98/001", "/deliberations/98/001/compare", "/deliberations/23/058"] {
        let page = browser.get(path).await.body;
        let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part");
        // What is folded is the title as it is printed; so is what a pointer is shown.
        let mut shown = main.split("<details").map(|part| part.rsplit("</details>").next().unwrap_or_default());
        assert!(shown.all(|part| !part.contains(">DÉLIBÉRATION N° 98/001 DU")), "{path}: {main}");
        assert!(main.contains("élibération n° 98/001 du 13 janvier 1998"), "{path}: {main}");
    }
    let file = browser.get("/deliberations.csv").await.body;
    assert!(file.lines().next().is_some_and(|head| head.ends_with(",title_as_printed")), "{file}");
}
