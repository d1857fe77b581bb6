//! Words for what the engine says in identifiers: reasons, roles, rules of the NISS.

use std::borrow::Borrow;

use delibero_domain::authorisation::{ReducedForm, WithheldReason};
use delibero_domain::niss::NissError;
use delibero_domain::role::Role;

use crate::i18n::{Locale, td_string, use_locale};

/// Why an element is withheld, in about six words.
#[must_use]
pub fn withheld_reason(reason: WithheldReason) -> String {
    withheld_words(use_locale(), reason).to_owned()
}

/// Why an element is withheld, in about six words of a language.
#[must_use]
pub fn withheld_words(locale: Locale, reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::ElementNotGranted => td_string!(locale, shell.withheld_element_not_granted),
        WithheldReason::BlockNotGranted => td_string!(locale, shell.withheld_block_not_granted),
        WithheldReason::ModuleWithoutElement => td_string!(locale, shell.withheld_module_without_element),
        WithheldReason::RegimeNotGranted => td_string!(locale, shell.withheld_regime_not_granted),
        WithheldReason::RiskNotGranted => td_string!(locale, shell.withheld_risk_not_granted),
        WithheldReason::OutsideHistory => td_string!(locale, shell.withheld_outside_history),
    }
}

/// To what a value is reduced, in a few words of a language.
#[must_use]
pub fn reduced_words(locale: Locale, form: ReducedForm) -> &'static str {
    match form {
        ReducedForm::Whether => td_string!(locale, answer.reduced_whether),
    }
}

/// Which rule a would-be NISS breaks, and what to check.
#[must_use]
pub fn niss_reason(locale: Locale, error: NissError) -> String {
    let words = match error {
        NissError::Character(place) => return td_string!(locale, shell.niss_character, place = place),
        NissError::Empty => td_string!(locale, shell.niss_empty),
        NissError::Length => td_string!(locale, shell.niss_length),
        NissError::Month => td_string!(locale, shell.niss_month),
        NissError::Day => td_string!(locale, shell.niss_day),
        NissError::Counter => td_string!(locale, shell.niss_counter),
        NissError::Reserved => td_string!(locale, shell.niss_reserved),
        NissError::Future => td_string!(locale, shell.niss_future),
        NissError::CheckDigits => td_string!(locale, shell.niss_check_digits),
    };
    words.to_owned()
}

/// A role of a user.
#[must_use]
pub fn role_name(role: Role) -> &'static str {
    role_words(use_locale(), role)
}

/// A role of a user, in a language.
#[must_use]
pub fn role_words(locale: Locale, role: Role) -> &'static str {
    match role {
        Role::Secretariat => td_string!(locale, shell.role_secretariat),
        Role::Approver => td_string!(locale, shell.role_approver),
        Role::Registrar => td_string!(locale, shell.role_registrar),
        Role::CaseWorker => td_string!(locale, shell.role_case_worker),
        Role::PaymentsOfficer => td_string!(locale, shell.role_payments_officer),
        Role::OrganisationAdmin => td_string!(locale, shell.role_organisation_admin),
        Role::SecurityAdviser => td_string!(locale, shell.role_security_adviser),
        Role::Auditor => td_string!(locale, shell.role_auditor),
        Role::SourceOperator => td_string!(locale, shell.role_source_operator),
        Role::SystemAdmin => td_string!(locale, shell.role_system_admin),
    }
}

/// Several roles, one after the other.
#[must_use]
pub fn role_names(roles: impl Borrow<[Role]>) -> String {
    roles.borrow().iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", ")
}
