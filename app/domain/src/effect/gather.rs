//! Goes through recipients, services, the days between which rules begin and end, modules and purposes, and puts together
//! what differs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::cell::{self, Standings};
use super::classes::OTHER;
use super::{Change, Circumstance, Difference, Dimension, Effect, Example, meaning};
use crate::authorisation::Authorisation;
use crate::catalogue::Catalogue;
use crate::consultation::{Exchange, IntegrationFacts, NissState, Request, Standing};
use crate::identifier::{ModuleId, PurposeId, RecipientId, ServiceId};

/// A day in an interval that has none of its own: where no rule begins or ends, any will do.
const ANY_DAY: Date = date(2026, 1, 1);

/// Where something differs: in a module and for a purpose, in this way.
type Key = (ModuleId, PurposeId, Change);

/// Under which circumstances something differs.
#[derive(Default)]
pub(super) struct Found {
    pub classes: u128,
    pub seen: BTreeMap<Dimension, BTreeSet<String>>,
    pub example: Option<Example>,
}

/// What differs for one recipient and service between two days, and what was compared.
#[derive(Default)]
pub(super) struct Table {
    pub compared: u128,
    pub found: BTreeMap<Key, Found>,
    /// Every value of each circumstance, by module and purpose.
    pub every: BTreeMap<(ModuleId, PurposeId), BTreeMap<Dimension, BTreeSet<String>>>,
}

impl Table {
    /// Notes classes that differ in some way.
    pub fn note(
        &mut self,
        (module, purpose): (&ModuleId, &PurposeId),
        change: Change,
        classes: u128,
        seen: impl IntoIterator<Item = (Dimension, String)>,
        example: impl FnOnce() -> Example,
    ) {
        let found = self.found.entry((module.clone(), purpose.clone(), change)).or_default();
        found.classes += classes;
        found.example.get_or_insert_with(example);
        for (dimension, value) in seen {
            found.seen.entry(dimension).or_default().insert(value);
        }
    }
}

