//! Identifiers that may stand in an address: 128 random bits in hexadecimal digits.

use delibero_domain::niss::holds_niss;

use crate::randomness::Randomness;

/// In characters.
pub(crate) const ID_LENGTH: usize = 32;
/// How often one is drawn at most: that all of them are passed over happens once in 10^20.
const DRAWS: usize = 8;

/// A new one. About one in 400 reads as a NISS somewhere, which no address may hold: another one is drawn.
pub(crate) fn opaque_id(randomness: &dyn Randomness) -> String {
    let draw = || hex::encode(randomness.bytes_16());
    let mut drawn = draw();
    for _ in 1..DRAWS {
        if !holds_niss(&drawn) {
            break;
        }
        drawn = draw();
    }
    drawn
}

/// Whether a word has the form of one.
pub(crate) fn is_opaque_id(word: &str) -> bool {
    word.len() == ID_LENGTH && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use delibero_domain::access_log::SALT_LENGTH;

    use super::*;

    /// Gives what reads as a NISS first.
    struct Unlucky(AtomicUsize);

    impl Randomness for Unlucky {
        fn bytes_16(&self) -> [u8; 16] {
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => [0xab, 0x85, 0x07, 0x30, 0x99, 0x93, 0x2c, 0xcc, 0, 0, 0, 0, 0, 0, 0, 0xaa],
                _ => [0xab; 16],
            }
        }
        fn salt(&self) -> [u8; SALT_LENGTH] {
            [0; SALT_LENGTH]
        }
    }

    #[test]
    fn no_identifier_reads_as_a_niss() {
        let unlucky = Unlucky(AtomicUsize::new(0));
        assert!(holds_niss(&hex::encode(unlucky.bytes_16())));
        let id = opaque_id(&Unlucky(AtomicUsize::new(0)));
        assert_eq!(id, "ab".repeat(16));
        assert_eq!(id.len(), ID_LENGTH);
    }
}
