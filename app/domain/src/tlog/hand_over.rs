//! What is handed over of a log: files with their hashes, in a note that the log signs.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::hash::Hash;
use super::note::{Note, NoteError, Signer, VerifierKey};

/// Nothing else is taken for one: a checkpoint begins with an address.
const FIRST_LINE: &str = "delibero/hand-over/v1";

/// The files of a hand-over but the one in which this is signed, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Which log.
    pub origin: String,
    /// Name and hash.
    pub files: Vec<(String, Hash)>,
}

/// Why files are no hand-over of a log.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ManifestError {
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("a list of files is `{FIRST_LINE}`, the origin, and lines of a hash and a name")]
    Form,
    #[error("it is of another log")]
    Origin,
    #[error("{0} is not what was signed")]
    Changed(String),
    #[error("{0} is missing")]
    Missing(String),
    #[error("{0} was put in afterwards")]
    Foreign(String),
}

impl Manifest {
    /// How the file is called in which this is signed.
    pub const NAME: &str = "manifest";

    #[must_use]
    pub fn of<'f>(origin: &str, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        let mut files: Vec<_> = files.into_iter().map(|(name, bytes)| (name.to_owned(), hash_of(bytes))).collect();
        files.sort();
        Self { origin: origin.to_owned(), files }
    }

    #[must_use]
    pub fn signed(&self, signer: &Signer) -> Note {
        let text = self.to_string();
        let signatures = vec![signer.sign(&text)];
        Note { text, signatures }
    }

    /// The list in a note that one of the log's keys signed.
    ///
    /// # Errors
    /// When none did, or it is another log's.
    pub fn verified(note: &Note, origin: &str, keys: &[VerifierKey]) -> Result<Self, ManifestError> {
        note.verified(keys)?;
        let manifest: Self = note.text.parse()?;
        if manifest.origin == origin { Ok(manifest) } else { Err(ManifestError::Origin) }
    }

    /// Whether these are all of its files, and as they were.
    ///
    /// # Errors
    /// The first that differs.
    pub fn check<'f>(&self, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Result<(), ManifestError> {
        let mut here: Vec<_> = files.into_iter().map(|(name, bytes)| (name, hash_of(bytes))).collect();
        here.sort_unstable();
        for (name, hash) in &self.files {
            match here.binary_search_by(|(known, _)| known.cmp(&name.as_str())) {
                Ok(place) if here[place].1 == *hash => {}
                Ok(_) => return Err(ManifestError::Changed(name.clone())),
                Err(_) => return Err(ManifestError::Missing(name.clone())),
            }
        }
        let foreign = here.iter().find(|(name, _)| !self.files.iter().any(|(known, _)| known == name));
        foreign.map_or(Ok(()), |(name, _)| Err(ManifestError::Foreign((*name).to_owned())))
    }
}

fn hash_of(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}\n{}", self.origin)?;
        self.files.iter().try_for_each(|(name, hash)| writeln!(f, "{hash} {name}"))
    }
}

impl FromStr for Manifest {
    type Err = ManifestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut lines = text.strip_suffix('\n').ok_or(ManifestError::Form)?.split('\n');
        let (Some(FIRST_LINE), Some(origin)) = (lines.next(), lines.next()) else { return Err(ManifestError::Form) };
        let file = |line: &str| {
            let (hash, name) = line.split_once(' ')?;
            Some((name.to_owned(), hash.parse().ok()?))
        };
        let files: Option<Vec<(String, Hash)>> = lines.map(file).collect();
        Ok(Self { origin: origin.to_owned(), files: files.ok_or(ManifestError::Form)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tlog::KeyKind;

    #[test]
    fn files_are_those_that_were_signed_or_the_first_that_differs_is_named() {
        let signer = Signer::new("log.example", &[7; 32]).expect("a name");
        let keys = [signer.verifier(KeyKind::Text)];
        let files: Vec<(&str, &[u8])> = vec![("b.csv", b"1;2"), ("a.html", b"<p>"), ("proofs/1 x", b"")];
        let note = Manifest::of("log.example", files.clone()).signed(&signer);
        let read =
            Manifest::verified(&note.to_string().parse().expect("a note"), "log.example", &keys).expect("signed");
        assert_eq!(read.check(files.clone()), Ok(()));
        let told = |files: Vec<(&str, &[u8])>| read.check(files).expect_err("it differs");
        assert_eq!(told(files[1..].to_vec()), ManifestError::Missing("b.csv".to_owned()));
        assert_eq!(told([&files[..], &[("c", b"")]].concat()), ManifestError::Foreign("c".to_owned()));
        let changed: Vec<(&str, &[u8])> = vec![("b.csv", b"1;3"), files[1], files[2]];
        assert_eq!(told(changed), ManifestError::Changed("b.csv".to_owned()));
        assert_eq!(Manifest::verified(&note, "log.other", &keys), Err(ManifestError::Origin));
        let other = Signer::new("log.example", &[8; 32]).expect("a name").verifier(KeyKind::Text);
        assert_eq!(Manifest::verified(&note, "log.example", &[other]), Err(NoteError::Unsigned.into()));
    }
}
