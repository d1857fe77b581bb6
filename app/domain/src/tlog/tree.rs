//! A tree that grows at its right edge.

use super::hash::Hash;

/// The roots of the whole subtrees that a tree of some size is made of, the largest first: enough to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Of a tree of some size, from the roots of its whole subtrees, the largest first; none when there are not as many
    /// as its size has.
    #[must_use]
    pub fn new(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (peaks.len() == size.count_ones() as usize).then_some(Self { size, peaks })
    }

    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a leaf, and tells of each whole subtree that it completes: level (0 is the leaf itself), index, root.
    pub fn push(&mut self, leaf: Hash, mut whole: impl FnMut(u8, u64, Hash)) {
        let (mut level, mut hash) = (0, leaf);
        whole(level, self.size, hash);
        while (self.size >> level) & 1 == 1 {
            let left = self.peaks.pop().expect("a peak for each bit of the size");
            hash = Hash::of_node(left, hash);
            level += 1;
            whole(level, self.size >> level, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    #[must_use]
    pub fn root(&self) -> Hash {
        let joined = self.peaks.iter().rev().copied().reduce(|right, left| Hash::of_node(left, right));
        joined.unwrap_or_else(Hash::of_nothing)
    }
}
