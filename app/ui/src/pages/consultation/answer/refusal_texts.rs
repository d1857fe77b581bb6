//! What each refusal says.

use delibero_domain::consultation::RefusalReason;

use super::reading::{Reading, say};

/// What happened, in a few words.
pub(super) fn heading(reading: &Reading, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(reading, no_authorisation_heading),
        RefusalReason::NotYetInForce => say!(reading, not_yet_in_force_heading),
        RefusalReason::Expired => say!(reading, expired_heading),
        RefusalReason::ModuleNotGranted => say!(reading, module_not_granted_heading),
        RefusalReason::PurposeNotGranted => say!(reading, purpose_not_granted_heading),
        RefusalReason::PersonRoleNotGranted => say!(reading, person_role_not_granted_heading),
        RefusalReason::RoleNotAllowed => say!(reading, role_not_allowed_heading),
        RefusalReason::NotIntegrated => say!(reading, not_integrated_heading),
        RefusalReason::SenderNotIntegrated => say!(reading, sender_not_integrated_heading),
        RefusalReason::NoLegalContext => say!(reading, no_legal_context_heading),
        RefusalReason::NissInvalid => say!(reading, niss_invalid_heading),
        RefusalReason::NissReplaced => say!(reading, niss_replaced_heading),
        RefusalReason::NissCancelled => say!(reading, niss_cancelled_heading),
    }
}

/// What it means.
pub(super) fn meaning(reading: &Reading, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(reading, no_authorisation_meaning),
        RefusalReason::NotYetInForce => say!(reading, not_yet_in_force_meaning),
        RefusalReason::Expired => say!(reading, expired_meaning),
        RefusalReason::ModuleNotGranted => say!(reading, module_not_granted_meaning),
        RefusalReason::PurposeNotGranted => say!(reading, purpose_not_granted_meaning),
        RefusalReason::PersonRoleNotGranted => say!(reading, person_role_not_granted_meaning),
        RefusalReason::RoleNotAllowed => say!(reading, role_not_allowed_meaning),
        RefusalReason::NotIntegrated => say!(reading, not_integrated_meaning),
        RefusalReason::SenderNotIntegrated => say!(reading, sender_not_integrated_meaning),
        RefusalReason::NoLegalContext => say!(reading, no_legal_context_meaning),
        RefusalReason::NissInvalid => say!(reading, niss_invalid_meaning),
        RefusalReason::NissReplaced => say!(reading, niss_replaced_meaning),
        RefusalReason::NissCancelled => say!(reading, niss_cancelled_meaning),
    }
}

/// What to do next.
pub(super) fn next_step(reading: &Reading, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(reading, no_authorisation_next),
        RefusalReason::NotYetInForce => say!(reading, not_yet_in_force_next),
        RefusalReason::Expired => say!(reading, expired_next),
        RefusalReason::ModuleNotGranted => say!(reading, module_not_granted_next),
        RefusalReason::PurposeNotGranted => say!(reading, purpose_not_granted_next),
        RefusalReason::PersonRoleNotGranted => say!(reading, person_role_not_granted_next),
        RefusalReason::RoleNotAllowed => say!(reading, role_not_allowed_next),
        RefusalReason::NotIntegrated => say!(reading, not_integrated_next),
        RefusalReason::SenderNotIntegrated => say!(reading, sender_not_integrated_next),
        RefusalReason::NoLegalContext => say!(reading, no_legal_context_next),
        RefusalReason::NissInvalid => say!(reading, niss_invalid_next),
        RefusalReason::NissReplaced => say!(reading, niss_replaced_next),
        RefusalReason::NissCancelled => say!(reading, niss_cancelled_next),
    }
}
