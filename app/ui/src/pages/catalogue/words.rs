//! Words and numbers of the catalogue.

use delibero_domain::authorisation::{Length, RecipientIntegration, SenderIntegration};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::text::{Language, Text};
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string};

type I18n = I18nContext<Locale>;

/// Several texts, one after the other.
pub(super) fn joined(texts: &[Text], language: Language) -> String {
    texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join(", ")
}

/// How a module is used.
pub(super) fn kind(i18n: I18n, kind: ModuleKind) -> &'static str {
    match kind {
        ModuleKind::Push => t_string!(i18n, catalogue.push),
        ModuleKind::Pull => t_string!(i18n, catalogue.pull),
        ModuleKind::Batch => t_string!(i18n, catalogue.batch),
    }
}

/// The recipient's side of the integration rule.
pub(super) fn recipient_integration(i18n: I18n, rule: RecipientIntegration) -> &'static str {
    match rule {
        RecipientIntegration::Required => t_string!(i18n, catalogue.integration_required),
        RecipientIntegration::Waived => t_string!(i18n, catalogue.integration_waived),
        RecipientIntegration::OwnDirectory => t_string!(i18n, catalogue.integration_own),
        RecipientIntegration::RegionalIntegrator => t_string!(i18n, catalogue.integration_regional),
    }
}

/// The sender's side of the integration rule.
pub(super) fn sender_integration(i18n: I18n, rule: SenderIntegration) -> &'static str {
    match rule {
        SenderIntegration::Required => t_string!(i18n, catalogue.sender_required),
        SenderIntegration::NotChecked => t_string!(i18n, catalogue.sender_not_checked),
    }
}

/// Whether many persons may be asked about at once.
pub(super) fn batch(i18n: I18n, allowed: bool) -> &'static str {
    match allowed {
        true => t_string!(i18n, matrix.batch_allowed),
        false => t_string!(i18n, matrix.batch_not_allowed),
    }
}

/// How far back elements reach.
pub(super) fn history(i18n: I18n, years: i16) -> String {
    match years {
        0 => t_string!(i18n, catalogue.history_none).to_owned(),
        years => in_years(i18n, years),
    }
}

fn in_years(i18n: I18n, years: i16) -> String {
    match years {
        1 => t_string!(i18n, catalogue.years_one).to_owned(),
        years => format!("{years} {}", t_string!(i18n, catalogue.years_many)),
    }
}

/// How long data may be kept.
pub(super) fn length(i18n: I18n, length: Option<Length>) -> String {
    let Some(Length { years, months }) = length else {
        return t_string!(i18n, catalogue.no_length).to_owned();
    };
    let months_in_words = match months {
        1 => t_string!(i18n, catalogue.months_one).to_owned(),
        months => format!("{months} {}", t_string!(i18n, catalogue.months_many)),
    };
    match (years, months) {
        (years, 0) => in_years(i18n, years),
        (0, _) => months_in_words,
        (years, _) => format!("{}, {months_in_words}", in_years(i18n, years)),
    }
}
