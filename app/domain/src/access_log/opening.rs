//! What opens a public entry: its record and its salt, as they go along with a proof.

use thiserror::Error;

use super::commitment::{PublicEntry, SALT_LENGTH};

/// What openings begin with, so that nothing else is taken for one.
const LABEL: &[u8] = b"delibero/opening/v1\0";

/// A record with its form and its salt: whoever has them sees that the entry is about this record and no other.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    pub form: u8,
    pub salt: [u8; SALT_LENGTH],
    /// Byte for byte.
    pub record: Vec<u8>,
}

/// Why bytes are no opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("these bytes hold no record with its salt")]
pub struct OpeningError;

impl Opening {
    /// `"delibero/opening/v1" ‖ 0x00 ‖ form ‖ salt ‖ record`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [LABEL, &[self.form], &self.salt, &self.record].concat()
    }

    /// # Errors
    /// When they are no opening.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpeningError> {
        let (form, rest) = bytes.strip_prefix(LABEL).and_then(<[u8]>::split_first).ok_or(OpeningError)?;
        let (salt, record) = rest.split_first_chunk().ok_or(OpeningError)?;
        Ok(Self { form: *form, salt: *salt, record: record.to_vec() })
    }

    /// The entry that it opens.
    #[must_use]
    pub fn entry(&self) -> PublicEntry {
        PublicEntry::of(self.form, &self.salt, &self.record)
    }
}

/// Without what is in the record.
impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening").field("form", &self.form).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_is_read_as_it_was_written_and_nothing_else_is_one() {
        let opening = Opening { form: 4, salt: [7; SALT_LENGTH], record: b"{}".to_vec() };
        let bytes = opening.to_bytes();
        assert_eq!(Opening::from_bytes(&bytes), Ok(opening.clone()));
        assert_eq!(opening.entry(), PublicEntry::of(4, &[7; SALT_LENGTH], b"{}"));
        for wrong in [&b""[..], b"delibero/opening/v2\0", &bytes[..LABEL.len() + 10], &bytes[1..]] {
            assert_eq!(Opening::from_bytes(wrong), Err(OpeningError));
        }
    }
}
