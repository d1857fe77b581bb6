//! A day, written as one: the library would take an instant too, of which it keeps the day.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

const WRITTEN: usize = "2026-12-31".len();

pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let word = String::deserialize(deserializer)?;
    if word.len() != WRITTEN {
        return Err(D::Error::custom("failed to parse a day: it is written like 2026-12-31"));
    }
    word.parse().map_err(D::Error::custom)
}

pub(super) fn read_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    read(deserializer).map(Some)
}
