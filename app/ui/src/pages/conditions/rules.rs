//! A condition in words.

use super::view::{Rule, RuleView};
use delibero_domain::authorisation::ReducedForm;
use delibero_domain::text::{Language, Text};
use delibero_words::reasons::reduced_words;
use delibero_words::say;

use delibero_words::conditions as words;

pub(in crate::pages) fn label(language: Language, rule: &Rule) -> &'static str {
    match rule {
        Rule::Regimes(_) => say!(language, matrix.regimes),
        Rule::Risks(_) => say!(language, matrix.risks),
        Rule::History { .. } => say!(language, matrix.history),
        Rule::Whether => say!(language, catalogue.reduced),
        Rule::QualityCodes { required: true, .. } => say!(language, matrix.quality_codes),
        Rule::QualityCodes { required: false, .. } => say!(language, matrix.quality_not_counted),
    }
}

pub(in crate::pages) fn asked(language: Language, rule: &Rule) -> String {
    match rule {
        Rule::Regimes(labels) | Rule::Risks(labels) => words::joined(labels, language),
        Rule::History { years, extended: None } => words::history(language, *years),
        Rule::History { years, extended: Some((more, condition)) } => {
            let (usual, more) = (words::history(language, *years), words::history(language, *more));
            format!("{usual}; {more} {} {}", say!(language, matrix.if_confirmed), condition.get(language))
        }
        Rule::Whether => reduced_words(language, ReducedForm::Whether).to_owned(),
        Rule::QualityCodes { codes, .. } => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The elements, modules and purposes that it is for, where it is not for all.
pub(in crate::pages) fn reach(language: Language, [elements, modules, purposes]: [&[Text]; 3]) -> Vec<String> {
    let kinds = [
        (say!(language, matrix.rule_elements), elements),
        (say!(language, matrix.rule_modules), modules),
        (say!(language, matrix.rule_purposes), purposes),
    ];
    let some = kinds.into_iter().filter(|(_, labels)| !labels.is_empty());
    some.map(|(kind, labels)| format!("{kind}{}{}", say!(language, kit.colon), words::joined(labels, language)))
        .collect()
}

/// A condition in one line.
pub(in crate::pages) fn line(language: Language, found: &RuleView) -> String {
    let reach = reach(language, [&found.elements, &found.modules, &found.purposes]);
    let asked = asked(language, &found.rule);
    let whole = format!("{}{}{asked}", label(language, &found.rule), say!(language, kit.colon));
    if reach.is_empty() { whole } else { format!("{whole} ({})", reach.join("; ")) }
}
