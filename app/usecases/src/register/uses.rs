//! What the catalogue takes from the points of one deliberation: every place where it cites one of them, in a language.

mod said;

use std::collections::HashMap;
use std::sync::Arc;

use delibero_domain::authorisation::{
    Authorisation, Grant, ModuleGrant, PurposeGrant, RecipientIntegration, SenderIntegration, Source,
};
use delibero_domain::catalogue::{Catalogue, ElementSet, Recipient, Service};
use delibero_domain::deliberation::PointLabel;
use delibero_domain::text::Language;

/// What the catalogue takes from one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointUses {
    /// The normal form of its label.
    pub label: String,
    pub uses: Vec<Use>,
}

/// One thing that the catalogue takes from a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub kind: UseKind,
    /// For whom; empty: for everyone.
    pub recipients: Vec<UseRecipient>,
    /// The service and the module: identifier and label.
    pub module: Option<ServiceModule>,
    /// The purpose, the rule or the limit in words; for an integration and for a batch, a code: see [`Uses`].
    pub words: String,
    pub elements: Vec<String>,
    /// How many elements the module carries, or how many years a purpose reaches back; 0 where neither matters.
    pub count: u32,
}

/// A service, and one of its modules where one is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceModule {
    pub service: String,
    /// The module's identifier; empty: the whole service.
    pub module: String,
    pub label: String,
}

/// A recipient, and the points as its page of the catalogue has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRecipient {
    pub id: String,
    pub label: String,
    /// The points cited: `57-58`.
    pub point: String,
}

/// What the catalogue takes from a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UseKind {
    /// The points that carry an authorisation as a whole.
    Authorisation,
    /// A module granted, with its elements.
    Grant,
    /// Elements excluded from a module.
    Exclusion,
    Purpose,
    /// How far back a purpose reaches.
    History,
    /// Elements that other purposes have and this one has not.
    Reserved,
    /// Who acts for a purpose, in a region.
    Authority,
    Regimes,
    /// The roles a person may have in the file.
    PersonRoles,
    /// What the reference directory must hold.
    Integration,
    QualityCodes,
    OwnFile,
    /// Access of designated people only.
    Designated,
    /// Whether many persons may be asked about at once.
    Batch,
    Retention,
    UseLimit,
    Module,
    Elements,
    /// Elements that exist for some social risks only.
    Risks,
    /// How the point was read: no rule.
    Reading,
    /// The cases that try the point, one in each of the elements: no rule.
    Cases,
    /// Why no rule applies the point.
    NotForAMachine,
}

impl UseKind {
    /// Whether it is something that the catalogue takes from the point, and not only something that it says of it.
    #[must_use]
    pub const fn is_rule(self) -> bool {
        !matches!(self, Self::Reading | Self::Cases | Self::NotForAMachine)
    }
}

/// The uses of one deliberation, by the points as the catalogue cites them. Codes of an integration: `both`, `recipient`,
/// `sender` (who must have the person in the directory), `own`, `regional` (which directory), `none`; of a batch: `allowed`,
/// `refused`.
pub struct Uses<'c> {
    catalogue: &'c Catalogue,
    number: &'c str,
    language: Language,
    cited: Vec<(String, Vec<Use>)>,
    places: HashMap<String, usize>,
}

/// For whom something is taken from a point.
#[derive(Clone, Copy)]
struct For<'c> {
    recipient: &'c Recipient,
    /// Whose rules it has where it is a member.
    owner: Option<&'c str>,
}

impl<'c> Uses<'c> {
    pub fn of(catalogue: &'c Catalogue, number: &'c str, language: Language) -> Self {
        let mut uses = Self { catalogue, number, language, cited: Vec::new(), places: HashMap::new() };
        for service in catalogue.services() {
            uses.service(service);
        }
        let own = || catalogue.authorisations().iter().filter(|found| found.source.deliberation == number);
        for found in own() {
            uses.authorisation(found, own());
        }
        uses
    }

    /// The points as they are cited, in the order of their labels.
    pub fn cited(&self) -> Vec<String> {
        // Of several, `66, 68`, the first tells the place.
        let first = |point: &str| span(point.split(',').next()?).map(|(first, _)| first);
        let mut all: Vec<_> = self.cited.iter().map(|(point, _)| (first(point), point)).collect();
        all.sort();
        all.into_iter().map(|(_, point)| point.clone()).collect()
    }

