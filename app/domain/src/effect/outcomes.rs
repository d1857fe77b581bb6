//! One module and one purpose: every circumstance of a request.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Outcome};
use super::circumstances::{Circumstance, Dimension, FACTS, exchange, facts, number, said};
use super::classes::{self, NUMBERS};
use super::groups::{Group, chosen, grouped, groups, members, passing, told};
use super::offices::OfficeClass;
use super::reading::Readings;
use super::records::Records;
use super::region::{Class, Product, limit, products};
use super::{Example, duties, offices};
use crate::consultation::{Case, Exchange, IntegrationFacts, Refusal, Request, Standing, check_gone, check_number};
use crate::identifier::{OrganisationId, PersonRoleId};
use crate::role::Role;

/// What holds before and after, or why nothing does.
pub(super) type Standings<'c> = [Result<Standing<'c>, Refusal>; 2];

/// Both ways that data may go.
const EXCHANGES: [Exchange; 2] = [Exchange::Consultation, Exchange::Notification];
/// For one person and for many.
const BATCHES: [bool; 2] = [false, true];

/// The dimensions of a request, in the order of its classes; integrations come last, told by their facts.
const DIMENSIONS: [Dimension; 8] = [
    Dimension::Exchange,
    Dimension::Batch,
    Dimension::PersonRole,
    Dimension::Role,
    Dimension::Niss,
    Dimension::Organisation,
    Dimension::Designated,
    Dimension::Office,
];

/// Whether the user is designated; none: no user is known.
const DESIGNATED: [Option<bool>; 3] = [None, Some(true), Some(false)];

/// The place of integrations in a class.
const INTEGRATIONS: usize = DIMENSIONS.len();

/// What differs for one module and purpose.
pub(super) struct Found {
    pub change: Change,
    pub circumstances: Vec<Circumstance>,
    pub classes: u128,
    pub example: Example,
}

