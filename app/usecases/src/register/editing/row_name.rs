//! Names for the rows of a list, which hold when rows are added, moved or removed by somebody else.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::entry::Entry;
use super::field_key::FieldError;

/// How many bytes of the hash of a word are kept.
const BYTES: usize = 16;

/// What a row was when it was read: hashes of two of its words, and which of the rows with these words it is, as in
/// `0f….a1….1`. Empty for a new row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RowName(String);

impl RowName {
    pub(super) fn of_word(word: &str) -> Self {
        Self(word.to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_new(&self) -> bool {
        self.0.is_empty()
    }

    fn first(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    fn second(&self) -> &str {
        self.0.split('.').nth(1).unwrap_or_default()
    }
}

impl Entry for RowName {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(Self(typed.to_owned()))
    }
    fn written(&self) -> String {
        self.0.clone()
    }
}

/// The names of rows, by two words of each.
pub(super) fn row_names<'w>(rows: impl Iterator<Item = [&'w str; 2]>) -> Vec<RowName> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |words: [&str; 2]| {
        let name = words.map(short).join(".");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        RowName(format!("{name}.{count}"))
    };
    rows.map(name).collect()
}

/// A word of any length as a short one; none stays none.
fn short(word: &str) -> String {
    if word.is_empty() {
        return String::new();
    }
    hex::encode(&Sha256::digest(word)[..BYTES])
}

/// Where the rows that were read stand now: the same words, else the same second one (a title outlives a number), else
/// the same first one.
pub(super) fn stand_now(read: &[&RowName], now: &[&RowName]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; read.len()];
    let mut taken = vec![false; now.len()];
    let words: [fn(&RowName) -> &str; 3] = [RowName::as_str, RowName::second, RowName::first];
    for word in words {
        let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..now.len()).rev().filter(|at| !taken[*at]) {
            free.entry(word(now[at])).or_default().push(at);
        }
        for (row, name) in read.iter().enumerate() {
            if found[row].is_some() || word(name).is_empty() {
                continue;
            }
            found[row] = free.get_mut(word(name)).and_then(Vec::pop);
            if let Some(at) = found[row] {
                taken[at] = true;
            }
        }
    }
    found
}
