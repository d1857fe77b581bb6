//! One authorisation being resolved, for its recipient and for each member.

use std::sync::Arc;

use super::compile::{Excluded, ModuleText};
use super::entries::{
    AuthorisationEntry, AuthorityEntry, DeliberationFile, DescribedBlock, ExclusionEntry, IntegrationEntry,
    MemberRuleEntry, ModuleGrantEntry, PurposeEntry, Word,
};
use super::fault::CatalogueFault;
use super::problems::Sheet;
use super::scopes::{Party, scopes};
use super::terms::{known, known_one, known_recipient};
use crate::authorisation::{
    Authority, BatchRule, Conditions, IntegrationRule, ModuleGrant, Provisions, PurposeGrant, Source, Validity,
};
use crate::catalogue::ElementSet;
use crate::catalogue::{Catalogue, Service};
use crate::identifier::{PersonRoleId, PurposeId, RecipientId};

#[derive(Clone, Copy)]
pub(super) struct Resolver<'f> {
    /// Where what is being resolved stands: the entry, or what its deliberation says for all.
    pub sheet: &'f Sheet<'f>,
    /// Of the deliberation, which may be another than that of the entry.
    of_file: &'f Sheet<'f>,
    /// Whether what is being resolved stands in the file of the deliberation.
    in_file: bool,
    pub file: &'f DeliberationFile,
    pub entry: &'f AuthorisationEntry,
    pub catalogue: &'f Catalogue,
    pub service: &'f Service,
    pub owner: &'f RecipientId,
}

/// What tells the parties of an authorisation apart: the place of its rule, and which limits speak of it.
type Signature = (Option<usize>, Vec<bool>);

