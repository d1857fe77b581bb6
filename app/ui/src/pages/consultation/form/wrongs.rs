//! What is wrong, in words, field by field.

use crate::pages::consultation::view::FieldError;
use delibero_domain::period::RangeError;
use delibero_domain::text::Language;
use delibero_words::reasons::niss_reason;
use delibero_words::say;
use jiff::civil::DateTime;

use crate::components::errors::Wrong;
use crate::components::problem::not_done;

/// The errors of the form, in the order of its fields.
pub(crate) fn wrongs(language: Language, errors: &[FieldError]) -> Vec<Wrong> {
    errors.iter().map(|error| wrong(language, *error)).collect()
}

fn wrong(language: Language, error: FieldError) -> Wrong {
    let words = words(language, error);
    match error {
        FieldError::Niss(_) => Wrong::with("niss", words),
        FieldError::Module => Wrong::with("module", words),
        FieldError::Purpose => Wrong::with("purpose", words),
        FieldError::PersonRole => Wrong::with("person-role", words),
        FieldError::Confirmed => Wrong::with("confirmed", words),
        FieldError::FirstQuarter | FieldError::Quarters(RangeError::TooLong) => Wrong::with("first", words),
        FieldError::LastQuarter | FieldError::Quarters(_) => Wrong::with("last", words),
        FieldError::FirstMonth | FieldError::Months(RangeError::TooLong) => Wrong::with("first_month", words),
        FieldError::LastMonth | FieldError::Months(_) => Wrong::with("last_month", words),
        FieldError::Day | FieldError::DayToCome => Wrong::with("day", words),
        FieldError::MessageNumber => Wrong::with("message_number", words),
        FieldError::ReturnDay | FieldError::ReturnDayPast => Wrong::with("return_day", words),
        FieldError::LimitReached { .. } | FieldError::Store(_) => Wrong::whole(words),
    }
}

fn words(language: Language, error: FieldError) -> String {
    let words = match error {
        FieldError::LimitReached { most, until } => return limit(language, most, until),
        FieldError::Module => say!(language, consultation.wrong_module),
        FieldError::Purpose => say!(language, consultation.wrong_purpose),
        FieldError::PersonRole => say!(language, consultation.wrong_person_role),
        FieldError::Confirmed => say!(language, consultation.wrong_confirmed),
        FieldError::Niss(rule) => return niss_reason(language, rule),
        FieldError::FirstQuarter => say!(language, consultation.wrong_first),
        FieldError::LastQuarter => say!(language, consultation.wrong_last),
        FieldError::Quarters(RangeError::Reversed) => say!(language, consultation.wrong_reversed),
        FieldError::Quarters(RangeError::TooLong) => say!(language, consultation.wrong_too_long),
        FieldError::Quarters(RangeError::Future) => say!(language, consultation.wrong_future),
        FieldError::FirstMonth => say!(language, consultation.wrong_first_month),
        FieldError::LastMonth => say!(language, consultation.wrong_last_month),
        FieldError::Months(RangeError::Reversed) => say!(language, consultation.wrong_months_reversed),
        FieldError::Months(RangeError::TooLong) => say!(language, consultation.wrong_months_too_long),
        FieldError::Months(RangeError::Future) => say!(language, consultation.wrong_months_future),
        FieldError::Day => say!(language, consultation.wrong_day),
        FieldError::DayToCome => say!(language, consultation.wrong_day_future),
        FieldError::MessageNumber => say!(language, consultation.wrong_message_number),
        FieldError::ReturnDay => say!(language, consultation.wrong_return_day),
        FieldError::ReturnDayPast => say!(language, consultation.wrong_return_day_past),
        FieldError::Store(trouble) => not_done(language, trouble, say!(language, consultation.wrong_unavailable)),
    };
    words.to_owned()
}

/// When it goes on: within the hour, so the time of day is enough.
fn limit(language: Language, most: u32, until: Option<DateTime>) -> String {
    let time = until.map(|until| until.strftime("%H:%M").to_string());
    match time {
        Some(time) => say!(language, consultation.wrong_limit, most = most, time = time),
        None => say!(language, consultation.wrong_limit_of_zero).to_owned(),
    }
}
