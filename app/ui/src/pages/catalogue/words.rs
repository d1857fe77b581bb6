//! Words and numbers of the catalogue.

use delibero_domain::authorisation::{Length, RecipientIntegration, SenderIntegration};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::text::{Language, Text};

use crate::i18n::{Locale, td_string};

type I18n = Locale;

/// Several texts, one after the other.
pub(super) fn joined(texts: &[Text], language: Language) -> String {
    texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join(", ")
}

/// How a module is used.
pub(super) fn kind(locale: I18n, kind: ModuleKind) -> &'static str {
    match kind {
        ModuleKind::Push => td_string!(locale, catalogue.push),
        ModuleKind::Pull => td_string!(locale, catalogue.pull),
        ModuleKind::Batch => td_string!(locale, catalogue.batch),
    }
}

/// The recipient's side of the integration rule.
pub(super) fn recipient_integration(locale: I18n, rule: RecipientIntegration) -> &'static str {
    match rule {
        RecipientIntegration::Required => td_string!(locale, catalogue.integration_required),
        RecipientIntegration::Waived => td_string!(locale, catalogue.integration_waived),
        RecipientIntegration::OwnDirectory => td_string!(locale, catalogue.integration_own),
        RecipientIntegration::RegionalIntegrator => td_string!(locale, catalogue.integration_regional),
    }
}

/// The sender's side of the integration rule.
pub(super) fn sender_integration(locale: I18n, rule: SenderIntegration) -> &'static str {
    match rule {
        SenderIntegration::Required => td_string!(locale, catalogue.sender_required),
        SenderIntegration::NotChecked => td_string!(locale, catalogue.sender_not_checked),
    }
}

/// Whether many persons may be asked about at once.
pub(super) fn batch(locale: I18n, allowed: bool) -> &'static str {
    match allowed {
        true => td_string!(locale, matrix.batch_allowed),
        false => td_string!(locale, matrix.batch_not_allowed),
    }
}

/// How far back elements reach.
pub(super) fn history(locale: I18n, years: i16) -> String {
    match years {
        0 => td_string!(locale, catalogue.history_none).to_owned(),
        years => in_years(locale, years),
    }
}

fn in_years(locale: I18n, years: i16) -> String {
    match years {
        1 => td_string!(locale, catalogue.years_one).to_owned(),
        years => format!("{years} {}", td_string!(locale, catalogue.years_many)),
    }
}

/// How long data may be kept.
pub(super) fn length(locale: I18n, length: Option<Length>) -> String {
    let Some(Length { years, months }) = length else {
        return td_string!(locale, catalogue.no_length).to_owned();
    };
    let months_in_words = match months {
        1 => td_string!(locale, catalogue.months_one).to_owned(),
        months => format!("{months} {}", td_string!(locale, catalogue.months_many)),
    };
    match (years, months) {
        (years, 0) => in_years(locale, years),
        (0, _) => months_in_words,
        (years, _) => format!("{}, {months_in_words}", in_years(locale, years)),
    }
}
