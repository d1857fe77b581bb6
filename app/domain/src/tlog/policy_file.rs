//! Whose signatures are believed, and who is asked for them: lines that somebody keeps in a file.
//!
//! ```text
//! # The log, by its key; a second line where one key follows another.
//! log log.example/delibero+1a2b3c4d+AZ…
//! # Where a log is to ask a witness, its address stands behind the key; whoever only verifies needs none.
//! witness witness.example/a+… https://witness.example/a
//! witness witness.example/b+…
//! # How many of them must have seen a checkpoint.
//! quorum 1
//! # After how many hours without that many nothing is disclosed any more.
//! stop-after 4
//! ```

use std::str::FromStr;

use thiserror::Error;

use super::checkpoint::Policy;
use super::note::{KeyError, KeyKind, VerifierKey};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// All of one name; none: the log that has the file knows its own.
    pub log_keys: Vec<VerifierKey>,
    pub witnesses: Vec<Witness>,
    pub needed: usize,
    pub stop_after_hours: u32,
}

/// Somebody outside who cosigns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    pub key: VerifierKey,
    /// Where checkpoints are sent, without `/add-checkpoint`.
    pub address: Option<String>,
}

/// Why a policy cannot be used.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum PolicyError {
    #[error("line {0}: expected `log KEY`, `witness KEY [ADDRESS]`, `quorum N` or `stop-after HOURS`")]
    Line(usize),
    #[error("line {0}: {1}")]
    Key(usize, KeyError),
    #[error("line {0}: a log signs with a key of kind 1, a witness with one of kind 4")]
    Kind(usize),
    #[error("line {0}: the keys of the log have one name")]
    Names(usize),
    #[error("there is no line `log KEY`")]
    NoLog,
    #[error("more witnesses are needed than there are")]
    Quorum,
}

impl PolicyFile {
    /// How long disclosure goes on without enough witnesses where nothing else is said.
    pub const STOP_AFTER_HOURS: u32 = 4;

    /// For whoever verifies.
    ///
    /// # Errors
    /// When no key of the log is named.
    pub fn policy(self) -> Result<Policy, PolicyError> {
        let origin = self.log_keys.first().ok_or(PolicyError::NoLog)?.name().to_owned();
        let witnesses = self.witnesses.into_iter().map(|witness| witness.key).collect();
        Ok(Policy { origin, log_keys: self.log_keys, witnesses, needed: self.needed })
    }

    fn add(&mut self, number: usize, line: &str) -> Result<(), PolicyError> {
        let (word, rest) = line.split_once(' ').ok_or(PolicyError::Line(number))?;
        let rest = rest.trim();
        let key = |word: &str, kind| {
            let key: VerifierKey = word.parse().map_err(|error| PolicyError::Key(number, error))?;
            if key.kind() == kind { Ok(key) } else { Err(PolicyError::Kind(number)) }
        };
        match word {
            "log" => {
                let key = key(rest, KeyKind::Text)?;
                if self.log_keys.iter().any(|known| known.name() != key.name()) {
                    return Err(PolicyError::Names(number));
                }
                self.log_keys.push(key);
            }
            "witness" => {
                let (word, address) = rest.split_once(' ').map_or((rest, None), |(key, rest)| (key, Some(rest)));
                let address = address.map(|address| address.trim().trim_end_matches('/').to_owned());
                self.witnesses.push(Witness { key: key(word, KeyKind::Cosignature)?, address });
            }
            "quorum" => self.needed = rest.parse().map_err(|_| PolicyError::Line(number))?,
            "stop-after" => self.stop_after_hours = rest.parse().map_err(|_| PolicyError::Line(number))?,
            _ => return Err(PolicyError::Line(number)),
        }
        Ok(())
    }
}

impl FromStr for PolicyFile {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let stop_after_hours = Self::STOP_AFTER_HOURS;
        let mut read = Self { log_keys: Vec::new(), witnesses: Vec::new(), needed: 0, stop_after_hours };
        let lines = (1..).zip(text.lines().map(str::trim));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            read.add(number, line)?;
        }
        if read.needed > read.witnesses.len() { Err(PolicyError::Quorum) } else { Ok(read) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tlog::Signer;

    fn key(name: &str, kind: KeyKind) -> String {
        Signer::new(name, &[7; 32]).expect("a name").verifier(kind).to_string()
    }

    fn read(text: &str) -> Result<PolicyFile, PolicyError> {
        text.parse()
    }

    #[test]
    fn a_policy_is_read_and_what_does_not_fit_is_told_with_its_line() {
        let (log, witness) = (key("log.example", KeyKind::Text), key("w.example", KeyKind::Cosignature));
        let file =
            read(&format!("# ours\nlog {log}\n\nwitness {witness} https://w.example/\nquorum 1\nstop-after 2\n"));
        let file = file.expect("a policy");
        assert_eq!(file.witnesses[0].address.as_deref(), Some("https://w.example"));
        assert_eq!((file.stop_after_hours, read("").expect("nothing").stop_after_hours), (2, 4));
        let policy = file.policy().expect("a log");
        assert_eq!((policy.origin.as_str(), policy.witnesses.len(), policy.needed), ("log.example", 1, 1));
        assert_eq!(read("witness"), Err(PolicyError::Line(1)));
        assert_eq!(read("stop-after soon"), Err(PolicyError::Line(1)));
        assert_eq!(read(&format!("log {witness}")), Err(PolicyError::Kind(1)));
        let other = key("other.example", KeyKind::Text);
        assert_eq!(read(&format!("log {log}\nlog {other}")), Err(PolicyError::Names(2)));
        assert_eq!(read(&format!("log {log}\nquorum 1")), Err(PolicyError::Quorum));
        assert_eq!(read("quorum 0").expect("without a log").policy(), Err(PolicyError::NoLog));
    }
}
