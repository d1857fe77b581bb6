//! A copy of a log in a folder, as it is served: `checkpoint`, `tile/0/000`, `tile/entries/000`.

use std::fs;
use std::path::{Path, PathBuf};

use delibero_domain::tlog::{Checkpoint, Edge, Hash, TILE_WIDTH, TilePath, Tiles};
use thiserror::Error;

/// The first thing in a copy that is not what the checkpoint says.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Difference {
    #[error("the file {0} is missing or cannot be read")]
    Missing(String),
    #[error("{0} has not the length of what it should hold")]
    Length(String),
    #[error("entry {0} is not the one that its tile commits to")]
    Entry(u64),
    #[error("hash {hash} of {tile} is not that of what stands below it")]
    Tile { tile: String, hash: u64 },
    #[error("the entries lead to another root than the checkpoint's")]
    Root,
}

pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Difference> {
        fs::read(self.folder.join("tile").join(path)).map_err(|_| Difference::Missing(path.to_owned()))
    }

    /// The tiles of some paths.
    ///
    /// # Errors
    /// When one is not there, or not as long as it should be.
    pub fn tiles(&self, paths: impl IntoIterator<Item = TilePath>) -> Result<Tiles, Difference> {
        let mut tiles = Tiles::default();
        for path in paths {
            let name = path.to_string();
            if !tiles.add(path, &self.bytes(&name)?) {
                return Err(Difference::Length(name));
            }
        }
        Ok(tiles)
    }

    /// Whether every entry and every tile is what a checkpoint says, `seen` being told of each bundle of entries.
    ///
    /// # Errors
    /// The first difference.
    pub fn verify(&self, checkpoint: &Checkpoint, mut seen: impl FnMut(u64)) -> Result<(), Difference> {
        let mut edge = Edge::default();
        while edge.size() < checkpoint.size {
            let width = (checkpoint.size - edge.size()).min(TILE_WIDTH);
            let mut full = Vec::new();
            for leaf in self.entries(edge.size() / TILE_WIDTH, width)? {
                edge.push(leaf, |path, hashes| full.push((path, hashes.to_vec())));
            }
            full.iter().try_for_each(|(path, hashes)| self.compare(*path, hashes))?;
            seen(edge.size());
        }
        edge.tiles().try_for_each(|(path, hashes)| self.compare(path, hashes))?;
        if edge.root() == checkpoint.root { Ok(()) } else { Err(Difference::Root) }
    }

    fn compare(&self, path: TilePath, hashes: &[Hash]) -> Result<(), Difference> {
        let tile = path.to_string();
        let bytes = self.bytes(&tile)?;
        let (served, rest) = bytes.as_chunks::<{ Hash::LENGTH }>();
        if !rest.is_empty() || served.len() != hashes.len() {
            return Err(Difference::Length(tile));
        }
        match served.iter().zip(hashes).position(|(served, hash)| *served != hash.0) {
            None => Ok(()),
            Some(place) if path.level == 0 => Err(Difference::Entry(path.index * TILE_WIDTH + place as u64)),
            Some(place) => Err(Difference::Tile { tile, hash: place as u64 }),
        }
    }

    /// The leaves of a bundle of entries, each with its length before it.
    fn entries(&self, bundle: u64, width: u64) -> Result<Vec<Hash>, Difference> {
        let name = format!("entries/{}", TilePath::index_path(bundle, u16::try_from(width).unwrap_or(u16::MAX)));
        let bytes = self.bytes(&name)?;
        let (mut rest, mut leaves) = (bytes.as_slice(), Vec::new());
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, after) = after.split_at_checked(length).ok_or_else(|| Difference::Length(name.clone()))?;
            leaves.push(Hash::of_leaf(entry));
            rest = after;
        }
        if rest.is_empty() && leaves.len() as u64 == width { Ok(leaves) } else { Err(Difference::Length(name)) }
    }
}
