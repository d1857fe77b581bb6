//! The right edge of a tree that is kept in tiles: enough to go on, and to say its root.

use super::hash::Hash;
use super::path::MissingTile;
use super::tile::{TILE_HEIGHT, TILE_WIDTH, TilePath, Tiles, root_of_whole};

/// The tiles of a tree that are not full, by level: all other hashes are below these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    tiles: Vec<Vec<Hash>>,
}

/// How many hashes of a level of tiles a tree of some size has.
fn of_level(size: u64, level: u8) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0)
}

impl Edge {
    /// The tiles that are not full in a tree of some size.
    #[must_use]
    pub fn paths(size: u64) -> Vec<TilePath> {
        let levels = (0..).map(|level| (level, of_level(size, level))).take_while(|(_, hashes)| *hashes > 0);
        let tile = |(level, hashes): (u8, u64)| {
            let width = u16::try_from(hashes % TILE_WIDTH).unwrap_or(0);
            (width > 0).then_some(TilePath { level, index: hashes / TILE_WIDTH, width })
        };
        levels.filter_map(tile).collect()
    }

    /// The edge of a tree of some size, from its tiles. Whether they are the right ones shows in [`Edge::root`].
    ///
    /// # Errors
    /// When one of [`Edge::paths`] is not at hand.
    pub fn from_tiles(size: u64, tiles: &Tiles) -> Result<Self, MissingTile> {
        let mut edge = Self { size, tiles: Vec::new() };
        for TilePath { level, index, width } in Self::paths(size) {
            let hashes = tiles.hashes(level, index).and_then(|hashes| hashes.get(..usize::from(width)));
            edge.tiles.resize(usize::from(level), Vec::new());
            edge.tiles.push(hashes.ok_or(MissingTile)?.to_vec());
        }
        Ok(edge)
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The leaves in its last tile, where that is not full.
    #[must_use]
    pub fn leaves(&self) -> &[Hash] {
        self.tiles.first().map_or(&[], Vec::as_slice)
    }

    /// Appends a leaf, and tells of each tile that it fills.
    pub fn push(&mut self, leaf: Hash, mut full: impl FnMut(TilePath, &[Hash])) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0_u8.. {
            let at = usize::from(level);
            if self.tiles.len() == at {
                self.tiles.push(Vec::new());
            }
            self.tiles[at].push(hash);
            if (self.tiles[at].len() as u64) < TILE_WIDTH {
                break;
            }
            let index = of_level(self.size, level + 1) - 1;
            full(TilePath { level, index, width: 256 }, &self.tiles[at]);
            hash = root_of_whole(&self.tiles[at]);
            self.tiles[at].clear();
        }
    }

    /// The tiles that are not full, with their hashes.
    pub fn tiles(&self) -> impl Iterator<Item = (TilePath, &[Hash])> {
        let hashes = |path: &TilePath| self.tiles[usize::from(path.level)].as_slice();
        Self::paths(self.size).into_iter().map(move |path| (path, hashes(&path)))
    }

    /// The root of the whole tree: its largest whole subtrees, joined from the right.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut root = None;
        for tile in &self.tiles {
            let mut end = tile.len();
            while end > 0 {
                let begin = end - (1 << end.trailing_zeros());
                let left = root_of_whole(&tile[begin..end]);
                root = Some(root.map_or(left, |right| Hash::of_node(left, right)));
                end = begin;
            }
        }
        root.unwrap_or_else(Hash::of_nothing)
    }
}
