//! What every answer says to the browser.

use http::StatusCode;

use crate::support::{App, PERSON, social_inquiry};

#[tokio::test]
async fn scripts_and_styles_come_from_this_site_and_stand_in_files() {
    let app = App::new().await;
    let visitor = app.browser().get("/sign-in").await;
    let page = app.signed_in("marie.dubois").await.get("/consultation").await;
    for answer in [&visitor, &page] {
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        for script in answer.body.split("<script").skip(1) {
            let tag = script.split("</script>").next().expect("a script");
            assert!(tag.contains("src=\"/") && tag.ends_with('>'), "a script in the page: <script{tag}");
        }
        assert!(!answer.body.contains(" style=\""), "no style attribute, which the policy would refuse");
    }
}

#[tokio::test]
async fn a_page_where_nothing_reacts_loads_no_program() {
    let app = App::new().await;
    let visitor = app.browser().get("/sign-in").await;
    assert!(!visitor.body.contains("leptos-island") && !visitor.body.contains("/pkg/delibero.wasm"));
    assert!(!visitor.header("content-security-policy").contains("wasm"));
    let page = app.signed_in("marie.dubois").await.get("/consultation").await;
    assert!(page.body.contains("leptos-island") && page.body.contains("src=\"/islands.js\""));
    assert!(page.header("content-security-policy").contains("'wasm-unsafe-eval'"));
}

#[tokio::test]
async fn no_answer_is_kept_by_a_cache_or_framed_or_sniffed() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let opened = browser.post("/consultation", &social_inquiry(PERSON)).await;
    let address = opened.location().to_owned();
    for path in [address.as_str(), &format!("{address}/export.json"), "/consultation", "/catalogue", "/healthz"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(!answer.header("content-security-policy").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let app = App::new().await;
    let answer =
        app.browser().post("/sign-in", &[("user", "marie.dubois"), ("password", delibero_demo::PASSWORD)]).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "it ends with the browser: {cookie}");
}
