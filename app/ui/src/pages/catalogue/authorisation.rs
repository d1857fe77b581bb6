//! One authorisation: its conditions, purposes, modules, retention and limits.

use crate::pages::catalogue::view::AuthorisationView;
use crate::pages::conditions::rules;
use crate::pages::conditions::view::{LimitView, PurposeView, RetentionView, RuleView};
use delibero_domain::authorisation::Source;
use delibero_domain::period::Period;
use delibero_domain::text::Text;
use delibero_words::conditions as words;
use delibero_words::formats::period;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::{Place, point};
use super::contents::{Part, heading_id};
use super::elements;
use super::recipient::Shown;
use crate::components::language::text_of;
use crate::components::source::{SourceLink, TextLink};

/// How the place that the address names stands out, whether the browser or the router went there.
pub(in crate::pages) const TARGET: &str = "scroll-mt-24 target:bg-accent-soft data-[target]:bg-accent-soft";

const HEADING: &str = "mt-6 mb-2 scroll-mt-24 text-base font-semibold";
pub(in crate::pages) const TABLE: &str =
    "block w-full border-separate border-spacing-0 border-t border-line text-sm md:table";
pub(in crate::pages) const ROW: &str = "block break-inside-avoid border-b border-line py-1 md:table-row";
pub(in crate::pages) const CELL: &str = "grid grid-cols-[9rem_minmax(0,1fr)] gap-2 px-2 py-1 align-top md:table-cell \
    md:border-b md:border-line";
pub(in crate::pages) const HEAD: &str = "border-b border-line bg-sunken px-2 py-2 text-left font-semibold";

/// The whole of it.
pub(super) fn view(shown: &Shown, place: usize, found: &AuthorisationView) -> AnyView {
    let asked = &found.conditions;
    let anchor = shown.anchors.place(&asked.source);
    let class = format!("mb-4 border-b-2 border-line pb-1 text-lg font-semibold {TARGET}");
    // In the order of the page: the first place that carries a point has its anchor.
    let conditions = conditions(shown, place, found);
    let purposes = purposes(shown, place, &asked.purposes);
    let modules: Vec<_> = found.modules.iter().map(|module| elements::module(shown, place, module)).collect();
    let retention = retention(shown, place, &asked.retention);
    let limits = limits(shown, place, &asked.use_limits);
    view! {
        <section class="mb-12" aria-labelledby=heading_id(place)>
            <div id=anchor.id.clone() class=class>
                {anchor.spans()}
                <h2 id=heading_id(place) class="scroll-mt-24">
                    <SourceLink source=asked.source.clone() recipient=None />
                    <TextLink source=asked.source.clone() />
                    <span class="block text-base font-normal text-muted">{text_of(&found.service)}</span>
                </h2>
            </div>
            {conditions}
            {purposes}
            {(!modules.is_empty()).then(|| heading(shown, place, Part::Modules))}
            {modules}
            {retention}
            {limits}
        </section>
    }
    .into_any()
}

fn heading(shown: &Shown, place: usize, part: Part) -> AnyView {
    let language = shown.language;
    view! { <h3 id=part.id(place) class=HEADING>{part.words(language)}</h3> }.into_any()
}

fn conditions(shown: &Shown, place: usize, found: &AuthorisationView) -> AnyView {
    let language = shown.language;
    let asked = &found.conditions;
    let note = asked.validity_note.clone().map(|note| view! { <p class="mt-1 text-xs text-muted">{text_of(note)}</p> });
    let person_roles = asked.person_roles.clone();
    let (recipient, sender) = (asked.recipient_integration, asked.sender_integration);
    let mut facts = vec![
        fact(say!(language, catalogue.document), None, found.document.clone().into_any(), None),
        fact(say!(language, catalogue.subject), None, text_of(&found.subject).into_any(), None),
        fact(say!(language, catalogue.validity), None, (validity(shown, found), note).into_any(), None),
    ];
    facts.extend(asked.rules.iter().map(|rule| self::rule(shown, rule)));
    facts.extend([
        fact(say!(language, catalogue.roles), None, role_names(language, &asked.roles).into_any(), None),
        sourced(
            shown,
            say!(language, catalogue.person_roles),
            &asked.person_roles_source,
            match person_roles.as_slice() {
                [] => say!(language, catalogue.person_roles_free).to_owned(),
                roles => words::joined(roles, language),
            },
        ),
        sourced(shown, say!(language, catalogue.integration), &asked.integration_source, {
            let sides =
                [words::recipient_integration(language, recipient), words::sender_integration(language, sender)];
            sides.join(" ")
        }),
    ]);
    facts.extend(asked.own_file.as_ref().map(|source| {
        let words = say!(language, matrix.own_file_words).to_owned();
        sourced(shown, say!(language, matrix.own_file), source, words)
    }));
    let batch = asked.batch;
    facts.push(sourced(
        shown,
        say!(language, matrix.batch),
        &asked.batch_source,
        words::batch(language, batch).to_owned(),
    ));
    view! {
        {heading(shown, place, Part::Conditions)}
        <dl class="max-w-[72ch]">{facts}</dl>
    }
    .into_any()
}