    /// The uses under the labels of a text.
    pub fn at(self, labels: &[String]) -> Vec<PointUses> {
        let parsed: Vec<Option<PointLabel>> = labels.iter().map(|label| label.parse().ok()).collect();
        let mut at: Vec<Vec<Use>> = vec![Vec::new(); labels.len()];
        for (point, uses) in self.cited {
            let places = matched(&point, labels, &parsed);
            for found in uses {
                // An authorisation is said once, where its points begin.
                let most = if found.kind == UseKind::Authorisation { 1 } else { places.len() };
                places.iter().take(most).for_each(|place| at[*place].push(found.clone()));
            }
        }
        said::add(self.catalogue, (self.number, self.language), labels, &mut at);
        at.iter_mut().for_each(|uses| uses.sort_by_key(|found| found.kind));
        let filled = labels.iter().zip(at).filter(|(_, uses)| !uses.is_empty());
        filled.map(|(label, uses)| PointUses { label: label.clone(), uses }).collect()
    }

    fn add(&mut self, source: &Source, of: Option<For<'_>>, found: Use) {
        if source.deliberation != self.number {
            return;
        }
        let place = *self.places.entry(source.point.clone()).or_insert_with(|| {
            self.cited.push((source.point.clone(), Vec::new()));
            self.cited.len() - 1
        });
        let uses = &mut self.cited[place].1;
        let at = uses.iter().position(|known| known.says_as(&found)).unwrap_or_else(|| {
            uses.push(found);
            uses.len() - 1
        });
        let at = &mut uses[at];
        let Some(For { recipient, owner }) = of else { return };
        if !at.recipients.iter().any(|known| known.id == recipient.id.as_str() || Some(known.id.as_str()) == owner) {
            at.recipients.push(UseRecipient {
                id: recipient.id.to_string(),
                label: recipient.label.get(self.language).to_owned(),
                point: source.point.clone(),
            });
        }
    }

    fn elements(&self, service: &Service, set: ElementSet) -> Vec<String> {
        set.iter().map(|index| service.elements[index].label.get(self.language).to_owned()).collect()
    }

    /// A module of a service by its place; none: the whole service.
    fn module(&self, service: &Service, module: Option<usize>) -> Option<ServiceModule> {
        let module = module.map(|place| &service.modules[place]);
        Some(ServiceModule {
            service: service.id.to_string(),
            module: module.map(|module| module.id.to_string()).unwrap_or_default(),
            label: module.map_or(&service.label, |module| &module.label).get(self.language).to_owned(),
        })
    }

    fn service(&mut self, service: &Service) {
        for (place, module) in service.modules.iter().enumerate() {
            self.add(&module.source, None, Use::new(UseKind::Module).of(self.module(service, Some(place))));
        }
        let described = service.elements.iter().enumerate().map(|(index, element)| (&element.source, index));
        for (source, set) in by_source(described) {
            let found = Use::new(UseKind::Elements).of(self.module(service, None)).with(self.elements(service, set));
            self.add(source, None, found);
        }
    }

