//! The only place that asks what time it is.

use delibero_usecases::ports::Clock;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The clock of the machine, with Belgian days.
pub struct SystemClock {
    zone: TimeZone,
}

impl SystemClock {
    /// The clock of the machine.
    #[must_use]
    pub fn new() -> Self {
        // The database of time zones is in the binary: it is always found.
        Self { zone: TimeZone::get("Europe/Brussels").unwrap_or(TimeZone::UTC) }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        self.now().to_zoned(self.zone.clone()).date()
    }
}
