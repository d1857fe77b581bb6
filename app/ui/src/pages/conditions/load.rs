//! Reads the conditions of an authorisation, each once, with the modules and purposes that have it.

use delibero_domain::authorisation::{
    Authorisation, Conditions, PurposeGrant, RecipientIntegration, RetentionRule, Source,
};
use delibero_domain::catalogue::{Catalogue, ElementSet, Service};
use delibero_domain::identifier::PersonRoleId;
use delibero_domain::points::readings_of;
use delibero_domain::text::Text;

use super::view::{ConditionsView, LimitView, PurposeView, ReadingView, RetentionView, Rule, RuleView};

/// An authorisation with the service that it is for.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Authorised<'c> {
    pub catalogue: &'c Catalogue,
    pub service: &'c Service,
    pub authorisation: &'c Authorisation,
}

/// A condition found, and where: pairs of a module and a purpose, by their place in the authorisation.
struct Found {
    rule: Rule,
    elements: ElementSet,
    source: Source,
    at: Vec<(usize, usize)>,
}

impl Authorised<'_> {
    /// The conditions of the authorisation, seen from one element where one is open.
    pub fn conditions(self, element: Option<usize>) -> ConditionsView {
        let found = self.authorisation;
        ConditionsView {
            source: found.source.clone(),
            valid_from: found.validity.from,
            valid_until: found.validity.until,
            validity_note: found.validity.note.clone(),
            rules: self.rules(element),
            roles: found.roles.clone(),
            person_roles: self.person_roles(&found.person_roles),
            person_roles_source: found.person_roles_source.clone(),
            recipient_integration: found.integration.recipient,
            sender_integration: found.integration.sender,
            integration_source: found.integration.source.clone(),
            own_file: found.own_file.clone(),
            designated: found.designated.clone(),
            batch: found.batch.allowed,
            batch_source: found.batch.source.clone(),
            purposes: found
                .purposes
                .iter()
                .enumerate()
                .map(|(place, purpose)| self.purpose(place, purpose, element))
                .collect(),
            retention: found.retention.iter().map(|rule| self.retention(rule)).collect(),
            use_limits: self.limits(),
            readings: self.readings(),
        }
    }

    fn purpose(self, place: usize, purpose: &PurposeGrant, element: Option<usize>) -> PurposeView {
        let given = element.is_some_and(|element| {
            self.authorisation.modules.iter().any(|grant| grant.by_purpose[place].granted.contains(element))
        });
        let denied = element.and_then(|element| purpose.denied.iter().find(|(set, _)| set.contains(element)));
        PurposeView {
            label: self.catalogue.purpose_label(purpose.id.as_str()),
            source: purpose.source.clone(),
            given,
            reserved: denied.map(|(_, source)| source.clone()),
            roles: purpose.roles.clone(),
            person_roles: self.person_roles(&purpose.person_roles),
            authorities: purpose
                .authorities
                .iter()
                .map(|found| {
                    let region = self.catalogue.region_label(found.region.as_str());
                    (region, found.title.clone(), found.source.clone())
                })
                .collect(),
        }
    }

    fn retention(self, rule: &RetentionRule) -> RetentionView {
        RetentionView {
            summary: rule.summary.clone(),
            length: rule.length,
            purposes: rule.purposes.iter().map(|id| self.catalogue.purpose_label(id.as_str())).collect(),
            source: rule.source.clone(),
        }
    }

    fn person_roles(self, ids: &[PersonRoleId]) -> Vec<Text> {
        ids.iter().map(|id| self.catalogue.person_role_label(id.as_str())).collect()
    }
    /// The conditions, in the order of the text's kinds; those about other elements left out where one is open.
    fn rules(self, element: Option<usize>) -> Vec<RuleView> {
        let mut all: Vec<Found> = Vec::new();
        for (module, grant) in self.authorisation.modules.iter().enumerate() {
            for (purpose, of) in grant.by_purpose.iter().enumerate() {
                for (rule, elements, source) in self.of(&of.conditions, of.granted) {
                    let same =
                        |found: &&mut Found| (&found.rule, found.elements, &found.source) == (&rule, elements, source);
                    match all.iter_mut().find(same) {
                        Some(found) => found.at.push((module, purpose)),
                        None => all.push(Found { rule, elements, source: source.clone(), at: vec![(module, purpose)] }),
                    }
                }
            }
        }
        all.retain(|found| element.is_none_or(|element| found.elements.contains(element)));
        all.sort_by_key(|found| kind(&found.rule));
        all.into_iter().map(|found| self.line(found)).chain(self.never_counting()).collect()
    }

    /// The codes of the recipient's sector, and of every sector, that the decision never takes for a file.
    fn never_counting(self) -> Option<RuleView> {
        let integration = &self.authorisation.integration;
        let is_checked =
            matches!(integration.recipient, RecipientIntegration::Required | RecipientIntegration::RegionalIntegrator);
        let codes = self.catalogue.codes_that_never_count(self.authorisation.recipient.as_str());
        (is_checked && !codes.is_empty()).then(|| RuleView {
            rule: Rule::QualityCodes { codes, required: false },
            elements: Vec::new(),
            modules: Vec::new(),
            purposes: Vec::new(),
            source: integration.source.clone(),
        })
    }

    fn of(self, conditions: &Conditions, granted: ElementSet) -> Vec<(Rule, ElementSet, &Source)> {
        let every = self.service.every_element();
        let mut all = Vec::new();
        for rule in &conditions.regimes {
            all.push((Rule::Regimes(self.labels(self.service.regime_element, &rule.regimes)), every, &rule.source));
        }
        for rule in &conditions.risks {
            let elements = if every.without(rule.elements).is_empty() { every } else { rule.elements.and(granted) };
            all.push((Rule::Risks(self.labels(self.service.risk_element, &rule.risks)), elements, &rule.source));
        }
        for history in &conditions.histories {
            let extended = history
                .extension
                .as_ref()
                .map(|extension| (extension.years, self.catalogue.condition_label(extension.condition.as_str())));
            let rule = Rule::History { years: history.years, extended };
            all.push((rule, history.elements.and(granted), &history.source));
        }
        for reduction in &conditions.reductions {
            all.push((Rule::Whether, reduction.elements.and(granted), &reduction.source));
        }
        for quality in &conditions.quality {
            let rule = Rule::QualityCodes { codes: quality.codes.clone(), required: quality.required };
            all.push((rule, every, &quality.source));
        }
        all.retain(|(_, elements, _)| !elements.is_empty());
        all
    }

    fn line(self, found: Found) -> RuleView {
        let (modules, purposes) = (&self.authorisation.modules, &self.authorisation.purposes);
        let among = |count: usize, place: fn(&(usize, usize)) -> usize| -> Vec<usize> {
            let has = |wanted: &usize| found.at.iter().any(|at| place(at) == *wanted);
            let having: Vec<usize> = (0..count).filter(has).collect();
            if having.len() == count { Vec::new() } else { having }
        };
        let whole = self.service.every_element().without(found.elements).is_empty();
        let elements = found.elements.iter().filter(|_| !whole);
        let of_modules = among(modules.len(), |at| at.0).into_iter();
        let of_purposes = among(purposes.len(), |at| at.1).into_iter();
        RuleView {
            elements: elements.map(|element| self.service.elements[element].label.clone()).collect(),
            modules: of_modules.map(|place| self.module(modules[place].module)).collect(),
            purposes: of_purposes.map(|place| self.catalogue.purpose_label(purposes[place].id.as_str())).collect(),
            rule: found.rule,
            source: found.source,
        }
    }

    fn limits(self) -> Vec<LimitView> {
        let limits = self.authorisation.use_limits.iter().map(|limit| LimitView {
            text: limit.text.clone(),
            modules: limit.modules.iter().map(|place| self.module(*place)).collect(),
            purposes: limit.purposes.iter().map(|id| self.catalogue.purpose_label(id.as_str())).collect(),
            source: limit.source.clone(),
        });
        limits.collect()
    }

    fn readings(self) -> Vec<ReadingView> {
        let all = readings_of(self.catalogue, self.authorisation).into_iter();
        all.map(|found| ReadingView { text: found.text.clone(), source: found.source.clone() }).collect()
    }

    fn module(self, place: usize) -> Text {
        self.service.modules[place].label.clone()
    }

    fn labels(self, element: Option<usize>, ids: &[String]) -> Vec<Text> {
        self.catalogue.labels_of(element.map(|place| &self.service.elements[place]), ids)
    }
}

const fn kind(rule: &Rule) -> u8 {
    match rule {
        Rule::Regimes(_) => 0,
        Rule::Risks(_) => 1,
        Rule::History { .. } => 2,
        Rule::Whether => 3,
        Rule::QualityCodes { .. } => 4,
    }
}
