//! Modules, integration, history and retention of an authorisation in words.

use crate::say;
use delibero_domain::authorisation::{Length, RecipientIntegration, SenderIntegration};
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::text::{Language, Text};

#[must_use]
pub fn joined(texts: &[Text], language: Language) -> String {
    texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join(", ")
}

#[must_use]
pub fn kind(language: Language, kind: ModuleKind) -> &'static str {
    match kind {
        ModuleKind::Push => say!(language, catalogue.push),
        ModuleKind::Pull => say!(language, catalogue.pull),
        ModuleKind::Batch => say!(language, catalogue.batch),
    }
}

/// The recipient's side of the integration rule.
#[must_use]
pub fn recipient_integration(language: Language, rule: RecipientIntegration) -> &'static str {
    match rule {
        RecipientIntegration::Required => say!(language, catalogue.integration_required),
        RecipientIntegration::Waived => say!(language, catalogue.integration_waived),
        RecipientIntegration::OwnDirectory => say!(language, catalogue.integration_own),
        RecipientIntegration::RegionalIntegrator => say!(language, catalogue.integration_regional),
    }
}

/// The sender's side of the integration rule.
#[must_use]
pub fn sender_integration(language: Language, rule: SenderIntegration) -> &'static str {
    match rule {
        SenderIntegration::Required => say!(language, catalogue.sender_required),
        SenderIntegration::NotChecked => say!(language, catalogue.sender_not_checked),
    }
}

/// Whether many persons may be asked about at once.
#[must_use]
pub fn batch(language: Language, allowed: bool) -> &'static str {
    match allowed {
        true => say!(language, matrix.batch_allowed),
        false => say!(language, matrix.batch_not_allowed),
    }
}

/// How far back elements reach.
#[must_use]
pub fn history(language: Language, years: i16) -> String {
    match years {
        0 => say!(language, catalogue.history_none).to_owned(),
        years => in_years(language, years),
    }
}

fn in_years(language: Language, years: i16) -> String {
    match years {
        1 => say!(language, catalogue.years_one).to_owned(),
        years => format!("{years} {}", say!(language, catalogue.years_many)),
    }
}

#[must_use]
pub fn length(language: Language, length: Option<Length>) -> String {
    let Some(Length { years, months }) = length else {
        return say!(language, catalogue.no_length).to_owned();
    };
    let months_in_words = match months {
        1 => say!(language, catalogue.months_one).to_owned(),
        months => format!("{months} {}", say!(language, catalogue.months_many)),
    };
    match (years, months) {
        (years, 0) => in_years(language, years),
        (0, _) => months_in_words,
        (years, _) => format!("{}, {months_in_words}", in_years(language, years)),
    }
}
