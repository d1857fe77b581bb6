//! Long work goes on while its page is open: the page is asked for again, and its bar and figures are taken over. Once
//! nothing goes on any more the page is loaded, with what came of it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DomParser, Element, SupportedType};

use super::dom;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(2);
/// What goes on.
const WORK: &str = "[data-goes-on]";
const BAR: &str = "[data-goes-on] progress";
const FIGURES: &str = "[data-goes-on] [data-figures]";

/// Keeps the bar of the page going.
#[island]
pub fn Progress() -> impl IntoView {
    dom::in_browser(|| {
        if dom::find::<Element>(WORK).is_some() {
            look_later();
        }
    });
}

fn look_later() {
    set_timeout(|| spawn_local(look()), PAUSE);
}

/// A server that does not answer is asked again: the work may go on all the same.
async fn look() {
    let Some(page) = page_now().await else { return look_later() };
    if page.query_selector(WORK).ok().flatten().is_none() {
        let _ = window().location().reload();
        return;
    }
    for (selector, attributes) in [(BAR, &["value", "max"][..]), (FIGURES, &[])] {
        let (shown, now) = (dom::find::<Element>(selector), page.query_selector(selector).ok().flatten());
        if let (Some(shown), Some(now)) = (shown, now) {
            take_over(&shown, &now, attributes);
        }
    }
    look_later();
}

fn take_over(shown: &Element, now: &Element, attributes: &[&str]) {
    for attribute in attributes {
        let _ = shown.set_attribute(attribute, &now.get_attribute(attribute).unwrap_or_default());
    }
    shown.set_text_content(now.text_content().as_deref());
}

async fn page_now() -> Option<web_sys::Document> {
    let answer = dom::get(&window().location().href().ok()?).await?;
    let page = dom::text(&answer).await?;
    DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()
}
