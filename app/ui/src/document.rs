//! The HTML document: a page is made whole, then the frame and the document around it, by what the page said of itself.

use std::sync::Arc;

use crate::error::PageError;
use crate::page_facts::PageFacts;
use crate::session::{Who, load_who};
use delibero_words::say;
use http::StatusCode;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;

use crate::address::Address;
use crate::components::filters::taken_out;
use crate::components::form_mark::{current_mark, under_another};
use crate::components::frame::frame;
use crate::components::html::escaped;
use crate::components::language::use_language;
use crate::components::problem::Problem;
use crate::components::stopped::own_stopped;
use crate::components::theme::current_theme;
use crate::pages::not_found::not_found;
use crate::routes::Route;

/// Where a page finds its style sheet and the program for the browser: `/{folder}/{name}.css`, `.js`, `.wasm`.
#[derive(Clone, Debug)]
pub struct BrowserFiles {
    /// Without a slash at either end.
    pub folder: Arc<str>,
    pub name: Arc<str>,
}

impl Default for BrowserFiles {
    fn default() -> Self {
        Self { folder: "pkg".into(), name: "delibero".into() }
    }
}

/// A document as it is sent.
#[derive(Clone, Debug)]
pub struct Document {
    /// The HTML.
    pub html: String,
    /// The status of the answer.
    pub status: StatusCode,
    /// Whether anything in it reacts, so that the program for the browser is loaded.
    pub has_islands: bool,
}

/// The document of an address. `provide` gives the parts of the request as context, the language among them.
pub async fn document(path: String, query: Vec<(String, String)>, provide: impl FnOnce()) -> Document {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let facts = PageFacts::default();
    let (route, named) = Route::of(&path).unzip();
    let address = Address::new(path, named.unwrap_or_default(), query);
    let making = owner.with(|| {
        provide();
        provide_context(facts.clone());
        let address = address.clone();
        ScopedFuture::new(async move {
            let page = match route {
                Some(route) => route.make(address).await,
                None => Ok(not_found()),
            };
            // Afterwards: what the page read of the organisation is not read again.
            let who = load_who().await.ok().flatten();
            (who, page)
        })
    });
    let (who, page) = making.await;
    let document = owner.with(|| written(who, page, &address, &facts));
    owner.cleanup();
    document
}

fn written(who: Option<Who>, page: Result<AnyView, PageError>, address: &Address, facts: &PageFacts) -> Document {
    let page = page.unwrap_or_else(|error| {
        facts.set_status(error.http_status());
        view! { <Problem error /> }.into_any()
    });
    // The page first: the frame depends on what it says of itself.
    let other = who.as_ref().and_then(under_another);
    let stopped = who.as_ref().and_then(|who| who.stopped.as_ref()).map(own_stopped);
    let main = plain(&(other, stopped, taken_out(address), page).to_html());
    let body = frame(who, address, facts.typed_form(), main).to_html();
    let body = plain(&body);
    let has_islands = body.contains("<leptos-island");
    Document {
        html: whole(&title(facts), &body, has_islands),
        status: facts.status().unwrap_or(StatusCode::OK),
        has_islands,
    }
}

/// The page's title, which says first that something is wrong.
fn title(facts: &PageFacts) -> String {
    let title = facts.title();
    if facts.is_wrong() { say!(use_language(), kit.title_with_errors, title = title) } else { title }
}

/// Without the marks by which a program would find its way through the page: no program does. Only an island, which
/// draws nothing, looks for the one inside it.
fn plain(html: &str) -> String {
    html.replace("<!>", "").replace("></leptos-island>", "><!></leptos-island>")
}

/// Starts the islands: loaded by pages that have some.
fn islands(BrowserFiles { folder, name }: &BrowserFiles) -> String {
    format!(
        r#"<link rel="modulepreload" href="/{folder}/{name}.js"><link rel="preload" href="/{folder}/{name}.wasm" as="fetch" type="application/wasm" crossorigin><script type="module" src="/islands.js"></script>"#
    )
}

fn whole(title: &str, body: &str, has_islands: bool) -> String {
    let language = use_language().code();
    let mark = current_mark();
    let (theme, mark) = (current_theme().as_str(), escaped(&mark));
    let title = escaped(title);
    let files = use_context::<BrowserFiles>().unwrap_or_default();
    let islands = if has_islands { islands(&files) } else { String::new() };
    let BrowserFiles { folder, name } = files;
    format!(
        r#"<!DOCTYPE html><html lang="{language}" data-theme="{theme}" data-signed-in-as="{mark}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{title} – Delibero</title><link rel="preload" href="/fonts/inter-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin="anonymous"><link rel="stylesheet" href="/{folder}/{name}.css"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><script src="/restored.js" defer></script>{islands}</head><body>{body}</body></html>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_islands_keep_their_mark() {
        let page = "<p>a<!>b</p><!><leptos-island data-component=\"x\"><!></leptos-island><!>";
        assert_eq!(plain(page), "<p>ab</p><leptos-island data-component=\"x\"><!></leptos-island>");
    }
}
