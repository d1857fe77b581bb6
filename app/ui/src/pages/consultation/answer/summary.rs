//! The top of the answer: who, for what, by whom, when, with which result, and until when it may be kept.

use delibero_domain::parameters::Span;
use delibero_domain::text::{Language, Text};
use delibero_words::formats::{date_time, long_date, span};
use delibero_words::reasons::role_words;
use delibero_words::say;

use super::actions;
use super::terms::Terms;
use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::pages::consultation::view::{AnswerOutcome, GrantedAnswer};

/// The summary and what can be done from it.
pub(super) fn write(out: &mut Html, terms: &Terms) {
    let heading = say!(terms.language, answer.summary);
    out.mark("<section class=\"section\" aria-labelledby=\"summary\">");
    html!(out, "<h2 id=\"summary\" class=\"sr-only\">" {heading} "</h2><div class=\"section panel\">");
    who_and_result(out, terms);
    facts(out, terms);
    if let AnswerOutcome::Granted(granted) = &terms.page.outcome {
        duties(out, granted, terms);
    }
    out.mark("</div>");
    actions::write(out, terms);
    out.mark("</section>");
}

/// Whose data, for what, and with which result.
pub(super) fn write_short(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    out.mark("<div class=\"section panel\">");
    who_and_result(out, terms);
    out.mark("<dl class=\"definitions\">");
    two(out, say!(language, answer.module), &page.service, &page.module, terms);
    for (label, value) in [
        (say!(language, answer.purpose), terms.text(&page.purpose)),
        (say!(language, answer.decided_at), &date_time(&page.at, language)),
    ] {
        html!(out, "<div><dt>" {label} "</dt><dd>" {value} "</dd></div>");
    }
    out.mark("</dl></div>");
}

/// On paper, at the head of each sheet: whose data, for whom and for what, when, under which consultation.
pub(super) fn running_head(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    out.mark("<div class=\"sheets-head\" aria-hidden=\"true\"><p><strong class=\"figures\">");
    html!(out, {say!(language, answer.niss)} " " {&page.niss} "</strong> · ");
    html!(out, {terms.text(&page.organisation)} ", " {terms.text(&page.purpose)} " · " {span(page.asked.span, language)} " · ");
    html!(out, {say!(language, answer.decided_at)} " " {date_time(&page.at, language)} " · ");
    html!(out, {say!(language, answer.consultation)} " <span class=\"break-all\">" {&page.id} "</span></p></div>");
}

fn who_and_result(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    let (icon, words, class) = match page.outcome {
        AnswerOutcome::Granted(_) => (IconName::Check, say!(language, answer.granted), "badge-granted"),
        AnswerOutcome::Refused { .. } => (IconName::Stop, say!(language, answer.refused), "badge-refused"),
    };
    out.mark("<div class=\"who\"><p class=\"person\">");
    write_icon(out, IconName::Person);
    html!(out, {say!(language, answer.niss)} " <span class=\"number\">" {&page.niss} "</span></p>");
    html!(out, "<p class=\"badge outcome " {class} "\">");
    write_icon(out, icon);
    html!(out, "<strong>" {words} "</strong> <span>" {&page.status} " – " {terms.text(&page.status_meaning)});
    out.mark("</span></p></div>");
}

