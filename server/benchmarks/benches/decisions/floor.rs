//! The floor: what somebody would write by hand who knew the service, its regimes and its risks beforehand.
//!
//! Why it is the floor for a filter of bit masks that gives every reason:
//! - the words of the law are in the code, so a regime costs one comparison of a short word and a risk at most six,
//!   with no list to search;
//! - everything known before the record comes is one machine word or one table of fixed size without a pointer in
//!   between, so that the granted set costs two `and not`;
//! - where the record changes nothing, which is the usual case, the reasons are a ready list that is only walked;
//!   where it does, one table look-up per element withheld; a whole record withheld is one loop with one reason;
//! - the caller's work stands inside these loops (a closure, compiled in), so nothing is stored or iterated twice.
//!
//! It cannot do less and still name each element withheld, with its reason and source, in the order of the service.

use delibero_domain::authorisation::{RegimeRule, Source, WithheldReason};
use delibero_domain::catalogue::ElementSet;
use delibero_domain::consultation::{Permit, RecordFacts, Request};
use delibero_domain::period::Quarter;
use jiff::civil::Date;

const CAPACITY: usize = ElementSet::CAPACITY;

type Why<'c> = (WithheldReason, &'c Source);

/// One recipient, module and purpose, ready for records.
pub struct Floor<'c> {
    every: u64,
    granted: u64,
    /// Which regimes pass: a bit of [`regime_bit`] for each.
    regimes: u8,
    regimes_source: &'c Source,
    /// The elements that do not exist for a risk, by its [`risk_place`].
    outside_risk: [u64; 7],
    /// The first day and the elements that are held to it.
    history: Option<(Date, u64)>,
    history_source: &'c Source,
    /// Why an element is withheld: always, or where it is granted, for its risk.
    why: [Why<'c>; CAPACITY],
    /// The elements always withheld, ready to be told.
    always: Box<[(usize, Why<'c>)]>,
}

impl<'c> Floor<'c> {
    /// Compiles what the catalogue says, which a person would have typed.
    pub fn new(permit: &Permit<'c>, request: &Request) -> Self {
        let (service, authorisation, purpose) = (permit.service(), permit.authorisation(), permit.purpose());
        let module = service.module(&request.module).expect("the module asked").0;
        let grants = authorisation.modules.iter().find(|grant| grant.module == module).expect("the module granted");
        let place = authorisation.purposes.iter().position(|found| found.id == purpose.id).expect("the purpose");
        let grant = &grants.by_purpose[place];
        let mut why = [(WithheldReason::OutsideHistory, &authorisation.source); CAPACITY];
        let conditions = permit.conditions();
        for (place, (slot, withheld)) in why.iter_mut().zip(grant.withheld.iter()).enumerate() {
            let tied = conditions.risks.iter().find(|rule| rule.elements.contains(place));
            *slot = match (withheld, tied) {
                (Some(withheld), _) => (withheld.reason, &withheld.source),
                (None, Some(rule)) => (WithheldReason::RiskNotGranted, &rule.source),
                (None, None) => *slot,
            };
        }
        // What the shipped catalogue says: at most one history for a purpose, and one limit to regimes that matters.
        let history = conditions.histories.first();
        let outside_risk = |risk: Option<&str>| {
            let broken = conditions.risks.iter().filter(|rule| !rule.admits(risk));
            broken.fold(0, |bits, rule| bits | bits_of(rule.elements))
        };
        let every = bits_of(service.every_element());
        let granted = bits_of(grant.granted);
        Self {
            every,
            granted,
            regimes: if service.regime_element.is_some() { regimes_of(permit) } else { u8::MAX },
            regimes_source: conditions.regimes.first().map_or(&authorisation.regimes_source, |rule| &rule.source),
            outside_risk: RISKS.map(outside_risk),
            history: history.map(|it| (first_day(request.at, it.years), bits_of(it.elements))),
            history_source: history.map_or(&purpose.source, |history| &history.source),
            why,
            always: places(every & !granted).map(|place| (place, why[place])).collect(),
        }
    }

    /// The elements granted; each withheld is told with its reason and source.
    pub fn judge(&self, record: RecordFacts<'_>, mut tell: impl FnMut(usize, WithheldReason, &'c Source)) -> u64 {
        if self.regimes & regime_bit(record.regime) == 0 {
            places(self.every).for_each(|place| tell(place, WithheldReason::RegimeNotGranted, self.regimes_source));
            return 0;
        }
        let outside_risk = self.outside_risk[risk_place(record.risk)];
        let outside_history = match self.history {
            Some((first, elements)) if record.period.is_none_or(|it| it.end.is_some_and(|end| end < first)) => elements,
            _ => 0,
        };
        let granted = self.granted & !outside_risk & !outside_history;
        if granted == self.granted {
            self.always.iter().for_each(|(place, (reason, source))| tell(*place, *reason, source));
            return granted;
        }
        let for_history = self.granted & outside_history & !outside_risk;
        for place in places(self.every & !granted) {
            let (reason, source) = if for_history >> place & 1 == 1 {
                (WithheldReason::OutsideHistory, self.history_source)
            } else {
                self.why[place]
            };
            tell(place, reason, source);
        }
        granted
    }
}

fn first_day(at: Date, years: i16) -> Date {
    Quarter::containing(at).shifted(-4 * years).first_day()
}

fn regimes_of(permit: &Permit<'_>) -> u8 {
    let of_rule = |rule: &RegimeRule| {
        let named = rule.regimes.iter().fold(0, |bits, regime| bits | regime_bit(Some(regime)));
        if rule.unsaid { named | regime_bit(None) } else { named }
    };
    permit.conditions().regimes.iter().fold(u8::MAX, |bits, rule| bits & of_rule(rule))
}

fn regime_bit(regime: Option<&str>) -> u8 {
    match regime {
        Some("general") => 1,
        Some("self-employed") => 2,
        None => 4,
        Some(_) => 8,
    }
}

const RISKS: [Option<&str>; 7] = [
    Some("incapacity"),
    Some("maternity"),
    Some("paternity"),
    Some("breastfeeding"),
    Some("adoption"),
    Some("foster-placement"),
    None,
];

fn risk_place(risk: Option<&str>) -> usize {
    match risk {
        Some("incapacity") => 0,
        Some("maternity") => 1,
        Some("paternity") => 2,
        Some("breastfeeding") => 3,
        Some("adoption") => 4,
        Some("foster-placement") => 5,
        _ => 6,
    }
}

/// A set as the machine word that it is.
pub fn bits_of(set: ElementSet) -> u64 {
    set.iter().fold(0, |bits, place| bits | 1 << place)
}

fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < CAPACITY).then_some(place)
    })
}
