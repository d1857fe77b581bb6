//! Words of the log: events, outcomes, filters.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;

use super::address::Field;
use crate::i18n::{Locale, td_string};

/// The outcome of a consultation that was answered.
pub(super) const GRANTED: &str = "granted";
/// Every outcome but [`GRANTED`].
pub(super) const REFUSED: &str = "refused";

/// What happened.
pub(super) fn kind(locale: Locale, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Decision => td_string!(locale, access_log.kind_decision),
        EventKind::Disclosure => td_string!(locale, access_log.kind_disclosure),
        EventKind::Export => td_string!(locale, access_log.kind_export),
    }
}

/// The outcome of an identifier; the identifier itself when it is unknown.
pub(super) fn outcome(locale: Locale, word: &str) -> String {
    let refusal = RefusalReason::ALL.iter().copied().find(|reason| reason.as_str() == word);
    match (word, refusal) {
        (GRANTED, _) => td_string!(locale, access_log.granted).to_owned(),
        (REFUSED, _) => td_string!(locale, access_log.any_refusal).to_owned(),
        (_, Some(reason)) => refused(locale, reason).to_owned(),
        (other, None) => other.to_owned(),
    }
}

fn refused(locale: Locale, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => td_string!(locale, access_log.no_authorisation),
        RefusalReason::NotYetInForce => td_string!(locale, access_log.not_yet_in_force),
        RefusalReason::Expired => td_string!(locale, access_log.expired),
        RefusalReason::ModuleNotGranted => td_string!(locale, access_log.module_not_granted),
        RefusalReason::PurposeNotGranted => td_string!(locale, access_log.purpose_not_granted),
        RefusalReason::PersonRoleNotGranted => td_string!(locale, access_log.person_role_not_granted),
        RefusalReason::RoleNotAllowed => td_string!(locale, access_log.role_not_allowed),
        RefusalReason::NotIntegrated => td_string!(locale, access_log.not_integrated),
        RefusalReason::SenderNotIntegrated => td_string!(locale, access_log.sender_not_integrated),
        RefusalReason::NoLegalContext => td_string!(locale, access_log.no_legal_context),
        RefusalReason::NissInvalid => td_string!(locale, access_log.niss_invalid),
        RefusalReason::NissReplaced => td_string!(locale, access_log.niss_replaced),
        RefusalReason::NissCancelled => td_string!(locale, access_log.niss_cancelled),
        RefusalReason::LimitReached => td_string!(locale, access_log.limit_reached),
    }
}

/// The label of a field of the address.
pub(super) fn label(locale: Locale, field: &str) -> Option<&'static str> {
    Some(match field {
        "organisation" => td_string!(locale, access_log.organisation),
        "user" => td_string!(locale, access_log.user),
        "outcome" => td_string!(locale, access_log.outcome),
        "kind" => td_string!(locale, access_log.kind),
        "from" => td_string!(locale, access_log.from),
        "to" => td_string!(locale, access_log.to),
        "person" => td_string!(locale, access_log.person),
        _ => return None,
    })
}

/// The label of a filter.
pub(super) fn filter(locale: Locale, field: Field) -> &'static str {
    match field {
        Field::Organisation => td_string!(locale, access_log.organisation),
        Field::User => td_string!(locale, access_log.user),
        Field::Outcome => td_string!(locale, access_log.outcome),
        Field::Kind => td_string!(locale, access_log.kind),
        Field::From => td_string!(locale, access_log.from),
        Field::To => td_string!(locale, access_log.to),
        Field::Before => td_string!(locale, access_log.older),
    }
}
