//! Words for what the engine says in identifiers: reasons, roles, rules of the NISS.

use delibero_domain::authorisation::{ReducedForm, WithheldReason};
use delibero_domain::catalogue::TextUnknown;
use delibero_domain::niss::NissError;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_domain::typed_day::{DayError, YEARS};

use crate::formats::long_date;
use crate::say;

/// Why an element is withheld, in about six words of a language.
#[must_use]
pub fn withheld_words(language: Language, reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::ElementNotGranted => say!(language, shell.withheld_element_not_granted),
        WithheldReason::BlockNotGranted => say!(language, shell.withheld_block_not_granted),
        WithheldReason::ModuleWithoutElement => say!(language, shell.withheld_module_without_element),
        WithheldReason::RegimeNotGranted => say!(language, shell.withheld_regime_not_granted),
        WithheldReason::RiskNotGranted => say!(language, shell.withheld_risk_not_granted),
        WithheldReason::OutsideHistory => say!(language, shell.withheld_outside_history),
    }
}

/// To what a value is reduced, in a few words of a language.
#[must_use]
pub fn reduced_words(language: Language, form: ReducedForm) -> &'static str {
    match form {
        ReducedForm::Whether => say!(language, answer.reduced_whether),
    }
}

/// Which rule a would-be NISS breaks, and what to check.
#[must_use]
pub fn niss_reason(language: Language, error: NissError) -> String {
    let words = match error {
        NissError::Character(place) => return say!(language, shell.niss_character, place = place),
        NissError::Empty => say!(language, shell.niss_empty),
        NissError::Length => say!(language, shell.niss_length),
        NissError::Month => say!(language, shell.niss_month),
        NissError::Day => say!(language, shell.niss_day),
        NissError::Counter => say!(language, shell.niss_counter),
        NissError::Reserved => say!(language, shell.niss_reserved),
        NissError::Future => say!(language, shell.niss_future),
        NissError::CheckDigits => say!(language, shell.niss_check_digits),
    };
    words.to_owned()
}

/// Why what was typed is no day, and what to type.
#[must_use]
pub fn day_reason(language: Language, error: DayError, typed: &str) -> String {
    match error {
        DayError::Shape => say!(language, kit.day_shape, typed = typed),
        DayError::NoSuchDay => say!(language, kit.day_none, typed = typed),
        DayError::Year => say!(language, kit.day_year, first = YEARS.0, last = YEARS.1, typed = typed),
    }
}

/// A role of a user, in a language.
#[must_use]
pub fn role_words(language: Language, role: Role) -> &'static str {
    match role {
        Role::Secretariat => say!(language, shell.role_secretariat),
        Role::Approver => say!(language, shell.role_approver),
        Role::Registrar => say!(language, shell.role_registrar),
        Role::CaseWorker => say!(language, shell.role_case_worker),
        Role::PaymentsOfficer => say!(language, shell.role_payments_officer),
        Role::OrganisationAdmin => say!(language, shell.role_organisation_admin),
        Role::SecurityAdviser => say!(language, shell.role_security_adviser),
        Role::Auditor => say!(language, shell.role_auditor),
        Role::SourceOperator => say!(language, shell.role_source_operator),
        Role::SystemAdmin => say!(language, shell.role_system_admin),
    }
}

/// Several roles, one after the other.
#[must_use]
pub fn role_names(language: Language, roles: &[Role]) -> String {
    roles.iter().map(|role| role_words(language, *role)).collect::<Vec<_>>().join(", ")
}

/// That the text of a deliberation on a day is not known, and which one is shown in its place.
#[must_use]
pub fn text_unknown_words(language: Language, found: &TextUnknown) -> String {
    let (on, shown) = (long_date(found.on, language), long_date(found.proven_from, language));
    say!(language, shell.text_unknown, deliberation = found.deliberation, on = on, shown = shown)
}
