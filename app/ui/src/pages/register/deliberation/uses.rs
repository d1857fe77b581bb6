//! What the catalogue takes from a point: one short line each, with ways to the catalogue and to the matrix.

use std::collections::BTreeMap;

use delibero_domain::authorisation::Source;
use delibero_domain::text::Language;
use delibero_usecases::register::uses::{PointUses, Use, UseKind, UseRecipient};
use delibero_words::say;
use leptos::prelude::*;

use super::DeliberationPage;
use crate::components::html::{Html, html};
use crate::components::source::anchor;

/// The most elements and recipients that are written out at once.
const FEW: usize = 5;

pub(super) fn write(out: &mut Html, page: &DeliberationPage, uses: &[Use]) {
    out.mark("<div");
    out.attribute("lang", page.own_language());
    html!(out, " class=\"uses\"><p>" {say!(page.language, deliberation.uses_head)} "</p><ul>");
    for found in uses {
        rule(out, page, None, found);
    }
    out.mark("</ul></div>");
}

/// The rules of each recipient, folded, and before them those that hold for everyone.
pub(super) fn by_recipient(page: &DeliberationPage, all: &[PointUses]) -> AnyView {
    let language = page.language;
    let mut groups: BTreeMap<(&str, &str), Vec<(&str, &Use)>> = BTreeMap::new();
    let said = all.iter().flat_map(|point| point.uses.iter().map(move |found| (point, found)));
    for (point, found) in said.filter(|(_, found)| found.kind.is_rule()) {
        // Nobody in particular stands before every recipient.
        let everyone = found.recipients.is_empty().then_some(("", ""));
        let named = found.recipients.iter().map(|recipient| (recipient.label.as_str(), recipient.id.as_str()));
        for who in everyone.into_iter().chain(named) {
            groups.entry(who).or_default().push((&point.label, found));
        }
    }
    let mut out = Html::default();
    for ((label, id), rules) in groups {
        let name = if id.is_empty() { say!(language, deliberation.rules_of_everyone) } else { label };
        let count = say!(language, deliberation.rules_count, count = rules.len().to_string());
        html!(out, "<details class=\"rules\"><summary>" {name} "<span class=\"quiet\"> – " {count} "</span></summary>");
        out.mark("<div class=\"uses\">");
        if !id.is_empty() {
            let words = say!(language, deliberation.rules_in_catalogue);
            html!(out, "<p><a class=\"link\" href=\"/catalogue/" {id} "\">" {words} "</a></p>");
        }
        out.mark("<ul>");
        for (point, found) in rules {
            rule(&mut out, page, Some(point), found);
        }
        out.mark("</ul></div></details>");
    }
    out.into_div("")
}

/// One rule: with its point where that is not said around it, else with its recipients.
fn rule(out: &mut Html, page: &DeliberationPage, point: Option<&str>, found: &Use) {
    let language = page.language;
    html!(out, "<li><b>" {lead(language, found.kind)} "</b>");
    match point {
        Some(point) => html!(out, " <a class=\"link\" href=\"" {page.ways.point(point)} "\">"
            {say!(language, deliberation.rule_point)} "\u{a0}" {point} "</a>"),
        None => recipients(out, page, &found.recipients),
    }
    out.mark("<span> </span>");
    if let Some(of) = &found.module {
        html!(out, "<a class=\"link\" href=\"/matrix?service=" {&of.service});
        if !of.module.is_empty() {
            html!(out, "&amp;module=" {&of.module});
        }
        html!(out, "\">" {&of.label} "</a>");
    }
    let said = said(language, found);
    if !said.is_empty() {
        html!(out, "<span>" {said} "</span>");
    }
    elements(out, language, found);
    out.mark("</li>");
}

