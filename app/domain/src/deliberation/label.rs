//! The label of a point, as printed and in the normal form that sorts.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::latin;
use super::number::{is_invisible, is_slash};

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
        let compact = compact(printed);
        let path: Vec<Step> = compact.split('.').map(str::parse).collect::<Result<_, _>>()?;
        if path.len() > MAX_STEPS {
            return Err(PointLabelError);
        }
        Ok(Self { printed: printed.to_owned(), path })
    }
}

/// A label without what laws put around its numbers: `§ 3.`, `7°.`, `7)`, `7.bis`, `23./1.`.
fn compact(printed: &str) -> String {
    let visible = printed.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c));
    let same: String = visible.map(|c| if is_slash(c) { '/' } else { c.to_ascii_lowercase() }).collect();
    let inner = same.trim_start_matches('§').trim_end_matches(['.', ')']);
    let mut compact = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let behind_digit = compact.ends_with(|before: char| before.is_ascii_digit());
        match c {
            '°' | 'º' if behind_digit => {}
            // The dot before a slash or an adverb ends the number that it inserts after.
            '.' if rest.starts_with('/') || rest.starts_with(|next: char| next.is_ascii_lowercase()) => {}
            c => compact.push(c),
        }
    }
    // The first paragraph of an article is `§ 1er`.
    if same.starts_with('§') && compact == "1er" { "1".to_owned() } else { compact }
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
            ("7sexies.", "7sexies"),
            ("7BIS.", "7bis"),
            ("7 septies.", "7septies"),
            ("7.bis", "7bis"),
            ("7 bis.", "7bis"),
            ("7. bis.", "7bis"),
            ("7°.", "7"),
            ("7º", "7"),
            ("7)", "7"),
            ("7°bis)", "7bis"),
            ("§ 3.", "3"),
            ("§\u{a0}3bis", "3bis"),
            ("§ 1er.", "1"),
            ("37.1bis.", "37.1bis"),
            ("7\u{ad}bis\u{200b}.", "7bis"),
            ("7undecies.", "7undecies"),
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
    fn insertions_sort_by_their_adverb_not_by_their_letters() {
        let order = [
            "7",
            "7.1",
            "7.10",
            "7bis",
            "7ter",
            "7quater",
            "7quinquies",
            "7 SEXIES.",
            "7septies",
            "7.octies",
            "7nonies",
            "7decies",
            "7undecies",
            "7vicies",
            "8)",
            "§ 9.",
            "10°.",
        ];
        let labels: Vec<PointLabel> = order.map(label).into();
        assert!(labels.is_sorted());
    }

    #[test]
    fn what_is_not_a_label_is_refused() {
        for word in [
            "",
            ".",
            "1..2",
            "0",
            "1.0",
            "1000",
            "x",
            "1x",
            "1/",
            "/1",
            "1.2.3.4.5",
            "2016/679",
            "§",
            "1er",
            "7semel",
            "bis",
        ] {
            assert!(word.parse::<PointLabel>().is_err(), "{word}");
        }
    }
}
