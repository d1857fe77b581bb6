//! The child that reads: bytes come in, one answer goes out.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use delibero_domain::deliberation::Refused;
use delibero_reader::{MAX_FILE_BYTES, extract, read_text};
use rustix::process::{Resource, Rlimit, nice, setrlimit};

use super::{Answer, Document, MAX_SECONDS};

/// The most memory that it may ask for, in bytes.
const MAX_MEMORY: u64 = 1024 * 1024 * 1024;
/// How far it steps back behind the server.
const NICENESS: i32 = 15;
/// It ends so when its limits cannot be set: it reads nothing then.
pub(super) const NOT_LIMITED: u8 = 3;

/// Limits itself, reads and answers.
#[must_use]
pub fn run() -> ExitCode {
    if limit().is_err() {
        return ExitCode::from(NOT_LIMITED);
    }
    let mut bytes = Vec::new();
    // A byte more than may be read is enough to refuse the file.
    if std::io::stdin().lock().take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::from(2);
    }
    let answer = match document(&bytes) {
        Ok(document) => Answer::Read(Box::new(document)),
        Err(refused) => Answer::Refused(refused),
    };
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let said = serde_json::to_writer(&mut output, &answer).map_err(std::io::Error::from).and_then(|()| output.flush());
    if said.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn document(bytes: &[u8]) -> Result<Document, Refused> {
    let source = extract(bytes)?;
    let reading = read_text(&source)?;
    Ok(Document { reading, source: source.text })
}

/// No more time or memory than a deliberation takes, no files, and the server first.
fn limit() -> rustix::io::Result<()> {
    let most = |amount: u64| Rlimit { current: Some(amount), maximum: Some(amount) };
    setrlimit(Resource::As, most(MAX_MEMORY))?;
    // A second apart: the first limit ends it with a signal of its own.
    setrlimit(Resource::Cpu, Rlimit { current: Some(MAX_SECONDS), maximum: Some(MAX_SECONDS + 1) })?;
    setrlimit(Resource::Fsize, most(0))?;
    setrlimit(Resource::Core, most(0))?;
    nice(NICENESS).map(drop)
}
