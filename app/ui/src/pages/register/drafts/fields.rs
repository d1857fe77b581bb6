//! One field of a form, with what is wrong with it and, after a conflict, what somebody else saved.

use delibero_domain::text::Language;
use delibero_domain::typed_day::read_day;
use delibero_usecases::register::editing::FieldKey;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::view::edit::{FieldKind, FieldView};
use super::words;
use crate::components::choice_field::{Choice, choice_field};
use crate::components::date_field::date_field;
use crate::components::field::Field;
use crate::components::language::use_language;
use crate::components::radio_group::checkbox;
use crate::components::text_field::{TextField, Width};

/// The field; `language` is that of the words typed in it.
pub(super) fn field(field: FieldView, language: Option<&'static str>) -> AnyView {
    let of_page = use_language();
    let FieldView { name, key, kind, value, error, theirs } = field;
    let lang = spoken(key).or(language.filter(|_| is_quoted(key)));
    let conflict = theirs.map(|theirs| other(&name, &kind, theirs, lang));
    let label = words::field(of_page, key);
    let described = Field::new(name.clone(), label)
        .id(format!("f-{name}"))
        .wrong(error.map(|error| words::wrong(of_page, error).to_owned()));
    let described =
        if key == FieldKey::PointText { described.hint(say!(of_page, drafts.point_text_hint)) } else { described };
    let control = match kind {
        FieldKind::Fixed => fixed(name, label, value),
        FieldKind::Line => {
            let width = if is_short(key) { Width::Short } else { Width::Whole };
            TextField::new(described, value).width(width).lang(lang).view()
        }
        FieldKind::Area(rows) => TextField::new(described, value).rows(rows).lang(lang).view(),
        FieldKind::Day => date_field(described, &value),
        FieldKind::Tick => checkbox(name, label, "yes", value == "yes"),
        FieldKind::Choice(choices) => choice_field(described, choices, &value),
        FieldKind::Language => choice_field(described, languages(&Language::ALL), &value),
        FieldKind::End => choice_field(described, ends(of_page), &value),
    };
    view! { <div>{control} {conflict}</div> }.into_any()
}

/// A number that does not change any more.
fn fixed(name: String, label: &'static str, value: String) -> AnyView {
    view! {
        <div class="form-field">
            <p class="label">{label}</p>
            <p class="tabular-nums">{value.clone()}</p>
            <input type="hidden" name=name value=value />
        </div>
    }
    .into_any()
}

/// Languages to choose from, each in its own name.
pub(super) fn languages(languages: &[Language]) -> Vec<Choice> {
    languages.iter().map(|language| (language.code().to_owned(), language.own_name().to_owned())).collect()
}

fn ends(language: Language) -> Vec<Choice> {
    let choices = [
        ("", say!(language, drafts.end_none)),
        ("repealed", say!(language, drafts.end_repealed)),
        ("replaced", say!(language, drafts.end_replaced)),
    ];
    choices.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec()
}

/// What somebody else saved, and the choice between both.
fn other(name: &str, kind: &FieldKind, theirs: String, lang: Option<&'static str>) -> AnyView {
    let language = use_language();
    let choose = format!("choose-{name}");
    let shown = in_words(language, kind, theirs);
    view! {
        <fieldset class="mt-2 notice-warning px-3 py-2">
            <legend class="sr-only">{say!(language, drafts.conflict_title)}</legend>
            <label class="choice">
                <input type="radio" name=choose.clone() value="mine" checked=true />
                <span>{say!(language, drafts.keep_mine)}</span>
            </label>
            <label class="choice">
                <input type="radio" name=choose value="theirs" />
                <span>{say!(language, drafts.take_theirs)}</span>
            </label>
            <p class="mt-1 whitespace-pre-wrap" lang=lang>{shown}</p>
        </fieldset>
    }
    .into_any()
}

/// A value as people read it.
fn in_words(language: Language, kind: &FieldKind, value: String) -> String {
    let chosen = |choices: &[Choice]| {
        let found = choices.iter().find(|(known, _)| *known == value);
        found.map_or_else(|| value.clone(), |(_, words)| words.clone())
    };
    match (kind, value.as_str()) {
        (FieldKind::Tick, "yes") => say!(language, drafts.yes).to_owned(),
        (FieldKind::Tick, _) => say!(language, drafts.no).to_owned(),
        (FieldKind::Choice(choices), _) if !value.is_empty() => chosen(choices),
        (FieldKind::End, _) => chosen(&ends(language)),
        (FieldKind::Language, _) => chosen(&languages(&Language::ALL)),
        (_, "") => say!(language, drafts.empty_value).to_owned(),
        (FieldKind::Day, day) => read_day(day).map_or_else(|_| value.clone(), short_date),
        _ => value,
    }
}

/// The language that a field says in its name.
const fn spoken(key: FieldKey) -> Option<&'static str> {
    match key {
        FieldKey::TitleFr => Some("fr"),
        FieldKey::TitleNl => Some("nl"),
        FieldKey::TitleDe => Some("de"),
        _ => None,
    }
}

/// Whether a field holds words of the official text.
const fn is_quoted(key: FieldKey) -> bool {
    matches!(
        key,
        FieldKey::TextTitle
            | FieldKey::Operative
            | FieldKey::Annex
            | FieldKey::SectionTitle
            | FieldKey::SectionText
            | FieldKey::PointText
            | FieldKey::FootnoteText
            | FieldKey::Grounds
            | FieldKey::Committee
    )
}

const fn is_short(key: FieldKey) -> bool {
    matches!(
        key,
        FieldKey::Number
            | FieldKey::EndBy
            | FieldKey::VersionDocument
            | FieldKey::SectionLabel
            | FieldKey::PointLabel
            | FieldKey::FootnoteMark
            | FieldKey::FootnoteAt
    )
}
