//! What the fields of an organisation are called, and what is wrong with them.

use delibero_domain::text::Language;
use delibero_usecases::organisations::{Field, Problem};
use delibero_words::say;

use super::query;
use crate::filters::Unread;

/// A field of the form, a column of a sheet or a field of the log, in words; the word itself where it is none of them.
#[must_use]
pub fn column_label(language: Language, name: &str) -> String {
    let other = || match name {
        "identifier" => say!(language, organisations.identifier),
        "processors" => say!(language, organisations.processors),
        "recipients" => say!(language, organisations.recipients),
        "proposed_recipients" => say!(language, organisations.proposed_recipients),
        "state" => say!(language, organisations.state),
        "recipient" => say!(language, organisations.recipient),
        "deliberation" => say!(language, organisations.deliberation),
        "from" => say!(language, organisations.from),
        "until" => say!(language, organisations.until),
        "why" => say!(language, organisations.why),
        other => other,
    };
    match Field::from_word(name) {
        Some(field) => label(language, field).to_owned(),
        None => other().to_owned(),
    }
}

pub(super) fn label(language: Language, field: Field) -> &'static str {
    match field {
        Field::NameFr => say!(language, organisations.name_fr),
        Field::NameNl => say!(language, organisations.name_nl),
        Field::NameDe => say!(language, organisations.name_de),
        Field::EnterpriseNumber => say!(language, organisations.enterprise_number),
        Field::Street => say!(language, organisations.street),
        Field::PostalCode => say!(language, organisations.postal_code),
        Field::Municipality => say!(language, organisations.municipality),
        Field::Region => say!(language, organisations.region),
        Field::Sector => say!(language, organisations.sector),
        Field::Institution => say!(language, organisations.institution),
        Field::LegalContexts => say!(language, organisations.legal_contexts),
        Field::ContactName => say!(language, organisations.contact_name),
        Field::ContactEmail => say!(language, organisations.contact_email),
        Field::ContactPhone => say!(language, organisations.contact_phone),
        Field::AdviserName => say!(language, organisations.adviser_name),
        Field::AdviserEmail => say!(language, organisations.adviser_email),
        Field::AdviserPhone => say!(language, organisations.adviser_phone),
        Field::OfficerName => say!(language, organisations.officer_name),
        Field::OfficerEmail => say!(language, organisations.officer_email),
        Field::OfficerPhone => say!(language, organisations.officer_phone),
    }
}

/// What is wrong with a value, and what to do.
#[must_use]
pub fn problem_words(language: Language, problem: Problem) -> &'static str {
    match problem {
        Problem::Missing => say!(language, organisations.wrong_missing),
        Problem::Niss => say!(language, organisations.wrong_niss),
        Problem::TooLong => say!(language, organisations.wrong_too_long),
        Problem::EnterpriseShape => say!(language, organisations.wrong_enterprise_shape),
        Problem::EnterpriseBeginning => say!(language, organisations.wrong_enterprise_beginning),
        Problem::EnterpriseCheckDigits => say!(language, organisations.wrong_enterprise_check),
        Problem::EnterpriseTaken => say!(language, organisations.wrong_enterprise_taken),
        Problem::Number => say!(language, organisations.wrong_number),
        Problem::Region => say!(language, organisations.wrong_region),
        Problem::Email => say!(language, organisations.wrong_email),
        Problem::Day => say!(language, organisations.wrong_day),
        Problem::Reversed => say!(language, organisations.wrong_reversed),
        Problem::Identifier => say!(language, organisations.wrong_identifier),
        Problem::Taken => say!(language, organisations.wrong_taken),
        Problem::Recipient => say!(language, organisations.wrong_recipient),
        Problem::Deliberation => say!(language, organisations.wrong_deliberation),
        Problem::DeliberationUnknown => say!(language, organisations.wrong_deliberation_unknown),
        Problem::Belongs => say!(language, organisations.wrong_belongs),
        Problem::Membership => say!(language, organisations.wrong_membership),
        Problem::Twice => say!(language, organisations.wrong_twice),
        Problem::Ended => say!(language, organisations.wrong_ended),
    }
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, query::label)
}
