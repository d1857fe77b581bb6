//! Whose signatures are believed: a file of lines that somebody outside keeps.
//!
//! ```text
//! # The log, by its key; a second line where one key follows another.
//! log log.example/delibero+1a2b3c4d+AZ…
//! witness witness.example/a+…
//! witness witness.example/b+…
//! quorum 1
//! ```

use delibero_domain::tlog::{KeyKind, Policy, VerifierKey};
use thiserror::Error;

/// Why a policy cannot be used.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum PolicyError {
    #[error("line {0}: expected `log KEY`, `witness KEY` or `quorum N`")]
    Line(usize),
    #[error("line {0}: {1}")]
    Key(usize, delibero_domain::tlog::KeyError),
    #[error("line {0}: a log signs with a key of kind 1, a witness with one of kind 4")]
    Kind(usize),
    #[error("line {0}: the keys of the log have one name")]
    Names(usize),
    #[error("there is no line `log KEY`")]
    NoLog,
    #[error("more witnesses are needed than there are")]
    Quorum,
}

/// # Errors
/// When a line cannot be read, or the lines do not fit together.
pub fn read(text: &str) -> Result<Policy, PolicyError> {
    let mut policy = Policy { origin: String::new(), log_keys: Vec::new(), witnesses: Vec::new(), needed: 0 };
    let lines = (1..).zip(text.lines().map(str::trim));
    for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').ok_or(PolicyError::Line(number))?;
        let key = || rest.trim().parse::<VerifierKey>().map_err(|error| PolicyError::Key(number, error));
        let of_kind =
            |kind| key().and_then(|key| if key.kind() == kind { Ok(key) } else { Err(PolicyError::Kind(number)) });
        match word {
            "log" => {
                let key = of_kind(KeyKind::Text)?;
                if policy.log_keys.iter().any(|known| known.name() != key.name()) {
                    return Err(PolicyError::Names(number));
                }
                policy.origin = key.name().to_owned();
                policy.log_keys.push(key);
            }
            "witness" => policy.witnesses.push(of_kind(KeyKind::Cosignature)?),
            "quorum" => policy.needed = rest.trim().parse().map_err(|_| PolicyError::Line(number))?,
            _ => return Err(PolicyError::Line(number)),
        }
    }
    if policy.log_keys.is_empty() {
        return Err(PolicyError::NoLog);
    }
    if policy.needed > policy.witnesses.len() {
        return Err(PolicyError::Quorum);
    }
    Ok(policy)
}

#[cfg(test)]
mod tests {
    use delibero_domain::tlog::Signer;

    use super::*;

    fn key(name: &str, kind: KeyKind) -> String {
        Signer::new(name, &[7; 32]).expect("a name").verifier(kind).to_string()
    }

    #[test]
    fn a_policy_is_read_and_what_does_not_fit_is_told_with_its_line() {
        let (log, witness) = (key("log.example", KeyKind::Text), key("w.example", KeyKind::Cosignature));
        let sound = format!("# ours\nlog {log}\n\nwitness {witness}\nquorum 1\n");
        let policy = read(&sound).expect("a policy");
        assert_eq!((policy.origin.as_str(), policy.witnesses.len(), policy.needed), ("log.example", 1, 1));
        assert_eq!(read("witness"), Err(PolicyError::Line(1)));
        assert_eq!(read(&format!("log {witness}")), Err(PolicyError::Kind(1)));
        let other = key("other.example", KeyKind::Text);
        assert_eq!(read(&format!("log {log}\nlog {other}")), Err(PolicyError::Names(2)));
        assert_eq!(read(&format!("log {log}\nquorum 1")), Err(PolicyError::Quorum));
        assert_eq!(read("quorum 0"), Err(PolicyError::NoLog));
    }
}
