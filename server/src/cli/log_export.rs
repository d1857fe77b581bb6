//! Writes the tree of the log into a folder, as it is served: for a server of files, or for whoever keeps a copy.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use delibero_domain::access_log::PublicEntry;
use delibero_domain::tlog::{Checkpoint, Hash, Note, TILE_WIDTH, TilePath};
use delibero_store::Database;
use delibero_usecases::log_tree::Published;

use super::say;
use crate::config::Config;
use crate::serve::connect;

/// The length of an entry in a bundle, with its length before it.
const IN_BUNDLE: usize = 2 + PublicEntry::LENGTH;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Args)]
pub(super) struct Export {
    /// The folder: `checkpoint`, `tile/…` and `tile/entries/…` are written in it. Full tiles that are there are left as
    /// they are.
    folder: PathBuf,
}

pub(super) async fn run(config: Config, options: Export) -> Outcome<()> {
    let (database, _) = connect(config, false).await?;
    let note = Published::of(&database).checkpoint().await?;
    let note = note.ok_or("nothing was signed yet: `delibero serve` does so when it starts")?;
    let checkpoint: Checkpoint = note.parse::<Note>()?.text.parse()?;
    export(&database, &options.folder, checkpoint.size).await?;
    // Last: whoever reads the folder finds all that its checkpoint needs.
    write(&options.folder.join("checkpoint"), note.as_bytes())?;
    say(&format!("{} entries are in {}.", checkpoint.size, options.folder.display()));
    Ok(())
}

/// All tiles and entries of a tree of some size.
async fn export(database: &Database, folder: &Path, size: u64) -> Outcome<()> {
    let published = Published::of(database);
    let missing = |name: &str| format!("the tree of the log has no {name}: `delibero doctor` says more");
    for path in tiles_of(size) {
        let name = format!("tile/{path}");
        if !is_there(&folder.join(&name), usize::from(path.width) * Hash::LENGTH) {
            let bytes = published.tile(path).await?.ok_or_else(|| missing(&name))?;
            write(&folder.join(&name), &bytes)?;
        }
        if path.level > 0 {
            continue;
        }
        let name = format!("tile/entries/{}", TilePath::index_path(path.index, path.width));
        if !is_there(&folder.join(&name), usize::from(path.width) * IN_BUNDLE) {
            let bytes = published.bundle(path.index, path.width).await?.ok_or_else(|| missing(&name))?;
            write(&folder.join(&name), &bytes)?;
        }
    }
    Ok(())
}

/// Every tile of a tree of some size.
fn tiles_of(size: u64) -> impl Iterator<Item = TilePath> {
    (0..)
        .map_while(move |level| TilePath::holding(level, 0, size).map(|_| level))
        .flat_map(move |level| (0..).map_while(move |index: u64| TilePath::holding(level, index * TILE_WIDTH, size)))
}

fn is_there(file: &Path, length: usize) -> bool {
    fs::metadata(file).is_ok_and(|found| found.len() == length as u64)
}

/// Whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    fs::write(&name, bytes)?;
    fs::rename(name, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of tlog-tiles.
    #[test]
    fn a_tree_of_seventy_thousand_has_the_tiles_that_the_specification_lists() {
        let tiles: Vec<_> = tiles_of(70_000).collect();
        let partial = |tile: &&TilePath| tile.width < 256;
        let partial: Vec<_> = tiles.iter().filter(partial).map(ToString::to_string).collect();
        assert_eq!(partial, ["0/273.p/112", "1/001.p/17", "2/000.p/1"]);
        assert_eq!(tiles.len(), 277);
        assert_eq!(tiles_of(0).count(), 0);
    }
}
