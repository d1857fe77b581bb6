//! The table of contents: at the side on wide screens, folded above the text on narrow ones.

use delibero_words::say;
use leptos::prelude::*;

use super::text::{heading, section_place};
use super::{DeliberationPage, address};
use crate::components::html::{Html, html};

/// Both, only one of which is ever seen; none without a text, whose points would be bare numbers.
pub(super) fn view(page: &DeliberationPage) -> Option<AnyView> {
    let list = list(page)?;
    let (words, folded) = (say!(page.language, deliberation.contents), list.clone());
    let contents = view! {
        <nav class="contents-of-text contents-side" aria-labelledby="contents">
            <h2 id="contents">{words}</h2>
            <div inner_html=list></div>
        </nav>
        <details class="contents-of-text contents-folded">
            <summary>{words}</summary>
            <nav aria-label=words inner_html=folded></nav>
        </details>
    };
    Some(contents.into_any())
}

/// Sections with the points that stand in them.
fn list(page: &DeliberationPage) -> Option<String> {
    let text = page.view.text.as_ref()?;
    let points = || text.points.iter().zip(&page.view.labels);
    let under = |at: Option<usize>| {
        let within = move |heading: Option<usize>| heading.filter(|at| *at < text.sections.len()) == at;
        points().filter(move |(point, _)| within(point.heading)).map(|(_, label)| label.as_str()).collect::<Vec<_>>()
    };
    let mut out = Html::default();
    labels(&mut out, page, &under(None));
    out.mark("<ul>");
    for (at, section) in text.sections.iter().enumerate() {
        out.mark(if section.level > 1 { "<li class=\"deep\">" } else { "<li>" });
        html!(out, "<a href=\"#" {section_place(at)} "\"");
        out.attribute("lang", page.text_language());
        html!(out, ">" {heading(section)} "</a>");
        labels(&mut out, page, &under(Some(at)));
        out.mark("</li>");
    }
    let operative = text.operative.as_ref().map(|_| ("operative", say!(page.language, deliberation.operative)));
    let annex = text.annex.as_ref().map(|_| ("annex", say!(page.language, deliberation.annex)));
    for (id, words) in operative.into_iter().chain(annex) {
        html!(out, "<li><a href=\"#" {id} "\">" {words} "</a></li>");
    }
    out.mark("</ul>");
    Some(out.into_string())
}

fn labels(out: &mut Html, page: &DeliberationPage, labels: &[&str]) {
    if labels.is_empty() {
        return;
    }
    html!(out, "<ol class=\"labels\" aria-label=\"" {say!(page.language, deliberation.points)} "\">");
    for label in labels {
        html!(out, "<li><a href=\"#" {address::place(label)} "\">" {label} "</a></li>");
    }
    out.mark("</ol>");
}
