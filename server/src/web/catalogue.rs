//! The search of the catalogue: what is typed is sent, and stands in the address without a NISS.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use delibero_ui::filters::Filters as _;
use delibero_ui::pages::catalogue::view::RecipientsQuery;

use super::addresses::without_niss;
use super::cookies::percent_encoded;

const PAGE: &str = "/catalogue";

/// Leads to what was asked for.
pub async fn search(Form(fields): Form<Vec<(String, String)>>) -> Response {
    let written = RecipientsQuery::of_address(fields).written(percent_encoded);
    let address = if written.is_empty() { PAGE.to_owned() } else { format!("{PAGE}?{written}") };
    Redirect::to(&without_niss(&address).unwrap_or(address)).into_response()
}
