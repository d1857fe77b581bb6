//! Every rule of a catalogue that cites a point.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Serialize;

use super::{PointList, expand};
use crate::authorisation::{Authorisation, Conditions, Grant, ModuleGrant, Provisions, Source, WithheldReason};
use crate::catalogue::{Catalogue, Service};
use crate::identifier::RecipientId;

/// What of a rule cites a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// The authorisation as a whole.
    Authorisation,
    Module,
    Purpose,
    /// The purposes or modules of some members only.
    Member,
    Regimes,
    Risks,
    History,
    /// Elements granted in a reduced form.
    Reduction,
    /// Elements that the text excludes.
    Exclusion,
    /// Elements that are for other purposes.
    Reserved,
    PersonRoles,
    QualityCodes,
    Integration,
    OwnFile,
    /// Access of designated people only.
    Designated,
    Batch,
    Retention,
    UseLimit,
    /// Who acts for a purpose.
    Authority,
    /// The description of an element of a service.
    Element,
    /// The description of a module of a service.
    ModuleDescription,
}

impl RuleKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authorisation => "authorisation",
            Self::Module => "module",
            Self::Purpose => "purpose",
            Self::Member => "member",
            Self::Regimes => "regimes",
            Self::Risks => "risks",
            Self::History => "history",
            Self::Reduction => "reduction",
            Self::Exclusion => "exclusion",
            Self::Reserved => "reserved",
            Self::PersonRoles => "person-roles",
            Self::QualityCodes => "quality-codes",
            Self::Integration => "integration",
            Self::OwnFile => "own-file",
            Self::Designated => "designated",
            Self::Batch => "batch",
            Self::Retention => "retention",
            Self::UseLimit => "use-limit",
            Self::Authority => "authority",
            Self::Element => "element",
            Self::ModuleDescription => "module-description",
        }
    }
}

/// A rule of a service, or of the authorisations of some recipients and members for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule<'c> {
    #[serde(rename = "rule")]
    pub kind: RuleKind,
    pub service: &'c str,
    /// A module, purpose, event, limit or element, where the rule is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'c str>,
    /// Whose it is; none where it is of the service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<&'c RecipientId>,
}

/// A rule, and the points that it cites.
pub(super) struct Citation<'c> {
    pub source: &'c Source,
    pub rule: Rule<'c>,
}

impl Citation<'_> {
    /// The points of a list that the rule applies.
    pub fn places(&self, list: &PointList) -> Vec<usize> {
        let places = expand::places(list, &self.source.point);
        let says_where_it_stands = self.rule.kind == RuleKind::Authorisation && places.len() > 1;
        if says_where_it_stands { Vec::new() } else { places.into_iter().flatten().collect() }
    }
}

/// Every rule that cites a point of a deliberation, each once for each citation, in the order of the catalogue.
pub(super) fn of_deliberation<'c>(catalogue: &'c Catalogue, number: &str) -> Vec<Citation<'c>> {
    let mut all = Gathered::default();
    for service in catalogue.services() {
        of_service(service, number, &mut all);
    }
    for found in catalogue.authorisations().iter().filter(|found| found.source.deliberation == number) {
        if let Some(service) = catalogue.service(found.service.as_str()) {
            Walk { service, found, all: &mut all }.authorisation();
        }
    }
    all.citations
}

/// Members share what they are granted, and rules: each is gathered once, with everybody whose it is.
#[derive(Default)]
struct Gathered<'c> {
    citations: Vec<Citation<'c>>,
    /// The citations of provisions that were walked.
    walked: Vec<(&'c Arc<Provisions>, Vec<usize>)>,
}

impl<'c> Gathered<'c> {
    fn add(&mut self, source: &'c Source, rule: Rule<'c>) -> usize {
        let same = |known: &Citation<'c>| {
            known.source == source
                && (known.rule.kind, known.rule.service, known.rule.id) == (rule.kind, rule.service, rule.id)
        };
        let place = self.citations.iter().position(same).unwrap_or_else(|| {
            self.citations.push(Citation { source, rule: Rule { recipients: Vec::new(), ..rule.clone() } });
            self.citations.len() - 1
        });
        for recipient in rule.recipients {
            self.whose(place, recipient);
        }
        place
    }

    fn whose(&mut self, place: usize, recipient: &'c RecipientId) {
        let recipients = &mut self.citations[place].rule.recipients;
        if !recipients.contains(&recipient) {
            recipients.push(recipient);
        }
    }
}

fn of_service<'c>(service: &'c Service, number: &str, all: &mut Gathered<'c>) {
    let rule = |kind, id| Rule { kind, service: service.id.as_str(), id: Some(id), recipients: Vec::new() };
    let elements =
        service.elements.iter().map(|element| (&element.source, rule(RuleKind::Element, element.id.as_str())));
    let modules =
        service.modules.iter().map(|module| (&module.source, rule(RuleKind::ModuleDescription, module.id.as_str())));
    for (source, rule) in elements.chain(modules).filter(|(source, _)| source.deliberation == number) {
        all.add(source, rule);
    }
}

struct Walk<'w, 'c> {
    service: &'c Service,
    found: &'c Authorisation,
    all: &'w mut Gathered<'c>,
}

