//! From documents to a published state.

use std::collections::HashMap;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::{Document, documents};
use delibero_domain::catalogue::files::{BUILTIN, CatalogueError};
use delibero_domain::identifier::UserName;
use jiff::Timestamp;
use thiserror::Error;

use super::documents::{broken_cases, compile, differences, is_suspension};
use super::model::{CatalogueChanges, CatalogueDraft, CatalogueEdit, DocumentChange, NewState};
use super::port::{CatalogueStore, CatalogueWork};
use crate::clock::Clock;
use crate::drafts::EditKind;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum PublishError {
    /// Everything that is wrong in it.
    #[error("the catalogue is not sound: {} faults", .0.len())]
    NotSound(Vec<CatalogueError>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The catalogue of documents that may be put in force: sound, and its cases hold.
///
/// # Errors
/// Everything that is wrong in them; of sound ones, each case that their rules break.
fn publishable(documents: &[Document]) -> Result<Catalogue, Vec<CatalogueError>> {
    let catalogue = compile(documents)?;
    let broken = broken_cases(&catalogue);
    if broken.is_empty() { Ok(catalogue) } else { Err(broken) }
}

/// Publishes whole documents in place of those in force, and gives the number of the state; none where nothing changes.
/// What is suspended stays so, whatever the documents say: only a draft lifts it, and that takes two.
///
/// # Errors
/// When they are not sound, or the store fails: nothing is published then.
pub async fn publish(
    store: &dyn CatalogueStore,
    documents: &[Document],
    by: Option<UserName>,
    why: &str,
    at: Timestamp,
) -> Result<Option<u32>, PublishError> {
    let mut work = store.begin_catalogue().await?;
    work.wait_to_publish().await?;
    let state = work.state_in_force().await?;
    let mut stays = work.documents(state).await?;
    stays.retain(|found| is_suspension(&found.name));
    let new = documents.iter().filter(|found| stays.iter().all(|known| known.name != found.name)).cloned();
    let documents: Vec<Document> = new.chain(stays.iter().cloned()).collect();
    let state = publish_within(work.as_mut(), &documents, by, why, at).await?;
    work.commit().await?;
    Ok(state)
}

async fn publish_within(
    work: &mut dyn CatalogueWork,
    documents: &[Document],
    by: Option<UserName>,
    why: &str,
    published: Timestamp,
) -> Result<Option<u32>, PublishError> {
    let catalogue = publishable(documents).map_err(PublishError::NotSound)?;
    let state = work.state_in_force().await?;
    let changes = differences(&work.documents(state).await?, documents);
    if changes.is_empty() {
        return Ok(None);
    }
    let new = NewState { hash: catalogue.hash(), published, by, why: why.to_owned(), draft: None };
    Ok(Some(work.add_state(&new, &changes).await?))
}

/// Publishes what ships with the program where nothing is published yet. Otherwise what differs from what a program
/// brought when it last started here becomes a draft, and is given.
///
/// # Errors
/// When the store fails.
pub async fn publish_shipped(
    store: &dyn CatalogueStore,
    program: &str,
    clock: &dyn Clock,
    randomness: &dyn Randomness,
) -> Result<Option<CatalogueDraft>, PublishError> {
    let brought = documents(BUILTIN).map_err(PublishError::NotSound)?;
    let mut work = store.begin_catalogue().await?;
    work.wait_to_publish().await?;
    let state = work.state_in_force().await?;
    let draft = if state == 0 {
        publish_within(work.as_mut(), &brought, None, program, clock.now()).await?;
        None
    } else {
        let known: Vec<Document> = work.shipped().await?.into_iter().map(canonical).collect();
        let changes = differences(&known, &brought);
        if changes.is_empty() {
            return Ok(None);
        }
        draft_of_shipped(work.as_mut(), state, changes, program, clock, randomness).await?
    };
    work.keep_shipped(&brought).await?;
    work.commit().await?;
    Ok(draft)
}

/// A document as this program would write it: one that only reads otherwise is no change of a newer program.
fn canonical(document: Document) -> Document {
    match documents(&[(document.name.as_str(), document.text.as_str())]).as_deref() {
        Ok([same]) if same.name == document.name => same.clone(),
        _ => document,
    }
}

/// Whether it says something else than what is in force, and not the same in other words.
fn reads_otherwise(change: &DocumentChange) -> bool {
    let as_written = |text: &String| canonical(Document { name: change.name.clone(), text: text.clone() }).text;
    change.before.as_ref().map(as_written) != change.after
}

/// What the program changes, laid over the state in force: what the secretariat changed since stays until it decides.
async fn draft_of_shipped(
    work: &mut dyn CatalogueWork,
    state: u32,
    changes: Vec<DocumentChange>,
    program: &str,
    clock: &dyn Clock,
    randomness: &dyn Randomness,
) -> Result<Option<CatalogueDraft>, StoreError> {
    let now: HashMap<String, String> =
        work.documents(state).await?.into_iter().map(|found| (found.name, found.text)).collect();
    let over_now = |change: DocumentChange| DocumentChange { before: now.get(&change.name).cloned(), ..change };
    let mut changes: Vec<DocumentChange> = changes.into_iter().map(over_now).collect();
    changes.retain(reads_otherwise);
    if changes.is_empty() {
        return Ok(None);
    }
    let draft = CatalogueDraft {
        id: opaque_id(randomness),
        revision: 1,
        author: None,
        editors: Vec::new(),
        saved: clock.now(),
        proposed: None,
        content: CatalogueChanges { title: program.to_owned(), carried_by: None, changes },
        origin: (),
    };
    work.begin_draft(&draft).await?;
    let edit = CatalogueEdit {
        place: 0,
        draft: draft.id.clone(),
        at: draft.saved,
        user: None,
        what: EditKind::Begun,
        note: None,
        content: draft.content.clone(),
    };
    work.keep_edit(&edit).await?;
    Ok(Some(draft))
}
