//! Loading files of records.
//!
//! Each file is read twice. The first pass reads all of it and touches no database: a file that is broken anywhere
//! loads nothing. The second pass loads, in transactions of some hundred records. A record that is refused is refused
//! alone and goes to a file beside the input. Loading a file again changes nothing.

pub mod exchange;
mod keeping;
mod pass;
mod report;
pub mod schema;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::record::{Edition, Record, RecordTime};
use delibero_usecases::journal::PersonTokens;
use delibero_usecases::records::{Incoming, RecordStore, load};
use delibero_usecases::source_loads::{Fault, LoadProblem, Refused, Rule, SourceLoadError, SourceLoading};
use delibero_usecases::store_error::StoreError;
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::mpsc::Receiver;

use crate::records::exchange::{FileError, Mapped, Mapping, MappingError, Rejects};
use keeping::Keeping;
use pass::{End, Item, Message, Pass};

pub use crate::progress::{Bar, NoProgress, Progress, Stage};
pub use report::{ImportReport, MAX_LISTED};

/// How a file is loaded.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// What must hold of every NISS.
    pub rules: NissRules,
    /// Where refused records go; none: beside the file, as `<FILE>.rejects.xml` or `<FILE>.rejects.ndjson`. A file
    /// that is there already is never written over.
    pub rejects: Option<PathBuf>,
    /// The most records in one transaction.
    pub batch: usize,
}

impl ImportOptions {
    /// As usual, where some rules hold.
    #[must_use]
    pub const fn new(rules: NissRules) -> Self {
        Self { rules, rejects: None, batch: 500 }
    }
}

/// Why a file was not loaded, or not to its end.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file is not usable: nothing of it was loaded.
    #[error("{path}: {error}; nothing was loaded", path = path.display())]
    File {
        path: PathBuf,
        /// What is wrong with it.
        error: FileError,
    },
    #[error("{path}: changed while it was read ({error}); {loaded} records were loaded", path = path.display())]
    Changed {
        path: PathBuf,
        /// What is wrong with it now.
        error: FileError,
        /// The records read before that.
        loaded: u64,
    },
    #[error("the file of refused records cannot be written: {error}; {loaded} records were loaded")]
    Rejects {
        error: io::Error,
        /// The records read before that.
        loaded: u64,
    },
    #[error("there is no service `{0}`")]
    UnknownService(ServiceId),
    #[error(transparent)]
    Mapping(#[from] MappingError),
    #[error("{error}; {loaded} records were loaded, and loading the file again goes on from there")]
    Store {
        error: StoreError,
        /// The records read before that.
        loaded: u64,
    },
    #[error("whoever loads it may no more; {loaded} records were loaded")]
    Stopped {
        /// The records read before that.
        loaded: u64,
    },
    #[error("another worker loads it; {loaded} records were loaded here")]
    Lost {
        /// The records read before that.
        loaded: u64,
    },
    #[error("the reader stopped unexpectedly; {loaded} records were loaded")]
    Reader {
        /// The records read before that.
        loaded: u64,
    },
}

impl ImportError {
    /// What is noted with the load.
    const fn problem(&self) -> LoadProblem {
        match self {
            Self::File { error, .. } | Self::Changed { error, .. } => error.problem(),
            Self::UnknownService(_) | Self::Mapping(_) => LoadProblem::NoFormat,
            Self::Stopped { .. } => LoadProblem::Stopped,
            Self::Rejects { .. } | Self::Store { .. } | Self::Lost { .. } | Self::Reader { .. } => {
                LoadProblem::Interrupted
            }
        }
    }

    /// Whether it is the portal's, not the file's or the loader's.
    #[must_use]
    pub const fn is_ours(&self) -> bool {
        matches!(self, Self::Rejects { .. } | Self::Store { .. } | Self::Lost { .. } | Self::Reader { .. })
    }

    /// Whether a worker may do later what was not done now.
    const fn may_go_on(&self) -> bool {
        matches!(self, Self::Store { .. } | Self::Lost { .. })
    }

    fn refused(error: SourceLoadError, loaded: u64) -> Self {
        match error {
            SourceLoadError::Store(error) => Self::Store { error, loaded },
            SourceLoadError::Lost => Self::Lost { loaded },
            SourceLoadError::NotAllowed | SourceLoadError::Unknown => Self::Stopped { loaded },
        }
    }
}

