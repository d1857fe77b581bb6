//! The label of a point, as printed and in the normal form that sorts.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::latin;

/// The label of a point: `23./1.` as printed, `23/1` in its normal form.
///
/// The order is that of a Belgian law: `37` comes first, then its subdivisions `37.1`, `37.2` … `37.10`, then what was
/// inserted after it, `37/1` and `37bis`, then `38`. So a dot divides a point, a slash inserts a point of its own,
/// whether or not the point before it exists (`56/1` without a `56`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PointLabel {
    printed: String,
    path: Vec<Step>,
}

/// One step of a label: what stands between two dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// The number itself.
    pub number: u16,
    /// Which Latin insertion: 2 for `bis`; 0 for none.
    pub latin: u8,
    /// What stands behind a slash; 0 for none.
    pub inserted: u16,
}

/// Why a word is not the label of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the label of a point is written like 23, 79.14, 23./1 or 10bis, with numbers below 1000, four at most")]
pub struct PointLabelError;

const MAX_STEPS: usize = 4;

impl PointLabel {
    /// The label as the text has it, such as `61./4.`.
    #[must_use]
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The normal form, such as `61/4`.
    #[must_use]
    pub fn normal(&self) -> String {
        let mut normal = String::new();
        for (index, step) in self.path.iter().enumerate() {
            if index > 0 {
                normal.push('.');
            }
            normal.push_str(&step.to_string());
        }
        normal
    }

    /// Its steps: two for `79.14`, one for `23/1`.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.path
    }

    /// Whether its form says that it was inserted later: `23/1`, `10bis`.
    #[must_use]
    pub fn is_inserted(&self) -> bool {
        self.path.iter().any(|step| step.inserted > 0 || step.latin > 0)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, latin::adverb(self.latin))?;
        if self.inserted > 0 { write!(f, "/{}", self.inserted) } else { Ok(()) }
    }
}

/// Shows the normal form.
impl fmt::Display for PointLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.normal())
    }
}

impl Ord for PointLabel {
    fn cmp(&self, other: &Self) -> Ordering {
        self.path.cmp(&other.path).then_with(|| self.printed.cmp(&other.printed))
    }
}

impl PartialOrd for PointLabel {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for PointLabel {
    type Err = PointLabelError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let printed = word.trim();
        let compact: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
        // The dot before a slash ends the number that the slash inserts after: `23./1.` is `23/1`.
        let compact = compact.replace("./", "/");
        let path: Vec<Step> = compact.trim_end_matches('.').split('.').map(str::parse).collect::<Result<_, _>>()?;
        if path.len() > MAX_STEPS {
            return Err(PointLabelError);
        }
        Ok(Self { printed: printed.to_owned(), path })
    }
}

impl FromStr for Step {
    type Err = PointLabelError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (base, inserted) = match word.split_once('/') {
            Some((base, inserted)) => (base, number(inserted)?),
            None => (word, 0),
        };
        let end = base.find(|c: char| !c.is_ascii_digit()).unwrap_or(base.len());
        let suffix = &base[end..];
        let latin = if suffix.is_empty() { 0 } else { latin::ordinal(suffix).ok_or(PointLabelError)? };
        Ok(Self { number: number(&base[..end])?, latin, inserted })
    }
}

fn number(word: &str) -> Result<u16, PointLabelError> {
    let well_formed = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    match word.parse() {
        Ok(number) if well_formed && number > 0 => Ok(number),
        _ => Err(PointLabelError),
    }
}

impl TryFrom<String> for PointLabel {
    type Error = PointLabelError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<PointLabel> for String {
    fn from(label: PointLabel) -> Self {
        label.printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(word: &str) -> PointLabel {
        word.parse().unwrap()
    }

    #[test]
    fn printed_forms_have_one_normal_form() {
        for (printed, normal) in [
            ("23./1.", "23/1"),
            ("29/1", "29/1"),
            ("37.1.", "37.1"),
            ("56/1.", "56/1"),
            ("61./4.", "61/4"),
            ("79.14.", "79.14"),
            ("1.1", "1.1"),
            ("7.10.", "7.10"),
            ("12.", "12"),
            ("10bis.", "10bis"),
            ("10 BIS", "10bis"),
        ] {
            assert_eq!(label(printed).normal(), normal);
            assert_eq!(label(printed).printed(), printed);
        }
    }

    #[test]
    fn they_sort_as_in_a_law() {
        let order = [
            "22", "23", "23.1", "23/1", "24", "37", "37.1", "37/1", "37bis", "55", "56/1", "56/2", "57", "79", "79.2",
            "79.10",
        ];
        let labels: Vec<PointLabel> = order.map(label).into();
        assert!(labels.is_sorted());
    }

    #[test]
    fn what_is_not_a_label_is_refused() {
        for word in ["", ".", "1..2", "0", "1.0", "1000", "x", "1x", "1/", "/1", "1.2.3.4.5", "2016/679"] {
            assert!(word.parse::<PointLabel>().is_err(), "{word}");
        }
    }
}
