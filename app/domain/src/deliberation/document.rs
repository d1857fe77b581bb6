//! The number of one version of a deliberation, `CSI/CSSS/25/114`: it changes with every amendment.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::number::{full_year, is_invisible, is_slash};

/// A document number: the committee's letters, two digits of the year, a number. Every way of writing it
/// (`CSSS13/045`, `CSSS / 13 / 045`) gives the same one.
///
/// Prefixes seen: `TC`, `CSSS`, `CSSSS`, `CSI/CSSS` and, in Dutch, `SCSZ`, `SCSZG`, `IVC/KSZG`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a document number is written like CSI/CSSS/25/114: the committee's letters, the year, a number")]
pub struct DocumentNumberError;

impl DocumentNumber {
    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The letters of the committee, `CSI/CSSS`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let end = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        self.0[..end].trim_end_matches('/')
    }

    /// The full year of this version.
    #[must_use]
    pub fn year(&self) -> i16 {
        let digits = self.0[self.prefix().len()..].trim_start_matches('/').get(..2);
        full_year(digits.and_then(|digits| digits.parse().ok()).unwrap_or_default())
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = with_slashes(word);
        let parts: Vec<&str> = word.split('/').collect();
        let Some(([year, number], letters)) = parts.split_last_chunk::<2>().map(|(rest, last)| (last, rest)) else {
            return Err(DocumentNumberError);
        };
        let well_formed = matches!(letters.len(), 1 | 2)
            && letters.iter().all(|part| (2..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase()))
            && year.len() == 2
            && (1..=4).contains(&number.len())
            && year.bytes().chain(number.bytes()).all(|b| b.is_ascii_digit());
        if well_formed { Ok(Self(word)) } else { Err(DocumentNumberError) }
    }
}

/// One kind of slash, no blanks, and a slash where the letters meet the year.
fn with_slashes(word: &str) -> String {
    let mut with = String::with_capacity(word.len() + 1);
    for c in word.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)) {
        match c {
            c if is_slash(c) || matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}') => with.push('/'),
            c => {
                if c.is_ascii_digit() && with.ends_with(|before: char| before.is_ascii_uppercase()) {
                    with.push('/');
                }
                with.push(c);
            }
        }
    }
    with
}

impl TryFrom<String> for DocumentNumber {
    type Error = DocumentNumberError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefixes_of_every_time() {
        for (word, prefix, year) in [
            ("CSI/CSSS/25/114", "CSI/CSSS", 2025),
            ("CSSS/12/205", "CSSS", 2012),
            ("CSSSS/17/202", "CSSSS", 2017),
            ("SCSZ/08/062", "SCSZ", 2008),
            ("SCSZG/18/043", "SCSZG", 2018),
            ("TC/03/125", "TC", 2003),
            ("IVC/KSZG/24/12", "IVC/KSZG", 2024),
            ("SCSZ/04/70", "SCSZ", 2004),
        ] {
            let document: DocumentNumber = word.parse().unwrap();
            assert_eq!((document.as_str(), document.prefix(), document.year()), (word, prefix, year));
        }
    }

    #[test]
    fn every_way_of_writing_it_gives_one_number() {
        for (written, normal) in [
            ("CSSS13/045", "CSSS/13/045"),
            ("CSSS / 13 / 045", "CSSS/13/045"),
            ("CSSS\u{a0}/13/\u{202f}045", "CSSS/13/045"),
            ("CSSS 13/045", "CSSS/13/045"),
            ("IVC/KSZG24/12", "IVC/KSZG/24/12"),
            ("CSI\u{2044}CSSS\u{2044}20\u{2044}184", "CSI/CSSS/20/184"),
            ("CSI-CSSS/20/184", "CSI/CSSS/20/184"),
            ("SC\u{ad}SZ/09/\u{200b}050", "SCSZ/09/050"),
        ] {
            assert_eq!(written.parse::<DocumentNumber>().unwrap().as_str(), normal, "{written}");
        }
    }

    #[test]
    fn what_is_not_a_document_number_is_refused() {
        for word in ["", "23/058", "CSSS/2012/205", "csss/12/205", "CSI/CSSS/X/12/1", "A/12/1", "CSSS/12/"] {
            assert!(word.parse::<DocumentNumber>().is_err(), "{word}");
        }
    }
}
