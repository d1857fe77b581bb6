//! Why a file was not loaded, or not shown.

use thiserror::Error;

use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum SourceLoadError {
    /// The account is gone or disabled, loads nothing, or its organisation is stopped or does not send the service.
    #[error("this account does not load records of this service")]
    NotAllowed,
    /// There is no such file of the own organisation, or its refused records are no more.
    #[error("no such file")]
    Unknown,
    #[error("another worker loads this file")]
    Lost,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for SourceLoadError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