fn facts(out: &mut Html, terms: &Terms) {
    let (language, page) = (terms.language, terms.page);
    let source = match &page.outcome {
        AnswerOutcome::Granted(granted) => Some(&granted.source),
        AnswerOutcome::Refused { source, .. } => source.as_ref(),
    };
    let role = page.person_role.as_ref().map_or(say!(language, answer.no_person_role), |role| terms.text(role));
    out.mark("<dl class=\"definitions\">");
    two(out, say!(language, answer.organisation), &page.organisation, &page.recipient, terms);
    two(out, say!(language, answer.module), &page.service, &page.module, terms);
    for (label, value) in [
        (say!(language, answer.purpose), terms.text(&page.purpose)),
        (say!(language, answer.person_role), role),
        (say!(language, answer.user_role), role_words(language, page.role)),
        (asked_label(language, page.asked.span), &span(page.asked.span, language)),
        (say!(language, answer.decided_at), &date_time(&page.at, language)),
    ] {
        html!(out, "<div><dt>" {label} "</dt><dd>" {value} "</dd></div>");
    }
    if let Some(number) = &page.asked.message_number {
        html!(out, "<div><dt>" {say!(language, answer.asked_message)} "</dt><dd>" {number} "</dd></div>");
    }
    if let Some(day) = page.asked.return_day {
        let (label, day) = (say!(language, answer.asked_return_day), long_date(day, language));
        html!(out, "<div><dt>" {label} "</dt><dd>" {day} "</dd></div>");
    }
    if let Some(context) = &page.legal_context {
        html!(out, "<div><dt>" {say!(language, answer.legal_context)} "</dt><dd>" {context} "</dd></div>");
    }
    html!(out, "<div><dt>" {say!(language, answer.trace)} "</dt><dd class=\"break-all\">" {&page.id} "</dd></div>");
    html!(out, "<div><dt>" {say!(language, answer.legal_basis)} "</dt><dd>");
    match source {
        Some(source) => terms.point(out, source, false),
        None => out.words(say!(language, answer.no_legal_basis)),
    }
    out.mark("</dd></div>");
    for (_, label, source) in &page.confirmed {
        html!(out, "<div><dt>" {say!(language, answer.confirmed)} "</dt><dd>" {terms.text(label)} " ");
        terms.point(out, source, true);
        out.mark("</dd></div>");
    }
    out.mark("</dl>");
}

/// A name and, smaller, what stands behind it.
fn two(out: &mut Html, label: &'static str, first: &Text, second: &Text, terms: &Terms) {
    html!(out, "<div><dt>" {label} "</dt><dd>" {terms.text(first)});
    if first != second {
        html!(out, "<span class=\"behind\">" {terms.text(second)} "</span>");
    }
    out.mark("</dd></div>");
}

fn asked_label(language: Language, span: Span) -> &'static str {
    match span {
        Span::Quarters(_) => say!(language, answer.quarters),
        Span::Months(_) => say!(language, answer.asked_months),
        Span::Day(_) => say!(language, answer.asked_day),
        Span::LastKnown | Span::Whole => say!(language, answer.asked_time),
    }
}

/// How long the answer may be kept, and what else must be respected.
fn duties(out: &mut Html, granted: &GrantedAnswer, terms: &Terms) {
    let language = terms.language;
    out.mark("<div class=\"duties\"><div><h3>");
    write_icon(out, IconName::Clock);
    html!(out, {say!(language, answer.retention)} "</h3><ul>");
    for rule in &granted.retention {
        match rule.until {
            Some(day) => {
                html!(out, "<li><strong>" {say!(language, answer.keep_until)} " " {long_date(day, language)} "</strong>. ");
            }
            None => {
                let awaited: Vec<_> = rule.awaited.iter().map(|event| terms.text(event)).collect();
                let (event, colon) = (say!(language, answer.keep_until_event), say!(language, kit.colon));
                html!(out, "<li>" {event} {colon} {awaited.join(", ")} ". ");
            }
        }
        html!(out, {terms.text(&rule.summary)} " ");
        terms.point(out, &rule.source, true);
        out.mark("</li>");
    }
    out.mark("</ul></div>");
    if !granted.obligations.is_empty() {
        out.mark("<div><h3>");
        write_icon(out, IconName::Warning);
        html!(out, {say!(language, answer.obligations)} "</h3><ul>");
        for (text, source) in &granted.obligations {
            html!(out, "<li>" {terms.text(text)} " ");
            terms.point(out, source, true);
            out.mark("</li>");
        }
        out.mark("</ul></div>");
    }
    out.mark("</div>");
}