/// Loads one file that has a name here; its refused records go to a file beside it.
///
/// # Errors
/// When the file cannot be used, or the store fails. A refused record is no error: see the report.
pub async fn import_records(
    store: &dyn RecordStore,
    catalogue: &Catalogue,
    loading: &mut SourceLoading<'_>,
    file: &Path,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<ImportReport, ImportError> {
    let outcome = match open(file) {
        Ok(source) => load_open(store, catalogue, loading, (file, source), options, progress).await,
        Err(error) => Err(ImportError::File { path: file.to_owned(), error }),
    };
    ended(loading, outcome).await
}

/// Loads one file that was sent; its refused records are kept with the load. It goes on after what was loaded of it before,
/// and where the store fails it stays for whoever goes on with it.
///
/// # Errors
/// When the file cannot be used, or the store fails. A refused record is no error: see the report.
pub async fn import_sent(
    store: &dyn RecordStore,
    catalogue: &Catalogue,
    loading: &mut SourceLoading<'_>,
    source: File,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<ImportReport, ImportError> {
    let name = PathBuf::from(&loading.load().file_name);
    let outcome = load_open(store, catalogue, loading, (&name, source), options, progress).await;
    ended(loading, outcome).await
}

/// Notes how it ended. What went wrong before is told before that this could not be noted.
async fn ended(
    loading: &mut SourceLoading<'_>,
    outcome: Result<ImportReport, ImportError>,
) -> Result<ImportReport, ImportError> {
    if loading.is_gone_on_with() && outcome.as_ref().is_err_and(ImportError::may_go_on) {
        return outcome;
    }
    let noted = loading.end(outcome.as_ref().err().map(ImportError::problem)).await;
    let report = outcome?;
    noted.map_err(|error| ImportError::refused(error, report.records))?;
    Ok(report)
}

async fn load_open(
    store: &dyn RecordStore,
    catalogue: &Catalogue,
    loading: &mut SourceLoading<'_>,
    (file, source): (&Path, File),
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<ImportReport, ImportError> {
    let service = loading.load().service.clone();
    let found = catalogue.service(service.as_str());
    let mapping = Mapping::of(found.ok_or_else(|| ImportError::UnknownService(service.clone()))?, options.rules)?;
    let size = loading.load().bytes;

    progress.stage(Stage::Checking, size);
    let checked = follow(Pass::checking(source, options.batch), progress).await;
    let End { format, file: source, hash } =
        checked.map_err(|error| error.at(file, None)).inspect_err(|_| progress.finished())?;
    if let Some(hash) = hash {
        loading.is_sound(hash, format.extension());
    }

    let rejects = match loading.keeps_rejects() {
        true => Keeping::WithTheLoad(None),
        false => Keeping::InAFile(Rejects::of(file, format, options.rejects.as_deref())),
    };
    rejects.check().map_err(|error| ImportError::Rejects { error, loaded: 0 })?;
    let report = ImportReport { bytes: size, ..ImportReport::default() };
    let done = loading.load().counts.read();
    let mut records = Loading { store, service: &service, loading, file, rejects, report, done };
    progress.stage(Stage::Loading, size);
    let result = records.run(Pass::loading(source, mapping, options.batch), progress).await;
    progress.finished();
    records.end(result)
}

fn open(path: &Path) -> Result<File, FileError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(file) } else { Err(FileError::NotAFile) }
}

/// Why a pass ended early.
enum PassError {
    File(FileError),
    Panicked,
}

impl PassError {
    /// As the caller hears it: before anything was loaded, or after some records.
    fn at(self, path: &Path, loaded: Option<u64>) -> ImportError {
        let path = path.to_owned();
        match (self, loaded) {
            (Self::File(error), None) => ImportError::File { path, error },
            (Self::File(error), Some(loaded)) => ImportError::Changed { path, error, loaded },
            (Self::Panicked, loaded) => ImportError::Reader { loaded: loaded.unwrap_or_default() },
        }
    }
}

/// Waits for the first pass.
async fn follow(pass: Pass, progress: &dyn Progress) -> Result<End, PassError> {
    let Pass { mut messages, task } = pass;
    while let Some(message) = messages.recv().await {
        progress.at(message.bytes);
    }
    task.await.map_err(|_| PassError::Panicked)?.map_err(PassError::File)
}

struct Loading<'a, 'l> {
    store: &'a dyn RecordStore,
    service: &'a ServiceId,
    loading: &'a mut SourceLoading<'l>,
    file: &'a Path,
    rejects: Keeping,
    report: ImportReport,
    /// Records at the beginning that were loaded before, by a worker that is no more.
    done: u64,
}

impl Loading<'_, '_> {
    async fn run(&mut self, pass: Pass, progress: &dyn Progress) -> Result<(), ImportError> {
        let Pass { messages, task } = pass;
        self.consume(messages, progress).await?;
        let ended = task.await.map_err(|_| PassError::Panicked).and_then(|end| end.map_err(PassError::File));
        ended.map(drop).map_err(|error| error.at(self.file, Some(self.report.records)))
    }

    /// Dropping the receiver on an error stops the reader.
    async fn consume(&mut self, mut messages: Receiver<Message>, progress: &dyn Progress) -> Result<(), ImportError> {
        while let Some(mut message) = messages.recv().await {
            if let Some(tag) = &message.root_tag {
                self.rejects.set_root_tag(tag);
            }
            if self.passes_over(&mut message) {
                progress.at(message.bytes);
                continue;
            }
            let loaded = self.report.records;
            let refused = self.batch(message).await.map_err(|error| ImportError::refused(error, loaded))?;
            let (refused, bytes) = refused;
            progress.at(bytes);
            let loaded = self.report.records;
            self.keep(refused).map_err(|error| ImportError::Rejects { error, loaded })?;
        }
        Ok(())
    }

    /// Leaves out what was loaded before; whether that is all.
    fn passes_over(&mut self, message: &mut Message) -> bool {
        let some = message.items.len();
        let before = usize::try_from(self.done).unwrap_or(usize::MAX).min(some);
        message.items.drain(..before);
        self.done -= before as u64;
        before > 0 && before == some
    }

    /// One transaction. Gives the refused records, and how far the file was read.
    async fn batch(&mut self, message: Message) -> Result<(Vec<(Refused, Arc<Vec<u8>>)>, u64), SourceLoadError> {
        let Message { bytes, items, .. } = message;
        let mut work = self.store.begin_record_load().await?;
        self.loading.still_may(work.as_mut()).await?;
        let mut counted = ImportReport::default();
        let mut refused = Vec::new();
        let mut incoming = Vec::with_capacity(items.len());
        let mut places = Vec::with_capacity(items.len());
        for Item { line, mapped, verbatim } in items {
            counted.records += 1;
            match mapped {
                Ok(mapped) => {
                    incoming.push(identified(self.store, mapped));
                    places.push((line, verbatim));
                }
                Err(fault) => refused.push((Refused { line, fault }, verbatim)),
            }
        }
        let outcomes = load(work.as_mut(), self.service, &incoming).await?;
        for (outcome, (line, verbatim)) in outcomes.into_iter().zip(places) {
            match outcome {
                Ok(loaded) => counted.count(loaded),
                Err(refusal) => {
                    let fault = Fault::new(line, "record", Rule::Stored(refusal));
                    refused.push((Refused { line, fault }, verbatim));
                }
            }
        }
        counted.refused = refused.len() as u64;
        refused.sort_by_key(|(refused, _)| refused.line);
        let rejects = self.rejects.kept(&refused);
        let after = self.loading.keep(work.as_mut(), &counted.counts(), bytes, rejects).await?;
        work.commit().await?;
        self.loading.went_on(after);
        self.report.add(&counted);
        Ok((refused, bytes))
    }

    /// A record of the file of which several records are refused is kept once.
    fn keep(&mut self, refused: Vec<(Refused, Arc<Vec<u8>>)>) -> io::Result<()> {
        let mut before: Option<Arc<Vec<u8>>> = None;
        for (refused, verbatim) in refused {
            if !before.is_some_and(|before| Arc::ptr_eq(&before, &verbatim)) {
                self.rejects.write(&verbatim, &refused)?;
            }
            before = Some(verbatim);
            self.report.list(refused);
        }
        Ok(())
    }

    /// Ends the file of refused records whatever happened, so that it can be used.
    fn end(self, result: Result<(), ImportError>) -> Result<ImportReport, ImportError> {
        let mut report = self.report;
        let ended = self.rejects.finish();
        result?;
        report.rejects = ended.map_err(|error| ImportError::Rejects { error, loaded: report.records })?;
        Ok(report)
    }
}

/// What only stands in gets its identifier from the person's token and what it stands for: the same each
/// time, and of no use to anyone who would find the NISS behind it without the store's key.
fn identified(store: &dyn PersonTokens, mapped: Mapped) -> Incoming {
    let Mapped { mut incoming, insurer } = mapped;
    let Record { edition, time, id, .. } = &incoming.record;
    let (person, time) = (incoming.person, *time);
    match edition {
        Edition::Version(_) => {}
        Edition::Temporary => {
            incoming.record.id = temporary_id(store, person, time, &insurer.unwrap_or_default());
        }
        Edition::Notice(_) if id.is_empty() => {
            incoming.record.id = made_id(store, "notice", person, &time.to_string());
        }
        Edition::Notice(_) => incoming.record.id = made_id(store, "notice", person, id),
    }
    incoming
}

/// The identifier of a temporary attestation.
#[must_use]
pub fn temporary_id(store: &dyn PersonTokens, person: Niss, time: RecordTime, insurer: &str) -> String {
    made_id(store, "temporary", person, &format!("{time}|{insurer}"))
}

/// The same each time, and never that of another kind.
fn made_id(store: &dyn PersonTokens, kind: &str, person: Niss, of: &str) -> String {
    let token = store.person_token(person);
    let digest = Sha256::digest(format!("{kind}|{}|{of}", token.as_str()));
    let mut bytes: [u8; 16] = std::array::from_fn(|place| digest[place]);
    // Version 8 (made by a rule of one's own) and the variant of RFC 9562.
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = hex::encode(bytes);
    [&hex[0..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32]].join("-")
}
