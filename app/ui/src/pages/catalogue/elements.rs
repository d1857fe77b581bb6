//! One module of an authorisation: every element it carries, granted or withheld, block by block.

use crate::pages::catalogue::view::{BlockView, ElementLine, ModuleView};
use delibero_words::reasons::{reduced_words, withheld_words};
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::point;
use super::authorisation::{TARGET, cell, row, table};
use super::contents::module_id;
use super::recipient::Shown;
use super::rows;
use crate::components::icon::{Icon, IconName};
use crate::components::language::text_of;
use delibero_words::conditions as words;

/// How a withheld element stands out besides its lock.
pub(in crate::pages) const HATCHED: &str =
    "bg-[repeating-linear-gradient(135deg,var(--withheld-soft)_0_6px,transparent_6px_12px)]";

/// The module.
pub(super) fn module(shown: &Shown, place: usize, module: &ModuleView) -> AnyView {
    let language = shown.language;
    let anchor = shown.anchors.place(&module.source);
    let kind = module.kind;
    let bodies: Vec<_> = module.blocks.iter().map(|block| body(shown, module, block)).collect();
    let heads = vec![
        (say!(language, catalogue.element)).into_any(),
        (say!(language, catalogue.state)).into_any(),
        (say!(language, catalogue.reason)).into_any(),
        (say!(language, catalogue.point)).into_any(),
    ];
    let (granted, carried) = counts(module);
    let id = module_id(place, &module.id);
    view! {
        <div id=anchor.id.clone() class=format!("mt-4 mb-2 {TARGET}")>
            {anchor.spans()}
            <h4 id=id class="scroll-mt-24 font-semibold">{text_of(&module.label)}</h4>
            <div class="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
                <span>{words::kind(language, kind)}</span>
                {point(module.source.clone())}
                {rows::share(language, granted, carried)}
            </div>
        </div>
        {table(text_of(&module.label), heads, bodies.into_any())}
    }
    .into_any()
}

fn counts(module: &ModuleView) -> (u32, u32) {
    let elements = || module.blocks.iter().flat_map(|block| &block.elements);
    elements()
        .fold((0, 0), |(granted, carried), element| (granted + u32::from(element.withheld.is_none()), carried + 1))
}

fn body(shown: &Shown, module: &ModuleView, block: &BlockView) -> AnyView {
    let rows: Vec<_> = block.elements.iter().map(|element| line(shown, module, element)).collect();
    view! {
        <tbody role="rowgroup" class="block md:table-row-group">
            <tr role="row" class="block md:table-row">
                <th
                    role="rowheader"
                    scope="rowgroup"
                    colspan="4"
                    class="block px-2 pt-3 pb-1 text-left font-semibold text-muted md:table-cell md:border-b md:border-line"
                >
                    {text_of(&block.label)}
                </th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn line(shown: &Shown, module: &ModuleView, element: &ElementLine) -> AnyView {
    let language = shown.language;
    let withheld = element.withheld.clone();
    let risks = element.risks.clone();
    let source = withheld
        .as_ref()
        .map(|withheld| &withheld.source)
        .or(element.reduced.as_ref().map(|(_, source)| source))
        .or(risks.as_ref().map(|(_, source)| source))
        .unwrap_or(&module.source)
        .clone();
    let anchor = shown.anchors.place(&source);
    let class = if withheld.is_some() { HATCHED } else { "" };
    let reason = match &withheld {
        Some(withheld) => withheld_words(shown.language, withheld.reason).into_any(),
        None => notes(shown, element),
    };
    let name = view! {
        {anchor.spans()}
        <span class="block">{text_of(&element.label)}</span>
        <code class="block font-mono text-xs text-muted wrap-anywhere">{element.id.clone()}</code>
    };
    let cells = vec![
        cell(say!(language, catalogue.element), name),
        cell(say!(language, catalogue.state), mark(shown, withheld.is_none(), element.reduced.is_some())),
        cell(say!(language, catalogue.reason), reason),
        cell(say!(language, catalogue.point), point(source)),
    ];
    row(anchor, class, cells)
}

fn mark(shown: &Shown, granted: bool, reduced: bool) -> AnyView {
    let language = shown.language;
    let (icon, colour) = match granted {
        true => (IconName::Check, "text-granted"),
        false => (IconName::Lock, "text-withheld"),
    };
    view! {
        <span class=format!("inline-flex items-center gap-1 font-semibold whitespace-nowrap {colour}")>
            <Icon name=icon />
            {match (granted, reduced) {
                (true, true) => say!(language, catalogue.reduced),
                (true, false) => say!(language, catalogue.granted),
                (false, _) => say!(language, catalogue.withheld),
            }}
        </span>
    }
    .into_any()
}

/// For which social risks and which purposes an element is granted, where it is not for all.
fn notes(shown: &Shown, element: &ElementLine) -> AnyView {
    let language = shown.language;
    let reduced = element.reduced.clone().map(|(form, _)| {
        view! { <span class="block">{reduced_words(language, form)}</span> }
    });
    let risks = element.risks.clone().map(|(risks, _)| {
        view! {
            <span class="block">
                {say!(language, catalogue.only_risks)} " " {words::joined(&risks, language)}
            </span>
        }
    });
    let purposes = element.only_for.clone();
    let purposes = (!purposes.is_empty()).then(|| {
        view! {
            <span class="block">
                {say!(language, catalogue.only_purposes)} " " {words::joined(&purposes, language)}
            </span>
        }
    });
    (reduced, risks, purposes).into_any()
}
