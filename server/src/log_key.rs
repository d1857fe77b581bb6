//! The key that signs how far the log is: apart from the data key, and named after the log.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use delibero_domain::tlog::{KeyError, Signer};
use thiserror::Error;

use crate::closed_file;

/// The log of a demonstration.
const OF_A_DEMONSTRATION: &str = "demonstration.invalid/delibero";

/// Where the key is.
#[derive(Clone, Debug)]
pub enum LogKeySource {
    /// `DELIBERO_LOG_KEY`.
    Given(Box<Signer>),
    /// `DELIBERO_LOG_KEY_FILE`, which a demonstration may make.
    File(PathBuf),
}

/// Why there is no key.
#[derive(Debug, Error)]
pub enum LogKeyError {
    #[error(
        "there is no key of the log in {0}; set DELIBERO_LOG_KEY or DELIBERO_LOG_KEY_FILE, or make one with `delibero key log ORIGIN FILE`"
    )]
    Missing(PathBuf),
    #[error(
        "others can read the key of the log in {0}; close it with `chmod 600 {0}`, and think of who may have read it"
    )]
    Open(PathBuf),
    #[error("the key of the log in {path} cannot be used: {error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error("what is in {path} is no key of a log: {error}")]
    Key { path: PathBuf, error: KeyError },
    #[error(
        "{0} cannot name a log: take the address where it is published, without scheme, such as delibero.example/tlog"
    )]
    Origin(String),
}

impl LogKeySource {
    /// The key; in a file that is not there yet it is made where `make_missing` says so.
    ///
    /// # Errors
    /// When there is none, or the file is not one.
    pub fn load(&self, make_missing: bool) -> Result<Signer, LogKeyError> {
        let path = match self {
            Self::Given(signer) => return Ok(Signer::clone(signer)),
            Self::File(path) => path.clone(),
        };
        match closed_file::read(&path) {
            Ok(None) => Err(LogKeyError::Open(path)),
            Ok(Some(word)) => Signer::from_private_key(word.trim()).map_err(|error| LogKeyError::Key { path, error }),
            Err(error) if error.kind() == ErrorKind::NotFound && make_missing => make(OF_A_DEMONSTRATION, &path),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(LogKeyError::Missing(path)),
            Err(error) => Err(LogKeyError::File { path, error }),
        }
    }

    /// Where it is, for people.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Given(_) => "DELIBERO_LOG_KEY".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// Makes a new key for the log of an origin, in a file that only its owner can read, and that must not exist yet.
///
/// # Errors
/// When the origin cannot name a key, or the file exists or cannot be written.
pub fn make(origin: &str, path: &Path) -> Result<Signer, LogKeyError> {
    let mut secret = [0_u8; 32];
    crate::entropy::fill(&mut secret);
    let is_address = !origin.contains("://") && !origin.ends_with('/');
    let signer = Signer::new(origin, &secret).ok().filter(|_| is_address);
    let signer = signer.ok_or_else(|| LogKeyError::Origin(origin.to_owned()))?;
    let written = closed_file::write_new(path, &signer.to_private_key());
    written.map(|()| signer).map_err(|error| LogKeyError::File { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use delibero_domain::tlog::KeyKind;

    use super::*;

    #[test]
    fn a_key_is_made_once_named_after_its_log_and_read_again() {
        use std::os::unix::fs::PermissionsExt as _;
        let path = std::env::temp_dir().join(format!("delibero-log-key-{}", std::process::id()));
        let source = LogKeySource::File(path.clone());
        assert!(matches!(source.load(false), Err(LogKeyError::Missing(_))));
        for origin in ["https://delibero.example/tlog", "delibero.example/tlog/", "a log", ""] {
            assert!(matches!(make(origin, &path), Err(LogKeyError::Origin(_))), "{origin}");
        }
        let made = make("delibero.example/tlog", &path).expect("a key");
        assert!(matches!(make("delibero.example/tlog", &path), Err(LogKeyError::File { .. })), "never written over");
        let read = source.load(true).expect("the same");
        assert_eq!(read.verifier(KeyKind::Text), made.verifier(KeyKind::Text));
        assert!(read.verifier(KeyKind::Text).to_string().starts_with("delibero.example/tlog+"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("a mode");
        assert!(matches!(source.load(true), Err(LogKeyError::Open(_))));
        std::fs::remove_file(path).expect("it is there");
    }
}
