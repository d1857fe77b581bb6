//! `delibero import deliberation`: official texts from files, read, shown or published.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use delibero_domain::deliberation::{Reading, Refused};
use delibero_domain::identifier::UserName;
use delibero_files::official_texts::{Document, ReadError, Reader};
use delibero_reader::MAX_FILE_BYTES;
use delibero_store::Database;
use delibero_usecases::register::{self, Imported, RegisterError, RegisterRefusal};

use super::{complain, say, write_out};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::serve::connect;

#[derive(Args)]
pub(super) struct ImportDeliberation {
    /// The files: plain text, Markdown or PDF, told apart by their content.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only read: nothing is saved, and no database is needed.
    #[arg(long)]
    dry_run: bool,
    /// Write what was read as JSON, one document a file.
    #[arg(long)]
    json: bool,
    /// Replace the text of a document that is in the register with other words.
    #[arg(long, conflicts_with = "dry_run")]
    replace: bool,
}

/// Nothing went wrong.
const DONE: u8 = 0;
/// A file was refused, or is not in the register now.
const REFUSED: u8 = 1;
/// A file cannot be opened.
const UNUSABLE: u8 = 2;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Imports some files.
pub(super) async fn import(config: Config, options: ImportDeliberation) -> Outcome<ExitCode> {
    let mut keeping = if options.dry_run { None } else { Some(Keeping::begin(config, options.replace).await?) };
    let mut status = DONE;
    for file in &options.files {
        status = status.max(one(file, options.json, keeping.as_mut()).await?);
    }
    Ok(ExitCode::from(status))
}

async fn one(file: &Path, json: bool, keeping: Option<&mut Keeping>) -> Outcome<u8> {
    let bytes = match bytes_of(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&format!("delibero: {} cannot be read: {error}", file.display()));
            return Ok(UNUSABLE);
        }
    };
    match Reader::of_this_program().read(bytes).await {
        Ok(Document { reading, .. }) => {
            show(file, &reading, json)?;
            match keeping {
                Some(keeping) => keeping.keep(file, &reading).await,
                None => Ok(DONE),
            }
        }
        Err(ReadError::Refused(refused)) => {
            show_refusal(file, &refused, json)?;
            Ok(REFUSED)
        }
        Err(error @ (ReadError::NotStarted(_) | ReadError::Busy)) => {
            complain(&format!("delibero: {} was not read: {error}", file.display()));
            Ok(UNUSABLE)
        }
    }
}

/// A byte more than may be read is enough for the reader to refuse the file.
fn bytes_of(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn show(file: &Path, reading: &Reading, json: bool) -> Outcome<()> {
    if json {
        write_out(&serde_json::to_string(reading)?)?;
        return Ok(());
    }
    let or_none = |found: Option<String>| found.unwrap_or_else(|| "none".to_owned());
    say(&format!("{}: {}", file.display(), or_none(reading.title.clone())));
    say(&format!(
        "  number {}, document {}, date {}, language {}",
        or_none(reading.number.map(|number| number.to_string())),
        or_none(reading.document.as_ref().map(ToString::to_string)),
        or_none(reading.date.map(|date| date.to_string())),
        reading.language,
    ));
    let incomplete = if reading.amendments_complete { "" } else { " (perhaps not all)" };
    say(&format!(
        "  {} sections, {} points, {} footnotes, {} amendments{incomplete}, {} references, {} modules, {} warnings",
        reading.sections.len(),
        reading.points.len(),
        reading.footnotes.len(),
        reading.amendments.len(),
        reading.references.len(),
        reading.modules.len(),
        reading.warnings.len(),
    ));
    for warning in &reading.warnings {
        let line = warning.line.map(|line| format!("line {line}, ")).unwrap_or_default();
        say(&format!("  {line}{}: {} [{}]", warning.at, warning.text, warning.code));
    }
    Ok(())
}

fn show_refusal(file: &Path, refused: &Refused, json: bool) -> Outcome<()> {
    if json {
        write_out(&serde_json::to_string(refused)?)?;
    }
    complain(&format!("delibero: {} is refused ({}): {}", file.display(), refused.reason, refused.text));
    Ok(())
}

/// Publishes what was read, one file after the other.
struct Keeping {
    database: Database,
    by: UserName,
    replace: bool,
}

/// Under which name the saves of this command are kept.
const BY: &str = "command-line";

impl Keeping {
    async fn begin(config: Config, replace: bool) -> Outcome<Self> {
        let (database, _) = connect(config, false).await?;
        Ok(Self { database, by: UserName::new(BY)?, replace })
    }

    async fn keep(&mut self, file: &Path, reading: &Reading) -> Outcome<u8> {
        let name = file.display();
        let error = match register::import(&self.database, &SystemClock, &self.by, reading, self.replace).await {
            Ok(imported) => {
                complain(&format!("{name}: {}", words_of(imported)));
                return Ok(DONE);
            }
            Err(error) => error,
        };
        match error {
            RegisterError::Refused(RegisterRefusal::WouldReplace) => complain(&format!(
                "delibero: {name}: the register has this document with another text; nothing was changed; --replace replaces it"
            )),
            RegisterError::Refused(RegisterRefusal::Incomplete(missing)) => {
                let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
                complain(&format!(
                    "delibero: {name} is not complete: {}; complete it on the upload page",
                    missing.join(", ")
                ));
            }
            RegisterError::Refused(RegisterRefusal::Faulty(faults)) => {
                for fault in faults {
                    complain(&format!("delibero: {name}: {fault}"));
                }
            }
            RegisterError::Store(error) => return Err(error.into()),
            other => complain(&format!("delibero: {name}: {other}")),
        }
        Ok(REFUSED)
    }
}

fn words_of(imported: Imported) -> String {
    match imported {
        Imported::New(number) => format!("{number} is in the register now"),
        Imported::Changed(number) => format!("the text of {number} was added to the register"),
        Imported::AlreadyThere(number) => {
            format!("{number} is in the register with the same text: nothing was changed")
        }
    }
}
