//! Holds the whole log against its tree, and both against checkpoints that somebody outside kept.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use delibero_domain::tlog::{Checkpoint, KeyKind, Note, Policy, VerifierKey};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::log_tree::{Auditing, Whole};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{complain, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::serve::connect;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// How often it is said how far it is.
const SAYING: SignedDuration = SignedDuration::from_secs(2);

#[derive(Args)]
pub(super) struct Verify {
    /// A checkpoint that somebody outside kept; may be given several times. Without one, a log that was written anew is not
    /// told from the first.
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
    /// A key by which its checkpoints are verified (NAME+ID+KEY), several where one followed another; by default those of the
    /// keys that this program signs with.
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<VerifierKey>,
    /// Says what was found as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, options: Verify) -> Outcome<ExitCode> {
    let mut log_keys = options.keys;
    if log_keys.is_empty() {
        log_keys.push(config.log_key.load(false)?.verifier(KeyKind::Text));
        if let Some(before) = &config.log_key_before {
            log_keys.push(before.load(false)?.verifier(KeyKind::Text));
        }
    }
    let policy = Policy { origin: log_keys[0].name().to_owned(), log_keys, witnesses: Vec::new(), needed: 0 };
    let outside = options.checkpoints.iter().map(|file| checkpoint(file, &policy)).collect::<Outcome<Vec<_>>>()?;
    let (database, _) = connect(config, false).await?;
    let mut progress = Progress::begun();
    let auditing = Auditing { tree: &database, log: &database, policy: &policy };
    let found = auditing.audit(outside, |done, all| progress.seen(done, all)).await?;
    Ok(match found {
        Ok(whole) if options.json => {
            let Whole { checkpoint: Checkpoint { size, root, .. }, waiting, outside } = whole;
            let root = root.to_string();
            say(&json!({"whole": true, "size": size, "root": root, "waiting": waiting, "outside": outside}).to_string());
            ExitCode::SUCCESS
        }
        Ok(whole) => {
            say(&in_words(&whole));
            ExitCode::SUCCESS
        }
        Err(difference) => {
            let words = difference.to_string();
            say(&if options.json { json!({"whole": false, "difference": words}).to_string() } else { words });
            ExitCode::FAILURE
        }
    })
}

fn checkpoint(file: &PathBuf, policy: &Policy) -> Outcome<Checkpoint> {
    let wrong = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let text = fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let note: Note = text.parse().map_err(|error| wrong(&error))?;
    let (checkpoint, _) = policy.verified(&note).map_err(|error| wrong(&error))?;
    Ok(checkpoint)
}

fn in_words(whole: &Whole) -> String {
    let Checkpoint { size, root, .. } = &whole.checkpoint;
    let mut words = format!("All {size} entries of the tree are in the log as they were signed, with root {root}.");
    words.push_str(&match whole.outside {
        Some(outside) => format!("\nThe first {outside} are those that somebody outside saw."),
        None => "\nNo checkpoint from outside was given: that they are those of last week is not proved.".to_owned(),
    });
    if whole.waiting > 0 {
        words.push_str(&format!(
            "\n{} entries have no place in the tree yet: nothing was signed of them.",
            whole.waiting
        ));
    }
    words
}

/// Says on the standard error how far it is, how fast, and how long the rest takes.
struct Progress {
    begun: Timestamp,
    said: Timestamp,
}

impl Progress {
    fn begun() -> Self {
        let now = SystemClock.now();
        Self { begun: now, said: now }
    }

    fn seen(&mut self, done: u64, all: u64) {
        let now = SystemClock.now();
        if now.duration_since(self.said) < SAYING {
            return;
        }
        self.said = now;
        let rate = done as f64 / now.duration_since(self.begun).as_secs_f64();
        let left = (all - done) as f64 / rate;
        complain(&format!("{done} of {all} entries, {rate:.0} a second, {left:.0} s left"));
    }
}
