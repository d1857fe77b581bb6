//! What one module and purpose asks of a record and of the integration before elements are seen; none where nothing can
//! meet it.

use super::sought::Record;
use crate::authorisation::{
    Authorisation, Conditions, PurposeGrant, RecipientIntegration, ReducedForm, RegimeRule, RiskRule, Source,
};
use crate::catalogue::{Catalogue, Service};
use crate::identifier::{ConditionId, ElementId};
use crate::role::Role;

/// How far back some of the elements reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach<'c> {
    /// Whole years before the first day of the current quarter.
    pub years: i16,
    /// More years, where a condition is confirmed.
    pub extension: Option<(i16, &'c ConditionId)>,
}

/// Which records show the elements.
pub(super) struct Shown<'c> {
    pub regimes: Vec<&'c str>,
    pub regime_unsaid: bool,
    pub risks: Vec<&'c str>,
    pub histories: Vec<Reach<'c>>,
    pub reduced: Vec<(&'c ElementId, ReducedForm, &'c Source)>,
    pub points: Vec<&'c Source>,
}

pub(super) fn roles_of<'c>(authorisation: &'c Authorisation, purpose: &'c PurposeGrant) -> &'c [Role] {
    if purpose.roles.is_empty() { &authorisation.roles } else { &purpose.roles }
}

pub(super) fn of_record<'c>(
    service: &'c Service,
    conditions: &'c Conditions,
    record: &Record<'_>,
) -> Option<Shown<'c>> {
    let regime_rules = &conditions.regimes;
    let regimes = admitted(regime_rules.iter().map(|rule: &RegimeRule| &*rule.regimes), record.regime);
    let regime_unsaid =
        !regime_rules.is_empty() && record.regime.is_none() && regime_rules.iter().all(|rule| rule.unsaid);
    if !regime_rules.is_empty() && regimes.is_empty() && !regime_unsaid {
        return None;
    }
    // What is said of the record as a whole concerns every element.
    let every = service.every_element();
    let concerns =
        |rule: &&RiskRule| every.without(rule.elements).is_empty() || !rule.elements.and(record.elements).is_empty();
    let risk_rules: Vec<&RiskRule> = conditions.risks.iter().filter(concerns).collect();
    let risks = admitted(risk_rules.iter().map(|rule| &*rule.risks), record.risk);
    if !risk_rules.is_empty() && risks.is_empty() {
        return None;
    }
    let histories = || conditions.histories.iter().filter(|history| !history.elements.and(record.elements).is_empty());
    let reach = |history: &'c crate::authorisation::History| Reach {
        years: history.years,
        extension: history.extension.as_ref().map(|extension| (extension.years, &extension.condition)),
    };
    let reduced = record.elements.iter().filter_map(|place| {
        let rule = conditions.reductions.iter().find(|rule| rule.elements.contains(place))?;
        Some((&service.elements[place].id, rule.form, &rule.source))
    });
    let reduced: Vec<_> = reduced.collect();
    let points = regime_rules.iter().map(|rule| &rule.source).chain(risk_rules.iter().map(|rule| &rule.source));
    let points = points.chain(histories().map(|history| &history.source));
    let points = points.chain(reduced.iter().map(|(.., source)| *source)).collect();
    let mut reaches: Vec<Reach<'c>> = Vec::new();
    for reach in histories().map(reach) {
        if !reaches.contains(&reach) {
            reaches.push(reach);
        }
    }
    Some(Shown { regimes, regime_unsaid, risks, histories: reaches, reduced, points })
}

/// The words that every rule names, or the one that is sought where each does.
fn admitted<'c>(mut rules: impl Iterator<Item = &'c [String]> + Clone, sought: Option<&str>) -> Vec<&'c str> {
    let all = rules.clone();
    let Some(first) = rules.next() else { return Vec::new() };
    let named = first.iter().filter(|word| sought.is_none_or(|sought| sought == *word));
    let named = named.filter(|word| all.clone().all(|rule| rule.contains(word)));
    let mut words: Vec<&str> = named.map(String::as_str).collect();
    words.dedup();
    words
}

/// The codes of which one each must be there, as far as they count as a file; none where no code does.
pub(super) fn needed_codes(
    catalogue: &Catalogue,
    authorisation: &Authorisation,
    purpose: &PurposeGrant,
    conditions: &Conditions,
) -> Option<Vec<Vec<u16>>> {
    let network_checks = matches!(
        authorisation.integration.recipient,
        RecipientIntegration::Required | RecipientIntegration::RegionalIntegrator
    );
    if !network_checks {
        return Some(Vec::new());
    }
    let recipient = authorisation.recipient.as_str();
    let left = |code: u16| !conditions.quality.iter().any(|rule| !rule.required && rule.codes.contains(&code));
    let counts = |code: &u16| left(*code) && catalogue.counts_as_file(recipient, *code, purpose.id.as_str());
    let required = conditions.quality.iter().filter(|rule| rule.required);
    let sets = required.map(|rule| rule.codes.iter().copied().filter(counts).collect::<Vec<u16>>());
    let sets: Vec<Vec<u16>> = sets.collect();
    sets.iter().all(|set| !set.is_empty()).then_some(sets)
}
