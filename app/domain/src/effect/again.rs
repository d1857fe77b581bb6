//! One request decided by both catalogues: whether more or less may be seen afterwards.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::change::{Change, Direction};
use super::duties;
use super::reading::Readings;
use super::records::Records;
use crate::catalogue::Catalogue;
use crate::consultation::{Case, Request, Standing, decide};
use crate::identifier::{RecipientId, ServiceId};

/// As many requests are remembered as are told apart in some months.
const REMEMBERED: usize = 50_000;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    Same,
    /// Of some record more may be seen, for longer, or with fewer duties; or what was refused is granted.
    Wider,
    /// Of some record less may be seen, for a shorter time, or with more duties.
    Narrower,
    /// What was granted is refused.
    Refused,
    /// Both, or another point, reason or rule.
    Other,
}

impl Became {
    pub const ALL: [Self; 5] = [Self::Same, Self::Wider, Self::Narrower, Self::Refused, Self::Other];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Wider => "wider",
            Self::Narrower => "narrower",
            Self::Refused => "refused",
            Self::Other => "other",
        }
    }
}

/// Two catalogues, and what is known of how they decide on the same.
#[derive(Debug)]
pub struct Again {
    catalogues: [Arc<Catalogue>; 2],
    readings: HashMap<ServiceId, Readings>,
    /// Of which recipients and services everything that decides is the same.
    untouched: HashMap<(RecipientId, ServiceId), bool>,
    remembered: HashMap<Request, Became>,
}

impl Again {
    #[must_use]
    pub fn of(before: Arc<Catalogue>, after: Arc<Catalogue>) -> Self {
        let (readings, untouched, remembered) = Default::default();
        Self { catalogues: [before, after], readings, untouched, remembered }
    }

    #[must_use]
    pub fn before(&self) -> &Catalogue {
        &self.catalogues[0]
    }

    #[must_use]
    pub fn after(&self) -> &Catalogue {
        &self.catalogues[1]
    }

    /// What becomes of a request that no limit of consultations stops.
    pub fn became(&mut self, request: &Request) -> Became {
        if self.is_untouched(request) {
            return Became::Same;
        }
        if let Some(known) = self.remembered.get(request) {
            return *known;
        }
        let became = self.decided(request);
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(request.clone(), became);
        became
    }

    fn is_untouched(&mut self, request: &Request) -> bool {
        let place = (request.recipient.clone(), request.service.clone());
        if let Some(known) = self.untouched.get(&place) {
            return *known;
        }
        let readings = readings_of(&mut self.readings, &self.catalogues, &request.service);
        let [before, after] = self.catalogues.each_ref();
        let (recipient, service) = (request.recipient.as_str(), request.service.as_str());
        let same = readings.same
            && before.authorisations_of(recipient, service).eq(after.authorisations_of(recipient, service))
            && before.sector_of(recipient) == after.sector_of(recipient)
            && before.quality_codes() == after.quality_codes();
        self.untouched.insert(place, same);
        same
    }

    fn decided(&mut self, request: &Request) -> Became {
        let readings = readings_of(&mut self.readings, &self.catalogues, &request.service);
        let outcomes = self.catalogues.each_ref().map(|catalogue| decide(catalogue, request));
        match outcomes {
            [Err(before), Err(after)] if before == after => Became::Same,
            [Err(_), Err(_)] => Became::Other,
            [Ok(_), Err(_)] => Became::Refused,
            [Err(_), Ok(_)] => Became::Wider,
            [Ok(before), Ok(after)] => {
                let by_other = before.authorisation().source != after.authorisation().source;
                let cases = self.catalogues.each_ref().map(|catalogue| case(catalogue, request));
                let [Some(one), Some(other)] = cases else { return Became::Other };
                let elements = Records::of(cases, request.at, readings).differing([before, after]);
                let elements = (!elements.is_empty()).then_some(Change::Elements(elements));
                let rest = duties::changes([one, other], request).into_iter();
                let changes = elements.into_iter().chain(rest).chain(readings.change([one, other], &request.module));
                together(changes.map(|change| change.direction()), by_other)
            }
        }
    }
}

fn readings_of<'r>(
    known: &'r mut HashMap<ServiceId, Readings>,
    catalogues: &[Arc<Catalogue>; 2],
    service: &ServiceId,
) -> &'r Readings {
    let pair = || catalogues.each_ref().map(|catalogue| &**catalogue);
    known.entry(service.clone()).or_insert_with(|| Readings::of(pair(), service))
}

fn case<'c>(catalogue: &'c Catalogue, request: &Request) -> Option<Case<'c>> {
    Standing::of(catalogue, request).and_then(|standing| standing.case(request)).ok()
}

/// Several changes as one; `otherwise`: something differs that is neither more nor less.
fn together(directions: impl Iterator<Item = Direction>, otherwise: bool) -> Became {
    let (mut wider, mut narrower, mut other) = (false, false, otherwise);
    for direction in directions {
        match direction {
            Direction::Wider => wider = true,
            Direction::Narrower => narrower = true,
            Direction::Other => other = true,
        }
    }
    match (wider, narrower, other) {
        (true, false, _) => Became::Wider,
        (false, true, _) => Became::Narrower,
        (false, false, false) => Became::Same,
        _ => Became::Other,
    }
}
