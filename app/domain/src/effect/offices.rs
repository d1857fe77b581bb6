//! The classes into which region and offices of a request fall.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::classes::OTHER;
use crate::authorisation::Authority;
use crate::consultation::{Case, HeldOffice, Request};
use crate::identifier::{OfficeId, RegionId};

/// Where no user is known.
pub(super) const UNKNOWN: &str = "unknown";

/// Requests that no rule of an office tells apart.
pub(super) struct OfficeClass {
    region: Option<RegionId>,
    /// None: no user is known.
    offices: Option<Vec<OfficeId>>,
    word: String,
}

impl OfficeClass {
    fn new(region: Option<&RegionId>, offices: Option<Vec<OfficeId>>, word: impl Into<String>) -> Self {
        Self { region: region.cloned(), offices, word: word.into() }
    }

    /// Makes a request one of the class.
    pub fn give(&self, request: &mut Request) {
        request.region.clone_from(&self.region);
        let held = |office: &OfficeId| HeldOffice { office: office.clone(), deputy: false };
        request.user.offices = self.offices.as_ref().map(|offices| offices.iter().map(held).collect());
    }
}

impl fmt::Display for OfficeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word)
    }
}

/// What each side says of an office of a region.
type Kind = Vec<bool>;

/// No user; anybody in a region that no rule names; and for each region, a set of offices of each kind that rules can
/// tell apart: they ask only whether one of some offices is held.
pub(super) fn classes(cases: &[Case<'_>]) -> Vec<OfficeClass> {
    let mut all = vec![OfficeClass::new(None, None, UNKNOWN), OfficeClass::new(None, Some(Vec::new()), OTHER)];
    let regions: BTreeSet<&RegionId> = cases.iter().flat_map(authorities).map(|found| &found.region).collect();
    for region in regions {
        let kinds = kinds(cases, region);
        all.push(OfficeClass::new(Some(region), Some(Vec::new()), format!("{region}/none")));
        for joined in unions(&kinds) {
            let offices = joined.iter().map(|kind| kinds[*kind][0].clone()).collect();
            let named = |kind: &&Kind| kinds[*kind].iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
            let word = joined.iter().map(named).collect::<Vec<_>>().join("+");
            all.push(OfficeClass::new(Some(region), Some(offices), format!("{region}/{word}")));
        }
    }
    all
}

fn authorities<'c>(case: &Case<'c>) -> impl Iterator<Item = &'c Authority> + use<'c> {
    case.purpose.authorities.iter()
}

/// The offices of each kind, in order.
fn kinds(cases: &[Case<'_>], region: &RegionId) -> BTreeMap<Kind, Vec<OfficeId>> {
    let of_region = |case: &Case<'_>| -> BTreeSet<OfficeId> {
        let found = authorities(case).filter(|found| found.region == *region);
        found.flat_map(|found| found.offices.iter().cloned()).collect()
    };
    let sides: Vec<BTreeSet<OfficeId>> = cases.iter().map(of_region).collect();
    let mut kinds: BTreeMap<Kind, Vec<OfficeId>> = BTreeMap::new();
    for office in sides.iter().flatten().collect::<BTreeSet<_>>() {
        let kind = sides.iter().map(|side| side.contains(office)).collect();
        kinds.entry(kind).or_default().push(office.clone());
    }
    kinds
}

/// For each kind that several may make together, the fewest that do; what is made of none is left out.
fn unions(kinds: &BTreeMap<Kind, Vec<OfficeId>>) -> Vec<Vec<&Kind>> {
    let mut made: BTreeMap<Kind, Vec<&Kind>> = kinds.keys().map(|kind| (kind.clone(), vec![kind])).collect();
    for (one, other) in kinds.keys().flat_map(|one| kinds.keys().map(move |other| (one, other))) {
        let both: Kind = one.iter().zip(other).map(|(one, other)| *one || *other).collect();
        made.entry(both).or_insert_with(|| vec![one, other]);
    }
    made.into_values().collect()
}
