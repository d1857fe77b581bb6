//! Numbers that are forgotten in time, in a memory that does not grow.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

/// The most numbers of one age: as many as a stranger likes to send would fill the memory.
const MOST: usize = 200_000;

/// Counts under keys. What was not counted for one to two spans is forgotten.
pub(super) struct Fading {
    span: SignedDuration,
    begun: Timestamp,
    young: HashMap<u64, u32>,
    old: HashMap<u64, u32>,
}

impl Fading {
    pub fn new(span: SignedDuration) -> Self {
        Self { span, begun: Timestamp::MIN, young: HashMap::new(), old: HashMap::new() }
    }

    pub fn get(&mut self, key: u64, now: Timestamp) -> u32 {
        self.age(now);
        self.young.get(&key).or_else(|| self.old.get(&key)).copied().unwrap_or(0)
    }

    /// One more; how many it makes.
    pub fn add(&mut self, key: u64, now: Timestamp) -> u32 {
        let count = self.get(key, now).saturating_add(1);
        if self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, count);
        count
    }

    pub fn forget(&mut self, key: u64) {
        self.young.remove(&key);
        self.old.remove(&key);
    }

    fn age(&mut self, now: Timestamp) {
        let age = now.duration_since(self.begun);
        if age < self.span {
            return;
        }
        self.old = std::mem::take(&mut self.young);
        if age >= self.span * 2 {
            self.old.clear();
        }
        self.begun = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_forgotten_after_one_to_two_spans_and_the_memory_does_not_grow() {
        let span = SignedDuration::from_mins(15);
        let mut fading = Fading::new(span);
        let now: Timestamp = "2025-06-02T09:30:00Z".parse().unwrap();
        assert_eq!((fading.add(1, now), fading.add(1, now)), (1, 2));
        assert_eq!(fading.get(1, now + span), 2);
        assert_eq!(fading.get(1, now + span * 3), 0);
        for key in 0..500_000 {
            fading.add(key, now + span * 3);
        }
        assert!(fading.young.len() + fading.old.len() <= 2 * MOST);
    }
}
