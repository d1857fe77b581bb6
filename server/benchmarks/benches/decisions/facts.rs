//! Facts about records: every combination for the check, a lifelike mix for the clock.

use delibero_domain::consultation::RecordFacts;
use delibero_domain::period::Period;
use jiff::civil::{Date, date};

use crate::random::Random;

/// The day of every decision here.
pub const TODAY: Date = date(2026, 11, 21);

const REGIMES: &[Option<&str>] = &[None, Some("general"), Some("self-employed"), Some("unheard-of")];

const RISKS: &[Option<&str>] = &[
    None,
    Some("incapacity"),
    Some("maternity"),
    Some("paternity"),
    Some("breastfeeding"),
    Some("adoption"),
    Some("foster-placement"),
    Some("unheard-of"),
];

/// The last two sides of each day on which a history of seven years, or of none, begins; and an open period.
const PERIODS: &[Option<(Date, Option<Date>)>] = &[
    None,
    Some((date(2010, 1, 1), Some(date(2010, 3, 31)))),
    Some((date(2019, 7, 1), Some(date(2019, 9, 30)))),
    Some((date(2019, 7, 1), Some(date(2019, 10, 1)))),
    Some((date(2026, 7, 1), Some(date(2026, 9, 30)))),
    Some((date(2026, 7, 1), Some(date(2026, 10, 1)))),
    Some((date(2010, 1, 1), None)),
];

/// Every combination of regime, social risk and period.
pub fn every() -> Vec<RecordFacts<'static>> {
    let risks = || RISKS.iter().flat_map(|risk| PERIODS.iter().map(|period| (*risk, *period)));
    let all = REGIMES.iter().flat_map(|regime| risks().map(|(risk, period)| (*regime, risk, period)));
    all.map(|(regime, risk, period)| RecordFacts { regime, risk, period: period.map(period_of) }).collect()
}

/// A record with a risk and payments: a known regime (four in five the general one), a known risk, closed or open.
pub fn lifelike(random: &mut Random) -> RecordFacts<'static> {
    let regime = if random.below(5) == 0 { "self-employed" } else { "general" };
    let risk = RISKS[1 + random.below(RISKS.len() - 2)];
    let period = PERIODS[1 + random.below(PERIODS.len() - 1)];
    RecordFacts { regime: Some(regime), risk, period: period.map(period_of) }
}

fn period_of((begin, end): (Date, Option<Date>)) -> Period {
    Period::new(begin, end).expect("a period")
}
