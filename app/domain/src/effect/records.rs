//! What may be seen of records: every class of regime, social risk, period and confirmation.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::Example;
use super::change::{Change, ElementChange, ElementState};
use super::circumstances::{Circumstance, Dimension, joined, said};
use super::classes::OTHER;
use super::reading::Readings;
use super::region::{Class, limit, products};
use crate::authorisation::ReducedForm;
use crate::consultation::{Case, Permit, RecordFacts, Request, Verdict, reaches_back_to};
use crate::identifier::{ConditionId, ElementId};
use crate::period::Period;

/// A value of a record as rules name it, before and after.
struct Fact {
    name: String,
    on: [Option<String>; 2],
}

/// Values for which every rule says the same before, and the same after.
struct Group {
    names: Vec<String>,
    on: [Option<String>; 2],
    broken: [Vec<bool>; 2],
}

/// A period, by how many years before the quarter of the request it ended.
struct Ended {
    name: String,
    period: Option<Period>,
}

/// The classes of records, for the rules of one module and purpose.
pub(super) struct Records<'c> {
    cases: [Option<Case<'c>>; 2],
    at: Date,
    confirmed: Vec<Vec<ConditionId>>,
    regimes: Vec<Group>,
    risks: Vec<Group>,
    periods: Vec<Ended>,
}

/// What differs about records, where requests are granted before and after.
pub(super) struct Found {
    pub change: Change,
    pub circumstances: Vec<Circumstance>,
    /// How many classes of records.
    pub classes: u128,
    pub example: Example,
}

/// An element, and its place before and after.
type Place<'c> = (&'c ElementId, [Option<usize>; 2]);

/// In every dimension, all values.
const DIMENSIONS: [Dimension; 4] = [Dimension::Confirmed, Dimension::Regime, Dimension::Risk, Dimension::Period];

impl<'c> Records<'c> {
    pub fn of(cases: [Option<Case<'c>>; 2], at: Date, readings: &Readings) -> Self {
        let conditions = || cases.iter().flatten().map(|case| &*case.grant.conditions);
        let regimes = conditions().flat_map(|found| &found.regimes).flat_map(|rule| rule.regimes.iter());
        let risks = conditions().flat_map(|found| &found.risks).flat_map(|rule| rule.risks.iter());
        let years = conditions()
            .flat_map(|found| &found.histories)
            .flat_map(|history| [Some(history.years), history.extension.as_ref().map(|extension| extension.years)]);
        let named = conditions().flat_map(|found| found.confirmable().map(|(condition, _)| condition));
        let regimes = facts(regimes.chain(&readings.regimes.listed), &readings.regimes.recoded);
        let risks = facts(risks.chain(&readings.risks.listed), &readings.risks.recoded);
        let rules = |side: usize| cases[side].as_ref().map(|case| &case.grant.conditions);
        Self {
            regimes: groups(regimes, |side, regime| {
                rules(side)
                    .map(|rules| rules.regimes.iter().map(|rule| !rule.admits(regime)).collect())
                    .unwrap_or_default()
            }),
            risks: groups(risks, |side, risk| {
                rules(side).map(|rules| rules.risks.iter().map(|rule| !rule.admits(risk)).collect()).unwrap_or_default()
            }),
            periods: periods(years.flatten().collect(), at),
            confirmed: sets_of(&named.collect()),
            cases,
            at,
        }
    }

    /// How many classes of records there are.
    pub fn count(&self) -> u128 {
        let members = |groups: &[Group]| groups.iter().map(|group| group.names.len()).sum::<usize>();
        (self.confirmed.len() * members(&self.regimes) * members(&self.risks) * self.periods.len()) as u128
    }

    fn permit(&self, side: usize, request: &Request, confirmed: usize) -> Option<Permit<'c>> {
        let request = Request { at: self.at, confirmed: self.confirmed[confirmed].clone(), ..request.clone() };
        Some(self.cases[side]?.permit(&request))
    }

