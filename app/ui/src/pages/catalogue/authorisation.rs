//! One authorisation: its conditions, purposes, modules, retention and limits.

use delibero_domain::authorisation::Source;
use delibero_domain::period::Period;
use delibero_domain::text::Text;
use delibero_words::conditions as words;
use delibero_words::formats::period;
use delibero_words::points::citation;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::{Place, point, write_point};
use super::contents::{Part, heading_id};
use super::elements;
use super::recipient_page::RecipientPage;
use super::view::AuthorisationView;
use crate::address::percent_encoded;
use crate::components::button::Button;
use crate::components::html::{Html, html};
use crate::components::icon::IconName;
use crate::components::source::write_text_link;
use crate::components::table::{Column, Row, Table};
use crate::pages::conditions::rules;
use crate::pages::conditions::view::{LimitView, PurposeView, ReadingView, RetentionView, RuleView};
use crate::pages::suspensions::notices;

pub(super) fn view(page: &RecipientPage, place: usize, found: &AuthorisationView) -> AnyView {
    let asked = &found.conditions;
    let anchor = page.anchors.place(&asked.source);
    let mut title = Html::default();
    html!(title, { citation(page.language, &asked.source) });
    write_text_link(&mut title, page.language, &asked.source);
    html!(title, "<span class=\"subtitle\">" {found.service.get(page.language)} "</span>");
    // In the order of the page: the first place that carries a point has its anchor.
    let conditions = conditions(page, place, found);
    let purposes = purposes(page, place, &asked.purposes);
    let modules: Vec<_> = found.modules.iter().map(|module| elements::module(page, place, module)).collect();
    let retention = retention(page, place, &asked.retention);
    let limits = limits(page, place, &asked.use_limits);
    let readings = readings(page, place, &asked.readings);
    view! {
        <section class="authorisation" aria-labelledby=heading_id(place)>
            <div id=anchor.id.clone() class="target">
                <span inner_html=anchor.within.into_string()></span>
                <h2 id=heading_id(place) inner_html=title.into_string()></h2>
            </div>
            {notices(page.language, &found.suspensions)}
            {suspend(page, found)}
            {conditions}
            {purposes}
            {(!modules.is_empty()).then(|| heading(page, place, Part::Modules))}
            {modules}
            {retention}
            {limits}
            {readings}
        </section>
    }
    .into_any()
}

/// Where whoever may begins to stop it.
fn suspend(page: &RecipientPage, found: &AuthorisationView) -> Option<AnyView> {
    let (number, service) = (percent_encoded(&found.conditions.source.deliberation), &found.service_id);
    let to = format!("/catalogue/{}/suspend?deliberation={number}&service={service}", page.id);
    found.may_suspend.then(|| {
        let button = Button::quiet(say!(page.language, suspension.suspend)).icon(IconName::Stop).small().leads_to(to);
        view! { <p class="actions mb-3 print:hidden">{button.view()}</p> }.into_any()
    })
}

fn heading(page: &RecipientPage, place: usize, part: Part) -> AnyView {
    view! { <h3 id=part.id(place) class="target">{part.words(page.language)}</h3> }.into_any()
}

/// The list of conditions, written fact by fact.
struct Facts<'p> {
    page: &'p RecipientPage,
    out: Html,
}

impl Facts<'_> {
    fn fact(&mut self, label: &str, lines: &[String], source: Option<&Source>) {
        let place = source.map(|source| self.page.anchors.place(source)).unwrap_or_default();
        let out = &mut self.out;
        html!(out, "<div class=\"target\"");
        write_id(out, &place);
        html!(out, "><dt>");
        out.html(&place.within);
        html!(out, {label} "</dt><dd>");
        if let Some((first, more)) = lines.split_first() {
            out.words(first);
            more.iter().for_each(|line| html!(out, "<small>" {line} "</small>"));
        }
        if let Some(source) = source {
            html!(out, "<span class=\"line\">");
            write_point(out, self.page.language, source);
            html!(out, "</span>");
        }
        html!(out, "</dd></div>");
    }

    fn rule(&mut self, found: &RuleView) {
        let language = self.page.language;
        let mut lines = vec![rules::asked(language, &found.rule)];
        lines.extend(rules::reach(language, [&found.elements, &found.modules, &found.purposes]));
        self.fact(rules::label(language, &found.rule), &lines, Some(&found.source));
    }
}

fn write_id(out: &mut Html, place: &Place) {
    if let Some(id) = &place.id {
        html!(out, " id=\"" {id} "\"");
    }
}

fn conditions(page: &RecipientPage, place: usize, found: &AuthorisationView) -> AnyView {
    let (language, asked) = (page.language, &found.conditions);
    let mut facts = Facts { page, out: Html::default() };
    facts.fact(say!(language, catalogue.document), std::slice::from_ref(&found.document), None);
    facts.fact(say!(language, catalogue.subject), &[found.subject.get(language).to_owned()], None);
    let mut validity = vec![period(Period { begin: asked.valid_from, end: asked.valid_until }, language)];
    validity.extend(asked.validity_note.as_ref().map(|note| note.get(language).to_owned()));
    facts.fact(say!(language, catalogue.validity), &validity, None);
    asked.rules.iter().for_each(|rule| facts.rule(rule));
    facts.fact(say!(language, catalogue.roles), &[role_names(language, &asked.roles)], None);
    let person_roles = match asked.person_roles.as_slice() {
        [] => say!(language, catalogue.person_roles_free).to_owned(),
        roles => words::joined(roles, language),
    };
    facts.fact(say!(language, catalogue.person_roles), &[person_roles], Some(&asked.person_roles_source));
    let sides = [
        words::recipient_integration(language, asked.recipient_integration),
        words::sender_integration(language, asked.sender_integration),
    ];
    facts.fact(say!(language, catalogue.integration), &[sides.join(" ")], Some(&asked.integration_source));
    if let Some(source) = &asked.own_file {
        let words = say!(language, matrix.own_file_words).to_owned();
        facts.fact(say!(language, matrix.own_file), &[words], Some(source));
    }
    if let Some(source) = &asked.designated {
        let words = say!(language, matrix.designated_words).to_owned();
        facts.fact(say!(language, matrix.designated), &[words], Some(source));
    }
    let batch = words::batch(language, asked.batch).to_owned();
    facts.fact(say!(language, matrix.batch), &[batch], Some(&asked.batch_source));
    view! {
        {heading(page, place, Part::Conditions)}
        <dl class="facts-list" inner_html=facts.out.into_string()></dl>
    }
    .into_any()
}