/// One recipient and one service in both catalogues.
struct Pair<'c> {
    catalogues: [&'c Catalogue; 2],
    recipient: &'c RecipientId,
    service: &'c ServiceId,
    authorisations: [Vec<&'c Authorisation>; 2],
}

pub(super) fn gather(before: &Catalogue, after: &Catalogue) -> Effect {
    let catalogues = [before, after];
    let recipients: BTreeSet<&RecipientId> =
        catalogues.iter().flat_map(|catalogue| catalogue.recipients()).map(|recipient| &recipient.id).collect();
    let services: BTreeSet<&ServiceId> =
        catalogues.iter().flat_map(|catalogue| catalogue.services()).map(|service| &service.id).collect();
    let changed: BTreeMap<&ServiceId, Vec<Change>> =
        services.iter().map(|id| (*id, meaning::changes(catalogues, id))).collect();
    let mut effect = Effect::default();
    for recipient in recipients {
        for service in &services {
            let pair = Pair {
                catalogues,
                recipient,
                service,
                authorisations: catalogues
                    .map(|catalogue| catalogue.authorisations_of(recipient.as_str(), service.as_str()).collect()),
            };
            pair.compare(&changed[service], &mut effect);
        }
    }
    effect
}

impl Pair<'_> {
    fn compare(&self, changed: &[Change], effect: &mut Effect) {
        let same = self.is_same(changed);
        let mut differences: Vec<Difference> = Vec::new();
        for (from, until) in self.intervals() {
            let table = self.table(from.or(until).unwrap_or(ANY_DAY), same, changed);
            effect.compared += table.compared;
            for difference in self.differences(table, (from, until)) {
                match differences.iter_mut().find(|known| continues(known, &difference)) {
                    Some(known) => {
                        known.until = difference.until;
                        known.classes += difference.classes;
                    }
                    None => differences.push(difference),
                }
            }
        }
        effect.differences.append(&mut differences);
    }

    /// Whether everything that decides on this recipient and service is the same.
    fn is_same(&self, changed: &[Change]) -> bool {
        let [before, after] = self.catalogues;
        changed.is_empty()
            && self.authorisations[0] == self.authorisations[1]
            && before.sector_of(self.recipient.as_str()) == after.sector_of(self.recipient.as_str())
            && before.quality_codes() == after.quality_codes()
            && before.service(self.service.as_str()) == after.service(self.service.as_str())
    }

    /// The intervals between the days on which some authorisation begins or no longer holds.
    fn intervals(&self) -> Vec<(Option<Date>, Option<Date>)> {
        let every = self.authorisations.iter().flatten();
        let begins: BTreeSet<Date> = every
            .flat_map(|found| [Some(found.validity.from), found.validity.until.map(|day| day.saturating_add(1.day()))])
            .flatten()
            .collect();
        let firsts = std::iter::once(None).chain(begins.iter().copied().map(Some));
        let lasts = begins.iter().map(|day| Some(day.saturating_sub(1.day()))).chain([None]);
        firsts.zip(lasts).collect()
    }

    fn table(&self, at: Date, same: bool, changed: &[Change]) -> Table {
        let mut table = Table::default();
        let base = self.request(at);
        let standings: Standings<'_> = self.catalogues.map(|catalogue| Standing::of(catalogue, &base));
        for module in self.modules() {
            for purpose in self.purposes(&standings) {
                let request = Request { module: module.clone(), purpose, ..base.clone() };
                cell::compare(&standings, &request, same, changed, &mut table);
            }
        }
        table
    }

    fn request(&self, at: Date) -> Request {
        Request {
            at,
            recipient: self.recipient.clone(),
            service: self.service.clone(),
            module: other(ModuleId::new),
            purpose: other(PurposeId::new),
            person_role: None,
            role: None,
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
        modules.chain([other(ModuleId::new)]).collect()
    }

    /// Every purpose that is granted, and one that is not.
    fn purposes(&self, standings: &Standings<'_>) -> BTreeSet<PurposeId> {
        let granted = standings.iter().flatten().flat_map(|standing| &standing.authorisation.purposes);
        granted.map(|purpose| purpose.id.clone()).chain([other(PurposeId::new)]).collect()
    }

    fn differences(&self, table: Table, (from, until): (Option<Date>, Option<Date>)) -> Vec<Difference> {
        let Table { found, every, .. } = table;
        let difference = |((module, purpose, change), found): (Key, Found)| {
            let every = &every[&(module.clone(), purpose.clone())];
            let circumstances = found.seen.into_iter().filter(|(of, seen)| every.get(of) != Some(seen));
            Some(Difference {
                recipient: self.recipient.clone(),
                service: self.service.clone(),
                module: Some(module),
                purpose: Some(purpose),
                from,
                until,
                direction: change.direction(),
                change,
                classes: found.classes,
                circumstances: circumstances
                    .map(|(of, values)| Circumstance { of, values: values.into_iter().collect() })
                    .collect(),
                example: found.example?,
            })
        };
        let mut all: Vec<Difference> = found.into_iter().filter_map(difference).collect();
        let purposes: BTreeSet<_> = every.keys().map(|(_, purpose)| Some(purpose.clone())).collect();
        let modules: BTreeSet<_> = every.keys().map(|(module, _)| Some(module.clone())).collect();
        unite(&mut all, &purposes, |difference| &mut difference.purpose);
        unite(&mut all, &modules, |difference| &mut difference.module);
        all
    }
}

/// Puts together what differs in the same way for every value of one part.
fn unite<T: Ord + Clone>(
    all: &mut Vec<Difference>,
    every: &BTreeSet<Option<T>>,
    part: impl Fn(&mut Difference) -> &mut Option<T>,
) {
    let mut groups: Vec<(Difference, BTreeSet<Option<T>>, Vec<Difference>)> = Vec::new();
    for difference in all.drain(..) {
        let mut shape = difference.clone();
        let value = part(&mut shape).take();
        match groups.iter_mut().find(|(known, ..)| is_alike(known, &shape)) {
            Some((known, values, members)) => {
                known.classes += shape.classes;
                values.insert(value);
                members.push(difference);
            }
            None => groups.push((shape, BTreeSet::from([value]), vec![difference])),
        }
    }
    for (whole, values, members) in groups {
        if values == *every && values.len() > 1 { all.push(whole) } else { all.extend(members) }
    }
}

/// Whether two differences are the same but for how often and on which day.
fn is_alike(one: &Difference, other: &Difference) -> bool {
    one.module == other.module
        && one.purpose == other.purpose
        && one.change == other.change
        && one.circumstances == other.circumstances
}

/// Whether a difference goes on where another ended.
fn continues(known: &Difference, next: &Difference) -> bool {
    let follows = known.until.map(|day| day.saturating_add(1.day()));
    follows.is_some() && follows == next.from && is_alike(known, next)
}

fn other<T, E: std::fmt::Debug>(make: impl Fn(String) -> Result<T, E>) -> T {
    make(format!("no-{OTHER}")).expect("an identifier")
}
