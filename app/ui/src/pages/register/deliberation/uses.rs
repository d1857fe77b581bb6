//! What the catalogue takes from a point: one short line each, with ways to the catalogue and to the matrix.

use std::collections::BTreeMap;

use crate::pages::register::deliberation::view::{PointUses, ServiceModule, Use, UseKind, UseRecipient};
use delibero_domain::authorisation::Source;
use delibero_words::say;
use leptos::prelude::*;

use super::DeliberationPage;
use crate::components::source::anchor;

/// The most elements and recipients that are written out at once.
const FEW: usize = 5;

pub(super) fn view(page: &DeliberationPage, uses: &[Use]) -> AnyView {
    let lines: Vec<_> = uses.iter().map(|found| line(page, found)).collect();
    let lang = page.text_language().map(|_| page.language.code());
    view! {
        <div class="uses" lang=lang>
            <p>{say!(page.language, deliberation.uses_head)}</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

/// The rules of each recipient, folded, and before them those that hold for everyone.
pub(super) fn by_recipient(page: &DeliberationPage, all: &[PointUses]) -> AnyView {
    let mut groups: BTreeMap<(&str, &str), Vec<(&str, &Use)>> = BTreeMap::new();
    for (point, found) in all.iter().flat_map(|point| point.uses.iter().map(move |found| (point, found))) {
        let rule = (point.label.as_str(), found);
        if found.recipients.is_empty() {
            groups.entry(EVERYONE).or_default().push(rule);
        }
        for recipient in &found.recipients {
            groups.entry((recipient.label.as_str(), recipient.id.as_str())).or_default().push(rule);
        }
    }
    let lang = page.text_language().map(|_| page.language.code());
    let groups: Vec<_> = groups.into_iter().map(|(who, rules)| group(page, who, &rules)).collect();
    view! { <div class="grid gap-1" lang=lang>{groups}</div> }.into_any()
}

/// Sorted before every recipient.
const EVERYONE: (&str, &str) = ("", "");

fn group(page: &DeliberationPage, (label, id): (&str, &str), rules: &[(&str, &Use)]) -> AnyView {
    let name =
        if id.is_empty() { say!(page.language, deliberation.rules_of_everyone).to_owned() } else { label.to_owned() };
    let to = (!id.is_empty()).then(|| {
        view! { <p><a class="link" href=format!("/catalogue/{id}")>{say!(page.language, deliberation.rules_in_catalogue)}</a></p> }
    });
    let lines: Vec<_> = rules.iter().map(|(point, found)| rule(page, Some(point), found, ().into_any())).collect();
    view! {
        <details class="border-b border-line py-1">
            <summary class="min-h-6 cursor-pointer">
                {name} <span class="text-muted">" – " {say!(page.language, deliberation.rules_count, count = rules.len().to_string())}</span>
            </summary>
            <div class="uses">
                {to}
                <ul>{lines}</ul>
            </div>
        </details>
    }
    .into_any()
}

fn line(page: &DeliberationPage, found: &Use) -> AnyView {
    rule(page, None, found, recipients(page, &found.recipients))
}

/// One rule, with its point where that is not said around it.
fn rule(page: &DeliberationPage, point: Option<&str>, found: &Use, recipients: AnyView) -> AnyView {
    let point = point.map(|point| {
        view! { <a class="link tabular-nums" href=page.ways.point(point)>{say!(page.language, deliberation.rule_point)} " " {point.to_owned()}</a> }
    });
    let of = |module: &Option<ServiceModule>| module.as_ref().map(self::module);
    let lead = match found.kind {
        UseKind::Authorisation => say!(page.language, deliberation.use_authorisation),
        UseKind::Grant => say!(page.language, deliberation.use_grant),
        UseKind::Exclusion => say!(page.language, deliberation.use_exclusion),
        UseKind::Purpose => say!(page.language, deliberation.use_purpose),
        UseKind::History => say!(page.language, deliberation.use_history),
        UseKind::Reserved => say!(page.language, deliberation.use_reserved),
        UseKind::Authority => say!(page.language, deliberation.use_authority),
        UseKind::Regimes => say!(page.language, deliberation.use_regimes),
        UseKind::PersonRoles => say!(page.language, deliberation.use_person_roles),
        UseKind::Integration => say!(page.language, deliberation.use_integration),
        UseKind::QualityCodes => say!(page.language, deliberation.use_quality_codes),
        UseKind::OwnFile => say!(page.language, deliberation.use_own_file),
        UseKind::Batch => say!(page.language, deliberation.use_batch),
        UseKind::Retention => say!(page.language, deliberation.use_retention),
        UseKind::UseLimit => say!(page.language, deliberation.use_limit),
        UseKind::Module => say!(page.language, deliberation.use_module),
        UseKind::Elements => say!(page.language, deliberation.use_elements),
        UseKind::Risks => say!(page.language, deliberation.use_risks),
    };
    let said = said(page, found);
    let said = (!said.is_empty()).then(|| view! { <span>{said}</span> });
    view! {
        <li>
            <b>{lead}</b>
            {point.map(|point| (" ", point))}
            {recipients}
            <span>" "</span>
            {of(&found.module)}
            {said}
            {elements(page, found)}
        </li>
    }
    .into_any()
}

/// The words of a use: those of the catalogue, or those that its code stands for.
fn said(page: &DeliberationPage, found: &Use) -> String {
    let words = found.words.as_str();
    match (found.kind, words) {
        (UseKind::Integration, "both") => say!(page.language, deliberation.integration_both).to_owned(),
        (UseKind::Integration, "recipient") => say!(page.language, deliberation.integration_recipient).to_owned(),
        (UseKind::Integration, "sender") => say!(page.language, deliberation.integration_sender).to_owned(),
        (UseKind::Integration, "own") => say!(page.language, deliberation.integration_own).to_owned(),
        (UseKind::Integration, "regional") => say!(page.language, deliberation.integration_regional).to_owned(),
        (UseKind::Integration, _) => say!(page.language, deliberation.integration_none).to_owned(),
        (UseKind::Batch, "allowed") => say!(page.language, deliberation.batch_allowed).to_owned(),
        (UseKind::Batch, _) => say!(page.language, deliberation.batch_refused).to_owned(),
        (UseKind::History, _) if found.count == 0 => {
            format!("{words}, {}", say!(page.language, deliberation.history_none))
        }
        (UseKind::History, _) => {
            format!("{words}, {}", say!(page.language, deliberation.history_years, years = found.count.to_string()))
        }
        _ => words.to_owned(),
    }
}

fn recipients(page: &DeliberationPage, all: &[UseRecipient]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let number = page.view.number.to_string();
    let link = |recipient: &UseRecipient| {
        let to = format!("/catalogue/{}#{}", recipient.id, anchor(&Source::new(&number, &recipient.point)));
        view! { <li><a class="link" href=to>{recipient.label.clone()}</a></li> }
    };
    let (few, rest) = all.split_at(all.len().min(FEW));
    let few: Vec<_> = few.iter().map(link).collect();
    let rest = (!rest.is_empty()).then(|| {
        let words = say!(page.language, deliberation.and_others, count = rest.len().to_string());
        let rest: Vec<_> = rest.iter().map(link).collect();
        view! {
            <details>
                <summary>{words}</summary>
                <ul class="named">{rest}</ul>
            </details>
        }
    });
    view! {
        <ul class="named">{few}</ul>
        {rest}
    }
    .into_any()
}

/// A module or a whole service, with the way to its matrix.
fn module(module: &ServiceModule) -> AnyView {
    let to = match module.module.as_str() {
        "" => format!("/matrix?service={}", module.service),
        id => format!("/matrix?service={}&module={id}", module.service),
    };
    view! { <a class="link" href=to>{module.label.clone()}</a> }.into_any()
}

fn elements(page: &DeliberationPage, found: &Use) -> AnyView {
    let all = found.elements.join(", ");
    let count = found.elements.len();
    let every = u32::try_from(count).is_ok_and(|count| count == found.count);
    let words = match found.kind {
        _ if count == 0 => return ().into_any(),
        UseKind::Grant if every => say!(page.language, deliberation.elements_every, count = count.to_string()),
        UseKind::Grant => {
            say!(page.language, deliberation.elements_of, count = count.to_string(), carried = found.count.to_string())
        }
        _ if count <= FEW => return view! { <span>" : " {all}</span> }.into_any(),
        _ => say!(page.language, deliberation.elements_many, count = count.to_string()),
    };
    view! {
        <details>
            <summary>{words}</summary>
            {all}
        </details>
    }
    .into_any()
}
