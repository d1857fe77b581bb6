//! Authorisations: from what the deliberation's file says to what the engine applies, for a recipient and each member.

use std::sync::Arc;

use jiff::civil::Date;

use super::compile::Said;
use super::entries::{
    AuthorisationEntry, AuthorityEntry, BatchEntry, DeliberationFile, ExclusionEntry, IntegrationEntry,
    MemberRuleEntry, ModuleGrantEntry, PurposeEntry, RetentionEntry, UseLimitEntry, Word,
};
use super::problems::{Sheet, bare};
use super::services::index_of;
use super::terms::{known, known_one, known_recipient};
use crate::authorisation::{
    Authorisation, Authority, BatchRule, History, IntegrationRule, Length, Maximum, ModuleGrant, PurposeGrant,
    RetentionRule, Source, UseLimit, Validity,
};
use crate::catalogue::model::{Catalogue, ElementSet, Service};
use crate::identifier::{PersonRoleId, RecipientId};

pub(super) fn add_authorisations(sheet: &Sheet<'_>, file: &DeliberationFile, catalogue: &mut Catalogue) {
    for entry in &file.authorisation {
        let resolved = Resolver::new(sheet, file, entry, catalogue).map(|resolver| resolver.effective());
        for authorisation in resolved.into_iter().flatten() {
            tell_overlap(sheet, entry, &authorisation, catalogue);
            let place = catalogue.authorisations.len();
            catalogue.places.entry(authorisation.recipient.clone()).or_default().push(place);
            catalogue.authorisations.push(authorisation);
        }
    }
}

/// Two authorisations of one recipient for one service must not hold on the same day: which would count?
fn tell_overlap(sheet: &Sheet<'_>, entry: &AuthorisationEntry, found: &Authorisation, catalogue: &Catalogue) {
    let ends = |validity: &Validity| validity.until.unwrap_or(Date::MAX);
    let known = catalogue.authorisations_of(found.recipient.as_str(), found.service.as_str());
    let (from, until) = (found.validity.from, ends(&found.validity));
    for other in known.filter(|other| other.validity.from <= until && from <= ends(&other.validity)) {
        let what = format!(
            "overlaps with {} points {}, which `{}` has for `{}` from {}",
            other.source.deliberation, other.source.point, found.recipient, found.service, other.validity.from
        );
        sheet.wrong(&format!("authorisation.{}.valid_from", entry.recipient.get_ref()), &entry.points, what);
    }
}

/// One authorisation being resolved, for its recipient and for each member.
struct Resolver<'f> {
    sheet: &'f Sheet<'f>,
    file: &'f DeliberationFile,
    entry: &'f AuthorisationEntry,
    catalogue: &'f Catalogue,
    service: &'f Service,
    owner: RecipientId,
    /// `authorisation.<recipient>`
    key: String,
}

impl<'f> Resolver<'f> {
    fn new(
        sheet: &'f Sheet<'f>,
        file: &'f DeliberationFile,
        entry: &'f AuthorisationEntry,
        catalogue: &'f Catalogue,
    ) -> Option<Self> {
        let key = format!("authorisation.{}", entry.recipient.get_ref());
        let owner = known_recipient(sheet, &key, catalogue, &entry.recipient).map(|found| found.id.clone());
        let service = catalogue.service(entry.service.get_ref());
        if service.is_none() {
            sheet.wrong(&key, &entry.service, format!("no service `{}`", entry.service.get_ref()));
        }
        Some(Self { sheet, file, entry, catalogue, service: service?, owner: owner?, key })
    }

    /// The authorisation of the recipient itself, then that of each of its members.
    fn effective(&self) -> Vec<Authorisation> {
        self.check_entry();
        let own = self.authorisation();
        let mut all = vec![own.clone()];
        for member in self.catalogue.recipients.iter().filter(|found| found.member_of.as_ref() == Some(&self.owner)) {
            let rule =
                self.entry.member.iter().find(|rule| rule.ids.iter().any(|id| id.get_ref() == member.id.as_str()));
            let effective = rule.map_or_else(|| own.clone(), |rule| self.of_member(&own, rule));
            all.push(Authorisation { recipient: member.id.clone(), ..effective });
        }
        all
    }

