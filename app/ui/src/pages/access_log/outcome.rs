//! Events and outcomes in words.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::Language;
use delibero_words::say;

/// The outcome of a consultation that was answered.
pub(super) const GRANTED: &str = "granted";
/// Every outcome but [`GRANTED`].
pub(super) const REFUSED: &str = "refused";

pub(super) fn kind(language: Language, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Decision => say!(language, access_log.kind_decision),
        EventKind::Disclosure => say!(language, access_log.kind_disclosure),
        EventKind::Export => say!(language, access_log.kind_export),
        EventKind::Batch => say!(language, access_log.kind_batch),
    }
}

/// The outcome of an identifier; the identifier itself when it is unknown.
pub(in crate::pages) fn words(language: Language, word: &str) -> String {
    let refusal = RefusalReason::ALL.iter().copied().find(|reason| reason.as_str() == word);
    match (word, refusal) {
        (GRANTED, _) => say!(language, access_log.granted).to_owned(),
        (REFUSED, _) => say!(language, access_log.any_refusal).to_owned(),
        (_, Some(reason)) => refused(language, reason).to_owned(),
        (other, None) => other.to_owned(),
    }
}

fn refused(language: Language, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => say!(language, access_log.no_authorisation),
        RefusalReason::NotYetInForce => say!(language, access_log.not_yet_in_force),
        RefusalReason::Expired => say!(language, access_log.expired),
        RefusalReason::Suspended => say!(language, access_log.suspended),
        RefusalReason::ModuleNotGranted => say!(language, access_log.module_not_granted),
        RefusalReason::PurposeNotGranted => say!(language, access_log.purpose_not_granted),
        RefusalReason::PersonRoleNotGranted => say!(language, access_log.person_role_not_granted),
        RefusalReason::RoleNotAllowed => say!(language, access_log.role_not_allowed),
        RefusalReason::NotDesignated => say!(language, access_log.not_designated),
        RefusalReason::NoOffice => say!(language, access_log.no_office),
        RefusalReason::NotIntegrated => say!(language, access_log.not_integrated),
        RefusalReason::SenderNotIntegrated => say!(language, access_log.sender_not_integrated),
        RefusalReason::RegisteredByOneself => say!(language, access_log.registered_by_oneself),
        RefusalReason::NoLegalContext => say!(language, access_log.no_legal_context),
        RefusalReason::NissInvalid => say!(language, access_log.niss_invalid),
        RefusalReason::NissReplaced => say!(language, access_log.niss_replaced),
        RefusalReason::NissCancelled => say!(language, access_log.niss_cancelled),
        RefusalReason::LimitReached => say!(language, access_log.limit_reached),
    }
}
