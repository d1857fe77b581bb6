//! What keeps a content from being published, and what publishing it does.

use async_trait::async_trait;
use delibero_domain::deliberation::DeliberationNumber;

use super::draft::{Content, Draft};
use super::error::{RegisterError, RegisterRefusal};
use super::faults::{Fault, faults_of, names_hold_niss};
use super::port::{RegisterStore, RegisterWork};
use crate::drafts::{DraftContent, Publication};
use crate::store_error::StoreError;

#[async_trait]
impl DraftContent for Content {
    type Refusal = RegisterRefusal;
    type Store = dyn RegisterStore;
    type Work = dyn RegisterWork;
    type ToPropose = ();
    type Confirmed = ();
    type Published = DeliberationNumber;

    async fn begin_work(store: &Self::Store) -> Result<Box<Self::Work>, StoreError> {
        store.begin_writing().await
    }

    /// Names end in lists, headings and addresses; a text may say what it says.
    fn holds_niss(&self) -> bool {
        names_hold_niss(self)
    }

    async fn may_be_proposed(&self, store: &Self::Store, (): &()) -> Result<(), RegisterError> {
        sound(store, self).await
    }

    async fn may_be_published(&self, store: &Self::Store) -> Result<(), RegisterError> {
        sound(store, self).await
    }

    async fn publish(
        draft: &Draft,
        work: &mut Self::Work,
        (): (),
        _: Publication<'_>,
    ) -> Result<DeliberationNumber, RegisterError> {
        let published = work.publish(&draft.content, draft.origin.base).await?;
        published.map_err(|_| RegisterRefusal::Outdated)?;
        Ok(draft.content.deliberation.number)
    }
}

/// A content without a fault.
pub(super) async fn sound(register: &dyn RegisterStore, content: &Content) -> Result<(), RegisterError> {
    let faults = faults_in_register(register, content).await?;
    if faults.is_empty() { Ok(()) } else { Err(RegisterRefusal::Faulty(faults).into()) }
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