impl<'f> Resolver<'f> {
    pub fn new(
        sheet: &'f Sheet<'f>,
        (of_file, file): (&'f Sheet<'f>, &'f DeliberationFile),
        entry: &'f AuthorisationEntry,
        catalogue: &'f Catalogue,
    ) -> Option<Self> {
        let recipient = &entry.recipient.0;
        let key = || format!("authorisation.{}", recipient.get_ref());
        let owner = catalogue.recipient(recipient.get_ref()).map(|found| &found.id);
        if owner.is_none() {
            known_recipient(sheet, &key(), catalogue, recipient);
        }
        let service = catalogue.service(entry.service.get_ref());
        if service.is_none() {
            sheet.wrong(&key(), &entry.service, CatalogueFault::NoService(entry.service.get_ref().clone()));
        }
        Some(Self { sheet, of_file, in_file: false, file, entry, catalogue, service: service?, owner: owner? })
    }

    /// To resolve what the deliberation says for all: what is wrong there is told in its file.
    pub fn of_deliberation(self) -> Self {
        Self { sheet: self.of_file, in_file: true, ..self }
    }

    /// To resolve what the entry says, or what the deliberation says where the entry says nothing.
    pub fn where_said<T>(self, own: Option<&T>) -> Self {
        if own.is_some() { self } else { self.of_deliberation() }
    }

    /// The provisions of the recipient itself, then those of each of its members; what is the same is shared.
    pub fn effective(&self) -> Vec<(RecipientId, Arc<Provisions>)> {
        self.check_entry();
        let mut known: Vec<(Signature, Arc<Provisions>)> = Vec::new();
        let members = self.catalogue.members_of(self.owner.as_str()).map(|member| &member.id);
        let parties = std::iter::once(self.owner).chain(members);
        let effective = parties.map(|id| {
            let signature = self.signature(id);
            let shared = known.iter().find(|(other, _)| *other == signature).map(|(_, shared)| shared.clone());
            let provisions = shared.unwrap_or_else(|| {
                let rule = signature.0.map(|place| &self.entry.member[place]);
                let provisions = Arc::new(self.provisions(Party { id, rule }));
                known.push((signature, provisions.clone()));
                provisions
            });
            (id.clone(), provisions)
        });
        effective.collect()
    }

    fn signature(&self, id: &RecipientId) -> Signature {
        let rules = &self.entry.member;
        let rule = rules.iter().position(|rule| rule.ids.iter().any(|word| word.get_ref() == id.as_str()));
        (rule, scopes(self.entry).map(|(_, scope)| scope.concerns(id)).collect())
    }

    fn check_entry(&self) {
        let (sheet, entry) = (self.sheet, self.entry);
        let valid_from = entry.valid_from.unwrap_or(self.file.defaults.valid_from);
        if entry.valid_until.or(self.file.defaults.valid_until).is_some_and(|until| until < valid_from) {
            sheet.wrong(&self.at("valid_until"), &entry.points, CatalogueFault::EndsBeforeItBegins);
        }
        sheet.no_duplicates(&self.at("module"), entry.module.iter().map(|module| &module.id));
        sheet.no_duplicates(&self.at("purpose"), entry.purpose.iter().map(|purpose| &purpose.id));
        sheet.no_duplicates(&self.at("use_limit"), entry.use_limit.iter().map(|limit| &limit.id));
        sheet.no_duplicates(&self.at("member"), entry.member.iter().flat_map(|rule| &rule.ids));
        for id in entry.member.iter().flat_map(|rule| &rule.ids) {
            self.check_party(&self.at("member"), id);
        }
        self.check_scopes();
        let regimes = entry.regimes.as_ref().unwrap_or(&self.file.defaults.regimes);
        if self.service.regime_element.is_some() && regimes.is_empty() {
            sheet.wrong(&self.at("regimes"), &entry.recipient.0, CatalogueFault::RegimesMissing);
        }
    }

    /// Whether a word names the recipient or one of its members.
    pub fn check_party(&self, key: &str, id: &Word) {
        let member_of = self.catalogue.recipient(id.get_ref()).and_then(|found| found.member_of.as_ref());
        if member_of != Some(self.owner) && id.get_ref() != self.owner.as_str() {
            let fault = CatalogueFault::NotAMember { id: id.get_ref().clone(), owner: self.owner.to_string() };
            self.sheet.wrong(key, id, fault);
        }
    }

    /// The key of a part of this authorisation, or of what holds for all.
    pub fn at(&self, part: &str) -> String {
        if self.in_file {
            return format!("defaults.{part}");
        }
        format!("authorisation.{}.{part}", self.entry.recipient.0.get_ref())
    }

    pub fn source(&self, part: &str, point: &Word) -> Source {
        if point.get_ref().trim().is_empty() {
            self.sheet.point(&self.at(part), point);
        }
        Source::new(self.file.number.get_ref(), point.get_ref().trim())
    }

    fn provisions(&self, party: Party<'_>) -> Provisions {
        let (entry, defaults, rule) = (self.entry, &self.file.defaults, party.rule);
        let points = self.source("points", &entry.points);
        let or_points =
            |part: &str, point: Option<&Word>| point.map_or_else(|| points.clone(), |it| self.source(part, it));
        let of_rule = |changed: bool| match rule {
            Some(rule) if changed => self.source("member", &rule.point),
            _ => points.clone(),
        };
        let purposes = self.purposes(rule);
        let (modules, conditions) = self.modules(party, &purposes);
        let (regimes, regimes_source) = self.regimes_throughout(&conditions);
        let batch = entry.batch.as_ref().or(defaults.batch.as_ref());
        let own_retention = rule.and_then(|rule| rule.retention.as_ref()).or(entry.retention.as_ref());
        let retention = own_retention.unwrap_or(&defaults.retention);
        Provisions {
            service: self.service.id.clone(),
            validity: self.validity(),
            regimes,
            regimes_source: regimes_source.unwrap_or_else(|| points.clone()),
            roles: entry.roles.as_ref().unwrap_or(&defaults.roles).clone(),
            person_roles: self.person_roles("person_roles", &entry.person_roles),
            person_roles_source: or_points("person_roles", entry.person_roles_point.as_ref()),
            modules,
            modules_source: of_rule(rule.is_some_and(|rule| rule.modules.is_some())),
            purposes,
            purposes_source: of_rule(rule.is_some_and(|rule| rule.purposes.is_some())),
            integration: self.integration(),
            designated: entry.designated.as_ref().map(|found| self.source("designated", &found.point)),
            own_file: entry.own_file.as_ref().map(|own_file| self.source("own_file", &own_file.point)),
            batch: BatchRule {
                allowed: batch.is_some_and(|batch| batch.allowed),
                source: batch.map_or_else(
                    || points.clone(),
                    |batch| self.where_said(entry.batch.as_ref()).source("batch", &batch.point),
                ),
            },
            retention: self.where_said(own_retention).retentions(retention),
            use_limits: self.use_limits(party),
            source: points,
        }
    }

    fn validity(&self) -> Validity {
        let (entry, defaults) = (self.entry, &self.file.defaults);
        let note = entry.validity_note.as_ref().or(defaults.validity_note.as_ref());
        Validity {
            from: entry.valid_from.unwrap_or(defaults.valid_from),
            until: entry.valid_until.or(defaults.valid_until),
            note: note.map(|note| {
                let said = self.where_said(entry.validity_note.as_ref());
                said.sheet.text(&said.at("validity_note"), note)
            }),
        }
    }

    /// The words of the code list of an element that rules may use.
    pub fn codes_of(&self, element: Option<usize>) -> impl Iterator<Item = &'f str> {
        let element = element.map(|place| &self.service.elements[place]);
        element.into_iter().flat_map(|element| self.catalogue.ids_of(element))
    }

