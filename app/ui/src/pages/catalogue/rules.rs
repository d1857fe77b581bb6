//! A condition in words, the same on a recipient's page and in the matrix.

use delibero_api::catalogue::{Rule, RuleLine};
use delibero_domain::authorisation::ReducedForm;
use delibero_domain::text::{Language, Text};

use super::words;
use crate::components::reasons::reduced_words;
use crate::i18n::{Locale, td_string};

type I18n = Locale;

/// What a condition is called.
pub(super) fn label(locale: I18n, rule: &Rule) -> &'static str {
    match rule {
        Rule::Regimes(_) => td_string!(locale, matrix.regimes),
        Rule::Risks(_) => td_string!(locale, matrix.risks),
        Rule::History { .. } => td_string!(locale, matrix.history),
        Rule::Whether => td_string!(locale, catalogue.reduced),
        Rule::QualityCodes { required: true, .. } => td_string!(locale, matrix.quality_codes),
        Rule::QualityCodes { required: false, .. } => td_string!(locale, matrix.quality_not_counted),
    }
}

/// What it asks.
pub(super) fn asked(locale: I18n, language: Language, rule: &Rule) -> String {
    match rule {
        Rule::Regimes(labels) | Rule::Risks(labels) => words::joined(labels, language),
        Rule::History { years, extended: None } => words::history(locale, *years),
        Rule::History { years, extended: Some((more, condition)) } => {
            let (usual, more) = (words::history(locale, *years), words::history(locale, *more));
            format!("{usual}; {more} {} {}", td_string!(locale, matrix.if_confirmed), condition.get(language))
        }
        Rule::Whether => reduced_words(locale, ReducedForm::Whether).to_owned(),
        Rule::QualityCodes { codes, .. } => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The elements, modules and purposes that it is for, where it is not for all.
pub(super) fn reach(locale: I18n, language: Language, [elements, modules, purposes]: [&[Text]; 3]) -> Vec<String> {
    let kinds = [
        (td_string!(locale, matrix.rule_elements), elements),
        (td_string!(locale, matrix.rule_modules), modules),
        (td_string!(locale, matrix.rule_purposes), purposes),
    ];
    let some = kinds.into_iter().filter(|(_, labels)| !labels.is_empty());
    some.map(|(kind, labels)| format!("{kind}{} {}", td_string!(locale, matrix.colon), words::joined(labels, language)))
        .collect()
}

/// A condition in one line.
pub(super) fn line(locale: I18n, language: Language, found: &RuleLine) -> String {
    let reach = reach(locale, language, [&found.elements, &found.modules, &found.purposes]);
    let asked = asked(locale, language, &found.rule);
    let whole = format!("{}{} {asked}", label(locale, &found.rule), td_string!(locale, matrix.colon));
    if reach.is_empty() { whole } else { format!("{whole} ({})", reach.join("; ")) }
}
