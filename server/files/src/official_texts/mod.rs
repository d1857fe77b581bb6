//! Official texts are read by a child: this program again, with limits on its time, its memory and what it may say.
//!
//! Whatever a file does to its reader, the server goes on: the child is killed at its limit and the file is refused.

pub mod child;

use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use delibero_domain::deliberation::{Reading, Refused};
use delibero_domain::text::Language;
use delibero_reader::Reason;
use rustix::process::Signal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::sync::Semaphore;

/// How the child is told what it is.
pub const COMMAND: &str = "read-document";
/// The longest that a file may be read, in seconds.
const MAX_SECONDS: u64 = 20;
/// The most bytes that the child may say: the longest text, once as it is and once taken apart.
const MAX_ANSWER: u64 = 96 * 1024 * 1024;
/// How many children there are at once.
const CHILDREN: usize = 2;

/// What was read in a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The text, taken apart.
    pub reading: Reading,
    /// The text, whose lines the reading counts.
    pub source: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read(Box<Document>),
    Refused(Refused),
}

/// Starts the children that read.
#[derive(Clone, Debug)]
pub struct Reader {
    program: PathBuf,
    limit: Duration,
    turns: Arc<Semaphore>,
}

impl Reader {
    /// Reads with this program.
    #[must_use]
    pub fn of_this_program() -> Self {
        // A newer program may stand where this one was started from.
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() { running } else { std::env::current_exe().unwrap_or(running) };
        Self::of(program, Duration::from_secs(MAX_SECONDS))
    }

    /// Reads with another program, or within another time.
    #[must_use]
    pub fn of(program: PathBuf, limit: Duration) -> Self {
        Self { program, limit, turns: Arc::new(Semaphore::new(CHILDREN)) }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is refused, by the child or because of what it did to the child; or when no child reads it.
    pub async fn read(&self, bytes: Vec<u8>) -> Result<Document, ReadError> {
        let turn = tokio::time::timeout(self.limit, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(ReadError::Busy) };
        let reader = self.clone();
        let read = tokio::task::spawn_blocking(move || {
            let document = reader.read_now(bytes);
            drop(turn);
            document
        });
        read.await.unwrap_or_else(|error| Err(ReadError::NotStarted(error.to_string())))
    }

    fn read_now(&self, bytes: Vec<u8>) -> Result<Document, ReadError> {
        let mut child = self.started()?;
        match serde_json::from_slice(&self.ask(&mut child, bytes)?) {
            Ok(Answer::Read(document)) => Ok(*document),
            Ok(Answer::Refused(refused)) => Err(ReadError::Refused(refused)),
            // It was stopped by its own limits before it had said all.
            Err(_) => Err(ReadError::stopped(child.0.wait().ok())),
        }
    }

    fn started(&self) -> Result<Ended, ReadError> {
        // It needs none of the server's secrets.
        let mut command = Command::new(&self.program);
        // The allocator reserves addresses for a gibibyte at once otherwise, which is all that the child may have.
        command.env_clear().env("MIMALLOC_ARENA_RESERVE", "32MiB");
        command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().map(Ended).map_err(|error| ReadError::NotStarted(error.to_string()))
    }

    /// What the child says about some bytes.
    fn ask(&self, child: &mut Ended, bytes: Vec<u8>) -> Result<Vec<u8>, ReadError> {
        let (Some(mut input), Some(output)) = (child.0.stdin.take(), child.0.stdout.take()) else {
            return Err(ReadError::NotStarted("it has no pipes".to_owned()));
        };
        // A child that ends early leaves the rest unread.
        thread::spawn(move || drop(input.write_all(&bytes)));
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut said = Vec::new();
            let all = output.take(MAX_ANSWER + 1).read_to_end(&mut said).map(|_| said);
            // Nobody listens any longer when it took too long.
            drop(sender.send(all));
        });
        let said = receiver.recv_timeout(self.limit).map_err(|_| ReadError::because(Reason::PdfTooSlow))?;
        let said = said.map_err(|_| ReadError::because(Reason::TooLarge))?;
        if said.len() as u64 > MAX_ANSWER { Err(ReadError::because(Reason::TooLarge)) } else { Ok(said) }
    }
}

/// A child that ends when it is let go.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // One that has ended by itself cannot be killed, and is waited for all the same.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[derive(Debug, Error)]
pub enum ReadError {
    #[error("it is refused ({}): {}", .0.reason, .0.text)]
    Refused(Refused),
    /// The program that reads does not run: nothing is said about the file.
    #[error("the program that reads files could not be started: {0}")]
    NotStarted(String),
    /// Others were read all the time: nothing is said about the file.
    #[error("other files were being read all the time; try again")]
    Busy,
}

impl ReadError {
    fn because(reason: Reason) -> Self {
        tracing::warn!(reason = reason.code(), "the child that reads a file was stopped");
        Self::Refused(reason.refuse(Language::Fr))
    }

    /// What the end of a child means that did not say all.
    fn stopped(end: Option<ExitStatus>) -> Self {
        match end {
            Some(end) if end.code() == Some(i32::from(child::NOT_LIMITED)) => {
                Self::NotStarted("it could not limit itself".to_owned())
            }
            Some(end) if end.signal() == Some(Signal::XCPU.as_raw()) => Self::because(Reason::PdfTooSlow),
            _ => Self::because(Reason::TooLarge),
        }
    }
}
