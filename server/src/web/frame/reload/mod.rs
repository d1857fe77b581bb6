//! Only in development: while `make watch` runs this program, a page loads itself again when something was built anew.
//! A release build has none of this: `never.rs` stands in.

use axum::Router;
use axum::routing::get;
use http::header;

use crate::web::AppState;

const SCRIPT: &str = include_str!("reload.js");

/// The script, where somebody watches.
pub fn routes(state: &AppState) -> Router<AppState> {
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) };
    let routes = Router::new();
    if state.reload_port.is_some() { routes.route("/reload.js", get(script)) } else { routes }
}

/// A page and its content policy, with the script, where somebody watches.
pub fn watching(state: &AppState, html: String, policy: &'static str) -> (String, String) {
    let Some(port) = state.reload_port else { return (html, policy.to_owned()) };
    let script = format!("<script src=\"/reload.js\" data-port=\"{port}\" defer></script></head>");
    let told = format!("connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port};");
    (html.replacen("</head>", &script, 1), policy.replace("connect-src 'self';", &told))
}
