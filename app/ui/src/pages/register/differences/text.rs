//! What changed in the text: the summary, the jumps to what changed, and the rows.

use delibero_domain::deliberation::differences::Differences;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::{effective, version_name};
use super::rows::Writer;
use super::view::Texts;
use super::{DifferencesPage, address, summary};
use crate::components::html::{Html, html};
use crate::components::panel::section;

/// The section; none where the texts cannot be compared, which the head of the page says.
pub(super) fn view(page: &DifferencesPage) -> Option<AnyView> {
    let Texts::Compared(_) = page.view.texts else { return None };
    let mut out = Html::default();
    match page.view.differing() {
        Some(differences) => differing(&mut out, page, differences),
        None => html!(out, "<p class=\"told\">" {say!(page.language, differences.identical)} "</p>"),
    }
    Some(section("text", say!(page.language, differences.text), out.into_div("differences")))
}

fn differing(out: &mut Html, page: &DifferencesPage, differences: &Differences) {
    let language = page.language;
    let (jumps, rows) = Writer::new(page, differences).whole();
    html!(out, "<p class=\"told\">" {summary::words(page, differences)} "</p><nav class=\"jumps\" aria-label=\""
        {say!(language, differences.changes)} "\"><ul>");
    for jump in jumps {
        html!(out, "<li><a class=\"link\" href=\"#" {jump.id} "\">");
        jump.sign.write_sign(out);
        html!(out, " " {jump.name} "<span class=\"sr-only\">, " {jump.sign.words} "</span></a></li>");
    }
    html!(out, "</ul></nav><p class=\"hint\">" {say!(language, differences.legend)} "</p>");
    heads(out, page);
    out.mark(if page.is_side_by_side() {
        "<div class=\"official compared\""
    } else {
        "<div class=\"official as-one\""
    });
    out.attribute("lang", page.text_language());
    out.mark(">");
    out.html(&rows);
    out.mark("</div>");
}

/// Which version stands on which side, and since when it counts.
pub(super) fn heads(out: &mut Html, page: &DifferencesPage) {
    let (language, view) = (page.language, &page.view);
    out.mark("<div class=\"sides heads\">");
    for (words, place) in
        [(say!(language, differences.before), view.from), (say!(language, differences.after), view.to)]
    {
        let since = say!(language, differences.counts_since, day = effective(page, place));
        let to = address::deliberation(&page.query, view, page.version(place));
        html!(out, "<p class=\"side\">" {words} {say!(language, kit.colon)} "<a class=\"link\" href=\"" {to} "\">"
            {version_name(page, place)} "</a>, " {since} "</p>");
    }
    out.mark("</div>");
}
