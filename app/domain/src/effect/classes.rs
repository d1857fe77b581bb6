//! The classes into which the circumstances of a request fall, for the rules of one module and purpose.

use std::collections::{BTreeMap, BTreeSet};

use crate::authorisation::Suspension;
use crate::catalogue::Catalogue;
use crate::consultation::{Case, IntegrationFacts, NissState};
use crate::identifier::{OrganisationId, PersonRoleId};
use crate::role::Role;

/// A word that no rule names.
pub(super) const OTHER: &str = "other";

/// A module that the service does not have, or a purpose that is not granted.
pub const UNNAMED: &str = "no-other";

pub(super) const NUMBERS: [NissState; 4] =
    [NissState::Valid, NissState::Invalid, NissState::Replaced, NissState::Cancelled];

/// Any organisation that is not named, and each that some suspension names.
pub(super) fn organisations<'c>(suspensions: impl Iterator<Item = &'c Suspension>) -> Vec<Option<OrganisationId>> {
    let named: BTreeSet<&OrganisationId> = suspensions.filter_map(|found| found.organisation.as_ref()).collect();
    std::iter::once(None).chain(named.into_iter().cloned().map(Some)).collect()
}

/// No role of the person, each that some rule names, and one that none names.
pub(super) fn person_roles(cases: &[Case<'_>]) -> Vec<Option<PersonRoleId>> {
    let named = cases
        .iter()
        .flat_map(|case| case.standing.authorisation.person_roles.iter().chain(&case.purpose.person_roles).cloned());
    let mut all: BTreeSet<Option<PersonRoleId>> = named.map(Some).collect();
    all.insert(None);
    all.extend(PersonRoleId::new(OTHER).ok().map(Some));
    all.into_iter().collect()
}

/// No role of a user, and each.
pub(super) fn roles() -> Vec<Option<Role>> {
    Role::ALL.iter().copied().map(Some).chain([None]).collect()
}

/// What reference directory and own files may say: sets of quality codes that differ for no rule stand for each other.
pub(super) fn integrations(cases: &[Case<'_>]) -> Vec<IntegrationFacts> {
    let sets = code_sets(cases);
    let mut all = Vec::with_capacity(sets.len() * 32);
    for bits in 0_u8..32 {
        let fact = |place: u8| bits >> place & 1 == 1;
        all.extend(sets.iter().map(|codes| IntegrationFacts {
            recipient: fact(0),
            quality_codes: codes.clone(),
            sender: fact(1),
            legal_context: fact(2).then(|| OTHER.to_owned()),
            own_file_by_other: fact(3),
            own_file_by_oneself: fact(4),
        }));
    }
    all
}

/// A set of codes of each kind that the rules can tell apart: they ask only whether some code of the set is this or that,
/// so that what the codes of a set are together is all that counts.
fn code_sets(cases: &[Case<'_>]) -> Vec<Vec<u16>> {
    let kinds = kinds(cases);
    let mut sets: BTreeMap<Vec<bool>, Vec<u16>> = BTreeMap::from([(Vec::new(), Vec::new())]);
    let mut open: Vec<Vec<bool>> = vec![Vec::new()];
    while let Some(known) = open.pop() {
        for (kind, codes) in &kinds {
            let joined: Vec<bool> =
                if known.is_empty() { kind.clone() } else { known.iter().zip(kind).map(|(a, b)| *a || *b).collect() };
            if !sets.contains_key(&joined) {
                let mut set = sets[&known].clone();
                set.extend(codes.first());
                sets.insert(joined.clone(), set);
                open.push(joined);
            }
        }
    }
    let mut sets: Vec<Vec<u16>> = sets.into_values().collect();
    // The shortest first: an example takes it.
    sets.sort_by_key(Vec::len);
    sets
}

/// The codes of each kind, in order.
fn kinds(cases: &[Case<'_>]) -> BTreeMap<Vec<bool>, Vec<u16>> {
    let mut kinds: BTreeMap<Vec<bool>, Vec<u16>> = BTreeMap::new();
    let named = codes(cases);
    for code in named.iter().copied().chain(unnamed(&named)) {
        kinds.entry(kind_of(cases, code)).or_default().push(code);
    }
    kinds
}

/// What the code that stands for those of a kind is told as: all of them, and `other` for any that nothing names.
pub(super) fn code_names(cases: &[Case<'_>]) -> BTreeMap<u16, String> {
    let unnamed = unnamed(&codes(cases));
    let word = |code: &u16| if Some(*code) == unnamed { OTHER.to_owned() } else { code.to_string() };
    let named = |codes: &Vec<u16>| codes.iter().map(word).collect::<Vec<_>>().join("|");
    kinds(cases).values().filter_map(|codes| Some((*codes.first()?, named(codes)))).collect()
}

/// Every code that some rule or list names.
fn codes(cases: &[Case<'_>]) -> BTreeSet<u16> {
    let mut all = BTreeSet::new();
    for case in cases {
        let (catalogue, recipient) = (case.standing.catalogue, case.standing.authorisation.recipient.as_str());
        all.extend(case.grant.conditions.quality.iter().flat_map(|rule| &rule.codes));
        all.extend(listed(catalogue, recipient));
    }
    all
}

/// A code that none names.
fn unnamed(codes: &BTreeSet<u16>) -> Option<u16> {
    (0..=u16::MAX).rev().find(|code| !codes.contains(code))
}

fn listed<'c>(catalogue: &'c Catalogue, recipient: &str) -> impl Iterator<Item = u16> + use<'c> {
    let own = catalogue.sector_of(recipient).map_or(&[][..], |sector| &sector.codes);
    own.iter().chain(catalogue.quality_codes()).map(|known| known.code)
}

/// What each rule says of a code.
fn kind_of(cases: &[Case<'_>], code: u16) -> Vec<bool> {
    let mut kind = Vec::new();
    for case in cases {
        let rules = &case.grant.conditions.quality;
        let left = !rules.iter().any(|rule| !rule.required && rule.codes.contains(&code));
        let recipient = case.standing.authorisation.recipient.as_str();
        let counts = left && case.standing.catalogue.counts_as_file(recipient, code, case.purpose.id.as_str());
        kind.extend([left, counts]);
        let required = rules.iter().filter(|rule| rule.required);
        kind.extend(required.map(|rule| counts && rule.codes.contains(&code)));
    }
    // A set with a code in it is another one than the empty set.
    kind.push(true);
    kind
}
