//! Words of a rule, ready to be compared with what records say: a record is judged in a few dozen nanoseconds, most of
//! which comparing strings byte by byte would take.

use std::ops::Deref;

use serde::{Serialize, Serializer};

/// Words that a rule names: regimes, social risks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: Vec<String>,
    keys: Vec<Key>,
}

impl Words {
    #[must_use]
    #[inline]
    pub(crate) fn contain(&self, said: Said<'_>) -> bool {
        if said.word.len() <= Key::WHOLE {
            // Of the keys the heads differ, as a rule.
            return self.keys.iter().any(|key| key.head == said.key.head && *key == said.key);
        }
        self.words.iter().any(|word| word == said.word)
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        Self { keys: words.iter().map(|word| Key::of(word)).collect(), words }
    }
}

impl Deref for Words {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.words.serialize(serializer)
    }
}

/// A word that a record says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'r> {
    word: &'r str,
    key: Key,
}

impl<'r> Said<'r> {
    #[inline]
    pub fn of(word: &'r str) -> Self {
        Self { word, key: Key::of(word) }
    }
}

/// The length of a word, its first and its last eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    length: usize,
    head: u64,
    tail: u64,
}

impl Key {
    /// A word of so many bytes is told whole by its key.
    const WHOLE: usize = 16;

    #[inline]
    fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let (head, tail) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            _ => Self::of_few(bytes),
        };
        Self { length: bytes.len(), head, tail }
    }
}

impl Key {
    /// Of less than eight bytes.
    #[inline]
    fn of_few(bytes: &[u8]) -> (u64, u64) {
        match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(head), Some(tail)) => (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into()),
            _ => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_if_it_is_the_very_same() {
        let known = [
            "",
            "a",
            "general",
            "self-employed",
            "foster-placement",
            "a-word-of-more-than-sixteen",
            "seventeen-of-them",
        ];
        let words = Words::from(known.map(str::to_owned).to_vec());
        for word in known {
            assert!(words.contain(Said::of(word)), "{word}");
        }
        let strange = [
            "b",
            "generaL",
            "General",
            "general ",
            "self-Employed",
            "a-word-of-less-than-sixteen",
            "seventeen-xf-them",
            "\u{0}",
        ];
        for word in strange {
            assert!(!words.contain(Said::of(word)), "{word}");
        }
        assert_eq!(serde_json::to_string(&words).expect("JSON"), serde_json::to_string(&known).expect("JSON"));
    }
}
