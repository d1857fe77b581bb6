//! What each refusal says.

use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::Language;

use crate::say;

/// What happened, in a few words.
pub fn heading(language: Language, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(language, answer.no_authorisation_heading),
        RefusalReason::NotYetInForce => say!(language, answer.not_yet_in_force_heading),
        RefusalReason::Expired => say!(language, answer.expired_heading),
        RefusalReason::Suspended => say!(language, answer.suspended_heading),
        RefusalReason::ModuleNotGranted => say!(language, answer.module_not_granted_heading),
        RefusalReason::PurposeNotGranted => say!(language, answer.purpose_not_granted_heading),
        RefusalReason::PersonRoleNotGranted => say!(language, answer.person_role_not_granted_heading),
        RefusalReason::RoleNotAllowed => say!(language, answer.role_not_allowed_heading),
        RefusalReason::NotDesignated => say!(language, answer.not_designated_heading),
        RefusalReason::NoOffice => say!(language, answer.no_office_heading),
        RefusalReason::NotIntegrated => say!(language, answer.not_integrated_heading),
        RefusalReason::SenderNotIntegrated => say!(language, answer.sender_not_integrated_heading),
        RefusalReason::RegisteredByOneself => say!(language, answer.registered_by_oneself_heading),
        RefusalReason::NoLegalContext => say!(language, answer.no_legal_context_heading),
        RefusalReason::NissInvalid => say!(language, answer.niss_invalid_heading),
        RefusalReason::NissReplaced => say!(language, answer.niss_replaced_heading),
        RefusalReason::NissCancelled => say!(language, answer.niss_cancelled_heading),
        RefusalReason::LimitReached => say!(language, answer.limit_reached_heading),
    }
}

/// What it means.
pub fn meaning(language: Language, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(language, answer.no_authorisation_meaning),
        RefusalReason::NotYetInForce => say!(language, answer.not_yet_in_force_meaning),
        RefusalReason::Expired => say!(language, answer.expired_meaning),
        RefusalReason::Suspended => say!(language, answer.suspended_meaning),
        RefusalReason::ModuleNotGranted => say!(language, answer.module_not_granted_meaning),
        RefusalReason::PurposeNotGranted => say!(language, answer.purpose_not_granted_meaning),
        RefusalReason::PersonRoleNotGranted => say!(language, answer.person_role_not_granted_meaning),
        RefusalReason::RoleNotAllowed => say!(language, answer.role_not_allowed_meaning),
        RefusalReason::NotDesignated => say!(language, answer.not_designated_meaning),
        RefusalReason::NoOffice => say!(language, answer.no_office_meaning),
        RefusalReason::NotIntegrated => say!(language, answer.not_integrated_meaning),
        RefusalReason::SenderNotIntegrated => say!(language, answer.sender_not_integrated_meaning),
        RefusalReason::RegisteredByOneself => say!(language, answer.registered_by_oneself_meaning),
        RefusalReason::NoLegalContext => say!(language, answer.no_legal_context_meaning),
        RefusalReason::NissInvalid => say!(language, answer.niss_invalid_meaning),
        RefusalReason::NissReplaced => say!(language, answer.niss_replaced_meaning),
        RefusalReason::NissCancelled => say!(language, answer.niss_cancelled_meaning),
        RefusalReason::LimitReached => say!(language, answer.limit_reached_meaning),
    }
}

/// What to do next.
pub fn next_step(language: Language, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(language, answer.no_authorisation_next),
        RefusalReason::NotYetInForce => say!(language, answer.not_yet_in_force_next),
        RefusalReason::Expired => say!(language, answer.expired_next),
        RefusalReason::Suspended => say!(language, answer.suspended_next),
        RefusalReason::ModuleNotGranted => say!(language, answer.module_not_granted_next),
        RefusalReason::PurposeNotGranted => say!(language, answer.purpose_not_granted_next),
        RefusalReason::PersonRoleNotGranted => say!(language, answer.person_role_not_granted_next),
        RefusalReason::RoleNotAllowed => say!(language, answer.role_not_allowed_next),
        RefusalReason::NotDesignated => say!(language, answer.not_designated_next),
        RefusalReason::NoOffice => say!(language, answer.no_office_next),
        RefusalReason::NotIntegrated => say!(language, answer.not_integrated_next),
        RefusalReason::SenderNotIntegrated => say!(language, answer.sender_not_integrated_next),
        RefusalReason::RegisteredByOneself => say!(language, answer.registered_by_oneself_next),
        RefusalReason::NoLegalContext => say!(language, answer.no_legal_context_next),
        RefusalReason::NissInvalid => say!(language, answer.niss_invalid_next),
        RefusalReason::NissReplaced => say!(language, answer.niss_replaced_next),
        RefusalReason::NissCancelled => say!(language, answer.niss_cancelled_next),
        RefusalReason::LimitReached => say!(language, answer.limit_reached_next),
    }
}
