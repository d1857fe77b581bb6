//! What a catalogue is known by in a record, years later.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The SHA-256 of the canonical form of a catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CatalogueHash(pub(super) [u8; 32]);

/// Why a word is not the hash of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the hash of a catalogue is 64 hexadecimal digits in small letters")]
pub struct CatalogueHashError;

impl fmt::Display for CatalogueHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for CatalogueHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CatalogueHash {
    type Err = CatalogueHashError;

    fn from_str(word: &str) -> Result<Self, CatalogueHashError> {
        let small = word.len() == 64 && word.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if !small {
            return Err(CatalogueHashError);
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(word, &mut bytes).map_err(|_| CatalogueHashError)?;
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for CatalogueHash {
    type Error = CatalogueHashError;
    fn try_from(word: String) -> Result<Self, CatalogueHashError> {
        word.parse()
    }
}

impl From<CatalogueHash> for String {
    fn from(hash: CatalogueHash) -> Self {
        hash.to_string()
    }
}

/// Computed when it is first asked for; a catalogue that was read does not change. It says nothing beyond the
/// catalogue, so that it makes no difference between two.
#[derive(Clone, Debug, Default)]
pub(super) struct Computed(pub(super) OnceLock<CatalogueHash>);

impl PartialEq for Computed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Computed {}