/// A row that is anchored when it carries a point; its first cell holds the places for the points within.
pub(super) fn anchored(place: Place, first: &str, others: impl IntoIterator<Item = Html>) -> Row {
    let Place { id, within: mut name } = place;
    name.words(first);
    Row::new(std::iter::once(name).chain(others)).id(id)
}

fn joined_or(language: delibero_domain::text::Language, texts: &[Text], none: &'static str) -> Html {
    if texts.is_empty() { none.into() } else { words::joined(texts, language).into() }
}

fn purposes(page: &RecipientPage, place: usize, purposes: &[PurposeView]) -> Option<AnyView> {
    let language = page.language;
    let columns = [
        say!(language, catalogue.purpose),
        say!(language, catalogue.person_roles),
        say!(language, catalogue.roles),
        say!(language, catalogue.authorities),
        say!(language, catalogue.point),
    ];
    let mut table = Table::new(say!(language, catalogue.purposes), columns.map(Column::new));
    for purpose in purposes {
        let as_above = say!(language, catalogue.as_above);
        let anchor = page.anchors.place(&purpose.source);
        let roles = match purpose.roles.is_empty() {
            true => as_above.to_owned(),
            false => role_names(language, &purpose.roles),
        };
        let others = [
            joined_or(language, &purpose.person_roles, as_above),
            roles.into(),
            authorities(page, purpose),
            point(language, &purpose.source),
        ];
        table.row(&anchored(anchor, purpose.label.get(language), others).class("target"));
    }
    (!purposes.is_empty()).then(|| (heading(page, place, Part::Purposes), table.view()).into_any())
}

fn authorities(page: &RecipientPage, purpose: &PurposeView) -> Html {
    let language = page.language;
    let mut out = Html::default();
    if purpose.authorities.is_empty() {
        out.words(say!(language, catalogue.authorities_none));
    }
    for (region, offices, source) in &purpose.authorities {
        let place = page.anchors.place(source);
        html!(out, "<span class=\"line target\"");
        write_id(&mut out, &place);
        html!(out, ">");
        out.html(&place.within);
        html!(out, {region.get(language)} {say!(language, kit.colon)} {offices.get(language)} " (");
        write_point(&mut out, language, source);
        html!(out, ")</span>");
    }
    out
}

fn retention(page: &RecipientPage, place: usize, rules: &[RetentionView]) -> Option<AnyView> {
    let language = page.language;
    let columns = [
        say!(language, catalogue.retention_rule),
        say!(language, catalogue.retention_length),
        say!(language, catalogue.retention_purposes),
        say!(language, catalogue.point),
    ];
    let mut table = Table::new(say!(language, catalogue.retention), columns.map(Column::new));
    for rule in rules {
        let anchor = page.anchors.place(&rule.source);
        let others = [
            words::length(language, rule.length).into(),
            joined_or(language, &rule.purposes, say!(language, catalogue.all_purposes)),
            point(language, &rule.source),
        ];
        table.row(&anchored(anchor, rule.summary.get(language), others).class("target"));
    }
    (!rules.is_empty()).then(|| (heading(page, place, Part::Retention), table.view()).into_any())
}

fn limits(page: &RecipientPage, place: usize, limits: &[LimitView]) -> Option<AnyView> {
    let language = page.language;
    let mut out = Html::default();
    for limit in limits {
        let place = page.anchors.place(&limit.source);
        html!(out, "<li class=\"target\"");
        write_id(&mut out, &place);
        html!(out, ">");
        out.html(&place.within);
        html!(out, {limit.text.get(language)} " (");
        write_point(&mut out, language, &limit.source);
        html!(out, ")");
        for line in rules::reach(language, [&[], &limit.modules, &limit.purposes]) {
            html!(out, "<small>" {line} "</small>");
        }
        html!(out, "</li>");
    }
    let list = view! { <ul class="limits" inner_html=out.into_string()></ul> };
    (!limits.is_empty()).then(|| (heading(page, place, Part::UseLimits), list).into_any())
}

fn readings(page: &RecipientPage, place: usize, readings: &[ReadingView]) -> Option<AnyView> {
    let language = page.language;
    let mut out = Html::default();
    for reading in readings {
        let place = page.anchors.place(&reading.source);
        html!(out, "<li class=\"target\"");
        write_id(&mut out, &place);
        html!(out, ">");
        out.html(&place.within);
        html!(out, {reading.text.get(language)} " (");
        write_point(&mut out, language, &reading.source);
        html!(out, ")</li>");
    }
    let list = view! { <ul class="limits" inner_html=out.into_string()></ul> };
    (!readings.is_empty()).then(|| (heading(page, place, Part::Readings), list).into_any())
}