    fn person_roles(&self, part: &str, words: &[Word]) -> Vec<PersonRoleId> {
        if words.is_empty() {
            return Vec::new();
        }
        known(self.sheet, &self.at(part), &self.catalogue.person_roles, words)
    }

    /// Purposes that stand in the vocabulary.
    pub fn purpose_ids(&self, words: &[Word]) -> Vec<PurposeId> {
        words.iter().filter_map(|word| word.get_ref().parse().ok()).collect()
    }

    /// The elements that a grant or a limit names; `block.*` is the block as this deliberation describes it.
    pub fn elements(&self, part: &str, words: &[Word]) -> ElementSet {
        words.iter().fold(ElementSet::default(), |set, word| match word.get_ref().strip_suffix(".*") {
            Some(block) => set.or(self.described_block(part, word, block)),
            None => self.place(|| self.at(part), word).map_or(set, |place| set.with(place)),
        })
    }

    fn place(&self, key: impl Fn() -> String, word: &Word) -> Option<usize> {
        let found = self.service.element_index(word.get_ref());
        if found.is_none() {
            let fault =
                CatalogueFault::NoElement { element: word.get_ref().clone(), service: self.service.id.to_string() };
            self.sheet.wrong(&key(), word, fault);
        }
        found
    }

    /// A block as this deliberation describes it.
    pub fn described(&self, block: &str) -> Option<&'f DescribedBlock> {
        let service = self.service.id.as_str();
        self.file.block.iter().find(|found| found.service.get_ref() == service && found.id.get_ref() == block)
    }

    fn described_block(&self, part: &str, word: &Word, block: &str) -> ElementSet {
        let Some(described) = self.described(block) else {
            self.sheet.wrong(&self.at(part), word, CatalogueFault::BlockNotDescribed(block.to_owned()));
            return ElementSet::default();
        };
        described.elements.iter().filter_map(|word| self.service.element_index(word.get_ref())).collect()
    }

    fn modules(&self, party: Party<'_>, purposes: &[PurposeGrant]) -> (Vec<ModuleGrant>, Vec<Arc<Conditions>>) {
        let only = party.rule.and_then(|rule| rule.modules.as_ref());
        for word in only.into_iter().flatten() {
            if !self.entry.module.iter().any(|own| own.id.get_ref() == word.get_ref()) {
                let fault = CatalogueFault::ModuleOfMember(word.get_ref().clone());
                self.sheet.wrong(&self.at("member.modules"), word, fault);
            }
        }
        let kept = |entry: &&ModuleGrantEntry| {
            only.is_none_or(|only| only.iter().any(|word| word.get_ref() == entry.id.get_ref()))
        };
        let mut every = Vec::new();
        let granted = self.entry.module.iter().filter(kept).filter_map(|entry| {
            let said = self.module(entry, party)?;
            let conditions = self.conditions(party, entry.id.get_ref(), purposes);
            every.extend_from_slice(&conditions);
            Some(said.compile(purposes, &conditions))
        });
        (granted.collect(), every)
    }

    fn module(&self, grant: &ModuleGrantEntry, party: Party<'_>) -> Option<ModuleText<'_>> {
        let part = || format!("module.{}", grant.id.get_ref());
        let modules = &self.service.modules;
        let Some(place) = modules.iter().position(|module| module.id.as_str() == grant.id.get_ref()) else {
            let fault =
                CatalogueFault::NoModule { module: grant.id.get_ref().clone(), service: self.service.id.to_string() };
            self.sheet.wrong(&self.at(&part()), &grant.id, fault);
            return None;
        };
        let named = self.elements(&part(), &grant.elements);
        if !grant.beyond_module && !named.without(modules[place].elements).is_empty() {
            self.sheet.wrong(&self.at(&part()), &grant.id, CatalogueFault::BeyondModule);
        }
        let exclusions = self.exclusions(grant, party);
        let source = self.source("module", &grant.point);
        let described = self.described_at(grant, &modules[place].source, &source);
        Some(ModuleText {
            service: self.service,
            place,
            named,
            exclusions,
            without: grant.without.clone(),
            source,
            described,
        })
    }

    /// A recipient is told points of its own deliberation only, which may be silent on the module itself.
    fn described_at(&self, grant: &ModuleGrantEntry, module: &Source, granted: &Source) -> Source {
        match &grant.described {
            Some(point) => self.source("module.described", point),
            None if module.deliberation == granted.deliberation => module.clone(),
            None => granted.clone(),
        }
    }

    /// The exclusions of a member come before those of all.
    fn exclusions(&self, grant: &ModuleGrantEntry, party: Party<'_>) -> Vec<Excluded> {
        let of_member = party.rule.into_iter().flat_map(|rule| &rule.exclusion);
        let applies =
            |entry: &&ExclusionEntry| entry.scope().concerns(party.id) && entry.scope().of_module(grant.id.get_ref());
        let of_module = of_member.chain(&self.entry.exclusion).filter(applies);
        let excluded = of_module.map(|entry| Excluded {
            elements: self.elements("exclusion", &entry.elements),
            purposes: self.purpose_ids(&entry.purposes),
            source: self.source("exclusion", &entry.point),
        });
        excluded.collect()
    }

    fn purposes(&self, rule: Option<&MemberRuleEntry>) -> Vec<PurposeGrant> {
        let only = rule.and_then(|rule| rule.purposes.as_ref());
        for word in only.into_iter().flatten() {
            if !self.entry.purpose.iter().any(|purpose| purpose.id.get_ref() == word.get_ref()) {
                let fault = CatalogueFault::PurposeOfMember(word.get_ref().clone());
                self.sheet.wrong(&self.at("member.purposes"), word, fault);
            }
        }
        let kept = |entry: &&PurposeEntry| {
            only.is_none_or(|only| only.iter().any(|word| word.get_ref() == entry.id.get_ref()))
        };
        self.entry.purpose.iter().filter(kept).filter_map(|purpose| self.purpose(purpose)).collect()
    }

    fn purpose(&self, entry: &PurposeEntry) -> Option<PurposeGrant> {
        let part = format!("purpose.{}", entry.id.get_ref());
        let id = known_one(self.sheet, &self.at(&part), &self.catalogue.purposes, &entry.id);
        if entry.point.is_none() {
            self.sheet.wrong(&self.at(&format!("{part}.point")), &entry.id, CatalogueFault::PointMissing);
        }
        let default = entry.default_person_role.as_slice();
        Some(PurposeGrant {
            id: id?,
            source: self.source(&part, entry.point.as_ref()?),
            roles: entry.roles.clone(),
            person_roles: self.person_roles(&part, &entry.person_roles),
            default_person_role: self.person_roles(&part, default).into_iter().next(),
            denied: self.denied(entry),
            authorities: entry.authority.iter().filter_map(|authority| self.authority(&part, authority)).collect(),
        })
    }

    /// The elements that are reserved to other purposes than this one.
    fn denied(&self, entry: &PurposeEntry) -> Vec<(ElementSet, Source)> {
        let mut denied = Vec::new();
        for reserved in &self.entry.reserved {
            for word in &reserved.purposes {
                if !self.entry.purpose.iter().any(|purpose| purpose.id.get_ref() == word.get_ref()) {
                    let fault = CatalogueFault::NoPurposeHere(word.get_ref().clone());
                    self.sheet.wrong(&self.at("reserved"), word, fault);
                }
            }
            if !reserved.purposes.iter().any(|word| word.get_ref() == entry.id.get_ref()) {
                let elements = self.elements("reserved", &reserved.elements);
                denied.push((elements, self.source("reserved", &reserved.point)));
            }
        }
        denied
    }

    fn authority(&self, part: &str, entry: &AuthorityEntry) -> Option<Authority> {
        let part = format!("{part}.authority");
        Some(Authority {
            region: known_one(self.sheet, &self.at(&part), &self.catalogue.regions, &entry.region)?,
            title: self.sheet.text(&self.at(&part), &entry.title),
            offices: known(self.sheet, &self.at(&part), &self.catalogue.offices, &entry.offices),
            source: self.source(&part, &entry.point),
        })
    }

    /// The integration of this authorisation, or of the deliberation.
    pub fn integration_entry(&self) -> &'f IntegrationEntry {
        self.entry.integration.as_ref().unwrap_or(&self.file.defaults.integration)
    }

    fn integration(&self) -> IntegrationRule {
        let entry = self.integration_entry();
        let said = self.where_said(self.entry.integration.as_ref());
        IntegrationRule {
            recipient: entry.recipient,
            sender: entry.sender,
            quality_codes: entry.quality_codes.clone(),
            source: said.source("integration", &entry.point),
        }
    }
}
