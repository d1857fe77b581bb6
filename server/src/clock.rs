//! The only place that asks what time it is.

use delibero_usecases::belgian_time::day_of;
use delibero_usecases::ports::Clock;
use jiff::Timestamp;
use jiff::civil::Date;

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        day_of(self.now())
    }
}
