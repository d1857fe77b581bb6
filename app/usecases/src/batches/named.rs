//! Who stands on a list already. A bit for each counter of each day of birth: there are some 36,000 such days, so that
//! what this takes has a bound (about 6 MB), however long a list is.

use std::collections::HashMap;

use delibero_domain::niss::{BirthEra, Niss};

const COUNTERS: usize = 1_000;
const WORDS: usize = COUNTERS.div_ceil(64);

/// Persons, each once.
#[derive(Default)]
pub(super) struct Named(HashMap<u32, [u64; WORDS]>);

impl Named {
    /// False: the person was named before.
    pub fn add(&mut self, person: Niss) -> bool {
        let digits = person.reveal();
        let number = |digits: &str| digits.parse::<u32>().unwrap_or_default();
        let (day, counter) = (number(&digits[..6]), number(&digits[6..9]) as usize);
        let day = day * 2 + u32::from(person.era() == BirthEra::From2000);
        let word = &mut self.0.entry(day).or_insert([0; WORDS])[counter / 64];
        let bit = 1 << (counter % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_new_once_and_another_of_the_same_day_is_another() {
        let person = |nine, era| Niss::complete(nine, era).expect("a NISS");
        let mut named = Named::default();
        for person in [
            person(850_730_001, BirthEra::Before2000),
            person(850_730_998, BirthEra::Before2000),
            person(50_730_001, BirthEra::Before2000),
            person(50_730_001, BirthEra::From2000),
        ] {
            assert!(named.add(person));
            assert!(!named.add(person));
        }
    }
}
