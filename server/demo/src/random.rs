//! Numbers that look random and are the same each time.

/// SplitMix64 (Steele, Lea and Flood, 2014): for made-up data only.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The numbers that belong to some keys.
    pub fn of(keys: &[u64]) -> Self {
        let mut random = Self(0x9E37_79B9_7F4A_7C15);
        for key in keys {
            random.0 ^= *key;
            random.0 = random.next();
        }
        random
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number from 0 up to and without `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// Whether something of a chance in a thousand happens.
    pub fn chance(&mut self, in_thousand: u64) -> bool {
        self.below(1000) < in_thousand
    }

    pub fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        let index = usize::try_from(self.below(things.len() as u64)).unwrap_or_default();
        things[index]
    }

    /// Something with the form of a UUID (version 8: by a rule of one's own).
    pub fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xFFFF,
            high & 0xFFF,
            0x8000 | low >> 48 & 0x3FFF,
            low & 0xFFFF_FFFF_FFFF
        )
    }
}
