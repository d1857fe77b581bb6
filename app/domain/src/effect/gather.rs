//! Goes through recipients, services, the days between which rules begin and end, modules and purposes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::classes::UNNAMED;
use super::outcomes::{Found, Requests, Standings};
use super::reading::Readings;
use super::{Difference, Effect, join};
use crate::authorisation::Authorisation;
use crate::catalogue::Catalogue;
use crate::consultation::{Exchange, IntegrationFacts, NissState, Request, Standing, UserFacts};
use crate::identifier::{ModuleId, PurposeId, RecipientId, ServiceId};

/// A day in an interval that has none of its own: where no rule begins or ends, any will do.
const ANY_DAY: Date = date(2026, 1, 1);

/// One recipient and one service in both catalogues.
struct Pair<'c> {
    catalogues: [&'c Catalogue; 2],
    recipient: &'c RecipientId,
    service: &'c ServiceId,
    readings: &'c Readings,
    authorisations: [Vec<&'c Authorisation>; 2],
}

pub(super) fn gather(before: &Catalogue, after: &Catalogue) -> Effect {
    let catalogues = [before, after];
    let services: BTreeSet<&ServiceId> =
        catalogues.iter().flat_map(|catalogue| catalogue.services()).map(|service| &service.id).collect();
    let readings: BTreeMap<&ServiceId, Readings> =
        services.iter().map(|id| (*id, Readings::of(catalogues, id))).collect();
    let mut effect = Effect::default();
    for kin in kin(catalogues) {
        for service in &services {
            let mut differences: Vec<Difference> = Vec::new();
            for recipient in &kin {
                let pair = Pair {
                    catalogues,
                    recipient,
                    service,
                    readings: &readings[service],
                    authorisations: catalogues
                        .map(|catalogue| catalogue.authorisations_of(recipient.as_str(), service.as_str()).collect()),
                };
                differences.append(&mut pair.compare(&mut effect.compared));
            }
            effect.differences.append(&mut join::recipients(differences));
        }
    }
    effect
}

/// Each recipient with its members, as the later catalogue says who is one.
fn kin(catalogues: [&Catalogue; 2]) -> Vec<Vec<&RecipientId>> {
    let mut owners: BTreeMap<&RecipientId, &RecipientId> = BTreeMap::new();
    for recipient in catalogues.iter().flat_map(|catalogue| catalogue.recipients()) {
        owners.insert(&recipient.id, recipient.member_of.as_ref().unwrap_or(&recipient.id));
    }
    let mut kin: BTreeMap<&RecipientId, Vec<&RecipientId>> = BTreeMap::new();
    for (recipient, owner) in owners {
        let all = kin.entry(owner).or_default();
        if recipient == owner { all.insert(0, recipient) } else { all.push(recipient) }
    }
    kin.into_values().collect()
}

impl Pair<'_> {
    fn compare(&self, compared: &mut u128) -> Vec<Difference> {
        let same = self.is_same();
        let mut differences: Vec<Difference> = Vec::new();
        for days in self.intervals() {
            let found = self.between(days, same, compared);
            for difference in join::modules(join::purposes(found, &self.purposes(days)), &self.modules()) {
                join::days(&mut differences, difference);
            }
        }
        differences
    }

    /// Whether everything that decides on this recipient and service is the same.
    fn is_same(&self) -> bool {
        let [before, after] = self.catalogues;
        self.readings.same
            && self.authorisations[0] == self.authorisations[1]
            && before.sector_of(self.recipient.as_str()) == after.sector_of(self.recipient.as_str())
            && before.quality_codes() == after.quality_codes()
    }

    /// The intervals between the days on which some authorisation begins, is suspended or no longer holds.
    fn intervals(&self) -> Vec<Days> {
        let every = self.authorisations.iter().flatten();
        let begins: BTreeSet<Date> = every
            .flat_map(|found| [Some(found.validity.from), found.validity.until.map(|day| day.saturating_add(1.day()))])
            .flatten()
            .chain(
                self.authorisations
                    .iter()
                    .flatten()
                    .flat_map(|found| found.suspensions.iter().map(|of| of.first_day())),
            )
            .collect();
        let firsts = std::iter::once(None).chain(begins.iter().copied().map(Some));
        let lasts = begins.iter().map(|day| Some(day.saturating_sub(1.day()))).chain([None]);
        firsts.zip(lasts).collect()
    }

    fn between(&self, (from, until): Days, same: bool, compared: &mut u128) -> Vec<Difference> {
        let base = self.request(any_of((from, until)));
        let standings: Standings<'_> = self.catalogues.map(|catalogue| Standing::of(catalogue, &base));
        let mut differences = Vec::new();
        for module in self.modules() {
            for purpose in self.purposes((from, until)) {
                let request = Request { module: module.clone(), purpose, ..base.clone() };
                let requests = Requests::of(&standings, &request, self.readings);
                *compared += requests.count();
                if !same {
                    let found = requests.compare(self.readings).into_iter();
                    differences.extend(found.map(|found| self.difference(found, &request, (from, until))));
                }
            }
        }
        differences
    }

    fn difference(&self, found: Found, request: &Request, (from, until): Days) -> Difference {
        Difference {
            recipients: vec![self.recipient.clone()],
            service: self.service.clone(),
            module: Some(request.module.clone()),
            purposes: vec![request.purpose.clone()],
            from,
            until,
            direction: found.change.direction(),
            change: found.change,
            classes: found.classes,
            circumstances: found.circumstances,
            example: found.example,
        }
    }

    fn request(&self, at: Date) -> Request {
        Request {
            at,
            recipient: self.recipient.clone(),
            organisation: None,
            region: None,
            service: self.service.clone(),
            module: unnamed(ModuleId::new),
            purpose: unnamed(PurposeId::new),
            person_role: None,
            role: None,
            user: UserFacts::default(),
            batch: false,
            exchange: Exchange::Consultation,
            belongs_to: None,
            niss: NissState::Valid,
            confirmed: Vec::new(),
            integration: IntegrationFacts::default(),
        }
    }

    /// Every module of the service, and one that it does not have.
    fn modules(&self) -> BTreeSet<ModuleId> {
        let services = self.catalogues.iter().filter_map(|catalogue| catalogue.service(self.service.as_str()));
        let modules = services.flat_map(|service| &service.modules).map(|module| module.id.clone());
        modules.chain([unnamed(ModuleId::new)]).collect()
    }

    /// Every purpose that is granted between two days, and one that is not.
    fn purposes(&self, days: Days) -> BTreeSet<PurposeId> {
        let at = any_of(days);
        let held = self.authorisations.iter().flatten().filter(|found| found.validity.holds_on(at));
        let granted = held.flat_map(|found| &found.purposes).map(|purpose| purpose.id.clone());
        granted.chain([unnamed(PurposeId::new)]).collect()
    }
}

/// The first and the last day of an interval, where it has them.
type Days = (Option<Date>, Option<Date>);

fn any_of((from, until): Days) -> Date {
    from.or(until).unwrap_or(ANY_DAY)
}

fn unnamed<T, E: std::fmt::Debug>(make: impl Fn(String) -> Result<T, E>) -> T {
    make(UNNAMED.to_owned()).expect("an identifier")
}