pub(super) struct Requests<'c> {
    organisations: Vec<Group<Option<OrganisationId>>>,
    /// By side, then by exchange, then for one and for many.
    cases: [[[Result<Case<'c>, Refusal>; 2]; 2]; 2],
    /// What is granted in some way.
    granted: [Option<Case<'c>>; 2],
    person_roles: Vec<Group<Option<PersonRoleId>>>,
    roles: Vec<Group<Option<Role>>>,
    designated: Vec<Group<Option<bool>>>,
    offices: Vec<Group<OfficeClass>>,
    integrations: Vec<Group<IntegrationFacts>>,
    records: Records<'c>,
    request: Request,
}

impl<'c> Requests<'c> {
    pub fn of(standings: &Standings<'c>, request: &Request, readings: &Readings) -> Self {
        let cases = standings.each_ref().map(|standing| {
            EXCHANGES.map(|exchange| {
                BATCHES.map(|batch| standing.clone()?.case(&Request { exchange, batch, ..request.clone() }))
            })
        });
        let granted = cases.each_ref().map(|ways| ways.iter().flatten().find_map(|case| case.as_ref().ok().copied()));
        let any: Vec<Case<'_>> = granted.iter().flatten().copied().collect();
        let with = |change: &dyn Fn(&mut Request)| {
            let mut request = request.clone();
            change(&mut request);
            request
        };
        Self {
            organisations: organisations(standings, &with),
            person_roles: groups(classes::person_roles(&any), granted, |case, role| {
                case.check_person_role(&with(&|request| request.person_role.clone_from(role)))
            }),
            roles: groups(classes::roles(), granted, |case, role| {
                case.check_role(&with(&|request| request.role = *role))
            }),
            designated: groups(DESIGNATED.to_vec(), granted, |case, designated| {
                case.check_designated(&with(&|request| request.user.designated = *designated))
            }),
            offices: groups(offices::classes(&any), granted, |case, class| {
                case.check_office(&with(&|request| class.give(request)))
            }),
            integrations: groups(classes::integrations(&any), granted, |case, facts| {
                case.check_integration(&with(&|request| request.integration = facts.clone()))
            }),
            records: Records::of(granted, request.at, readings),
            granted,
            cases,
            request: request.clone(),
        }
    }

    /// How many classes of requests and records there are.
    pub fn count(&self) -> u128 {
        let all = members(&self.organisations)
            * members(&self.person_roles)
            * members(&self.roles)
            * members(&self.designated)
            * members(&self.offices)
            * members(&self.integrations);
        (all * NUMBERS.len() * EXCHANGES.len() * BATCHES.len()) as u128 * self.records.count()
    }

    pub fn compare(&self, readings: &Readings) -> Vec<Found> {
        let mut found = self.outcomes();
        found.extend(self.granted_twice(readings));
        found
    }

    /// Where outcomes differ.
    fn outcomes(&self) -> Vec<Found> {
        let numbered = |niss| Request { niss, ..self.request.clone() };
        let broken = NUMBERS.map(|niss| check_number(&numbered(niss)).err());
        let gone = NUMBERS.map(|niss| check_gone(&numbered(niss)).err());
        let mut regions: BTreeMap<[Outcome; 2], BTreeSet<Class>> = BTreeMap::new();
        for class in self.every() {
            let [exchange, batch, person_role, role, niss, organisation, designated, office, integration] = class;
            let outcomes = [0, 1].map(|side| {
                let case = &self.cases[side][exchange][batch];
                let refused = self.organisations[organisation].refusals[side]
                    .as_ref()
                    .or(case.as_ref().err())
                    .or(self.person_roles[person_role].refusals[side].as_ref())
                    .or(self.roles[role].refusals[side].as_ref())
                    .or(self.designated[designated].refusals[side].as_ref())
                    .or(self.offices[office].refusals[side].as_ref())
                    .or(broken[niss].as_ref())
                    .or(self.integrations[integration].refusals[side].as_ref())
                    .or(gone[niss].as_ref());
                match (refused, case) {
                    (None, Ok(case)) => Ok(&case.standing.authorisation.source),
                    (Some(refusal), _) | (None, Err(refusal)) => Err(refusal),
                }
            });
            if outcomes[0] != outcomes[1] {
                let told = outcomes.map(|outcome| match outcome {
                    Ok(source) => Outcome::Granted(source.clone()),
                    Err(refusal) => Outcome::from(refusal),
                });
                regions.entry(told).or_default().insert(class.to_vec());
            }
        }
        regions.into_iter().flat_map(|(outcomes, region)| self.told(&outcomes, &region)).collect()
    }

    /// Every class that stands for others.
    fn every(&self) -> impl Iterator<Item = [usize; INTEGRATIONS + 1]> + '_ {
        let sizes = [
            EXCHANGES.len(),
            BATCHES.len(),
            self.person_roles.len(),
            self.roles.len(),
            NUMBERS.len(),
            self.organisations.len(),
            self.designated.len(),
            self.offices.len(),
            self.integrations.len(),
        ];
        (0..sizes.iter().product()).map(move |number: usize| {
            let mut rest = number;
            sizes.map(|size| {
                let place = rest % size;
                rest /= size;
                place
            })
        })
    }

    fn told(&self, outcomes: &[Outcome; 2], region: &BTreeSet<Class>) -> Vec<Found> {
        let [before, after] = outcomes.clone();
        let elements = match (before.is_granted(), after.is_granted()) {
            (true, false) => self.records.seen(0, &self.request),
            (false, true) => self.records.seen(1, &self.request),
            _ => Vec::new(),
        };
        let change = Change::Outcome { before, after, elements };
        products(region).iter().flat_map(|product| self.by_facts(&change, product)).collect()
    }

    /// A product, told by the facts of its integrations, which need not be one.
    fn by_facts(&self, change: &Change, product: &Product) -> Vec<Found> {
        let any: Vec<Case<'_>> = self.granted.iter().flatten().copied().collect();
        let names = classes::code_names(&any);
        let facts = |known: &IntegrationFacts| facts(known, &names);
        let every: Vec<[String; 6]> = self.integrations.iter().flat_map(|group| &group.members).map(facts).collect();
        let mut values: [Vec<String>; 6] = Default::default();
        for facts in &every {
            for (values, value) in values.iter_mut().zip(facts) {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
        }
        let chosen = || product[INTEGRATIONS].iter().flat_map(|place| &self.integrations[*place].members);
        let place_of =
            |of: usize, value: &String| values[of].iter().position(|known| known == value).unwrap_or_default();
        let classes: BTreeSet<Class> = chosen()
            .map(|known| facts(known).iter().enumerate().map(|(of, value)| place_of(of, value)).collect())
            .collect();
        let limits: Vec<Circumstance> = self.limits(product);
        let found = products(&classes).into_iter().map(|of_facts| {
            let within = |known: &&IntegrationFacts| {
                facts(known).iter().enumerate().all(|(of, value)| of_facts[of].contains(&place_of(of, value)))
            };
            let integration = chosen().find(within).cloned().unwrap_or_default();
            let own = FACTS.iter().zip(&values).zip(&of_facts);
            let own =
                own.filter_map(|((of, values), places)| limit(*of, values.iter().map(std::slice::from_ref), places));
            Found {
                change: change.clone(),
                circumstances: limits.iter().cloned().chain(own).collect(),
                classes: self.classes(product) * chosen().filter(within).count() as u128 * self.records.count(),
                example: self.example(product, integration),
            }
        });
        found.collect()
    }

    /// How many classes a product has, whatever its integrations.
    fn classes(&self, product: &Product) -> u128 {
        let sizes = [
            product[0].len(),
            product[1].len(),
            chosen(&self.person_roles, &product[2]),
            chosen(&self.roles, &product[3]),
            product[4].len(),
            chosen(&self.organisations, &product[5]),
            chosen(&self.designated, &product[6]),
            chosen(&self.offices, &product[7]),
        ];
        sizes.iter().product::<usize>() as u128
    }

    fn limits(&self, product: &Product) -> Vec<Circumstance> {
        let values: [Vec<Vec<String>>; 8] = [
            EXCHANGES.map(|way| vec![exchange(way)]).to_vec(),
            BATCHES.map(|batch| vec![batch.to_string()]).to_vec(),
            told(&self.person_roles, |of| said(of.as_ref())),
            told(&self.roles, |of| said(of.as_ref())),
            NUMBERS.map(|niss| vec![number(niss)]).to_vec(),
            told(&self.organisations, organisation),
            told(&self.designated, designated),
            told(&self.offices, OfficeClass::to_string),
        ];
        let limits = DIMENSIONS.iter().zip(&values).zip(product);
        limits.filter_map(|((of, values), places)| limit(*of, values.iter().map(Vec::as_slice), places)).collect()
    }

    fn example(&self, product: &Product, integration: IntegrationFacts) -> Example {
        let first = |of: usize| product[of].first().copied().unwrap_or_default();
        let mut request = Request {
            exchange: EXCHANGES[first(0)],
            batch: BATCHES[first(1)],
            person_role: self.person_roles[first(2)].members[0].clone(),
            role: self.roles[first(3)].members[0],
            niss: NUMBERS[first(4)],
            organisation: self.organisations[first(5)].members[0].clone(),
            integration,
            ..self.request.clone()
        };
        request.user.designated = self.designated[first(6)].members[0];
        self.offices[first(7)].members[0].give(&mut request);
        Example { request, regime: None, risk: None, period: None }
    }

    /// What differs although requests are granted before and after.
    fn granted_twice(&self, readings: &Readings) -> Vec<Found> {
        let Some((cases, product)) = self.granted_before_and_after() else { return Vec::new() };
        let integration = self.integrations.iter().find(|group| group.passes());
        let integration = integration.map(|group| group.members[0].clone()).unwrap_or_default();
        let example = self.example(&product, integration);
        let known =
            self.integrations.iter().filter(|group| group.passes()).map(|group| group.members.len()).sum::<usize>();
        let requests = self.classes(&product) * known as u128;
        // Which way, and for a number in use: nothing else is granted.
        let (ways, numbers) = (product[0].len() * product[1].len(), product[4].len());
        debug_assert!(ways > 0 && numbers > 0);
        let limits: Vec<Circumstance> = self
            .limits(&product)
            .into_iter()
            .filter(|limit| matches!(limit.of, Dimension::PersonRole | Dimension::Role | Dimension::Organisation))
            .collect();
        let records = self.records.compare(&example.request).into_iter().map(|found| Found {
            change: found.change,
            circumstances: limits.iter().cloned().chain(found.circumstances).collect(),
            classes: requests * found.classes,
            example: found.example,
        });
        let duties = duties::changes(cases, &example.request);
        let reading = readings.change(cases, &example.request.module);
        let whole = duties.into_iter().chain(reading).map(|change| Found {
            change,
            circumstances: limits.clone(),
            classes: requests * self.records.count(),
            example: example.clone(),
        });
        records.chain(whole).collect()
    }

    /// The requests that are granted before and after: always a product, since each check looks at one circumstance.
    fn granted_before_and_after(&self) -> Option<([Case<'c>; 2], Product)> {
        let [Some(before), Some(after)] = self.granted else { return None };
        let way = |exchange: usize, batch: usize| self.cases.iter().all(|ways| ways[exchange][batch].is_ok());
        let exchanges: BTreeSet<usize> = [0, 1].into_iter().filter(|exchange| way(*exchange, 0)).collect();
        let batches: BTreeSet<usize> =
            [0, 1].into_iter().filter(|batch| exchanges.iter().any(|exchange| way(*exchange, *batch))).collect();
        let valid = BTreeSet::from([0]);
        let product: Product = vec![
            exchanges,
            batches,
            passing(&self.person_roles),
            passing(&self.roles),
            valid,
            passing(&self.organisations),
            passing(&self.designated),
            passing(&self.offices),
            passing(&self.integrations),
        ];
        product.iter().all(|places| !places.is_empty()).then_some(([before, after], product))
    }
}

/// Whoever asks, as far as something is suspended for some and not for others: it comes before what is asked for.
fn organisations(
    standings: &Standings<'_>,
    with: &impl Fn(&dyn Fn(&mut Request)) -> Request,
) -> Vec<Group<Option<OrganisationId>>> {
    let suspensions = standings.iter().flatten().flat_map(|standing| &standing.authorisation.suspensions);
    let classes = classes::organisations(suspensions.map(|found| &**found));
    grouped(classes, |organisation| {
        let request = with(&|request| request.organisation.clone_from(organisation));
        standings.each_ref().map(|standing| standing.as_ref().ok()?.check_suspended(&request).err())
    })
}

fn organisation(found: &Option<OrganisationId>) -> String {
    found.as_ref().map_or_else(|| classes::OTHER.to_owned(), ToString::to_string)
}

fn designated(found: &Option<bool>) -> String {
    found.map_or_else(|| offices::UNKNOWN.to_owned(), |found| found.to_string())
}
