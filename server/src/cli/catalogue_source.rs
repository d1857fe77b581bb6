//! Where a command reads a catalogue: a folder of files, an export, what ships with the program, or a published state.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, CatalogueError, read, rules};
use delibero_usecases::catalogue::CatalogueStore as _;
use serde::Deserialize as _;
use serde_json::{Value as Json, json};

use crate::config::Config;
use crate::serve::{ServeError, connect};

const MEGABYTE: u64 = 1024 * 1024;
/// The largest file that is read, in bytes: the largest that ships has a hundredth of it.
const MAX_FILE: u64 = 16 * MEGABYTE;
/// The member of an export that holds the files: name and contents.
const FILES: &str = "files";

/// The files of a catalogue: name within the folder, and contents.
pub(super) type Files = Vec<(String, String)>;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum CatalogueSource {
    #[default]
    Shipped,
    /// A published state; none: the one in force.
    State(Option<u32>),
    /// A folder or an export.
    Path(PathBuf),
}

impl FromStr for CatalogueSource {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.strip_prefix('@') {
            None => Ok(Self::Path(word.into())),
            Some("") => Ok(Self::State(None)),
            Some(number) => match number.parse() {
                Ok(number) if number > 0 => Ok(Self::State(Some(number))),
                _ => Err(format!("@{number} is no state of the catalogue: write @1, @2, or @ for the one in force")),
            },
        }
    }
}

impl CatalogueSource {
    /// What it says, as it says it: nothing is read into a catalogue yet.
    pub async fn files(&self, config: &Config) -> Outcome<Files> {
        match self {
            Self::Shipped => {
                Ok(BUILTIN.iter().map(|(name, contents)| ((*name).to_owned(), (*contents).to_owned())).collect())
            }
            Self::State(state) => of_state(config.clone(), *state).await,
            Self::Path(path) if path.is_dir() => Ok(of_folder(path)?),
            Self::Path(path) => Ok(of_export(path)?.0),
        }
    }

    pub async fn catalogue(&self, config: &Config) -> Outcome<Catalogue> {
        if let Self::Path(path) = self
            && !path.is_dir()
        {
            return unchanged(path);
        }
        Ok(catalogue(&self.files(config).await?).map_err(ServeError::catalogue)?)
    }
}

/// Reads files into a catalogue.
pub(super) fn catalogue(files: &Files) -> Result<Catalogue, Vec<CatalogueError>> {
    read(&borrowed(files))
}

/// The catalogue as other programs read it, the rules that it was read from, and the files that say them.
pub(super) fn exported(catalogue: &Catalogue, files: &Files) -> Json {
    let mut document = delibero_domain::catalogue::export(catalogue);
    document["rules"] = rules(&borrowed(files));
    document[FILES] = json!(files);
    document
}

fn borrowed(files: &Files) -> Vec<(&str, &str)> {
    files.iter().map(|(name, contents)| (name.as_str(), contents.as_str())).collect()
}

async fn of_state(config: Config, state: Option<u32>) -> Outcome<Files> {
    let (database, _) = connect(config, false).await?;
    let state = match state {
        Some(state) => state,
        None => database.state_in_force().await?,
    };
    let documents = database.documents(state).await?;
    database.close().await;
    if documents.is_empty() {
        return Err(format!("no state {state} of the catalogue was published").into());
    }
    Ok(documents.into_iter().map(|found| (found.name, found.text)).collect())
}

/// The catalogue of an export that nobody changed.
fn unchanged(path: &Path) -> Outcome<Catalogue> {
    let (files, document) = of_export(path)?;
    let catalogue = catalogue(&files).map_err(ServeError::catalogue)?;
    if document != exported(&catalogue, &files) {
        return Err(format!("{} was changed: its files do not say what it says", path.display()).into());
    }
    Ok(catalogue)
}

fn of_export(path: &Path) -> Result<(Files, Json), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let document: Json = serde_json::from_str(&text)
        .map_err(|error| format!("{} is no export of a catalogue: {error}", path.display()))?;
    let files = Vec::deserialize(&document[FILES]).map_err(|error| {
        format!("{} does not hold the files that a catalogue is read from: {error}", path.display())
    })?;
    Ok((files, document))
}

fn of_folder(folder: &Path) -> Result<Files, String> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(format!("{} holds no file that ends in .toml", folder.display()));
    }
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), String> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        // The catalogue has one level of folders.
        if path.is_dir() && prefix.is_empty() {
            collect(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
            let length = path.metadata().map_err(unreadable)?.len();
            if length > MAX_FILE {
                return Err(format!(
                    "{} is not read: it has {} MB, and a file of the catalogue at most {} MB; divide it",
                    path.display(),
                    length.div_ceil(MEGABYTE),
                    MAX_FILE / MEGABYTE
                ));
            }
            let contents = std::fs::read_to_string(&path).map_err(unreadable)?;
            files.push((format!("{prefix}{name}"), contents));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_written_with_a_sign_before_its_number() {
        assert_eq!("@12".parse(), Ok(CatalogueSource::State(Some(12))));
        assert_eq!("@".parse(), Ok(CatalogueSource::State(None)));
        assert_eq!("folder".parse(), Ok(CatalogueSource::Path("folder".into())));
        for wrong in ["@0", "@x", "@-1"] {
            assert!(wrong.parse::<CatalogueSource>().unwrap_err().contains("is no state"), "{wrong}");
        }
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = std::env::temp_dir().join(format!("delibero-large-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let large = std::fs::File::create(folder.join("terms.toml")).expect("a file");
        large.set_len(50 * MEGABYTE).expect("a length");
        let refused = of_folder(&folder).expect_err("too large");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert!(refused.contains("terms.toml is not read: it has 50 MB"), "{refused}");
    }
}