fn lead(language: Language, kind: UseKind) -> &'static str {
    match kind {
        UseKind::Authorisation => say!(language, deliberation.use_authorisation),
        UseKind::Grant => say!(language, deliberation.use_grant),
        UseKind::Exclusion => say!(language, deliberation.use_exclusion),
        UseKind::Purpose => say!(language, deliberation.use_purpose),
        UseKind::History => say!(language, deliberation.use_history),
        UseKind::Reserved => say!(language, deliberation.use_reserved),
        UseKind::Authority => say!(language, deliberation.use_authority),
        UseKind::Regimes => say!(language, deliberation.use_regimes),
        UseKind::PersonRoles => say!(language, deliberation.use_person_roles),
        UseKind::Integration => say!(language, deliberation.use_integration),
        UseKind::QualityCodes => say!(language, deliberation.use_quality_codes),
        UseKind::OwnFile => say!(language, deliberation.use_own_file),
        UseKind::Designated => say!(language, deliberation.use_designated),
        UseKind::Batch => say!(language, deliberation.use_batch),
        UseKind::Retention => say!(language, deliberation.use_retention),
        UseKind::UseLimit => say!(language, deliberation.use_limit),
        UseKind::Module => say!(language, deliberation.use_module),
        UseKind::Elements => say!(language, deliberation.use_elements),
        UseKind::Risks => say!(language, deliberation.use_risks),
        UseKind::Reading => say!(language, deliberation.use_reading),
        UseKind::Cases => say!(language, deliberation.use_cases),
        UseKind::NotForAMachine => say!(language, deliberation.use_not_for_a_machine),
    }
}

/// The words of a use: those of the catalogue, or those that its code stands for.
fn said(language: Language, found: &Use) -> String {
    let words = found.words.as_str();
    let of_code = match (found.kind, words) {
        (UseKind::Integration, "both") => say!(language, deliberation.integration_both),
        (UseKind::Integration, "recipient") => say!(language, deliberation.integration_recipient),
        (UseKind::Integration, "sender") => say!(language, deliberation.integration_sender),
        (UseKind::Integration, "own") => say!(language, deliberation.integration_own),
        (UseKind::Integration, "regional") => say!(language, deliberation.integration_regional),
        (UseKind::Integration, _) => say!(language, deliberation.integration_none),
        (UseKind::Batch, "allowed") => say!(language, deliberation.batch_allowed),
        (UseKind::Batch, _) => say!(language, deliberation.batch_refused),
        (UseKind::History, _) if found.count == 0 => {
            return format!("{words}, {}", say!(language, deliberation.history_none));
        }
        (UseKind::History, _) => {
            let years = say!(language, deliberation.history_years, years = found.count.to_string());
            return format!("{words}, {years}");
        }
        _ => words,
    };
    of_code.to_owned()
}

fn recipients(out: &mut Html, page: &DeliberationPage, all: &[UseRecipient]) {
    let number = page.view.found.number.to_string();
    let list = |out: &mut Html, some: &[UseRecipient]| {
        out.mark("<ul class=\"named\">");
        for UseRecipient { id, label, point } in some {
            let place = anchor(&Source::new(&number, point));
            html!(out, "<li><a class=\"link\" href=\"/catalogue/" {id} "#" {place} "\">" {label} "</a></li>");
        }
        out.mark("</ul>");
    };
    let (few, rest) = all.split_at(all.len().min(FEW));
    if !few.is_empty() {
        list(out, few);
    }
    if !rest.is_empty() {
        let others = say!(page.language, deliberation.and_others, count = rest.len().to_string());
        html!(out, "<details><summary>" {others} "</summary>");
        list(out, rest);
        out.mark("</details>");
    }
}

/// The first cases, folded, in the identifiers of the vocabulary.
fn cases(out: &mut Html, language: Language, all: &[String]) {
    let count = say!(language, deliberation.cases_count, count = all.len().to_string());
    html!(out, "<details><summary>" {count} "</summary><ul>");
    for case in all.iter().take(FEW) {
        html!(out, "<li>" {case} "</li>");
    }
    if let Some(more @ 1..) = all.len().checked_sub(FEW) {
        let others = say!(language, deliberation.and_others, count = more.to_string());
        html!(out, "<li>" {others} "</li>");
    }
    out.mark("</ul></details>");
}

/// Elements: few are written out, more are folded.
fn elements(out: &mut Html, language: Language, found: &Use) {
    let (all, count) = (found.elements.join(", "), found.elements.len());
    let every = u32::try_from(count).is_ok_and(|count| count == found.count);
    let (count_words, carried) = (count.to_string(), found.count.to_string());
    let words = match found.kind {
        _ if count == 0 => return,
        UseKind::Cases => return cases(out, language, &found.elements),
        UseKind::Grant if every => say!(language, deliberation.elements_every, count = count_words),
        UseKind::Grant => say!(language, deliberation.elements_of, count = count_words, carried = carried),
        _ if count <= FEW => return html!(out, "<span> : " {all} "</span>"),
        _ => say!(language, deliberation.elements_many, count = count_words),
    };
    html!(out, "<details><summary>" {words} "</summary>" {all} "</details>");
}
