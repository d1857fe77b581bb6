//! The number of an enterprise or institution in the Crossroads Bank for Enterprises: ten digits, the first 0 or 1, shown
//! as `0123.456.749`. The last two are 97 minus the first eight modulo 97.

use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnterpriseNumber(u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EnterpriseNumberError {
    #[error("an enterprise number has ten digits, with full stops, blanks or `BE` at most")]
    Shape,
    #[error("an enterprise number begins with 0 or 1")]
    Beginning,
    #[error("the check digits of the enterprise number do not fit")]
    CheckDigits,
}

impl EnterpriseNumber {
    /// The ten digits.
    #[must_use]
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }
}

impl std::fmt::Display for EnterpriseNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.digits();
        write!(f, "{}.{}.{}", &digits[..4], &digits[4..7], &digits[7..])
    }
}

impl std::str::FromStr for EnterpriseNumber {
    type Err = EnterpriseNumberError;

    /// Nine digits are ten whose first 0 a spreadsheet dropped.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let typed = typed.trim();
        let bare = typed.strip_prefix("BE").or_else(|| typed.strip_prefix("be")).unwrap_or(typed);
        let digits: String = bare.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}' | '-')).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 9 | 10) {
            return Err(EnterpriseNumberError::Shape);
        }
        let number: u64 = digits.parse().map_err(|_| EnterpriseNumberError::Shape)?;
        if number >= 2_000_000_000 {
            return Err(EnterpriseNumberError::Beginning);
        }
        let (head, check) = (number / 100, number % 100);
        if 97 - head % 97 == check { Ok(Self(number)) } else { Err(EnterpriseNumberError::CheckDigits) }
    }
}

impl TryFrom<String> for EnterpriseNumber {
    type Error = EnterpriseNumberError;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<EnterpriseNumber> for String {
    fn from(number: EnterpriseNumber) -> Self {
        number.digits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_the_ways_that_people_write_it() {
        for typed in ["0206731645", "0206.731.645", "BE 0206.731.645", "206731645", " 0206 731 645 "] {
            let read: EnterpriseNumber = typed.parse().expect(typed);
            assert_eq!((read.digits().as_str(), read.to_string().as_str()), ("0206731645", "0206.731.645"));
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        use EnterpriseNumberError as E;
        for (typed, why) in [
            ("", E::Shape),
            ("12345", E::Shape),
            ("0206.731.64x", E::Shape),
            ("02067316450", E::Shape),
            ("2206731645", E::Beginning),
            ("0206731644", E::CheckDigits),
        ] {
            assert_eq!(typed.parse::<EnterpriseNumber>(), Err(why), "{typed}");
        }
    }

    #[test]
    fn a_rest_of_nothing_is_written_97() {
        assert!("0000009797".parse::<EnterpriseNumber>().is_ok());
        assert!("0000009700".parse::<EnterpriseNumber>().is_err());
    }
}
