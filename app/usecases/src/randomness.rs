//! Unpredictable bytes, as a port.

use delibero_domain::access_log::SALT_LENGTH;

pub trait Randomness: Send + Sync {
    fn bytes_16(&self) -> [u8; 16];

    /// The salt of one entry of the journal.
    fn salt(&self) -> [u8; SALT_LENGTH];
}