    /// Every class that stands for others.
    fn every(&self) -> impl Iterator<Item = [usize; 3]> + '_ {
        let (risks, periods) = (self.risks.len(), self.periods.len());
        (0..self.regimes.len()).flat_map(move |regime| {
            (0..risks).flat_map(move |risk| (0..periods).map(move |ended| [regime, risk, ended]))
        })
    }

    fn facts(&self, side: usize, [regime, risk, ended]: [usize; 3]) -> RecordFacts<'_> {
        RecordFacts {
            regime: self.regimes[regime].on[side].as_deref(),
            risk: self.risks[risk].on[side].as_deref(),
            period: self.periods[ended].period,
        }
    }

    /// The elements of which something may be seen of some record, on one side.
    pub fn seen(&self, side: usize, request: &Request) -> Vec<(ElementId, Option<ReducedForm>)> {
        let mut all: BTreeMap<usize, Option<ReducedForm>> = BTreeMap::new();
        for confirmed in 0..self.confirmed.len() {
            let Some(permit) = self.permit(side, request, confirmed) else { continue };
            for class in self.every() {
                let verdict = permit.judge(self.facts(side, class));
                let seen = verdict.granted().iter();
                all.extend(seen.map(|place| (place, verdict.reduced(place).map(|(form, _)| form))));
            }
        }
        let Some(case) = self.cases[side] else { return Vec::new() };
        all.into_iter().map(|(place, form)| (case.standing.service.elements[place].id.clone(), form)).collect()
    }

    /// Where what may be seen of elements differs.
    pub fn compare(&self, request: &Request) -> Vec<Found> {
        let places = self.places();
        let mut regions: BTreeMap<ElementChange, BTreeSet<Class>> = BTreeMap::new();
        for confirmed in 0..self.confirmed.len() {
            let permits = [0, 1].map(|side| self.permit(side, request, confirmed));
            let [Some(before), Some(after)] = permits else { continue };
            for class in self.every() {
                for change in self.changes(&places, [before, after], class) {
                    let [regime, risk, ended] = class;
                    regions.entry(change).or_default().insert(vec![confirmed, regime, risk, ended]);
                }
            }
        }
        let mut together: BTreeMap<BTreeSet<Class>, Vec<ElementChange>> = BTreeMap::new();
        for (change, region) in regions {
            together.entry(region).or_default().push(change);
        }
        together.into_iter().flat_map(|(region, changes)| self.found(&region, &changes, request)).collect()
    }

    /// What differs of elements, of whichever record, under two permits.
    pub fn differing(&self, permits: [Permit<'c>; 2]) -> Vec<ElementChange> {
        let places = self.places();
        let all: BTreeSet<_> = self.every().flat_map(|class| self.changes(&places, permits, class)).collect();
        all.into_iter().collect()
    }

    fn changes(&self, places: &[Place<'_>], permits: [Permit<'c>; 2], class: [usize; 3]) -> Vec<ElementChange> {
        let [before, after] = permits;
        let verdicts = [before.judge(self.facts(0, class)), after.judge(self.facts(1, class))];
        let changes = places.iter().filter_map(|(element, places)| {
            let [before, after] = [0, 1].map(|side| state(&verdicts[side], places[side]));
            (before != after).then(|| ElementChange { element: (*element).clone(), before, after })
        });
        changes.collect()
    }

    /// The elements of both services.
    fn places(&self) -> Vec<Place<'c>> {
        let [Some(before), Some(after)] = self.cases else { return Vec::new() };
        let services = [before.standing.service, after.standing.service];
        let ids: BTreeSet<&ElementId> =
            services.iter().flat_map(|service| &service.elements).map(|element| &element.id).collect();
        ids.into_iter().map(|id| (id, services.map(|service| service.element_index(id.as_str())))).collect()
    }

    fn found(&self, region: &BTreeSet<Class>, changes: &[ElementChange], request: &Request) -> Vec<Found> {
        let values = self.values();
        let found = products(region).into_iter().map(|product| {
            let limits = DIMENSIONS.iter().zip(&values).zip(&product);
            let first: Vec<usize> = product.iter().filter_map(|places| places.first().copied()).collect();
            let sizes = product
                .iter()
                .zip(&values)
                .map(|(places, values)| places.iter().map(|place| values[*place].len() as u128).sum::<u128>());
            Found {
                change: Change::Elements(changes.to_vec()),
                circumstances: limits
                    .filter_map(|((of, values), places)| limit(*of, values.iter().map(Vec::as_slice), places))
                    .collect(),
                classes: sizes.product(),
                example: Example {
                    request: Request { confirmed: self.confirmed[first[0]].clone(), ..request.clone() },
                    regime: self.regimes[first[1]].on[0].clone(),
                    risk: self.risks[first[2]].on[0].clone(),
                    period: self.periods[first[3]].period,
                },
            }
        });
        found.collect()
    }

    /// What each place of each dimension is called.
    fn values(&self) -> [Vec<Vec<String>>; 4] {
        let names = |groups: &[Group]| groups.iter().map(|group| group.names.clone()).collect::<Vec<_>>();
        [
            self.confirmed.iter().map(|set| vec![joined(set)]).collect(),
            names(&self.regimes),
            names(&self.risks),
            self.periods.iter().map(|ended| vec![ended.name.clone()]).collect(),
        ]
    }
}