    fn authorisation<'a>(&mut self, found: &'a Authorisation, mut all: impl Iterator<Item = &'a Authorisation>) {
        let catalogue = self.catalogue;
        let (Some(service), Some(recipient)) =
            (catalogue.service(found.service.as_str()), catalogue.recipient(found.recipient.as_str()))
        else {
            return;
        };
        let owner = recipient.member_of.as_ref();
        let rules_of_owner = |other: &&Authorisation| {
            Some(&other.recipient) == owner && other.service == found.service && other.source == found.source
        };
        if owner.is_some() && all.find(rules_of_owner).is_some_and(|other| shares(found, other)) {
            return;
        }
        let of = Some(For { recipient, owner: owner.map(|owner| owner.as_str()) });
        self.add(&found.source, of, Use::new(UseKind::Authorisation).of(self.module(service, None)));
        self.conditions(found, service, of);
        for grant in found.modules.iter() {
            self.grant(grant, service, of);
        }
        for (place, purpose) in found.purposes.iter().enumerate() {
            self.purpose(purpose, service, of);
            for grant in &found.modules {
                self.of_purpose(purpose, &grant.by_purpose[place], (service, grant.module), of);
            }
        }
        for rule in found.retention.iter() {
            self.say(&rule.source, of, UseKind::Retention, rule.summary.get(self.language));
        }
        for limit in found.use_limits.iter() {
            self.say(&limit.source, of, UseKind::UseLimit, limit.text.get(self.language));
        }
    }

    fn say(&mut self, source: &Source, of: Option<For<'_>>, kind: UseKind, words: &str) {
        self.add(source, of, Use { words: words.to_owned(), ..Use::new(kind) });
    }

    fn conditions(&mut self, found: &Authorisation, service: &Service, of: Option<For<'_>>) {
        if !found.regimes.is_empty() {
            let regimes = self.regimes(service, &found.regimes);
            self.say(&found.regimes_source, of, UseKind::Regimes, &regimes);
        }
        if !found.person_roles.is_empty() {
            let label = |id: &str| self.catalogue.person_role_label(id).get(self.language).to_owned();
            let roles = found.person_roles.iter().map(|id| label(id.as_str())).collect::<Vec<_>>().join(", ");
            self.say(&found.person_roles_source, of, UseKind::PersonRoles, &roles);
        }
        let rule = &found.integration;
        self.say(&rule.source, of, UseKind::Integration, integration(rule.recipient, rule.sender));
        if !rule.quality_codes.is_empty() {
            self.say(&rule.source, of, UseKind::QualityCodes, &joined(&rule.quality_codes));
        }
        if let Some(source) = &found.own_file {
            self.say(source, of, UseKind::OwnFile, "");
        }
        if let Some(source) = &found.designated {
            self.say(source, of, UseKind::Designated, "");
        }
        if found.batch.source != found.source {
            self.say(&found.batch.source, of, UseKind::Batch, if found.batch.allowed { "allowed" } else { "refused" });
        }
    }

    fn grant(&mut self, grant: &ModuleGrant, service: &Service, of: Option<For<'_>>) {
        let module = self.module(service, Some(grant.module));
        let carried = service.modules[grant.module].elements.or(grant.granted);
        let count = u32::try_from(carried.iter().count()).unwrap_or(u32::MAX);
        let granted = Use { count, ..Use::new(UseKind::Grant).of(module.clone()) };
        self.add(&grant.source, of, granted.with(self.elements(service, grant.granted)));
        let excluded = grant.excluded.iter().filter_map(|index| Some((&grant.withheld[index].as_ref()?.source, index)));
        for (source, set) in by_source(excluded) {
            let found = Use::new(UseKind::Exclusion).of(module.clone()).with(self.elements(service, set));
            self.add(source, of, found);
        }
    }

    /// What depends on the record or the integration, for one module and purpose.
    fn of_purpose(
        &mut self,
        purpose: &PurposeGrant,
        grant: &Grant,
        (service, module): (&Service, usize),
        of: Option<For<'_>>,
    ) {
        let label = self.catalogue.purpose_label(purpose.id.as_str()).get(self.language).to_owned();
        let conditions = &grant.conditions;
        for history in &conditions.histories {
            let count = u32::try_from(history.years).unwrap_or_default();
            let found = Use { words: label.clone(), count, ..Use::new(UseKind::History) };
            self.add(&history.source, of, found.with(self.elements(service, history.elements)));
        }
        for rule in &conditions.risks {
            let elements = self.elements(service, rule.elements.and(grant.granted));
            let found = Use::new(UseKind::Risks).of(self.module(service, Some(module))).with(elements);
            self.add(&rule.source, of, found);
        }
        for rule in conditions.regimes.split_last().map_or(&[][..], |(_, limits)| limits) {
            let regimes = self.regimes(service, &rule.regimes);
            self.say(&rule.source, of, UseKind::Regimes, &regimes);
        }
        for rule in conditions.quality.iter().filter(|rule| rule.required) {
            self.say(&rule.source, of, UseKind::QualityCodes, &joined(&rule.codes));
        }
    }

    fn regimes(&self, service: &Service, regimes: &[String]) -> String {
        let labels = self.catalogue.labels_of(service.regime_element.map(|index| &service.elements[index]), regimes);
        labels.iter().map(|label| label.get(self.language)).collect::<Vec<_>>().join(", ")
    }

    fn purpose(&mut self, purpose: &PurposeGrant, service: &Service, of: Option<For<'_>>) {
        let catalogue = self.catalogue;
        let label = catalogue.purpose_label(purpose.id.as_str()).get(self.language).to_owned();
        self.say(&purpose.source, of, UseKind::Purpose, &label);
        for (set, source) in &purpose.denied {
            let found = Use { words: label.clone(), ..Use::new(UseKind::Reserved) };
            self.add(source, of, found.with(self.elements(service, *set)));
        }
        let colon = if self.language == Language::Fr { "\u{a0}:" } else { ":" };
        for authority in &purpose.authorities {
            let region = catalogue.region_label(authority.region.as_str());
            let words = format!("{label}, {}{colon} {}", region.get(self.language), authority.title.get(self.language));
            self.say(&authority.source, of, UseKind::Authority, &words);
        }
    }
}

