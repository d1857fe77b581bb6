//! What is wrong, in words, field by field.

use delibero_api::consultation::FieldError;
use delibero_domain::period::QuarterRangeError;
use jiff::civil::DateTime;
use leptos_i18n::I18nContext;

use crate::components::errors::Wrong;
use crate::components::problem::not_done;
use crate::components::reasons::niss_reason;
use crate::i18n::{Locale, t_string, use_i18n};

/// The errors of the form, in the order of its fields.
pub fn wrongs(errors: &[FieldError]) -> Vec<Wrong> {
    let i18n = use_i18n();
    errors.iter().map(|error| wrong(i18n, *error)).collect()
}

fn wrong(i18n: I18nContext<Locale>, error: FieldError) -> Wrong {
    let words = move || words(i18n, error);
    match error {
        FieldError::Niss(rule) => Wrong::with("niss", niss_reason(rule)),
        FieldError::Module => Wrong::with("module", words),
        FieldError::Purpose => Wrong::with("purpose", words),
        FieldError::PersonRole => Wrong::with("person-role", words),
        FieldError::Confirmed => Wrong::with("confirmed", words),
        FieldError::FirstQuarter | FieldError::Quarters(QuarterRangeError::TooLong) => Wrong::with("first", words),
        FieldError::LastQuarter | FieldError::Quarters(_) => Wrong::with("last", words),
        FieldError::LimitReached { .. } | FieldError::Store(_) => Wrong::whole(words),
    }
}

fn words(i18n: I18nContext<Locale>, error: FieldError) -> String {
    let words = match error {
        FieldError::LimitReached { most, until } => return limit(i18n, most, until),
        FieldError::Module => t_string!(i18n, consultation.wrong_module),
        FieldError::Purpose => t_string!(i18n, consultation.wrong_purpose),
        FieldError::PersonRole => t_string!(i18n, consultation.wrong_person_role),
        FieldError::Confirmed => t_string!(i18n, consultation.wrong_confirmed),
        FieldError::Niss(_) => t_string!(i18n, shell.niss_check_digits),
        FieldError::FirstQuarter => t_string!(i18n, consultation.wrong_first),
        FieldError::LastQuarter => t_string!(i18n, consultation.wrong_last),
        FieldError::Quarters(QuarterRangeError::Reversed) => t_string!(i18n, consultation.wrong_reversed),
        FieldError::Quarters(QuarterRangeError::TooLong) => t_string!(i18n, consultation.wrong_too_long),
        FieldError::Quarters(QuarterRangeError::Future) => t_string!(i18n, consultation.wrong_future),
        FieldError::Store(trouble) => {
            not_done(i18n.get_locale(), trouble, t_string!(i18n, consultation.wrong_unavailable))
        }
    };
    words.to_owned()
}

/// When it goes on: within the hour, so the time of day is enough.
fn limit(i18n: I18nContext<Locale>, most: u32, until: Option<DateTime>) -> String {
    let time = until.map(|until| until.strftime("%H:%M").to_string());
    match time {
        Some(time) => t_string!(i18n, consultation.wrong_limit, most = most, time = time).to_string(),
        None => t_string!(i18n, consultation.wrong_limit_of_zero).to_owned(),
    }
}
