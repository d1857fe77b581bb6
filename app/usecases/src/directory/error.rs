//! Why nothing was done in the reference directory.

use delibero_domain::identifier::UserName;
use delibero_domain::niss::Niss;
use jiff::Timestamp;
use thiserror::Error;

use super::search::OPEN_FOR;
use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

/// What is wrong with what an integration is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FileFault {
    #[error("the organisation integrates nobody under this quality code")]
    Code,
    #[error("it would end before it begins")]
    Reversed,
    /// The code is provisional.
    #[error("under this quality code an integration lasts {0} days at most")]
    TooLong(u16),
    /// Of more than [`super::MAX_FILE_NUMBER`] characters.
    #[error("the number of the file is too long")]
    FileNumber,
}

#[derive(Debug, Error)]
pub enum DirectoryError {
    /// The account is gone, disabled, or registers nobody.
    #[error("this account does not register anybody")]
    NotAllowed,
    /// There is no such search of this user, or no such integration of that person.
    #[error("no such search or integration")]
    Unknown,
    #[error("a search was open for {} hours", OPEN_FOR.as_hours())]
    Closed,
    #[error(transparent)]
    File(#[from] FileFault),
    /// Somebody registered the same, perhaps a moment ago.
    #[error("the person is integrated under this code from this day already")]
    AlreadyThere { by: Option<UserName>, at: Option<Timestamp> },
    #[error("somebody changed it since it was read")]
    Conflict,
    #[error("the number was replaced")]
    Replaced(Niss),
    #[error("the number was cancelled")]
    Cancelled,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("a NISS stands in the reason")]
    ReasonWithNiss,
    #[error("it says that already")]
    NothingChanges,
    #[error("another worker loads this file")]
    Lost,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for DirectoryError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