/// A condition, and below it what it is for where it is not for all.
fn rule(shown: &Shown, found: &RuleView) -> AnyView {
    let language = shown.language;
    let words = view! {
        {rules::asked(language, &found.rule)}
        {reach(shown, [&found.elements, &found.modules, &found.purposes])}
    };
    let label = rules::label(language, &found.rule);
    fact(label, Some(shown.anchors.place(&found.source)), words.into_any(), Some(found.source.clone()))
}

fn reach(shown: &Shown, reached: [&[Text]; 3]) -> impl IntoView + use<> {
    let lines = rules::reach(shown.language, reached).into_iter();
    lines.map(|line| view! { <span class="block text-xs text-muted">{line}</span> }).collect_view()
}

fn validity(shown: &Shown, found: &AuthorisationView) -> String {
    let language = shown.language;
    let valid = Period { begin: found.conditions.valid_from, end: found.conditions.valid_until };
    period(valid, language)
}

fn sourced(shown: &Shown, label: &'static str, source: &Source, words: String) -> AnyView {
    fact(label, Some(shown.anchors.place(source)), words.into_any(), Some(source.clone()))
}

fn fact(label: &'static str, anchor: Option<Place>, content: AnyView, source: Option<Source>) -> AnyView {
    let spans = anchor.as_ref().map(Place::spans);
    let id = anchor.and_then(|anchor| anchor.id);
    let class = format!("grid gap-x-4 border-b border-line py-2 text-sm sm:grid-cols-[14rem_minmax(0,1fr)] {TARGET}");
    view! {
        <div id=id class=class>
            <dt class="text-muted">{spans} {label}</dt>
            <dd>{content} {source.map(|source| view! { <span class="block">{point(source)}</span> })}</dd>
        </div>
    }
    .into_any()
}

/// One row of a table whose columns have labels: anchored when it carries a point.
pub(in crate::pages) fn row(anchor: Place, class: &str, cells: Vec<AnyView>) -> AnyView {
    let class = format!("{ROW} {TARGET} {class}");
    view! { <tr role="row" id=anchor.id class=class>{cells}</tr> }.into_any()
}

/// One cell: its label is seen where the table has become a sheet.
pub(in crate::pages) fn cell(label: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <td role="cell" class=CELL>
            <span class="text-muted md:hidden">{label}</span>
            <div class="min-w-0">{content}</div>
        </td>
    }
    .into_any()
}

/// A table of rows, with labels above its columns.
pub(in crate::pages) fn table(caption: impl IntoView + 'static, heads: Vec<AnyView>, bodies: AnyView) -> AnyView {
    let heads = heads.into_iter().map(|head| view! { <th role="columnheader" scope="col" class=HEAD>{head}</th> });
    view! {
        <table role="table" class=TABLE>
            <caption class="sr-only">{caption}</caption>
            <thead role="rowgroup" class="hidden md:table-header-group"><tr role="row">{heads.collect_view()}</tr></thead>
            {bodies}
        </table>
    }
    .into_any()
}

fn purposes(shown: &Shown, place: usize, purposes: &[PurposeView]) -> Option<AnyView> {
    let language = shown.language;
    if purposes.is_empty() {
        return None;
    }
    let rows: Vec<_> = purposes.iter().map(|purpose| purpose_row(shown, purpose)).collect();
    let heads = vec![
        (say!(language, catalogue.purpose)).into_any(),
        (say!(language, catalogue.person_roles)).into_any(),
        (say!(language, catalogue.roles)).into_any(),
        (say!(language, catalogue.authorities)).into_any(),
        (say!(language, catalogue.point)).into_any(),
    ];
    let bodies = view! { <tbody role="rowgroup" class="block md:table-row-group">{rows}</tbody> }.into_any();
    let table = table(say!(language, catalogue.purposes), heads, bodies);
    Some((heading(shown, place, Part::Purposes), table).into_any())
}

