//! Drafts of changes of the catalogue: what is written in them, and what publishing them does.

use async_trait::async_trait;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::niss::holds_niss;

use super::checked::{Checked, Confirmation};
use super::error::{ChangeError, ChangeRefusal};
use super::model::{CarriedBy, CatalogueChanges, CatalogueDraft, DocumentChange, NewState};
use super::port::{CatalogueStore, CatalogueWork};
use crate::drafts::{DraftContent, Drafting, Publication};
use crate::store_error::StoreError;

#[async_trait]
impl DraftContent for CatalogueChanges {
    type Refusal = ChangeRefusal;
    type Store = dyn CatalogueStore;
    type Work = dyn CatalogueWork;
    type ToPropose = Checked;
    type Confirmed = Confirmation;
    /// The number of the state.
    type Published = u32;

    async fn begin_work(store: &Self::Store) -> Result<Box<Self::Work>, StoreError> {
        store.begin_catalogue().await
    }

    fn holds_niss(&self) -> bool {
        let texts = self.changes.iter().filter_map(|change| change.after.as_deref());
        holds_niss(&self.title) || texts.into_iter().any(holds_niss)
    }

    /// It changes something, the catalogue would be sound, and every missing point is answered for.
    async fn may_be_proposed(&self, store: &Self::Store, checked: &Checked) -> Result<(), ChangeError> {
        if self.changes.is_empty() {
            return Err(ChangeRefusal::NothingChanges.into());
        }
        checked.sound(&self.changes, store.state_in_force().await?)?;
        Ok(checked.answered()?)
    }

    /// Only the unit of work that publishes knows over which state.
    async fn may_be_published(&self, _: &Self::Store) -> Result<(), ChangeError> {
        Ok(())
    }

    /// Its effect was compared with a state: when another one is in force, it is to be compared again.
    async fn publish(
        draft: &CatalogueDraft,
        work: &mut Self::Work,
        confirmation: Confirmation,
        publication: Publication<'_>,
    ) -> Result<u32, ChangeError> {
        work.wait_to_publish().await?;
        let state = work.state_in_force().await?;
        if state != confirmation.state {
            return Err(ChangeRefusal::NotCompared.into());
        }
        let changes = &draft.content.changes;
        let new = NewState {
            hash: confirmation.checked.sound(changes, state)?,
            published: publication.at,
            by: Some(publication.by.clone()),
            why: draft.content.title.clone(),
            draft: Some(draft.id.clone()),
        };
        Ok(work.add_state(&new, changes).await?)
    }
}

pub type CatalogueDrafting<'w> = Drafting<'w, CatalogueChanges>;

impl CatalogueDrafting<'_> {
    /// # Errors
    /// When a NISS stands in the title or in what changes.
    pub async fn begin(
        self,
        title: String,
        carried_by: Option<CarriedBy>,
        changes: Vec<DocumentChange>,
    ) -> Result<CatalogueDraft, ChangeError> {
        self.begin_draft(CatalogueChanges { title, carried_by, changes }, ()).await
    }

    /// Saves one document of a draft over the revision that was read. None for `after`: the document is to be removed. A
    /// document that is again as in force is no change.
    ///
    /// # Errors
    /// When somebody saved in between, or a NISS stands in it.
    pub async fn save(
        self,
        id: &str,
        read: u32,
        name: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<u32, ChangeError> {
        let change = DocumentChange { name: name.to_owned(), before, after };
        self.save_content(id, read, |content| put(&mut content.changes, change)).await
    }

    /// Saves what a draft is called and which text carries it.
    ///
    /// # Errors
    /// When somebody saved in between, or the title holds a NISS.
    pub async fn describe(
        self,
        id: &str,
        read: u32,
        title: String,
        carried_by: Option<CarriedBy>,
    ) -> Result<u32, ChangeError> {
        let describe = |content: &mut CatalogueChanges| {
            content.title = title;
            content.carried_by = carried_by;
        };
        self.save_content(id, read, describe).await
    }

    pub(super) async fn documents_in_force(self) -> Result<Vec<Document>, ChangeError> {
        Ok(self.store.documents(self.store.state_in_force().await?).await?)
    }

    /// Whether there ever was a document of a name.
    pub(super) async fn was_published(self, name: &str) -> Result<bool, ChangeError> {
        Ok(!self.store.versions(name).await?.is_empty())
    }

    /// Every text that a document ever had in a state.
    pub(super) async fn earlier_texts(self, name: &str) -> Result<Vec<String>, ChangeError> {
        Ok(self.store.versions(name).await?.into_iter().filter_map(|version| version.text).collect())
    }
}

fn put(changes: &mut Vec<DocumentChange>, change: DocumentChange) {
    let place = changes.iter().position(|known| known.name == change.name);
    match place {
        Some(place) if change.before == change.after => drop(changes.remove(place)),
        Some(place) => changes[place] = change,
        None if change.before == change.after => {}
        None => changes.push(change),
    }
}
