//! What is wrong, in words, field by field.

use delibero_api::consultation::FieldError;
use delibero_domain::period::QuarterRangeError;
use jiff::civil::DateTime;

use crate::components::errors::Wrong;
use crate::components::problem::not_done;
use crate::components::reasons::niss_reason;
use crate::i18n::{Locale, td_string, use_locale};

/// The errors of the form, in the order of its fields.
pub fn wrongs(errors: &[FieldError]) -> Vec<Wrong> {
    let locale = use_locale();
    errors.iter().map(|error| wrong(locale, *error)).collect()
}

fn wrong(locale: Locale, error: FieldError) -> Wrong {
    let words = words(locale, error);
    match error {
        FieldError::Niss(_) => Wrong::with("niss", words),
        FieldError::Module => Wrong::with("module", words),
        FieldError::Purpose => Wrong::with("purpose", words),
        FieldError::PersonRole => Wrong::with("person-role", words),
        FieldError::Confirmed => Wrong::with("confirmed", words),
        FieldError::FirstQuarter | FieldError::Quarters(QuarterRangeError::TooLong) => Wrong::with("first", words),
        FieldError::LastQuarter | FieldError::Quarters(_) => Wrong::with("last", words),
        FieldError::LimitReached { .. } | FieldError::Store(_) => Wrong::whole(words),
    }
}

fn words(locale: Locale, error: FieldError) -> String {
    let words = match error {
        FieldError::LimitReached { most, until } => return limit(locale, most, until),
        FieldError::Module => td_string!(locale, consultation.wrong_module),
        FieldError::Purpose => td_string!(locale, consultation.wrong_purpose),
        FieldError::PersonRole => td_string!(locale, consultation.wrong_person_role),
        FieldError::Confirmed => td_string!(locale, consultation.wrong_confirmed),
        FieldError::Niss(rule) => return niss_reason(locale, rule),
        FieldError::FirstQuarter => td_string!(locale, consultation.wrong_first),
        FieldError::LastQuarter => td_string!(locale, consultation.wrong_last),
        FieldError::Quarters(QuarterRangeError::Reversed) => td_string!(locale, consultation.wrong_reversed),
        FieldError::Quarters(QuarterRangeError::TooLong) => td_string!(locale, consultation.wrong_too_long),
        FieldError::Quarters(QuarterRangeError::Future) => td_string!(locale, consultation.wrong_future),
        FieldError::Store(trouble) => not_done(locale, trouble, td_string!(locale, consultation.wrong_unavailable)),
    };
    words.to_owned()
}

/// When it goes on: within the hour, so the time of day is enough.
fn limit(locale: Locale, most: u32, until: Option<DateTime>) -> String {
    let time = until.map(|until| until.strftime("%H:%M").to_string());
    match time {
        Some(time) => td_string!(locale, consultation.wrong_limit, most = most, time = time).to_string(),
        None => td_string!(locale, consultation.wrong_limit_of_zero).to_owned(),
    }
}