fn purpose_row(shown: &Shown, purpose: &PurposeView) -> AnyView {
    let language = shown.language;
    let anchor = shown.anchors.place(&purpose.source);
    let person_roles = purpose.person_roles.clone();
    let person_roles = match person_roles.as_slice() {
        [] => say!(language, catalogue.as_above).to_owned(),
        roles => words::joined(roles, language),
    };
    let roles = match purpose.roles.is_empty() {
        true => (say!(language, catalogue.as_above)).into_any(),
        false => role_names(language, &purpose.roles).into_any(),
    };
    let authorities = purpose.authorities.iter().map(|(region, offices, source)| {
        let place = shown.anchors.place(source);
        view! {
            <span id=place.id.clone() class=format!("block {TARGET}")>
                {place.spans()} {text_of(region)} {say!(language, matrix.colon)} " "
                {text_of(offices)} " (" {point(source.clone())} ")"
            </span>
        }
    });
    let authorities = match purpose.authorities.is_empty() {
        true => (say!(language, catalogue.authorities_none)).into_any(),
        false => authorities.collect_view().into_any(),
    };
    let name = view! { {anchor.spans()} {text_of(&purpose.label)} };
    let cells = vec![
        cell(say!(language, catalogue.purpose), name),
        cell(say!(language, catalogue.person_roles), person_roles),
        cell(say!(language, catalogue.roles), roles),
        cell(say!(language, catalogue.authorities), authorities),
        cell(say!(language, catalogue.point), point(purpose.source.clone())),
    ];
    row(anchor, "", cells)
}

fn retention(shown: &Shown, place: usize, rules: &[RetentionView]) -> Option<AnyView> {
    let language = shown.language;
    if rules.is_empty() {
        return None;
    }
    let rows: Vec<_> = rules.iter().map(|rule| retention_row(shown, rule)).collect();
    let heads = vec![
        (say!(language, catalogue.retention_rule)).into_any(),
        (say!(language, catalogue.retention_length)).into_any(),
        (say!(language, catalogue.retention_purposes)).into_any(),
        (say!(language, catalogue.point)).into_any(),
    ];
    let bodies = view! { <tbody role="rowgroup" class="block md:table-row-group">{rows}</tbody> }.into_any();
    let table = table(say!(language, catalogue.retention), heads, bodies);
    Some((heading(shown, place, Part::Retention), table).into_any())
}

fn retention_row(shown: &Shown, rule: &RetentionView) -> AnyView {
    let language = shown.language;
    let anchor = shown.anchors.place(&rule.source);
    let length = rule.length;
    let purposes = rule.purposes.clone();
    let purposes = match purposes.as_slice() {
        [] => say!(language, catalogue.all_purposes).to_owned(),
        purposes => words::joined(purposes, language),
    };
    let summary = view! { {anchor.spans()} {text_of(&rule.summary)} };
    let cells = vec![
        cell(say!(language, catalogue.retention_rule), summary),
        cell(say!(language, catalogue.retention_length), words::length(language, length)),
        cell(say!(language, catalogue.retention_purposes), purposes),
        cell(say!(language, catalogue.point), point(rule.source.clone())),
    ];
    row(anchor, "", cells)
}

fn limits(shown: &Shown, place: usize, limits: &[LimitView]) -> Option<AnyView> {
    if limits.is_empty() {
        return None;
    }
    let items = limits.iter().map(|limit| {
        let anchor = shown.anchors.place(&limit.source);
        view! {
            <li id=anchor.id.clone() class=format!("mb-1 {TARGET}")>
                {anchor.spans()} {text_of(&limit.text)} " (" {point(limit.source.clone())} ")"
                {reach(shown, [&[], &limit.modules, &limit.purposes])}
            </li>
        }
    });
    let list = view! { <ul class="max-w-[72ch] list-disc pl-5 text-sm">{items.collect_view()}</ul> };
    Some((heading(shown, place, Part::UseLimits), list).into_any())
}