/// Nothing, each word that a rule or a list of codes names, one that none does, and each code that is named otherwise
/// after.
fn facts<'w>(named: impl Iterator<Item = &'w String>, recoded: &[(String, [String; 2])]) -> Vec<Fact> {
    let mut all: BTreeSet<Option<String>> = named.map(|word| Some(word.clone())).collect();
    all.extend([None, Some(OTHER.to_owned())]);
    let words = all.into_iter().map(|word| Fact { name: said(word.as_ref()), on: [word.clone(), word] });
    let recoded =
        recoded.iter().map(|(received, ids)| Fact { name: format!("code {received}"), on: ids.clone().map(Some) });
    words.chain(recoded).collect()
}

fn groups(facts: Vec<Fact>, broken: impl Fn(usize, Option<&str>) -> Vec<bool>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for Fact { name, on } in facts {
        let broken = [0, 1].map(|side| broken(side, on[side].as_deref()));
        match groups.iter_mut().find(|group| group.broken == broken) {
            Some(group) => group.names.push(name),
            None => groups.push(Group { names: vec![name], on, broken }),
        }
    }
    groups
}

/// No period, an open one, and one that ended between each two days that some history reaches.
fn periods(years: BTreeSet<i16>, at: Date) -> Vec<Ended> {
    let ended = |name: String, end: Date| Ended { name, period: Some(Period { begin: end, end: Some(end) }) };
    let mut all = vec![
        Ended { name: "none".to_owned(), period: None },
        Ended { name: "open".to_owned(), period: Some(Period { begin: at, end: None }) },
    ];
    let mut last = None;
    for years in years {
        let first_day = reaches_back_to(at, years);
        if last.is_none_or(|last| first_day < last) {
            all.push(ended(format!("within-{years}-years"), first_day));
            last = Some(first_day);
        }
    }
    match last {
        None => all.push(ended("ended".to_owned(), at)),
        Some(last) if last > Date::MIN => all.push(ended("earlier".to_owned(), last.saturating_sub(1.day()))),
        Some(_) => {}
    }
    all
}

/// Every set of the conditions that may be confirmed.
fn sets_of(named: &BTreeSet<&ConditionId>) -> Vec<Vec<ConditionId>> {
    named.iter().fold(vec![Vec::new()], |sets, condition| {
        let with = sets.iter().map(|set| [set.as_slice(), std::slice::from_ref(*condition)].concat());
        sets.iter().cloned().chain(with).collect()
    })
}

fn state(verdict: &Verdict<'_>, place: Option<usize>) -> ElementState {
    let Some(place) = place else { return ElementState::Absent };
    if let Some((reason, source)) = verdict.withheld(place) {
        return ElementState::Withheld(reason, source.clone());
    }
    match verdict.reduced(place) {
        Some((form, source)) => ElementState::ReducedTo(form, source.clone()),
        None => ElementState::Granted,
    }
}