    fn check_entry(&self) {
        let (sheet, entry) = (self.sheet, self.entry);
        let valid_from = entry.valid_from.unwrap_or(self.file.defaults.valid_from);
        if entry.valid_until.or(self.file.defaults.valid_until).is_some_and(|until| until < valid_from) {
            sheet.wrong(&self.at("valid_until"), &entry.points, "it ends before it begins");
        }
        sheet.no_duplicates(&self.at("module"), entry.module.iter().map(|module| &module.id));
        sheet.no_duplicates(&self.at("purpose"), entry.purpose.iter().map(|purpose| &purpose.id));
        sheet.no_duplicates(&self.at("use_limit"), entry.use_limit.iter().map(|limit| &limit.id));
        sheet.no_duplicates(&self.at("member"), entry.member.iter().flat_map(|rule| &rule.ids));
        for id in entry.member.iter().flat_map(|rule| &rule.ids) {
            let member_of = self.catalogue.recipient(id.get_ref()).and_then(|found| found.member_of.as_ref());
            if member_of != Some(&self.owner) {
                sheet.wrong(&self.at("member"), id, format!("`{}` is not a member of `{}`", id.get_ref(), self.owner));
            }
        }
        let regimes = entry.regimes.as_ref().unwrap_or(&self.file.defaults.regimes);
        if self.service.regime_element.is_some() && regimes.is_empty() {
            sheet.wrong(&self.at("regimes"), &entry.recipient, "the service has regimes: name those that are granted");
        }
    }

    /// The key of a part of this authorisation.
    fn at(&self, part: &str) -> String {
        format!("{}.{part}", self.key)
    }

    fn source(&self, part: &str, point: &Word) -> Source {
        Source::new(self.file.number.get_ref(), &self.sheet.point(&self.at(part), point))
    }

    fn authorisation(&self) -> Authorisation {
        let (entry, defaults) = (self.entry, &self.file.defaults);
        let points = self.source("points", &entry.points);
        let or_points =
            |part: &str, point: Option<&Word>| point.map_or_else(|| points.clone(), |it| self.source(part, it));
        let regimes = entry.regimes.as_ref().unwrap_or(&defaults.regimes);
        let batch = entry.batch.as_ref().or(defaults.batch.as_ref());
        let purposes: Arc<[PurposeGrant]> = entry.purpose.iter().filter_map(|purpose| self.purpose(purpose)).collect();
        Authorisation {
            recipient: self.owner.clone(),
            service: self.service.id.clone(),
            validity: self.validity(),
            regimes: self.regimes(regimes),
            regime_unsaid: self.every_regime(regimes),
            regimes_source: or_points("regimes", entry.regimes_point.as_ref().or(defaults.regimes_point.as_ref())),
            roles: entry.roles.as_ref().unwrap_or(&defaults.roles).clone(),
            person_roles: self.person_roles("person_roles", &entry.person_roles),
            person_roles_source: or_points("person_roles", entry.person_roles_point.as_ref()),
            modules: self.modules(None, &purposes),
            modules_source: points.clone(),
            purposes,
            purposes_source: points.clone(),
            integration: self.integration(entry.integration.as_ref().unwrap_or(&defaults.integration)),
            own_file: entry.own_file.as_ref().map(|own_file| self.source("own_file", &own_file.point)),
            batch: batch
                .map_or_else(|| BatchRule { allowed: false, source: points.clone() }, |batch| self.batch(batch)),
            retention: self.retentions(entry.retention.as_ref().unwrap_or(&defaults.retention)),
            use_limits: entry.use_limit.iter().filter_map(|limit| self.use_limit(limit)).collect(),
            source: points,
        }
    }

    /// What is the recipient's, but for what the rule of a member says.
    fn of_member(&self, own: &Authorisation, rule: &MemberRuleEntry) -> Authorisation {
        let point = self.source("member", &rule.point);
        let purposes = rule.purposes.as_ref().map_or_else(|| own.purposes.clone(), |only| self.purposes_of(own, only));
        let source_if = |changed: bool, usual: &Source| if changed { point.clone() } else { usual.clone() };
        Authorisation {
            modules: self.modules(Some(rule), &purposes),
            modules_source: source_if(rule.modules.is_some(), &own.modules_source),
            purposes_source: source_if(rule.purposes.is_some(), &own.purposes_source),
            purposes,
            retention: rule.retention.as_ref().map_or_else(|| own.retention.clone(), |rules| self.retentions(rules)),
            ..own.clone()
        }
    }

    fn purposes_of(&self, own: &Authorisation, only: &[Word]) -> Arc<[PurposeGrant]> {
        for word in only.iter().filter(|word| !own.purposes.iter().any(|purpose| purpose.id.as_str() == word.get_ref()))
        {
            let what = format!("a member has purpose `{}`, which the recipient has not", word.get_ref());
            self.sheet.wrong(&self.at("member.purposes"), word, what);
        }
        let kept = |purpose: &&PurposeGrant| only.iter().any(|word| word.get_ref() == purpose.id.as_str());
        own.purposes.iter().filter(kept).cloned().collect()
    }

