//! Between columns and the types of the domain.

use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{bad_json, unreadable, unreadable_for};

/// Reads a word that has a form: an identifier, a quarter, a day.
pub(crate) fn word<T>(stored: &str, what: &str) -> Result<T, StoreError>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    stored.parse().map_err(|why| unreadable_for(what, why))
}

/// Reads a number that is smaller than its column.
pub(crate) fn number<T>(stored: i64, what: &str) -> Result<T, StoreError>
where
    T: TryFrom<i64, Error: std::error::Error + Send + Sync + 'static>,
{
    stored.try_into().map_err(|why| unreadable_for(what, why))
}

pub(crate) fn instant(microseconds: i64, what: &str) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|why| unreadable_for(what, why))
}

pub(crate) fn optional_day(stored: Option<&str>, what: &str) -> Result<Option<Date>, StoreError> {
    stored.map(|day| word(day, what)).transpose()
}

pub(crate) fn bytes<const N: usize>(stored: &[u8], what: &str) -> Result<[u8; N], StoreError> {
    stored.try_into().map_err(|_| unreadable(what))
}

/// Writes the place of something in a list.
pub(crate) fn place(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

pub(crate) fn json<T: DeserializeOwned>(stored: &str, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(stored).map_err(|why| bad_json(what, &why))
}

pub(crate) fn to_json<T: Serialize>(value: &T, what: &str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|why| bad_json(what, &why))
}
