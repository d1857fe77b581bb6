//! Randomness that is the same in every run.

use std::sync::atomic::{AtomicU64, Ordering};

use delibero_domain::access_log::SALT_LENGTH;
use delibero_usecases::randomness::Randomness;

/// Splitmix64 from a seed: the same bytes in every run. Good for tests, and for nothing else.
#[derive(Debug)]
pub struct SeededRandomness(AtomicU64);

impl SeededRandomness {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    pub fn next(&self) -> u64 {
        let mut z = self.0.fetch_add(Self::STEP, Ordering::Relaxed).wrapping_add(Self::STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn fill<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
        bytes
    }
}

impl Randomness for SeededRandomness {
    fn bytes_16(&self) -> [u8; 16] {
        self.fill()
    }

    fn salt(&self) -> [u8; SALT_LENGTH] {
        self.fill()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_again_and_another_seed_gives_others() {
        // The first number of the reference implementation for seed 0.
        assert_eq!(SeededRandomness::new(0).next(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(SeededRandomness::new(7).salt(), SeededRandomness::new(7).salt());
        assert_ne!(SeededRandomness::new(7).salt(), SeededRandomness::new(8).salt());
    }
}