    fn validity(&self) -> Validity {
        let (entry, defaults) = (self.entry, &self.file.defaults);
        let note = entry.validity_note.as_ref().or(defaults.validity_note.as_ref());
        Validity {
            from: entry.valid_from.unwrap_or(defaults.valid_from),
            until: entry.valid_until.or(defaults.valid_until),
            note: note.map(|note| self.sheet.text(&self.at("validity_note"), note)),
        }
    }

    fn known_regimes(&self) -> impl Iterator<Item = &str> {
        let element = self.service.regime_element.map(|place| &self.service.elements[place]);
        element.into_iter().flat_map(|element| self.catalogue.ids_of(element))
    }

    fn regimes(&self, regimes: &[Word]) -> Vec<String> {
        for word in regimes.iter().filter(|word| !self.known_regimes().any(|id| id == word.get_ref())) {
            self.sheet.wrong(&self.at("regimes"), word, format!("no regime `{}`", word.get_ref()));
        }
        bare(regimes)
    }

    fn every_regime(&self, regimes: &[Word]) -> bool {
        self.known_regimes().all(|id| regimes.iter().any(|word| word.get_ref() == id))
    }

    fn person_roles(&self, part: &str, words: &[Word]) -> Vec<PersonRoleId> {
        known(self.sheet, &self.at(part), &self.catalogue.person_roles, words)
    }

    /// The elements that a grant or an exclusion names; `block.*` is the block as this deliberation describes it.
    fn elements(&self, part: &str, words: &[Word]) -> ElementSet {
        words.iter().fold(ElementSet::default(), |set, word| match word.get_ref().strip_suffix(".*") {
            Some(block) => set.or(self.described_block(part, word, block)),
            None => index_of(self.sheet, &self.at(part), self.service, word).map_or(set, |place| set.with(place)),
        })
    }

    fn described_block(&self, part: &str, word: &Word, block: &str) -> ElementSet {
        let mut blocks = self.file.block.iter();
        let of_service = |found: &&super::entries::DescribedBlock| {
            found.service.get_ref() == self.service.id.as_str() && found.id.get_ref() == block
        };
        let Some(described) = blocks.find(of_service) else {
            self.sheet.wrong(&self.at(part), word, format!("the deliberation describes no block `{block}`"));
            return ElementSet::default();
        };
        let key = format!("block.{block}");
        let places = described.elements.iter().filter_map(|word| {
            if word.get_ref().split_once('.').is_none_or(|(of, _)| of != block) {
                self.sheet.wrong(&key, word, format!("`{}` is no element of block `{block}`", word.get_ref()));
            }
            index_of(self.sheet, &key, self.service, word)
        });
        places.collect()
    }

    fn modules(&self, rule: Option<&MemberRuleEntry>, purposes: &[PurposeGrant]) -> Arc<[ModuleGrant]> {
        let only = rule.and_then(|rule| rule.modules.as_ref());
        for word in only.into_iter().flatten() {
            if !self.entry.module.iter().any(|own| own.id.get_ref() == word.get_ref()) {
                let what = format!("a member has module `{}`, which the recipient has not", word.get_ref());
                self.sheet.wrong(&self.at("member.modules"), word, what);
            }
        }
        let kept = |entry: &&ModuleGrantEntry| {
            only.is_none_or(|only| only.iter().any(|word| word.get_ref() == entry.id.get_ref()))
        };
        let granted = self.entry.module.iter().filter(kept);
        granted.filter_map(|entry| self.module(entry, rule)).map(|said| said.compile(purposes)).collect()
    }

