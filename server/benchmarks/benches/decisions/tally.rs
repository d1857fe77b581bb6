//! What is done with an answer, the same for every side: each element is looked at, and little more, so that the
//! time is the decision's.

use std::hint::black_box;

use delibero_domain::authorisation::{Source, WithheldReason};
use delibero_domain::consultation::Verdict;

/// A sum over an answer.
#[derive(Default)]
pub struct Tally(u64);

impl Tally {
    /// The set of the elements granted.
    pub fn granted<T>(&mut self, elements: T) {
        black_box(elements);
    }

    /// An element withheld.
    pub fn withheld(&mut self, element: usize, reason: WithheldReason, source: &Source) {
        let of_one = element ^ (reason as usize) << 8 ^ std::ptr::from_ref(source).addr();
        self.0 = self.0.wrapping_add(of_one as u64);
    }

    /// Everything the engine says of a record.
    pub fn verdict(&mut self, verdict: &Verdict<'_>) {
        self.granted(verdict.granted());
        verdict.reasons().for_each(|(element, reason, source)| self.withheld(element, reason, source));
    }

    /// Ends it, so that nothing of the work can be left out.
    pub fn end(self) {
        black_box(self.0);
    }
}
