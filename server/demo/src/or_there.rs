//! What somebody else made already.

use delibero_usecases::store_error::StoreError;

/// Somebody else may be filling the same store: that it exists already is as good.
pub(super) fn or_there(result: Result<(), StoreError>) -> Result<(), StoreError> {
    match result {
        Err(StoreError::Exists(_)) => Ok(()),
        other => other,
    }
}
