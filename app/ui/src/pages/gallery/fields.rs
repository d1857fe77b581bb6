//! The fields, each as it is at first, with what was typed, and wrong.

use delibero_domain::niss::{NissError, NissRules};
use delibero_domain::text::Language;
use delibero_domain::typed_day::DayError;
use delibero_words::reasons::day_reason;
use delibero_words::say;
use leptos::prelude::*;

use super::specimen;
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::file_field::file_field;
use crate::components::niss_field::niss_field;
use crate::components::radio_group::{GroupChoice, Layout, checkbox, checkbox_group, radio_group};
use crate::components::search_field::search_field;
use crate::components::text_field::{TextField, Width};

/// What is wrong with the fields that show it.
pub(super) fn wrongs(language: Language) -> Vec<Wrong> {
    vec![
        Wrong::with("g-text-wrong", say!(language, consultation.wrong_purpose)),
        Wrong::with("g-day-wrong", day_reason(language, DayError::NoSuchDay, "31/02/2026")),
        Wrong::with("g-choice-wrong", say!(language, consultation.wrong_module)),
        Wrong::with("g-radio-wrong", say!(language, consultation.wrong_person_role)),
        Wrong::whole(say!(language, consultation.wrong_unavailable)),
    ]
}

pub(super) fn all(language: Language) -> AnyView {
    view! {
        {specimen("text_field", texts(language))}
        {specimen("date_field", days(language))}
        {specimen("niss_field", niss(language))}
        {specimen("search_field", search_field(Field::new("g-search", say!(language, shell.help_search)), ""))}
        {specimen("choice_field", choices(language))}
        {specimen("radio_group", radios(language))}
        {specimen("checkbox", boxes(language))}
        {specimen("file_field", file_field(Field::new("g-file", say!(language, drafts.field_version_document)), ".docx", 20))}
    }
    .into_any()
}

fn texts(language: Language) -> AnyView {
    let user = say!(language, sign_in.user);
    let purpose = say!(language, consultation.purpose);
    let hint = say!(language, consultation.confirmed_hint);
    view! {
        {TextField::new(Field::new("g-text", user).required(), "marie.dubois").width(Width::Short).verbatim().view()}
        {TextField::new(Field::new("g-text-hint", purpose).hint(hint).optional(), "").view()}
        {TextField::new(Field::new("g-text-wrong", purpose).of(&wrongs(language)), "?").width(Width::Short).view()}
        {TextField::new(Field::new("g-password", say!(language, sign_in.password)), "").password().view()}
        {TextField::new(Field::new("g-area", purpose), "").rows(3).view()}
    }
    .into_any()
}

fn days(language: Language) -> AnyView {
    let label = say!(language, answer.from);
    view! {
        {date_field(Field::new("g-day", label), "")}
        {date_field(Field::new("g-day-typed", label).optional(), "2026-12-31")}
        {date_field(Field::new("g-day-wrong", label).of(&wrongs(language)), "31/02/2026")}
    }
    .into_any()
}

fn niss(language: Language) -> AnyView {
    let rules = NissRules { today: jiff::civil::date(2026, 11, 28), demonstration: true };
    niss_field(say!(language, consultation.niss), String::new(), rules, Some(NissError::Empty), false)
}

fn choices(language: Language) -> AnyView {
    let options = || {
        let words = [say!(language, answer.granted), say!(language, answer.refused)];
        words.into_iter().enumerate().map(|(place, words)| (place.to_string(), words.to_owned()))
    };
    let label = say!(language, answer.module);
    view! {
        {choice_field(Field::new("g-choice", label), options(), "1")}
        {choice_field(Field::new("g-choice-wrong", label).of(&wrongs(language)), options(), "0")}
    }
    .into_any()
}

fn offered(language: Language) -> Vec<GroupChoice> {
    let words = [say!(language, answer.granted), say!(language, answer.refused), say!(language, answer.temporary)];
    let choice = |(place, words): (usize, &'static str)| GroupChoice {
        value: place.to_string(),
        checked: place == 1,
        words: Some(words.into_any()),
        ..GroupChoice::default()
    };
    words.into_iter().enumerate().map(choice).collect()
}

fn radios(language: Language) -> AnyView {
    let label = say!(language, consultation.person_role);
    let hint = say!(language, consultation.confirmed_hint);
    let wrong = Field::new("g-radio-wrong", label).of(&wrongs(language));
    view! {
        {radio_group(Field::new("g-radio", label), "", Layout::Row, offered(language))}
        {radio_group(Field::new("g-radio-two", label).hint(hint), "", Layout::Columns, offered(language))}
        {radio_group(wrong, "", Layout::Column, offered(language))}
    }
    .into_any()
}

fn boxes(language: Language) -> AnyView {
    let label = say!(language, consultation.confirmed);
    view! {
        {checkbox("g-box", say!(language, answer.temporary), "yes", true)}
        {checkbox_group(Field::new("g-boxes", label), "", Layout::Column, offered(language))}
    }
    .into_any()
}