    fn module(&self, grant: &ModuleGrantEntry, rule: Option<&MemberRuleEntry>) -> Option<Said<'_>> {
        let part = format!("module.{}", grant.id.get_ref());
        let modules = &self.service.modules;
        let Some(place) = modules.iter().position(|module| module.id.as_str() == grant.id.get_ref()) else {
            let what = format!("no module `{}` in service `{}`", grant.id.get_ref(), self.service.id);
            self.sheet.wrong(&self.at(&part), &grant.id, what);
            return None;
        };
        let named = self.elements(&part, &grant.elements);
        if !grant.beyond_module && !named.without(modules[place].elements).is_empty() {
            let what = "the module does not carry all that is granted (say `beyond_module` where the text does so)";
            self.sheet.wrong(&self.at(&part), &grant.id, what);
        }
        let exclusions = self.exclusions(grant, rule);
        Some(Said { service: self.service, place, named, exclusions, source: self.source(&part, &grant.point) })
    }

    fn exclusions(&self, grant: &ModuleGrantEntry, rule: Option<&MemberRuleEntry>) -> Vec<(ElementSet, Source)> {
        let of_member = rule.into_iter().flat_map(|rule| &rule.exclusion);
        let applies = |entry: &&ExclusionEntry| {
            entry.modules.is_empty() || entry.modules.iter().any(|id| id.get_ref() == grant.id.get_ref())
        };
        let of_module = of_member.chain(&self.entry.exclusion).filter(applies);
        of_module
            .map(|entry| (self.elements("exclusion", &entry.elements), self.source("exclusion", &entry.point)))
            .collect()
    }

    fn purpose(&self, entry: &PurposeEntry) -> Option<PurposeGrant> {
        let part = format!("purpose.{}", entry.id.get_ref());
        let id = known_one(self.sheet, &self.at(&part), &self.catalogue.purposes, &entry.id);
        if entry.point.is_none() {
            self.sheet.wrong(&self.at(&format!("{part}.point")), &entry.id, "the point is missing");
        }
        let default = entry.default_person_role.as_slice();
        Some(PurposeGrant {
            id: id?,
            source: self.source(&part, entry.point.as_ref()?),
            roles: entry.roles.clone(),
            person_roles: self.person_roles(&part, &entry.person_roles),
            default_person_role: self.person_roles(&part, default).into_iter().next(),
            denied: self.denied(entry),
            history: entry.history.as_ref().map(|history| History {
                years: history.years,
                elements: self.elements(&part, &history.elements),
                source: self.source(&part, &history.point),
            }),
            quality_codes: entry
                .quality_codes
                .as_ref()
                .map(|named| (named.codes.clone(), self.source(&part, &named.point))),
            authorities: entry.authority.iter().filter_map(|authority| self.authority(&part, authority)).collect(),
        })
    }

    /// The elements that are reserved to other purposes than this one.
    fn denied(&self, entry: &PurposeEntry) -> Vec<(ElementSet, Source)> {
        let mut denied = Vec::new();
        for reserved in &self.entry.reserved {
            for word in &reserved.purposes {
                if !self.entry.purpose.iter().any(|purpose| purpose.id.get_ref() == word.get_ref()) {
                    self.sheet.wrong(&self.at("reserved"), word, format!("no purpose `{}` here", word.get_ref()));
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
            source: self.source(&part, &entry.point),
        })
    }

    fn integration(&self, entry: &IntegrationEntry) -> IntegrationRule {
        IntegrationRule {
            recipient: entry.recipient,
            sender: entry.sender,
            quality_codes: entry.quality_codes.clone(),
            source: self.source("integration", &entry.point),
        }
    }

    fn batch(&self, entry: &BatchEntry) -> BatchRule {
        BatchRule { allowed: entry.allowed, source: self.source("batch", &entry.point) }
    }

    fn retentions(&self, entries: &[RetentionEntry]) -> Arc<[RetentionRule]> {
        entries.iter().filter_map(|entry| self.retention(entry)).collect()
    }

    fn retention(&self, entry: &RetentionEntry) -> Option<RetentionRule> {
        let (sheet, key) = (self.sheet, self.at("retention"));
        let lengths = [entry.length, entry.maximum.as_ref().map(|maximum| maximum.length)];
        if lengths.into_iter().flatten().any(|length| !is_positive(length)) {
            sheet.wrong(&format!("{key}.length"), &entry.event, "a length is a positive number of years or months");
        }
        let event = |word| known_one(sheet, &key, &self.catalogue.events, word);
        Some(RetentionRule {
            summary: sheet.text(&key, &entry.summary),
            length: entry.length,
            event: event(&entry.event)?,
            maximum: match &entry.maximum {
                Some(maximum) => Some(Maximum { length: maximum.length, event: event(&maximum.event)? }),
                None => None,
            },
            purposes: known(sheet, &key, &self.catalogue.purposes, &entry.purposes),
            source: self.source("retention", &entry.point),
        })
    }

    fn use_limit(&self, entry: &UseLimitEntry) -> Option<UseLimit> {
        let part = format!("use_limit.{}", entry.id.get_ref());
        Some(UseLimit {
            id: self.sheet.identifier(&self.at(&part), &entry.id)?,
            text: self.sheet.text(&self.at(&part), &entry.text),
            source: self.source(&part, &entry.point),
        })
    }
}

const fn is_positive(length: Length) -> bool {
    length.years >= 0 && length.months >= 0 && length.years + length.months > 0
}
