//! One module of an authorisation: every element it carries, granted or withheld, block by block.

use delibero_words::conditions as words;
use delibero_words::reasons::{reduced_words, withheld_words};
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::{point, write_point};
use super::contents::module_id;
use super::recipient_page::RecipientPage;
use super::rows;
use super::view::{ElementLine, ModuleView};
use crate::components::html::{Html, html};
use crate::components::icon::{Icon, IconName};
use crate::components::language::text_of;
use crate::components::table::{Column, Row, Table};
use crate::pages::who::who_address;

pub(super) fn module(page: &RecipientPage, place: usize, module: &ModuleView) -> AnyView {
    let language = page.language;
    let anchor = page.anchors.place(&module.source);
    let columns = [
        say!(language, catalogue.element),
        say!(language, catalogue.state),
        say!(language, catalogue.reason),
        say!(language, catalogue.point),
    ];
    let mut table = Table::new(text_of(&module.label), columns.map(Column::new));
    for block in &module.blocks {
        table.group(block.label.get(language));
        block.elements.iter().for_each(|element| table.row(&row(page, module, element)));
    }
    let mut facts = Html::default();
    html!(facts, "<span>" {words::kind(language, module.kind)} "</span>");
    write_point(&mut facts, language, &module.source);
    let (granted, carried) = counts(module);
    facts.html(&rows::share(language, granted, carried));
    view! {
        <div id=anchor.id class="module target">
            <span inner_html=anchor.within.into_string()></span>
            <h4 id=module_id(place, &module.id)>{text_of(&module.label)}</h4>
            <div class="module-facts" inner_html=facts.into_string()></div>
        </div>
        {table.view()}
    }
    .into_any()
}

fn counts(module: &ModuleView) -> (u32, u32) {
    let elements = module.blocks.iter().flat_map(|block| &block.elements);
    elements.fold((0, 0), |(granted, carried), element| (granted + u32::from(element.withheld.is_none()), carried + 1))
}

fn row(page: &RecipientPage, module: &ModuleView, element: &ElementLine) -> Row {
    let language = page.language;
    let withheld = element.withheld.as_ref();
    let source = withheld
        .map(|withheld| &withheld.source)
        .or(element.reduced.as_ref().map(|(_, source)| source))
        .or(element.risks.as_ref().map(|(_, source)| source))
        .unwrap_or(&module.source);
    let anchor = page.anchors.place(source);
    let reason = withheld.map_or_else(|| notes(page, element), |why| withheld_words(language, why.reason).into());
    let mut name = anchor.within;
    let who = who_address(&module.service, &element.id, "");
    html!(name, "<a class=\"link row-link\" href=\"" {who} "\" title=\"" {say!(language, who.see)} "\">"
        {element.label.get(language)} "</a><code>" {&element.id} "</code>");
    let state = match (withheld, &element.reduced) {
        (Some(_), _) => {
            view! { <span class="sign sign-withheld"><Icon name=IconName::Lock />{say!(language, catalogue.withheld)}</span> }
        }
        (None, reduced) => {
            let words =
                if reduced.is_some() { say!(language, catalogue.reduced) } else { say!(language, catalogue.granted) };
            view! { <span class="sign sign-granted"><Icon name=IconName::Check />{words}</span> }
        }
    };
    let class = if withheld.is_some() { "target hatched" } else { "target" };
    Row::new([name, Html::of(state), reason, point(language, source)]).id(anchor.id).class(class)
}

/// To what, for which social risks and for which purposes an element is granted, where it is not whole or not for all.
fn notes(page: &RecipientPage, element: &ElementLine) -> Html {
    let language = page.language;
    let mut out = Html::default();
    if let Some((form, _)) = &element.reduced {
        html!(out, "<span class=\"line\">" {reduced_words(language, *form)} "</span>");
    }
    if let Some((risks, _)) = &element.risks {
        let of = words::joined(risks, language);
        html!(out, "<span class=\"line\">" {say!(language, catalogue.only_risks)} " " {of} "</span>");
    }
    if !element.only_for.is_empty() {
        let of = words::joined(&element.only_for, language);
        html!(out, "<span class=\"line\">" {say!(language, catalogue.only_purposes)} " " {of} "</span>");
    }
    out
}
