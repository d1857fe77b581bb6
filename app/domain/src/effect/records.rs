//! What may be seen of records: every class of regime, social risk, period and confirmation.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cell::{said, way_of};
use super::classes;
use super::gather::Table;
use super::{Change, Dimension, ElementState, Example};
use crate::catalogue::{Catalogue, Service};
use crate::consultation::{Case, Permit, RecordFacts, Request, Verdict};
use crate::identifier::{ConditionId, ElementId};
use crate::period::Period;

/// Records for which the rules on one fact say the same before, and the same after.
struct Group<T> {
    broken: [u64; 2],
    members: Vec<T>,
}

/// The classes of records under one set of confirmed conditions.
struct Records {
    regimes: Vec<Option<String>>,
    risks: Vec<Option<String>>,
    periods: Vec<Option<Period>>,
}

impl Records {
    fn of(permits: &[Permit<'_>], at: Date) -> Self {
        let conditions = || permits.iter().map(|permit| permit.conditions());
        let listed = |place: fn(&Service) -> Option<usize>| {
            permits.iter().flat_map(move |permit| codes(permit.catalogue(), permit.service(), place(permit.service())))
        };
        let regimes = conditions().flat_map(|found| &found.regimes).flat_map(|rule| &rule.regimes);
        let risks = conditions().flat_map(|found| &found.risks).flat_map(|rule| &rule.risks);
        Self {
            regimes: classes::words(regimes.map(String::as_str).chain(listed(|service| service.regime_element))),
            risks: classes::words(risks.map(String::as_str).chain(listed(|service| service.risk_element))),
            periods: classes::periods(permits, at),
        }
    }

    fn count(&self) -> u128 {
        (self.regimes.len() * self.risks.len() * self.periods.len()) as u128
    }
}

fn codes<'c>(catalogue: &'c Catalogue, service: &'c Service, place: Option<usize>) -> Vec<&'c str> {
    place.map(|place| catalogue.ids_of(&service.elements[place]).collect()).unwrap_or_default()
}

/// The classes of each set of conditions that may be confirmed.
fn by_confirmed(cases: &[Case<'_>], request: &Request) -> Vec<(Vec<ConditionId>, Records)> {
    let sets = classes::confirmed(cases).into_iter();
    sets.map(|confirmed| {
        let request = Request { confirmed: confirmed.clone(), ..request.clone() };
        let permits: Vec<Permit<'_>> = cases.iter().map(|case| case.permit(&request)).collect();
        (confirmed, Records::of(&permits, request.at))
    })
    .collect()
}

/// How many classes of records there are.
pub(super) fn count(cases: &[Case<'_>], request: &Request) -> u128 {
    by_confirmed(cases, request).iter().map(|(_, records)| records.count()).sum()
}

/// Every value of every fact.
pub(super) fn values(cases: &[Case<'_>], request: &Request) -> Vec<(Dimension, String)> {
    let mut all = Vec::new();
    for (confirmed, records) in by_confirmed(cases, request) {
        all.push((Dimension::Confirmed, joined(&confirmed)));
        all.extend(records.regimes.iter().map(|regime| (Dimension::Regime, said(regime.as_ref()))));
        all.extend(records.risks.iter().map(|risk| (Dimension::Risk, said(risk.as_ref()))));
        all.extend(records.periods.iter().map(|period| (Dimension::Period, ended(*period))));
    }
    all
}

/// Notes where what may be seen of an element differs; so many classes of requests are granted before and after.
pub(super) fn compare(cases: [Case<'_>; 2], request: &Request, requests: u128, table: &mut Table) {
    let services = cases.map(|case| case.standing.service);
    if cases[0].grant == cases[1].grant && services[0] == services[1] {
        return;
    }
    let elements: BTreeSet<&ElementId> =
        services.iter().flat_map(|service| &service.elements).map(|element| &element.id).collect();
    let places: Vec<(&ElementId, [Option<usize>; 2])> =
        elements.into_iter().map(|id| (id, services.map(|service| service.element_index(id.as_str())))).collect();
    for (confirmed, records) in by_confirmed(&cases, request) {
        let request = Request { confirmed, ..request.clone() };
        Confirmed { permits: cases.map(|case| case.permit(&request)), request, requests }
            .compare(&records, &places, table);
    }
}

struct Confirmed<'c> {
    permits: [Permit<'c>; 2],
    request: Request,
    requests: u128,
}

impl Confirmed<'_> {
    fn compare(&self, records: &Records, places: &[(&ElementId, [Option<usize>; 2])], table: &mut Table) {
        let regimes = groups(&records.regimes, |side, regime| {
            let rules = &self.permits[side].conditions().regimes;
            bits(rules.iter().map(|rule| !rule.admits(regime.as_deref())))
        });
        let risks = groups(&records.risks, |side, risk| {
            let rules = &self.permits[side].conditions().risks;
            bits(rules.iter().map(|rule| !rule.admits(risk.as_deref())))
        });
        let periods = groups(&records.periods, |side, period| {
            let days = self.permits[side].histories().map(|(day, ..)| day);
            bits(days.map(|day| period.is_none_or(|period| period.end.is_some_and(|end| end < day))))
        });
        for regime in &regimes {
            for risk in &risks {
                for period in &periods {
                    self.note(regime, risk, period, places, table);
                }
            }
        }
    }

    fn note(
        &self,
        regime: &Group<Option<String>>,
        risk: &Group<Option<String>>,
        period: &Group<Option<Period>>,
        places: &[(&ElementId, [Option<usize>; 2])],
        table: &mut Table,
    ) {
        let facts = RecordFacts {
            regime: regime.members[0].as_deref(),
            risk: risk.members[0].as_deref(),
            period: period.members[0],
        };
        let verdicts = self.permits.map(|permit| permit.judge(facts));
        let classes = self.requests * (regime.members.len() * risk.members.len() * period.members.len()) as u128;
        for (element, places) in places {
            let [before, after] = [0, 1].map(|side| state(&verdicts[side], places[side]));
            if before == after {
                continue;
            }
            let change = Change::Element { element: (*element).clone(), before, after };
            let seen = regime.members.iter().map(|of| (Dimension::Regime, said(of.as_ref())));
            let seen = seen.chain(risk.members.iter().map(|of| (Dimension::Risk, said(of.as_ref()))));
            let seen = seen.chain(period.members.iter().map(|of| (Dimension::Period, ended(*of))));
            let seen = seen.chain([(Dimension::Confirmed, joined(&self.request.confirmed))]);
            let seen = seen.chain(way_of(&self.request));
            let spot = (&self.request.module, &self.request.purpose);
            table.note(spot, change, classes, seen, || Example {
                request: self.request.clone(),
                regime: regime.members[0].clone(),
                risk: risk.members[0].clone(),
                period: period.members[0],
            });
        }
    }
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

fn groups<T: Clone>(classes: &[T], broken: impl Fn(usize, &T) -> u64) -> Vec<Group<T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    for class in classes {
        let broken = [broken(0, class), broken(1, class)];
        match groups.iter_mut().find(|group| group.broken == broken) {
            Some(group) => group.members.push(class.clone()),
            None => groups.push(Group { broken, members: vec![class.clone()] }),
        }
    }
    groups
}

fn bits(broken: impl Iterator<Item = bool>) -> u64 {
    broken.enumerate().fold(0, |bits, (place, broken)| bits | u64::from(broken) << place)
}

fn joined(confirmed: &[ConditionId]) -> String {
    let words: Vec<&str> = confirmed.iter().map(ConditionId::as_str).collect();
    if words.is_empty() { "none".to_owned() } else { words.join("+") }
}

/// `none`, `open`, or the day on which a period ended.
fn ended(period: Option<Period>) -> String {
    match period {
        None => "none".to_owned(),
        Some(Period { end: None, .. }) => "open".to_owned(),
        Some(Period { end: Some(end), .. }) => end.to_string(),
    }
}