impl Use {
    const fn new(kind: UseKind) -> Self {
        Self { kind, recipients: Vec::new(), module: None, words: String::new(), elements: Vec::new(), count: 0 }
    }

    /// The same but for whom.
    fn says_as(&self, other: &Self) -> bool {
        (self.kind, &self.module, &self.words, self.count) == (other.kind, &other.module, &other.words, other.count)
            && self.elements == other.elements
    }

    fn of(self, module: Option<ServiceModule>) -> Self {
        Self { module, ..self }
    }

    fn with(self, elements: Vec<String>) -> Self {
        Self { elements, ..self }
    }
}

/// Elements that have one source, together.
fn by_source<'s>(elements: impl Iterator<Item = (&'s Source, usize)>) -> Vec<(&'s Source, ElementSet)> {
    let mut all: Vec<(&Source, ElementSet)> = Vec::new();
    for (source, index) in elements {
        match all.iter_mut().find(|(known, _)| *known == source) {
            Some((_, set)) => *set = set.with(index),
            None => all.push((source, ElementSet::default().with(index))),
        }
    }
    all
}

/// Whether a member has the rules of its owner as they are.
fn shares(member: &Authorisation, owner: &Authorisation) -> bool {
    Arc::ptr_eq(&member.provisions, &owner.provisions)
}

/// The code of an integration rule, which the page says in words.
const fn integration(recipient: RecipientIntegration, sender: SenderIntegration) -> &'static str {
    match (recipient, sender) {
        (RecipientIntegration::Required, SenderIntegration::Required) => "both",
        (RecipientIntegration::Required, SenderIntegration::NotChecked) => "recipient",
        (RecipientIntegration::Waived, SenderIntegration::Required) => "sender",
        (RecipientIntegration::Waived, SenderIntegration::NotChecked) => "none",
        (RecipientIntegration::OwnDirectory, _) => "own",
        (RecipientIntegration::RegionalIntegrator, _) => "regional",
    }
}

fn joined(codes: &[u16]) -> String {
    codes.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// The first and the last label of a point as it is cited: `57-58`, or twice the same.
fn span(point: &str) -> Option<(PointLabel, PointLabel)> {
    let (first, last) = point.split_once('-').unwrap_or((point, point));
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// The places of the points that are cited, `57-58`, among the labels of a text.
#[must_use]
pub fn cited_places(cited: &str, labels: &[String]) -> Vec<usize> {
    let parsed: Vec<Option<PointLabel>> = labels.iter().map(|label| label.parse().ok()).collect();
    matched(cited, labels, &parsed)
}

/// The places of the points that a citation means: the point itself, its subdivisions where it has no text of its own,
/// every point of a range; several where it names several.
fn matched(cited: &str, labels: &[String], parsed: &[Option<PointLabel>]) -> Vec<usize> {
    if let Some(place) = labels.iter().position(|label| label == cited) {
        return vec![place];
    }
    let mut places: Vec<usize> =
        cited.split([',', ';']).flat_map(|part| part.split(" et ")).flat_map(|part| one(part, parsed)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn one(part: &str, parsed: &[Option<PointLabel>]) -> Vec<usize> {
    let Some((first, last)) = span(part.trim()) else { return Vec::new() };
    let within = |label: &PointLabel| {
        let (steps, last) = (label.steps(), last.steps());
        first.steps() <= steps && (steps <= last || steps.starts_with(last))
    };
    let places = parsed.iter().enumerate();
    let mut found: Vec<usize> =
        places.filter(|(_, label)| label.as_ref().is_some_and(within)).map(|(place, _)| place).collect();
    if first.steps() == last.steps()
        && let Some(own) =
            found.iter().find(|place| parsed[**place].as_ref().map(PointLabel::steps) == Some(first.steps()))
    {
        found = vec![*own];
    }
    found
}

#[cfg(test)]
mod tests;
