//! A day, written as one: the library would take an instant too, of which it keeps the day.

use std::fmt;

use jiff::civil::Date;
use serde::de::{Deserializer, Error, Visitor};

const WRITTEN: usize = "2026-12-31".len();

struct Day;

impl Visitor<'_> for Day {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Date, E> {
        if word.len() != WRITTEN {
            return Err(E::custom("failed to parse a day: it is written like 2026-12-31"));
        }
        word.parse().map_err(E::custom)
    }
}

pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_str(Day)
}

pub(super) fn read_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    read(deserializer).map(Some)
}
