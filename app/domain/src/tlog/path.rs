//! Making proofs from tiles (RFC 6962, 2.1.1 and 2.1.2): first which tiles they need, then the hashes.

use std::collections::BTreeSet;

use thiserror::Error;

use super::hash::Hash;
use super::tile::{TILE_HEIGHT, TilePath, Tiles};

/// A tile that a proof needs is not at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a tile that the proof needs is not at hand")]
pub struct MissingTile;

/// What proves that a leaf is in a tree: the leaves below each hash, from the leaf's sibling up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionPlan(Plan);

/// What proves that a tree begins with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyPlan(Plan);

impl InclusionPlan {
    /// None where the tree has no such leaf.
    #[must_use]
    pub fn new(index: u64, size: u64) -> Option<Self> {
        let mut parts = Vec::new();
        let (mut begin, mut end) = (0, size);
        while index < size && end - begin > 1 {
            let middle = begin + largest_below(end - begin);
            if index < middle {
                parts.push(middle..end);
                end = middle;
            } else {
                parts.push(begin..middle);
                begin = middle;
            }
        }
        parts.reverse();
        (index < size).then_some(Self(Plan { size, parts }))
    }

    #[must_use]
    pub fn tiles(&self) -> BTreeSet<TilePath> {
        self.0.tiles()
    }

    /// # Errors
    /// When a tile is not at hand.
    pub fn hashes(&self, tiles: &Tiles) -> Result<Vec<Hash>, MissingTile> {
        self.0.hashes(tiles)
    }
}

impl ConsistencyPlan {
    /// None where the old tree is larger.
    #[must_use]
    pub fn new(old_size: u64, size: u64) -> Option<Self> {
        let mut parts = Vec::new();
        let (mut begin, mut end, mut is_root) = (0, size, true);
        while (1..size).contains(&old_size) && old_size != end {
            let middle = begin + largest_below(end - begin);
            if old_size <= middle {
                parts.push(middle..end);
                end = middle;
            } else {
                parts.push(begin..middle);
                (begin, is_root) = (middle, false);
            }
        }
        // The verifier knows the root of the old tree where that is one whole subtree.
        if (1..size).contains(&old_size) && !is_root {
            parts.push(begin..end);
        }
        parts.reverse();
        (old_size <= size).then_some(Self(Plan { size, parts }))
    }

    #[must_use]
    pub fn tiles(&self) -> BTreeSet<TilePath> {
        self.0.tiles()
    }

    /// # Errors
    /// When a tile is not at hand.
    pub fn hashes(&self, tiles: &Tiles) -> Result<Vec<Hash>, MissingTile> {
        self.0.hashes(tiles)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    size: u64,
    parts: Vec<std::ops::Range<u64>>,
}

impl Plan {
    fn tiles(&self) -> BTreeSet<TilePath> {
        let subtrees = self.parts.iter().flat_map(|part| whole_subtrees(part.start, part.end));
        let tile = |(level, index): (u8, u64)| {
            TilePath::holding(level / TILE_HEIGHT, index << (level % TILE_HEIGHT), self.size)
        };
        subtrees.filter_map(tile).collect()
    }

    fn hashes(&self, tiles: &Tiles) -> Result<Vec<Hash>, MissingTile> {
        self.parts.iter().map(|part| root_of(tiles, part.start, part.end)).collect()
    }
}

/// The largest power of two that is smaller than a number of leaves above one.
const fn largest_below(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// The whole subtrees that some leaves are made of, the leftmost first: level and index. The leaves begin where a
/// subtree of at least half of them does.
fn whole_subtrees(begin: u64, end: u64) -> Vec<(u8, u64)> {
    let mut found = Vec::new();
    let mut at = begin;
    while at < end {
        let level = (end - at).ilog2();
        found.push((u8::try_from(level).unwrap_or(u8::MAX), at >> level));
        at += 1 << level;
    }
    found
}

fn root_of(tiles: &Tiles, begin: u64, end: u64) -> Result<Hash, MissingTile> {
    let mut roots = whole_subtrees(begin, end).into_iter().rev().map(|(level, index)| tiles.subtree(level, index));
    let last = roots.next().flatten().ok_or(MissingTile)?;
    roots.try_fold(last, |right, left| left.map(|left| Hash::of_node(left, right))).ok_or(MissingTile)
}
