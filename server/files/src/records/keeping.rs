//! Refused records go to a file beside the input, or are kept with the load for whoever sent it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use delibero_usecases::source_loads::{KeptRejects, Refused, RefusedRecord};

use super::exchange::Rejects;

/// Where refused records go.
pub(super) enum Keeping {
    InAFile(Rejects),
    /// With the tag under which the records stand.
    WithTheLoad(Option<String>),
}

impl Keeping {
    pub fn check(&self) -> io::Result<()> {
        match self {
            Self::InAFile(rejects) => rejects.check(),
            Self::WithTheLoad(_) => Ok(()),
        }
    }

    pub fn set_root_tag(&mut self, tag: &str) {
        match self {
            Self::InAFile(rejects) => rejects.set_root_tag(tag),
            Self::WithTheLoad(root_tag) => *root_tag = Some(tag.to_owned()),
        }
    }

    /// What is kept with the load: nothing where a file takes it.
    pub fn kept(&self, refused: &[(Refused, Arc<Vec<u8>>)]) -> KeptRejects {
        let Self::WithTheLoad(root_tag) = self else { return KeptRejects::default() };
        let mut before: Option<&Arc<Vec<u8>>> = None;
        let mut records = Vec::with_capacity(refused.len());
        for (refused, verbatim) in refused {
            let again = before.is_some_and(|before| Arc::ptr_eq(before, verbatim));
            let record = if again { String::new() } else { String::from_utf8_lossy(verbatim).into_owned() };
            records.push(RefusedRecord { refused: refused.clone(), record });
            before = Some(verbatim);
        }
        KeptRejects { root_tag: root_tag.clone(), records }
    }

    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, verbatim: &[u8], refused: &Refused) -> io::Result<()> {
        match self {
            Self::InAFile(rejects) => rejects.write(verbatim, refused),
            Self::WithTheLoad(_) => Ok(()),
        }
    }

    /// Ends the file, and says where it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<Option<PathBuf>> {
        match self {
            Self::InAFile(rejects) => rejects.finish(),
            Self::WithTheLoad(_) => Ok(None),
        }
    }
}
