//! What keeps a content from being published.

use super::draft::Content;
use super::error::RegisterError;
use super::faults::{Fault, faults_of};
use super::port::RegisterStore;
use crate::store_error::StoreError;

/// A content without a fault.
pub(super) async fn sound(register: &dyn RegisterStore, content: &Content) -> Result<(), RegisterError> {
    let faults = faults_in_register(register, content).await?;
    if faults.is_empty() { Ok(()) } else { Err(RegisterError::Faulty(faults)) }
}

/// What keeps a content from being published: its own faults, and documents that belong to another deliberation.
///
/// # Errors
/// When the store fails.
pub(super) async fn faults_in_register(
    register: &dyn RegisterStore,
    content: &Content,
) -> Result<Vec<Fault>, StoreError> {
    let mut faults = faults_of(content);
    for document in content.deliberation.versions.iter().filter_map(|version| version.document.as_ref()) {
        if register.of_document(document).await?.is_some_and(|other| other != content.deliberation.number) {
            faults.push(Fault::DocumentElsewhere(document.clone()));
        }
    }
    Ok(faults)
}
