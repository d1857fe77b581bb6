//! Made-up persons: any number of them, each the same each time.

use delibero_domain::niss::{BirthEra, Niss, NissKind};
use delibero_domain::period::Period;
use jiff::civil::{Date, date};

use super::answer::{Answer, Head};
use super::course::{Episode, Subject, after, answers, number, window};
use super::random::Random;

/// Births from 1950 to 2007.
const FIRST_BIRTH: Date = date(1950, 1, 1);
const DAYS: u64 = 21_184;
/// Counters 900 to 989: so many births of one day that no register ever came so far. 990 to 999 are the personas'.
const COUNTERS: u64 = 90;
const SLOTS: u64 = DAYS * COUNTERS;
/// The most persons that can be made.
pub const MAX_PERSONS: u64 = SLOTS * 3;

pub(super) struct Person {
    pub niss: Niss,
    /// The number that took the place of theirs.
    pub replaced_by: Option<Niss>,
    cancelled: bool,
    insurer: &'static str,
    key: u64,
    random: Random,
}

/// The person of a place in the population of a seed.
pub(super) fn person(seed: u64, index: u64) -> Person {
    let mut random = Random::of(&[seed, index]);
    let key = random.next();
    // A prime that shares no factor with the number of slots, so that every slot is taken once a round.
    let slot = (index % SLOTS * 1_000_003 + Random::of(&[seed]).below(SLOTS)) % SLOTS;
    let round = index / SLOTS;
    let kinds = [NissKind::National, NissKind::BisSexKnown, NissKind::BisSexUnknown];
    let first = match Random::of(&[seed, slot]).below(100) {
        0..92 => 0,
        92..97 => 1,
        _ => 2,
    };
    let kind = |steps: u64| kinds[usize::try_from((first + steps) % 3).unwrap_or_default()];
    // Another kind of number for the same slot: nobody has it as long as the population stays below one round.
    let replaced_by = random.chance(3).then(|| niss(slot, kind(round + 1)));
    let cancelled = replaced_by.is_none() && random.chance(3);
    let insurer = random.pick(&["100", "100", "100", "200", "300", "300", "306", "400", "500", "600", "900"]);
    Person { niss: niss(slot, kind(round)), replaced_by, cancelled, insurer, key, random }
}

fn niss(slot: u64, kind: NissKind) -> Niss {
    let born = after(FIRST_BIRTH, slot / COUNTERS);
    let month = u32::from(born.month().unsigned_abs())
        + match kind {
            NissKind::National => 0,
            NissKind::BisSexUnknown => 20,
            NissKind::BisSexKnown => 40,
            NissKind::Ter => 60,
        };
    let counter = u32::try_from(900 + slot % COUNTERS).unwrap_or_default();
    let year = u32::from(born.year().unsigned_abs());
    let nine = (year % 100 * 10_000 + month * 100 + u32::from(born.day().unsigned_abs())) * 1000 + counter;
    let era = if year < 2000 { BirthEra::Before2000 } else { BirthEra::From2000 };
    Niss::complete(nine, era).expect("the day exists, and the counter is not 000")
}

impl Person {
    /// What the insurers have sent about the person by that day; nothing for some.
    pub fn answers(mut self, today: Date) -> Vec<Answer> {
        let episodes = self.episodes(today);
        let niss = self.replaced_by.unwrap_or(self.niss);
        let subject = Subject { niss, insurer: self.insurer, key: self.key };
        let mut sent = answers(&subject, &episodes, today);
        if self.replaced_by.is_some() {
            sent.extend(self.of_the_old_number(&sent));
        }
        for answer in &mut sent {
            answer.cancelled = self.cancelled;
        }
        sent
    }

    /// What was attested under the number that was replaced, cancelled.
    fn of_the_old_number(&self, sent: &[Answer]) -> Option<Answer> {
        let mut old = sent.first()?.clone();
        let Head::Attested { quarter, id, version, status, .. } = &mut old.head else { return None };
        *id = Random::of(&[self.key, number(*quarter), 1]).uuid();
        *version = 2;
        *status = delibero_domain::record::RecordStatus::Cancellation;
        old.person = self.niss;
        old.replaced_by = self.replaced_by;
        old.allowances.clear();
        Some(old)
    }

    fn episodes(&mut self, today: Date) -> Vec<Episode> {
        let regime = if self.random.chance(800) { "general" } else { "selfEmployed" };
        match self.random.below(100) {
            // Nothing is ever attested for these.
            0..15 => Vec::new(),
            15..30 => vec![self.long_illness(regime)],
            _ => {
                let mut years: Vec<i16> = window(today).map(|quarter| quarter.year()).collect();
                years.dedup();
                years.into_iter().filter_map(|year| self.of_year(year, regime)).collect()
            }
        }
    }

    fn long_illness(&mut self, regime: &'static str) -> Episode {
        let begin = after(date(2021, 1, 1), self.random.below(1825));
        let end = after(begin, 300 + self.random.below(2200));
        let open = self.random.chance(400);
        Episode { risk: "incapacity", regime, period: Period { begin, end: (!open).then_some(end) } }
    }

    /// At most one in a year, ended within it, so that no year depends on another.
    fn of_year(&self, year: i16, regime: &'static str) -> Option<Episode> {
        let mut random = Random::of(&[self.key, year.unsigned_abs().into(), 2]);
        if !random.chance(600) {
            return None;
        }
        let (risk, days) = match random.below(100) {
            0..62 => ("incapacity", 10 + random.below(120)),
            62..78 => ("maternity", 105),
            78..84 => ("breastfeeding", 60 + random.below(90)),
            84..92 => ("paternity", 20),
            92..96 => ("adoption", 42),
            _ => ("fosterPlacement", 42),
        };
        let regime = if risk == "breastfeeding" { "general" } else { regime };
        let begin = after(date(year, 1, 1), random.below(300));
        let end = after(begin, days).min(date(year, 12, 31));
        Some(Episode { risk, regime, period: Period { begin, end: Some(end) } })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_has_the_number_of_another() {
        let indices = (0..30_000).chain(SLOTS..SLOTS + 30_000).chain(2 * SLOTS..2 * SLOTS + 30_000);
        let numbers: Vec<Niss> = indices.map(|index| person(5, index).niss).collect();
        let different: HashSet<Niss> = numbers.iter().copied().collect();
        assert_eq!(different.len(), numbers.len());
        for number in numbers {
            let counter: u32 = number.reveal()[6..9].parse().unwrap();
            assert!((900..990).contains(&counter));
        }
        assert_eq!(after(FIRST_BIRTH, DAYS - 1), date(2007, 12, 31));
    }
}