impl<'c> Walk<'_, 'c> {
    fn authorisation(&mut self) {
        let provisions = &self.found.provisions;
        let walked = self.all.walked.iter().position(|(known, _)| Arc::ptr_eq(known, provisions));
        if let Some(walked) = walked {
            let places = self.all.walked[walked].1.clone();
            places.into_iter().for_each(|place| self.all.whose(place, &self.found.recipient));
            return;
        }
        let mut places = Vec::new();
        let rules = rules(self.service, provisions);
        for (source, kind, id) in rules {
            let recipients = vec![&self.found.recipient];
            places.push(self.all.add(source, Rule { kind, service: self.service.id.as_str(), id, recipients }));
        }
        self.all.walked.push((provisions, places));
    }
}

/// The points that provisions cite, those where a module is described among them.
pub(super) fn sources<'c>(service: &'c Service, found: &'c Provisions) -> Vec<&'c Source> {
    let described = found.modules.iter().map(|grant| &grant.described);
    rules(service, found).into_iter().map(|(source, ..)| source).chain(described).collect()
}

type Cited<'c> = (&'c Source, RuleKind, Option<&'c str>);

fn rules<'c>(service: &'c Service, found: &'c Provisions) -> Vec<Cited<'c>> {
    let mut rules = vec![(&found.source, RuleKind::Authorisation, None)];
    // What cites the points of the whole authorisation says nothing of its own.
    let own = |source: &&'c Source| **source != found.source;
    rules.extend(found.modules.iter().flat_map(|grant| of_module(service, grant)));
    rules.extend(found.purposes.iter().flat_map(|purpose| {
        let id = Some(purpose.id.as_str());
        let reserved = purpose.denied.iter().map(move |(_, source)| (source, RuleKind::Reserved, id));
        let authorities = purpose.authorities.iter().map(move |found| (&found.source, RuleKind::Authority, id));
        std::iter::once((&purpose.source, RuleKind::Purpose, id)).chain(reserved).chain(authorities)
    }));
    let members = [&found.modules_source, &found.purposes_source].into_iter().filter(own);
    rules.extend(members.map(|source| (source, RuleKind::Member, None)));
    let has_person_roles = !found.person_roles.is_empty();
    let person_roles = Some(&found.person_roles_source).filter(|_| has_person_roles);
    rules.extend(person_roles.map(|source| (source, RuleKind::PersonRoles, None)));
    rules.push((&found.integration.source, RuleKind::Integration, None));
    rules.extend(found.own_file.as_ref().map(|source| (source, RuleKind::OwnFile, None)));
    rules.extend(found.designated.as_ref().map(|source| (source, RuleKind::Designated, None)));
    rules.extend(Some(&found.batch.source).filter(own).map(|source| (source, RuleKind::Batch, None)));
    rules.extend(found.retention.iter().map(|rule| (&rule.source, RuleKind::Retention, Some(rule.event.as_str()))));
    rules.extend(found.use_limits.iter().map(|limit| (&limit.source, RuleKind::UseLimit, Some(limit.id.as_str()))));
    let mut seen = HashSet::new();
    rules.retain(|rule| seen.insert(*rule));
    rules
}

fn of_module<'c>(service: &'c Service, grant: &'c ModuleGrant) -> Vec<Cited<'c>> {
    let module = &service.modules[grant.module];
    let id = Some(module.id.as_str());
    let mut rules = vec![(&grant.source, RuleKind::Module, id)];
    if grant.described != module.source && grant.described != grant.source {
        rules.push((&grant.described, RuleKind::ModuleDescription, id));
    }
    for of in &grant.by_purpose {
        rules.extend(of_conditions(&of.conditions).map(|(source, kind)| (source, kind, id)));
        rules.extend(exclusions(service, grant, of).map(|source| (source, RuleKind::Exclusion, id)));
    }
    rules
}

fn of_conditions(conditions: &Conditions) -> impl Iterator<Item = (&Source, RuleKind)> {
    let regimes = conditions.regimes.iter().map(|rule| (&rule.source, RuleKind::Regimes));
    let risks = conditions.risks.iter().map(|rule| (&rule.source, RuleKind::Risks));
    let histories = conditions.histories.iter().map(|rule| (&rule.source, RuleKind::History));
    let reductions = conditions.reductions.iter().map(|rule| (&rule.source, RuleKind::Reduction));
    let quality = conditions.quality.iter().map(|rule| (&rule.source, RuleKind::QualityCodes));
    regimes.chain(risks).chain(histories).chain(reductions).chain(quality)
}

/// Where it is said that an element is excluded: an element that is merely not granted cites the module's own point.
fn exclusions<'c>(service: &'c Service, grant: &'c ModuleGrant, of: &'c Grant) -> impl Iterator<Item = &'c Source> {
    let excluded = grant.excluded;
    let carried = service.modules[grant.module].elements.or(grant.granted);
    of.withheld.iter().enumerate().filter_map(move |(element, withheld)| {
        let why = withheld.as_deref()?;
        let said = matches!(why.reason, WithheldReason::ElementNotGranted | WithheldReason::BlockNotGranted);
        let apart = why.source != grant.source && carried.contains(element);
        (said && (excluded.contains(element) || apart)).then_some(&why.source)
    })
}
