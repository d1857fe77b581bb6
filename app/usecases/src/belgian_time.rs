//! Days are Belgian days: on the screens, in the filters of the log, and where a period is decided on.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The time zone of Belgium. The database of time zones is in the program: it is always found.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Brussels").unwrap_or(TimeZone::UTC)
}

/// The Belgian day of an instant.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(zone()).date()
}

/// The instant at which a Belgian day begins; the last instant of all where that lies beyond it.
#[must_use]
pub fn begin_of(day: Date) -> Timestamp {
    day.to_zoned(zone()).map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}
