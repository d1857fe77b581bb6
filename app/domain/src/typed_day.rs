//! A day as people type it: day first, `31/12/2026`, `31.12.2026`, `31-12-2026`, `1/2/2026`, `31 12 2026`; or as addresses
//! write it, `2026-12-31`. Which number is the month is never guessed.

use jiff::civil::Date;
use thiserror::Error;

use crate::period::Month;

/// The first and the last year that a day may have.
pub const YEARS: (i16, i16) = (1800, 2199);

/// Why what was typed is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DayError {
    /// Not three numbers, day, month and a year of four digits, with the same sign between them.
    #[error("not a day")]
    Shape,
    /// The month or the day of the month does not exist.
    #[error("no such day")]
    NoSuchDay,
    /// Outside of [`YEARS`].
    #[error("year out of range")]
    Year,
}

/// Reads a day.
///
/// # Errors
/// When it is none, there is no such day, or its year is out of range.
pub fn read_day(typed: &str) -> Result<Date, DayError> {
    let (parts, year_first) = parts(typed.trim())?;
    let [first, month, last] = parts;
    let (day, year) = if year_first { (last, first) } else { (first, last) };
    let year = number(year, 4..=4)?;
    let shortest = if year_first { 2 } else { 1 };
    let (day, month) = (number(day, shortest..=2)?, number(month, shortest..=2)?);
    if !(YEARS.0..=YEARS.1).contains(&year) {
        return Err(DayError::Year);
    }
    let small = |number: i16| i8::try_from(number).map_err(|_| DayError::NoSuchDay);
    Date::new(year, small(month)?, small(day)?).map_err(|_| DayError::NoSuchDay)
}

/// Reads a month, as it is typed (`03/2025`, `3.2025`, `03-2025`, `03 2025`) or as addresses write it (`2025-03`).
///
/// # Errors
/// When it is none, there is no such month, or its year is out of range.
pub fn read_month(typed: &str) -> Result<Month, DayError> {
    let typed = typed.trim();
    let year_first = typed.split_once('-').is_some_and(|(year, _)| year.trim().len() == 4);
    let day = if year_first { format!("{typed}-01") } else { format!("1{}{typed}", sign_of(typed)) };
    read_day(&day).map(Month::containing)
}

/// What stands between month and year.
fn sign_of(typed: &str) -> char {
    typed.chars().find(|sign| matches!(sign, '/' | '.' | '-')).unwrap_or(' ')
}

/// The three numbers, without the blanks around them, and whether the year comes first.
fn parts(typed: &str) -> Result<([&str; 3], bool), DayError> {
    let sign = typed.chars().find(|sign| matches!(sign, '/' | '.' | '-'));
    let mut parts = match sign {
        Some(sign) => typed.split(sign).map(str::trim).collect::<Vec<_>>(),
        None => typed.split_whitespace().collect(),
    };
    // `31. 12. 2026.`: a full stop may end it.
    if sign == Some('.') && parts.len() == 4 && parts[3].is_empty() {
        parts.truncate(3);
    }
    let parts: [&str; 3] = parts.try_into().map_err(|_| DayError::Shape)?;
    Ok((parts, sign == Some('-') && parts[0].len() == 4))
}

fn number(digits: &str, lengths: std::ops::RangeInclusive<usize>) -> Result<i16, DayError> {
    let plain = lengths.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain).ok_or(DayError::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_comes_first_whatever_stands_between() {
        let day = Date::constant(2026, 12, 31);
        for typed in [
            "31/12/2026",
            "31.12.2026",
            "31-12-2026",
            "2026-12-31",
            "  31/12/2026 ",
            "31 / 12 / 2026",
            "31. 12. 2026",
            "31 12 2026",
        ] {
            assert_eq!(read_day(typed), Ok(day), "{typed}");
        }
        for typed in ["1/2/2026", "01/02/2026", "1.2.2026", "1 2 2026"] {
            assert_eq!(read_day(typed), Ok(Date::constant(2026, 2, 1)), "{typed}: the second number is the month");
        }
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for typed in [
            "",
            "soon",
            "2026",
            "2026-11",
            "31/12",
            "31/12/26",
            "20261121",
            "2026-11-2",
            "2026/11/21",
            "31/12-2026",
            "+1/12/2026",
            "2026-11-21T10:00",
            "+026-11-21",
            "1/2/2026/3",
            "٣١/12/2026",
        ] {
            assert_eq!(read_day(typed), Err(DayError::Shape), "{typed}");
        }
        for typed in ["12/31/2026", "30/2/2026", "2026-02-30", "0/1/2026", "29.2.2025", "99/99/2026"] {
            assert_eq!(read_day(typed), Err(DayError::NoSuchDay), "{typed}");
        }
        for typed in ["1/1/1799", "31-12-2200", "0001-01-01", "9999-12-31"] {
            assert_eq!(read_day(typed), Err(DayError::Year), "{typed}");
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_written() {
        let mut day = Date::constant(1999, 1, 1);
        while day.year() < 2005 {
            let (d, m, y) = (day.day(), day.month(), day.year());
            for typed in [format!("{d}/{m}/{y}"), format!("{d:02}.{m:02}.{y}"), day.to_string()] {
                assert_eq!(read_day(&typed), Ok(day), "{typed}");
            }
            day = day.tomorrow().expect("a day after it");
        }
    }

    #[test]
    fn a_month_is_typed_as_a_day_is_without_its_day() {
        for typed in ["03/2025", "3/2025", "03.2025", "03-2025", "3 2025", " 2025-03 ", "03 / 2025"] {
            assert_eq!(read_month(typed).map(|month| month.to_string()), Ok("2025-03".to_owned()), "{typed}");
        }
        for typed in ["13/2025", "00/2025", "2025", "03/25", "", "mars 2025", "1/3/2025", "2025-3"] {
            assert!(read_month(typed).is_err(), "{typed}");
        }
    }
}
