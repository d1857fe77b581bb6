//! Text and rule: the rules whose points a newer version of a text has otherwise, and what was answered about each.

pub(in crate::pages) mod problem;
pub mod view;

use delibero_domain::text::Language;
use delibero_usecases::catalogue::TouchedRule;
use delibero_words::formats::date_time;
use delibero_words::say;
use delibero_words::versions::version_name;
use leptos::prelude::*;

use self::problem::problem_words;
use self::view::{AnswerReplay, AnsweredView, RuleLine, RulesView, TextToFollow, load};
use super::deliberation::address as deliberation;
use crate::address::Address;
use crate::components::badge::{State, badge};
use crate::components::button::Button;
use crate::components::errors::error_summary;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::leads::hidden;
use crate::components::name::Name;
use crate::components::page::Page;
use crate::components::text_field::TextField;
use crate::error::PageError;
use crate::pages::changes::view::documents::DocumentView;
use crate::pages::changes::words;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    Ok(content(use_language(), &load(&deliberation::number(&address)).await?))
}

/// Where the rules of a deliberation are looked at again.
#[must_use]
pub fn rules_address(number: &str) -> String {
    format!("/deliberations/{number}/rules")
}

fn content(language: Language, page: &RulesView) -> AnyView {
    let wrongs = page.problem.iter().map(|undone| {
        let field = field_of(undone.version, &undone.document);
        (Some(Name::from(field)), problem_words(language, undone.problem).to_owned())
    });
    let wrongs = error_summary(wrongs.collect());
    let back = format!("/deliberations/{}", page.number);
    let nothing = page.texts.is_empty().then(|| view! { <p class="quiet">{say!(language, rules.nothing)}</p> });
    let texts = page.texts.iter().map(|text| one(language, page, text)).collect_view();
    let (title, number) = (format!("{} – {}", say!(language, rules.title), page.number), page.number.clone());
    view! {
        <Page title>
            <p class="mb-3 print:hidden"><a class="link" href=back>{number}</a></p>
            {wrongs}
            <p class="lead">{say!(language, rules.intro)}</p>
            {nothing}
            {texts}
        </Page>
    }
    .into_any()
}

fn one(language: Language, page: &RulesView, text: &TextToFollow) -> AnyView {
    let id = format!("version-{}", text.version);
    let name = version_name(language, text.version, Some(&text.described));
    let compare = format!("/deliberations/{}/compare?to={}", page.number, text.version);
    let lines = text.rules.iter().map(|rule| line(language, page, text.version, rule)).collect_view();
    view! {
        <section aria-labelledby=id.clone() class="mt-6">
            <h2 id=id.clone() class="heading">{name}</h2>
            <p class="mb-2"><a class="link" href=compare>{say!(language, rules.compare)}</a></p>
            <ul class="max-w-[66rem] ruled">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(language: Language, page: &RulesView, version: u16, rule: &RuleLine) -> AnyView {
    let answered = match &rule.answered {
        None => badge(State::Warning, say!(language, rules.open)),
        Some(AnsweredView::Changed(state)) => {
            let to = format!("/states/{state}");
            let words = say!(language, rules.changed, number = state);
            view! { <a class="link" href=to>{words}</a> }.into_any()
        }
        Some(AnsweredView::Stays(by, at, reason)) => view! {
            <span>
                {say!(language, rules.stays)} {say!(language, kit.colon)} <q>{reason.clone()}</q> " – " <span translate="no">{by.clone()}</span> ", "
                {date_time(at, language)}
            </span>
        }
        .into_any(),
    };
    let form = (page.writes && rule.answered.is_none()).then(|| form(language, page, version, rule));
    view! {
        <li class="py-3">
            <p>{named(language, &rule.document)} " · " {points(language, &rule.points)}</p>
            <p class="mt-1">{answered}</p>
            {form}
        </li>
    }
    .into_any()
}

fn form(language: Language, page: &RulesView, version: u16, rule: &RuleLine) -> AnyView {
    let document = &rule.document.name;
    let of_this = |undone: &&AnswerReplay| undone.version == version && undone.document == *document;
    let undone = page.problem.as_ref().filter(of_this);
    let id = field_of(version, document);
    let field = Field::new("reason", say!(language, rules.reason)).id(id);
    let field = field.wrong(undone.map(|undone| problem_words(language, undone.problem).to_owned()));
    let typed = undone.map(|undone| undone.reason.clone()).unwrap_or_default();
    let change = format!(
        "/changes/new?deliberation={}&point={}",
        page.number,
        rule.points.first().map(String::as_str).unwrap_or_default()
    );
    view! {
        <form method="post" action=rules_address(&page.number) class="mt-2 grid max-w-[72ch] gap-2">
            <FilledInBy />
            {hidden([("version", version.to_string()), ("document", document.clone())])}
            {TextField::new(field, typed).rows(2).view()}
            <p class="actions">
                {Button::quiet(say!(language, rules.stays_do)).small().view()}
                <a class="link" href=change>{say!(language, changes.begin)}</a>
            </p>
        </form>
    }
    .into_any()
}

fn field_of(version: u16, document: &str) -> String {
    format!("reason-{version}-{}", document.replace(['/', '.'], "-"))
}

/// What a document is called; an authorisation leads to its recipient.
fn named(language: Language, document: &DocumentView) -> AnyView {
    let label = words::document_label(language, document);
    let kind = words::document_kind(language, document);
    let name = match &document.recipient {
        Some(recipient) => view! { <a class="link" href=format!("/catalogue/{recipient}")>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    view! { <span class="quiet">{kind} " "</span> {name} }.into_any()
}

fn points(language: Language, points: &[String]) -> String {
    let word = if points.len() == 1 { say!(language, shell.point) } else { say!(language, shell.points) };
    format!("{word} {}", points.join(", "))
}

/// The rules that a text touches, before anybody answers: in the comparison of two versions, and in a draft.
pub(super) fn touched(language: Language, rules: &[(DocumentView, TouchedRule)]) -> Option<AnyView> {
    if rules.is_empty() {
        return None;
    }
    let lines = rules.iter().map(|(document, rule)| {
        view! { <li class="py-1">{named(language, document)} " · " {points(language, &rule.points)}</li> }
    });
    let section = view! {
        <section aria-labelledby="touched-rules" class="mt-6">
            <h2 id="touched-rules" class="heading">{say!(language, rules.touched_heading)}</h2>
            <p class="hint mb-2">{say!(language, rules.touched_hint)}</p>
            <ul class="max-w-[66rem]">{lines.collect_view()}</ul>
        </section>
    };
    Some(section.into_any())
}
