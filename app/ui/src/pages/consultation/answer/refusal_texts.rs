//! What each refusal says.

use delibero_domain::consultation::RefusalReason;

use crate::i18n::{Locale, td_string};

/// What happened, in a few words.
pub(crate) fn heading(locale: Locale, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => td_string!(locale, answer.no_authorisation_heading),
        RefusalReason::NotYetInForce => td_string!(locale, answer.not_yet_in_force_heading),
        RefusalReason::Expired => td_string!(locale, answer.expired_heading),
        RefusalReason::ModuleNotGranted => td_string!(locale, answer.module_not_granted_heading),
        RefusalReason::PurposeNotGranted => td_string!(locale, answer.purpose_not_granted_heading),
        RefusalReason::PersonRoleNotGranted => td_string!(locale, answer.person_role_not_granted_heading),
        RefusalReason::RoleNotAllowed => td_string!(locale, answer.role_not_allowed_heading),
        RefusalReason::NotIntegrated => td_string!(locale, answer.not_integrated_heading),
        RefusalReason::SenderNotIntegrated => td_string!(locale, answer.sender_not_integrated_heading),
        RefusalReason::NoLegalContext => td_string!(locale, answer.no_legal_context_heading),
        RefusalReason::NissInvalid => td_string!(locale, answer.niss_invalid_heading),
        RefusalReason::NissReplaced => td_string!(locale, answer.niss_replaced_heading),
        RefusalReason::NissCancelled => td_string!(locale, answer.niss_cancelled_heading),
        RefusalReason::LimitReached => td_string!(locale, answer.limit_reached_heading),
    }
}

/// What it means.
pub(crate) fn meaning(locale: Locale, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => td_string!(locale, answer.no_authorisation_meaning),
        RefusalReason::NotYetInForce => td_string!(locale, answer.not_yet_in_force_meaning),
        RefusalReason::Expired => td_string!(locale, answer.expired_meaning),
        RefusalReason::ModuleNotGranted => td_string!(locale, answer.module_not_granted_meaning),
        RefusalReason::PurposeNotGranted => td_string!(locale, answer.purpose_not_granted_meaning),
        RefusalReason::PersonRoleNotGranted => td_string!(locale, answer.person_role_not_granted_meaning),
        RefusalReason::RoleNotAllowed => td_string!(locale, answer.role_not_allowed_meaning),
        RefusalReason::NotIntegrated => td_string!(locale, answer.not_integrated_meaning),
        RefusalReason::SenderNotIntegrated => td_string!(locale, answer.sender_not_integrated_meaning),
        RefusalReason::NoLegalContext => td_string!(locale, answer.no_legal_context_meaning),
        RefusalReason::NissInvalid => td_string!(locale, answer.niss_invalid_meaning),
        RefusalReason::NissReplaced => td_string!(locale, answer.niss_replaced_meaning),
        RefusalReason::NissCancelled => td_string!(locale, answer.niss_cancelled_meaning),
        RefusalReason::LimitReached => td_string!(locale, answer.limit_reached_meaning),
    }
}

/// What to do next.
pub(super) fn next_step(locale: Locale, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => td_string!(locale, answer.no_authorisation_next),
        RefusalReason::NotYetInForce => td_string!(locale, answer.not_yet_in_force_next),
        RefusalReason::Expired => td_string!(locale, answer.expired_next),
        RefusalReason::ModuleNotGranted => td_string!(locale, answer.module_not_granted_next),
        RefusalReason::PurposeNotGranted => td_string!(locale, answer.purpose_not_granted_next),
        RefusalReason::PersonRoleNotGranted => td_string!(locale, answer.person_role_not_granted_next),
        RefusalReason::RoleNotAllowed => td_string!(locale, answer.role_not_allowed_next),
        RefusalReason::NotIntegrated => td_string!(locale, answer.not_integrated_next),
        RefusalReason::SenderNotIntegrated => td_string!(locale, answer.sender_not_integrated_next),
        RefusalReason::NoLegalContext => td_string!(locale, answer.no_legal_context_next),
        RefusalReason::NissInvalid => td_string!(locale, answer.niss_invalid_next),
        RefusalReason::NissReplaced => td_string!(locale, answer.niss_replaced_next),
        RefusalReason::NissCancelled => td_string!(locale, answer.niss_cancelled_next),
        RefusalReason::LimitReached => td_string!(locale, answer.limit_reached_next),
    }
}
