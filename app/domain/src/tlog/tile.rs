//! Tiles: the hashes of the tree in files of 256 (C2SP `tlog-tiles`).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::hash::{Hash, number};

/// How many hashes a full tile has.
pub const TILE_WIDTH: u64 = 256;
/// How many levels of the tree one tile spans.
pub(super) const TILE_HEIGHT: u8 = 8;
/// The highest level of tiles that a path may name.
const MOST_LEVEL: u8 = 63;

/// Which tile: its level, its index there, and how many hashes it has, 1 to 256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    pub level: u8,
    pub index: u64,
    pub width: u16,
}

/// Why a path names no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a tile is named LEVEL/INDEX or LEVEL/INDEX.p/WIDTH, the index in groups of three digits: `0/x001/234.p/17`")]
pub struct TilePathError;

impl TilePath {
    /// The tile in which a hash of a level of tiles stands, in a tree of some size; none where the tree has no such.
    #[must_use]
    pub fn holding(level: u8, place: u64, size: u64) -> Option<Self> {
        let of_level = size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0);
        let index = place / TILE_WIDTH;
        let width = of_level.saturating_sub(index * TILE_WIDTH).min(TILE_WIDTH);
        (place < of_level).then(|| Self { level, index, width: u16::try_from(width).unwrap_or(u16::MAX) })
    }

    /// The index and the width, as they stand in a path.
    #[must_use]
    pub fn index_path(index: u64, width: u16) -> String {
        let digits = index.to_string();
        let digits = format!("{digits:0>width$}", width = digits.len().div_ceil(3) * 3);
        let groups: Vec<&str> = (0..digits.len()).step_by(3).map(|at| &digits[at..at + 3]).collect();
        let path = groups.join("/x");
        let path = if groups.len() > 1 { format!("x{path}") } else { path };
        // All but the last begin with an `x`.
        let path = match path.rsplit_once("/x") {
            Some((before, last)) => format!("{before}/{last}"),
            None => path,
        };
        if u64::from(width) == TILE_WIDTH { path } else { format!("{path}.p/{width}") }
    }

    /// Reads what [`TilePath::index_path`] writes.
    ///
    /// # Errors
    /// When it is written in another way.
    pub fn read_index(path: &str) -> Result<(u64, u16), TilePathError> {
        let (index, width) = match path.split_once(".p/") {
            Some((index, width)) => {
                let width = number(width).filter(|width| (1..TILE_WIDTH).contains(width)).ok_or(TilePathError)?;
                (index, width)
            }
            None => (path, TILE_WIDTH),
        };
        let digits: String = index.split('/').map(|group| group.strip_prefix('x').unwrap_or(group)).collect();
        let (index, width) =
            (digits.parse().map_err(|_| TilePathError)?, u16::try_from(width).map_err(|_| TilePathError)?);
        if Self::index_path(index, width) == path { Ok((index, width)) } else { Err(TilePathError) }
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.level, Self::index_path(self.index, self.width))
    }
}

impl FromStr for TilePath {
    type Err = TilePathError;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        let (level, index) = path.split_once('/').ok_or(TilePathError)?;
        let level = number(level).and_then(|level| u8::try_from(level).ok()).filter(|level| *level <= MOST_LEVEL);
        let (index, width) = Self::read_index(index)?;
        Ok(Self { level: level.ok_or(TilePathError)?, index, width })
    }
}

/// Tiles at hand, by level and index.
#[derive(Clone, Debug, Default)]
pub struct Tiles(BTreeMap<(u8, u64), Vec<Hash>>);

impl Tiles {
    /// Takes a tile as it is served; false: its bytes are not those of its width.
    pub fn add(&mut self, path: TilePath, bytes: &[u8]) -> bool {
        let (hashes, rest) = bytes.as_chunks::<{ Hash::LENGTH }>();
        let whole = rest.is_empty() && hashes.len() == usize::from(path.width);
        if whole {
            self.0.insert((path.level, path.index), hashes.iter().copied().map(Hash).collect());
        }
        whole
    }

    /// The hashes of a tile; none where it is not at hand.
    pub(super) fn hashes(&self, level: u8, index: u64) -> Option<&[Hash]> {
        self.0.get(&(level, index)).map(Vec::as_slice)
    }

    /// The root of a whole subtree: of 2 to the power of `level` leaves, the `index`th of those; none where its tile is
    /// not at hand.
    #[must_use]
    pub fn subtree(&self, level: u8, index: u64) -> Option<Hash> {
        let (of_tiles, above) = (level / TILE_HEIGHT, level % TILE_HEIGHT);
        let first = index << above;
        let tile = self.0.get(&(of_tiles, first / TILE_WIDTH))?;
        let begin = usize::try_from(first % TILE_WIDTH).ok()?;
        Some(root_of_whole(tile.get(begin..begin + (1 << above))?))
    }
}

/// The root of a whole subtree over some hashes, as many as a power of two.
pub(super) fn root_of_whole(hashes: &[Hash]) -> Hash {
    let mut hashes = hashes.to_vec();
    while hashes.len() > 1 {
        hashes = hashes.chunks_exact(2).map(|pair| Hash::of_node(pair[0], pair[1])).collect();
    }
    hashes.first().copied().unwrap_or_else(Hash::of_nothing)
}
