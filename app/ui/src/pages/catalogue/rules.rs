//! A condition in words, the same on a recipient's page and in the matrix.

use delibero_api::catalogue::{Rule, RuleLine};
use delibero_domain::authorisation::ReducedForm;
use delibero_domain::text::{Language, Text};
use leptos_i18n::I18nContext;

use super::words;
use crate::components::reasons::reduced_words;
use crate::i18n::{Locale, t_string};

type I18n = I18nContext<Locale>;

/// What a condition is called.
pub(super) fn label(i18n: I18n, rule: &Rule) -> &'static str {
    match rule {
        Rule::Regimes(_) => t_string!(i18n, matrix.regimes),
        Rule::Risks(_) => t_string!(i18n, matrix.risks),
        Rule::History { .. } => t_string!(i18n, matrix.history),
        Rule::Whether => t_string!(i18n, catalogue.reduced),
        Rule::QualityCodes { required: true, .. } => t_string!(i18n, matrix.quality_codes),
        Rule::QualityCodes { required: false, .. } => t_string!(i18n, matrix.quality_not_counted),
    }
}

/// What it asks.
pub(super) fn asked(i18n: I18n, language: Language, rule: &Rule) -> String {
    match rule {
        Rule::Regimes(labels) | Rule::Risks(labels) => words::joined(labels, language),
        Rule::History { years, extended: None } => words::history(i18n, *years),
        Rule::History { years, extended: Some((more, condition)) } => {
            let (usual, more) = (words::history(i18n, *years), words::history(i18n, *more));
            format!("{usual}; {more} {} {}", t_string!(i18n, matrix.if_confirmed), condition.get(language))
        }
        Rule::Whether => reduced_words(i18n.get_locale_untracked(), ReducedForm::Whether).to_owned(),
        Rule::QualityCodes { codes, .. } => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The elements, modules and purposes that it is for, where it is not for all.
pub(super) fn reach(i18n: I18n, language: Language, [elements, modules, purposes]: [&[Text]; 3]) -> Vec<String> {
    let kinds = [
        (t_string!(i18n, matrix.rule_elements), elements),
        (t_string!(i18n, matrix.rule_modules), modules),
        (t_string!(i18n, matrix.rule_purposes), purposes),
    ];
    let some = kinds.into_iter().filter(|(_, labels)| !labels.is_empty());
    some.map(|(kind, labels)| format!("{kind}{} {}", t_string!(i18n, matrix.colon), words::joined(labels, language)))
        .collect()
}

/// A condition in one line.
pub(super) fn line(i18n: I18n, language: Language, found: &RuleLine) -> String {
    let reach = reach(i18n, language, [&found.elements, &found.modules, &found.purposes]);
    let asked = asked(i18n, language, &found.rule);
    let whole = format!("{}{} {asked}", label(i18n, &found.rule), t_string!(i18n, matrix.colon));
    if reach.is_empty() { whole } else { format!("{whole} ({})", reach.join("; ")) }
}
