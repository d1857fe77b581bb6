//! `delibero catalogue`: checking files, and writing the catalogue for other programs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use delibero_domain::catalogue::files::{BUILTIN, CatalogueError, read};
use delibero_domain::catalogue::{Catalogue, export};
use serde::Deserialize as _;
use serde_json::{Value as Json, json};

use super::{complain, effect, say, write_out};
use crate::serve::ServeError;

/// The member of an export that holds the files: name and contents.
const FILES: &str = "files";

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check catalogue files: each fault with its file, line and key.
    ///
    /// Exit status: 0 nothing wrong, 1 faults, 2 the folder cannot be read.
    Check(Source),
    /// Write the catalogue as one JSON document.
    Export(Source),
    /// Say what the second catalogue gives and takes, compared with the first: complete, with a request that shows each
    /// difference.
    ///
    /// Exit status: 0 the same, 1 something differs, 2 a catalogue cannot be read.
    Effect(Effect),
}

#[derive(Args)]
pub(super) struct Effect {
    /// A folder of catalogue files, or an export.
    before: PathBuf,
    /// A folder of catalogue files, or an export.
    after: PathBuf,
    /// Write one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Source {
    /// A folder of catalogue files; those that ship with the program when none is given.
    folder: Option<PathBuf>,
}

/// Runs a command of the catalogue.
pub(super) fn run(command: &Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match command {
        Command::Check(source) => {
            let files = source.files()?;
            Ok(catalogue(&files).map_or_else(faults, |catalogue| right(&files, &catalogue)))
        }
        Command::Effect(options) => effect_of(options),
        Command::Export(source) => {
            let files = source.files()?;
            match catalogue(&files) {
                Ok(catalogue) => {
                    write_out(&exported(&catalogue, &files).to_string())?;
                    Ok(ExitCode::SUCCESS)
                }
                Err(errors) => Ok(faults(errors)),
            }
        }
    }
}

fn effect_of(options: &Effect) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let (before, after) = match (of(&options.before), of(&options.after)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(error), _) | (_, Err(error)) => {
            complain(&error.to_string());
            return Ok(ExitCode::from(2));
        }
    };
    let document = effect::document(&before, &after);
    let same = document["differences"].as_array().is_some_and(Vec::is_empty);
    if options.json {
        write_out(&document.to_string())?;
    } else {
        write_out(&effect::lines(&before, &after).join("\n"))?;
    }
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The catalogue as other programs read it, and the files that it was read from: they alone say all of it.
fn exported(catalogue: &Catalogue, files: &[(String, String)]) -> Json {
    let mut document = export(catalogue);
    document[FILES] = json!(files);
    document
}

fn catalogue(files: &[(String, String)]) -> Result<Catalogue, Vec<CatalogueError>> {
    let files: Vec<_> = files.iter().map(|(name, contents)| (name.as_str(), contents.as_str())).collect();
    read(&files)
}

/// The catalogue of a folder, or of an export.
pub(super) fn of(path: &Path) -> Result<Catalogue, Box<dyn std::error::Error>> {
    let document = if path.is_dir() { None } else { Some(document(path)?) };
    let files = match &document {
        None => Source { folder: Some(path.to_owned()) }.files()?,
        Some(document) => Vec::deserialize(&document[FILES]).map_err(|error| {
            format!("{} does not hold the files that a catalogue is read from: {error}", path.display())
        })?,
    };
    let catalogue = catalogue(&files).map_err(ServeError::catalogue)?;
    if document.is_some_and(|document| document != exported(&catalogue, &files)) {
        return Err(format!("{} was changed: its files do not say what it says", path.display()).into());
    }
    Ok(catalogue)
}

fn document(path: &Path) -> Result<Json, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{} is no export of a catalogue: {error}", path.display()))
}

fn right(files: &[(String, String)], catalogue: &Catalogue) -> ExitCode {
    say(&format!(
        "Nothing wrong in {} files: {} deliberations, {} services, {} authorisations of recipients and members; hash {}.",
        files.len(),
        catalogue.deliberations().len(),
        catalogue.services().len(),
        catalogue.authorisations().len(),
        catalogue.hash(),
    ));
    ExitCode::SUCCESS
}

fn faults(errors: Vec<CatalogueError>) -> ExitCode {
    for error in &errors {
        say(&error.to_string());
    }
    complain(&format!("{} faults", errors.len()));
    ExitCode::from(1)
}

impl Source {
    /// Name within the folder, and contents.
    fn files(&self) -> Result<Vec<(String, String)>, String> {
        let Some(folder) = &self.folder else {
            return Ok(BUILTIN.iter().map(|(name, contents)| ((*name).to_owned(), (*contents).to_owned())).collect());
        };
        let mut files = Vec::new();
        collect(folder, "", &mut files)?;
        files.sort();
        if files.is_empty() {
            return Err(format!("{} holds no file that ends in .toml", folder.display()));
        }
        Ok(files)
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        // The catalogue has one level of folders.
        if path.is_dir() && prefix.is_empty() {
            collect(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let contents = std::fs::read_to_string(&path);
            let contents = contents.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
            files.push((format!("{prefix}{name}"), contents));
        }
    }
    Ok(())
}
