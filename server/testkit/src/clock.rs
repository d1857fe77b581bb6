//! A clock that stands still.

use std::sync::Mutex;

use delibero_usecases::belgian_time::day_of;
use delibero_usecases::clock::Clock;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that stands at a time.
    #[must_use]
    pub const fn new(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// A clock that stands at a time written like `2025-06-16T09:30:00Z`.
    ///
    /// # Panics
    /// When it is not a time.
    #[must_use]
    pub fn at(time: &str) -> Self {
        Self::new(time.parse().expect("a time, like 2025-06-16T09:30:00Z"))
    }

    pub fn advance(&self, by: SignedDuration) {
        *self.time() += by;
    }

    /// Puts the clock to a time.
    pub fn set(&self, at: Timestamp) {
        *self.time() = at;
    }

    fn time(&self) -> std::sync::MutexGuard<'_, Timestamp> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.time()
    }

    fn today(&self) -> Date {
        day_of(self.now())
    }
}
