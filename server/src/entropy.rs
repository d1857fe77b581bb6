//! The only place that asks for unpredictable bytes.

use delibero_domain::access_log::SALT_LENGTH;
use delibero_usecases::randomness::Randomness;

/// The randomness of the operating system.
pub struct SystemRandomness;

/// Fills a buffer from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give: nothing safe can be done then.
pub fn fill(buffer: &mut [u8]) {
    getrandom::fill(buffer).expect("the operating system gives unpredictable bytes");
}

impl Randomness for SystemRandomness {
    fn bytes_16(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        fill(&mut bytes);
        bytes
    }

    fn salt(&self) -> [u8; SALT_LENGTH] {
        let mut salt = [0; SALT_LENGTH];
        fill(&mut salt);
        salt
    }
}
