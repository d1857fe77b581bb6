//! A refusal: what it means, what to do next, and the point that says so.

use delibero_domain::authorisation::Source;
use delibero_domain::consultation::RefusalReason;
use delibero_words::refusals::{heading, meaning, next_step};
use delibero_words::say;

use super::actions;
use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::pages::suspensions::{SuspensionView, notices};

/// The text of its own that every refusal has.
pub(super) fn write(
    out: &mut Html,
    reason: RefusalReason,
    source: Option<&Source>,
    replaced_by: Option<&str>,
    suspension: Option<&SuspensionView>,
    terms: &Terms,
) {
    let language = terms.language;
    out.mark(
        "<section class=\"section panel refusal\" aria-labelledby=\"refusal\"><h2 id=\"refusal\" class=\"heading\">",
    );
    write_icon(out, IconName::Stop);
    html!(out, {heading(language, reason)} "</h2><p>" {meaning(language, reason)} "</p>");
    html!(out, "<p>" {say!(language, answer.nothing_disclosed)} "</p>");
    if let Some(source) = source {
        html!(out, "<p>" {say!(language, answer.refusal_point)} " ");
        terms.point(out, source, false);
        out.mark(".</p>");
    }
    html!(out, "<h3>" {say!(language, answer.what_next)} "</h3><p>" {next_step(language, reason)} "</p>");
    html!(out, "<p><a class=\"link\" href=\"/may-i#missing-" {reason.as_str()} "\">" {say!(language, may_i.link)} "</a></p>");
    if let Some(niss) = replaced_by {
        let words = say!(language, answer.new_number);
        html!(out, "<div class=\"replacement\"><p>" {words} " <strong class=\"figures\">" {niss} "</strong></p>");
        actions::write_replacement(out, niss, terms);
        out.mark("</div>");
    }
    out.mark("</section>");
    if let Some(found) = suspension {
        out.view(notices(language, std::slice::from_ref(found)));
    }
}
