//! The list of deliberations: the page, the views that users keep, the files.

use http::StatusCode;

use super::support::App;

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

    for nothing in ["/deliberations?year=soon", "/deliberations?recipient=nobody", "/deliberations?q=qqqqqq"] {
        let page = browser.get(nothing).await;
        assert!(page.body.contains("Aucune délibération ne répond"), "{nothing}");
    }
    let beyond = browser.get("/deliberations?page=99").await;
    assert!(beyond.body.contains("href=\"/deliberations/"), "the last page there is");
}

#[tokio::test]
async fn a_view_is_kept_under_a_name_shown_to_its_user_alone_and_removed() {
    let app = App::new().await;
    let mut marie = app.signed_in("marie.dubois").await;
    let address = "/deliberations?year=2023&page=2&unknown=1";
    let kept = marie.post(address, &[("keep", " Année <2023> ")]).await;
    assert_eq!((kept.status, kept.location()), (StatusCode::SEE_OTHER, "/deliberations?year=2023&page=2"));
    let page = marie.get("/deliberations").await;
    assert!(page.body.contains("href=\"/deliberations?year=2023\"") && page.body.contains("Année &lt;2023&gt;"));
    let others = app.signed_in("luc.lambert").await.get("/deliberations").await;
    assert!(!others.body.contains("Année &lt;2023&gt;"));

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
