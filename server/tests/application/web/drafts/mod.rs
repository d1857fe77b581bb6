//! Drafts as the secretariat works with them: sent as a browser sends them.

mod four_eyes;
mod names;
mod outcome;
mod publication;
mod saving;

use axum::body::Body;
use delibero_usecases::drafts::DraftStore as _;
use delibero_usecases::register::{Draft, RegisterStore as _};
use http::Method;

use crate::support::{Answer, App, Browser};

pub(super) const FRENCH: &str = include_str!("../../../../../app/reader/tests/documents/fr-2005.txt");

pub(super) async fn upload(browser: &mut Browser<'_>, fields: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, content) in fields {
        let file = if *name == "file" { "; filename=\"texte.txt\"" } else { "" };
        body.extend(format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--limit--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=limit"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, "/drafts/import", Body::from(body), &headers).await
}

pub(super) async fn drafts(app: &App, number: &str) -> Vec<Draft> {
    let mut found = Vec::new();
    for line in app.database.drafts().await.expect("drafts") {
        if line.number.to_string() == number {
            found.push(app.database.draft(&line.id).await.expect("read").expect("there"));
        }
    }
    found
}

pub(super) async fn draft(app: &App, number: &str) -> Draft {
    drafts(app, number).await.remove(0)
}

/// What a form holds: the values of its fields, as a browser would send them untouched.
pub(super) fn fields(page: &Answer) -> Vec<(String, String)> {
    fields_beside(page, "before")
}

/// The fields of the form that has one of a name.
pub fn fields_beside(page: &Answer, known: &str) -> Vec<(String, String)> {
    let unescaped = |word: &str| {
        let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
        word.replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
    };
    let mut found = Vec::new();
    let form = page.body.split("<form").find(|form| form.contains(&format!("name=\"{known}\""))).expect("a form");
    let form = form.split("</form>").next().unwrap_or_default();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            let on = tag.contains(" checked");
            if !["checkbox", "radio"].contains(&kind.as_str()) || on {
                found.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            // What follows the tag; comments are marks of the renderer.
            let rest = &form[form.find(tag).unwrap_or_default() + tag.len() + 1..];
            let words = rest.split("</textarea>").next().unwrap_or_default();
            found.push((name, unescaped(words.split("<!").next().unwrap_or_default())));
        } else if tag.starts_with("select") {
            let rest = &form[form.find(tag).unwrap_or_default()..];
            let options = || rest.split("</select>").next().unwrap_or_default().split("<option").skip(1);
            let tag_of = |option: &'_ str| option.split('>').next().map(|tag| format!("{tag} ")).unwrap_or_default();
            let chosen = options().find(|option| tag_of(option).contains(" selected")).or_else(|| options().next());
            let value = chosen.and_then(|option| attribute(&tag_of(option), "value"));
            found.push((name, value.unwrap_or_default()));
        }
    }
    found
}

pub(super) async fn send(
    browser: &mut Browser<'_>,
    path: &str,
    fields: &[(String, String)],
    over: &[(&str, &str)],
) -> Answer {
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| !over.iter().any(|(known, _)| known == name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.extend(over);
    browser.post(path, &pairs).await
}
