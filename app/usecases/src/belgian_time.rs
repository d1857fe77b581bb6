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

/// An instant as people in Belgium write it, `2026-11-21 01:02:03`; in the hour that comes twice in October with its
/// offset, `2026-10-25 02:30:00 +01:00`.
#[must_use]
pub fn written(at: Timestamp) -> String {
    let local = at.to_zoned(zone());
    let comes_twice = zone().to_ambiguous_zoned(local.datetime()).is_ambiguous();
    let format = if comes_twice { "%Y-%m-%d %H:%M:%S %:z" } else { "%Y-%m-%d %H:%M:%S" };
    local.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_that_comes_twice_shows_its_offset() {
        for (at, expected) in [
            ("2026-10-24T23:59:59Z", "2026-10-25 01:59:59"),
            ("2026-10-25T00:30:00Z", "2026-10-25 02:30:00 +02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25 02:30:00 +01:00"),
            ("2026-10-25T02:00:00Z", "2026-10-25 03:00:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00"),
        ] {
            assert_eq!(written(at.parse().expect("an instant")), expected);
        }
    }
}
