//! The stable number of a deliberation, `23/058`: it never changes, whatever becomes of the text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::latin;

/// The stable number of a deliberation. Every way of writing it (`08/20`, `n°08/20`, `18/ 047`) gives the same one.
///
/// Numbers sort by their full year, then by number: `96/032` comes before `02/110`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeliberationNumber {
    year: i16,
    number: u16,
    latin: u8,
}

/// Why a word is not the number of a deliberation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a deliberation's number is written like 23/058: two digits of the year, a slash, one to three digits")]
pub struct DeliberationNumberError;

/// The committee was set up in 1990: two digits from 90 on belong to the last century.
const FIRST_YEAR: i16 = 90;

#[must_use]
pub(super) const fn full_year(two_digits: i16) -> i16 {
    if two_digits >= FIRST_YEAR { 1900 + two_digits } else { 2000 + two_digits }
}

impl DeliberationNumber {
    /// The full year in which it was given.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number in that year.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.number
    }
}

impl fmt::Display for DeliberationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:03}{}", self.year % 100, self.number, latin::adverb(self.latin))
    }
}

impl FromStr for DeliberationNumber {
    type Err = DeliberationNumberError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word: String = word.chars().filter(|c| !is_invisible(*c)).collect();
        let word = without_number_sign(word.trim());
        let (year, rest) = word.split_once(is_slash).ok_or(DeliberationNumberError)?;
        let year = digits(year.trim_end(), 2..=2)?;
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = digits(&rest[..end], 1..=3)?;
        let suffix = rest[end..].trim();
        let latin = if suffix.is_empty() { 0 } else { latin::ordinal(suffix).ok_or(DeliberationNumberError)? };
        if number == 0 {
            return Err(DeliberationNumberError);
        }
        Ok(Self { year: full_year(i16::try_from(year).map_err(|_| DeliberationNumberError)?), number, latin })
    }
}

/// What follows `n°`, `nr.`, `no`, `numéro` and their like, also where the sign was lost: `N 10/022`.
fn without_number_sign(word: &str) -> &str {
    let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (sign, rest) = word.split_at(digits);
    let sign: String = sign.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let sign = sign.trim_end_matches(['.', ':']);
    const SIGNS: [&str; 14] =
        ["", "n", "n°", "nº", "n˚", "nᵒ", "n⁰", "no", "nr", "№", "num", "numéro", "numero", "nummer"];
    if SIGNS.contains(&sign) { rest } else { word }
}

/// The slash, in the forms that look alike.
pub(super) const fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\u{2044}' | '\u{2215}' | '\u{ff0f}')
}

/// A character that takes no room: it may stand anywhere in what was copied.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Result<u16, DeliberationNumberError> {
    let right = length.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if right { word.parse().map_err(|_| DeliberationNumberError) } else { Err(DeliberationNumberError) }
}

impl TryFrom<String> for DeliberationNumber {
    type Error = DeliberationNumberError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<DeliberationNumber> for String {
    fn from(number: DeliberationNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_it_gives_one_number() {
        for (written, normal) in [
            ("23/058", "23/058"),
            ("08/20", "08/020"),
            ("04/32", "04/032"),
            ("18/ 047", "18/047"),
            ("n°08/20", "08/020"),
            ("N° 13/124", "13/124"),
            ("nr. 08/040", "08/040"),
            ("NR 08/040", "08/040"),
            ("03/10bis", "03/010bis"),
            ("03/10 BIS", "03/010bis"),
            ("96/32", "96/032"),
            ("N 10/022", "10/022"),
            ("N10/22", "10/022"),
            ("n°\u{a0}10/022", "10/022"),
            ("Nr10/022", "10/022"),
            ("NR.10/022", "10/022"),
            ("N º 10 / 022", "10/022"),
            ("№ 10/022", "10/022"),
            ("nummer 10/022", "10/022"),
            ("10\u{2044}022", "10/022"),
            ("10/\u{ad}0\u{200b}22", "10/022"),
            ("03/10 septies", "03/010septies"),
        ] {
            let number: DeliberationNumber = written.parse().unwrap();
            assert_eq!(number.to_string(), normal, "{written}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for word in
            ["", "23", "2016/679", "23/", "23/0", "23/1234", "23/05x", "95/46/CE", "é/1", "art. 10/022", "RN 10/022"]
        {
            assert!(word.parse::<DeliberationNumber>().is_err(), "{word}");
        }
    }

    #[test]
    fn they_sort_by_full_year_then_number() {
        let sorted: Vec<DeliberationNumber> =
            ["96/032", "99/1", "00/026", "02/110", "03/010", "03/010bis", "23/058"].map(|n| n.parse().unwrap()).into();
        assert!(sorted.is_sorted());
        assert_eq!(sorted[0].year(), 1996);
        assert_eq!(sorted[6].year(), 2023);
    }
}
