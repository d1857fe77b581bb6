//! The key that signs the log, and whether the tree of the log is what that key signed.

use std::path::PathBuf;

use delibero_domain::tlog::{KeyKind, Signer};
use delibero_usecases::log_tree::SequenceError;

use super::{Finding, Subject};
use crate::log_key::LogKeyError;
use crate::witnesses::Witnesses;

pub(super) fn examine(
    place: &str,
    key: &Result<Signer, LogKeyError>,
    demonstration: bool,
    tree: Option<Result<u64, SequenceError>>,
) -> Finding {
    let verifier = match key {
        Ok(signer) => signer.verifier(KeyKind::Text),
        Err(LogKeyError::Missing(_)) if demonstration => {
            let advice = "`delibero serve` and `delibero demo` make one in a demonstration";
            return Finding::warning(Subject::Log, format!("there is no key of it in {place} yet"), advice);
        }
        Err(error) => return Finding::wrong(Subject::Log, error.to_string(), advice(error, place)),
    };
    match tree {
        None => Finding::ok(Subject::Log, format!("will be signed with the key in {place}, verified with {verifier}")),
        Some(Ok(size)) => {
            let found =
                format!("its tree of {size} entries is as the key in {place} signed it, verified with {verifier}");
            Finding::ok(Subject::Log, found)
        }
        Some(Err(error)) => {
            let advice = match &error {
                SequenceError::OtherKey(_) => {
                    "set DELIBERO_LOG_KEY_FILE to the key that this log was begun with, or DATABASE_URL to another database"
                }
                SequenceError::NotAsSigned(_) => {
                    "keep this database as it is, and compare it with the newest checkpoint that somebody outside has"
                }
                SequenceError::Store(_) => "see what the database's server says",
            };
            Finding::wrong(Subject::Log, error.to_string(), advice)
        }
    }
}

/// The file that names them; whether they answer is not asked.
pub(super) fn witnesses(path: PathBuf) -> Finding {
    match Witnesses::load(path) {
        Ok(witnesses) => Finding::ok(Subject::Witnesses, witnesses.to_string()),
        Err(error) => {
            let advice =
                "mend DELIBERO_WITNESSES: a line `witness KEY ADDRESS` for each, and `quorum N`; see README.md";
            Finding::wrong(Subject::Witnesses, error.to_string(), advice)
        }
    }
}

fn advice(error: &LogKeyError, place: &str) -> String {
    match error {
        LogKeyError::Missing(_) => {
            format!("put back the key of this log; for a new database: `delibero key log ORIGIN {place}`")
        }
        LogKeyError::Open(_) => format!("`chmod 600 {place}`"),
        LogKeyError::File { .. } => format!("make {place} readable for the user that serves, and for nobody else"),
        LogKeyError::Key { .. } | LogKeyError::Origin(_) => {
            format!("put back the key of this log: {place} holds one line that begins with PRIVATE+KEY+")
        }
    }
}
