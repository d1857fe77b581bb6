//! What is published of a record: it commits to the record and tells nothing of it.

use sha2::{Digest, Sha256};

/// The length of a salt, in bytes.
pub const SALT_LENGTH: usize = 32;

/// What commitments of this log begin with, so that no other hash can be taken for one.
const LABEL: &[u8] = b"delibero/entry/v2";

/// What stands in the public log for one record: the form of the record, and a commitment to it.
///
/// `commitment = SHA-256("delibero/entry/v2" ‖ 0x00 ‖ salt ‖ record)`, `entry = form ‖ commitment`,
/// `leaf = SHA-256(0x00 ‖ entry)` as RFC 6962 has it. The salt, which is not public, keeps everybody from trying out
/// what the record may have been. Once salt and record are deleted the entry and every proof about it stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublicEntry([u8; Self::LENGTH]);

impl PublicEntry {
    /// Its length: the form and a SHA-256.
    pub const LENGTH: usize = 33;

    /// The entry of a record.
    #[must_use]
    pub fn of(form: u8, salt: &[u8; SALT_LENGTH], record: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(LABEL);
        hash.update([0x00]);
        hash.update(salt);
        hash.update(record);
        let mut bytes = [form; Self::LENGTH];
        bytes[1..].copy_from_slice(&hash.finalize());
        Self(bytes)
    }

    /// An entry as it was published.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes that are published.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The hash of its leaf in the tree: it needs the entry only.
    #[must_use]
    pub fn leaf(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update([0x00]);
        hash.update(self.0);
        hash.finalize().into()
    }

    /// Whether it is about this record, with this salt.
    #[must_use]
    pub fn opens_to(&self, salt: &[u8; SALT_LENGTH], record: &[u8]) -> bool {
        *self == Self::of(self.0[0], salt, record)
    }
}

/// The leaf of the first form, which hashed the record itself: `SHA-256(0x00 ‖ salt ‖ record)`.
#[must_use]
pub fn first_form_leaf(salt: &[u8; SALT_LENGTH], record: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([0x00]);
    hash.update(salt);
    hash.update(record);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with another program over `64656c696265726f2f656e7472792f7632 00`, 32 bytes of 07, and `{}`.
    #[test]
    fn the_bytes_stay_what_they_are() {
        let entry = PublicEntry::of(2, &[7; SALT_LENGTH], b"{}");
        assert_eq!(hex::encode(entry.as_bytes()), "02605fd7671ac2e6305ae706a00fe42d7f1aa246ee7b1d655eff84bd60684c7ec4");
        assert_eq!(hex::encode(entry.leaf()), "36358b7a2d684d05dccced555e4e564664dc81074a21cc0d5cb373065b3700b6");
        assert_eq!(
            hex::encode(first_form_leaf(&[7; SALT_LENGTH], b"{}")),
            "2a6753f0d4a206076558d4c6436b9b6c0c73e7ce9b11eb97ef707971558f73c1"
        );
    }

    #[test]
    fn an_entry_opens_to_its_record_only_and_its_leaf_needs_neither_salt_nor_record() {
        let entry = PublicEntry::of(2, &[7; SALT_LENGTH], b"{}");
        assert!(entry.opens_to(&[7; SALT_LENGTH], b"{}"));
        assert!(!entry.opens_to(&[8; SALT_LENGTH], b"{}"));
        assert!(!entry.opens_to(&[7; SALT_LENGTH], b"{} "));
        assert_eq!(PublicEntry::from_bytes(*entry.as_bytes()).leaf(), entry.leaf());
        assert_ne!(PublicEntry::of(3, &[7; SALT_LENGTH], b"{}"), entry);
    }
}
