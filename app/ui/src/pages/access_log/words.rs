//! Words of the log: events, outcomes, filters.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use leptos_i18n::I18nContext;

use super::address::Field;
#[cfg(feature = "ssr")]
use crate::i18n::td_string;
use crate::i18n::{Locale, t_string};

/// The outcome of a consultation that was answered.
pub(super) const GRANTED: &str = "granted";
/// Every outcome but [`GRANTED`].
pub(super) const REFUSED: &str = "refused";

/// What happened.
pub(super) fn kind(i18n: I18nContext<Locale>, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Decision => t_string!(i18n, access_log.kind_decision),
        EventKind::Disclosure => t_string!(i18n, access_log.kind_disclosure),
        EventKind::Export => t_string!(i18n, access_log.kind_export),
    }
}

/// The outcome of an identifier; the identifier itself when it is unknown.
pub(super) fn outcome(i18n: I18nContext<Locale>, word: &str) -> String {
    let refusal = RefusalReason::ALL.iter().copied().find(|reason| reason.as_str() == word);
    match (word, refusal) {
        (GRANTED, _) => t_string!(i18n, access_log.granted).to_owned(),
        (REFUSED, _) => t_string!(i18n, access_log.any_refusal).to_owned(),
        (_, Some(reason)) => refused(i18n, reason).to_owned(),
        (other, None) => other.to_owned(),
    }
}

fn refused(i18n: I18nContext<Locale>, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation => t_string!(i18n, access_log.no_authorisation),
        RefusalReason::NotYetInForce => t_string!(i18n, access_log.not_yet_in_force),
        RefusalReason::Expired => t_string!(i18n, access_log.expired),
        RefusalReason::ModuleNotGranted => t_string!(i18n, access_log.module_not_granted),
        RefusalReason::PurposeNotGranted => t_string!(i18n, access_log.purpose_not_granted),
        RefusalReason::PersonRoleNotGranted => t_string!(i18n, access_log.person_role_not_granted),
        RefusalReason::RoleNotAllowed => t_string!(i18n, access_log.role_not_allowed),
        RefusalReason::NotIntegrated => t_string!(i18n, access_log.not_integrated),
        RefusalReason::SenderNotIntegrated => t_string!(i18n, access_log.sender_not_integrated),
        RefusalReason::NoLegalContext => t_string!(i18n, access_log.no_legal_context),
        RefusalReason::NissInvalid => t_string!(i18n, access_log.niss_invalid),
        RefusalReason::NissReplaced => t_string!(i18n, access_log.niss_replaced),
        RefusalReason::NissCancelled => t_string!(i18n, access_log.niss_cancelled),
        RefusalReason::LimitReached => t_string!(i18n, access_log.limit_reached),
    }
}

/// The label of a field of the address.
#[cfg(feature = "ssr")]
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
pub(super) fn filter(i18n: I18nContext<Locale>, field: Field) -> &'static str {
    match field {
        Field::Organisation => t_string!(i18n, access_log.organisation),
        Field::User => t_string!(i18n, access_log.user),
        Field::Outcome => t_string!(i18n, access_log.outcome),
        Field::Kind => t_string!(i18n, access_log.kind),
        Field::From => t_string!(i18n, access_log.from),
        Field::To => t_string!(i18n, access_log.to),
        Field::Before => t_string!(i18n, access_log.older),
    }
}
