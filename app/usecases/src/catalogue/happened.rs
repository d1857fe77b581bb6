//! What a draft would have made of the consultations that really happened, from the records of the journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_domain::effect::{Differing, Happened};
use delibero_domain::identifier::OrganisationId;
use delibero_domain::text::Text;
use jiff::civil::Date;
use thiserror::Error;

use super::in_force::CatalogueInForce;
use super::judge::LaidOver;
use super::port::{CatalogueStore, Comparer, NotCompared};
use crate::accounts::{Actor, NotAllowed};
use crate::directory::DirectoryStore;
use crate::journal::{JournalStore, LogFilter, LogPosition};
use crate::store_error::StoreError;

/// How many records are in memory at once.
const CHUNK: u32 = 1000;
/// How many consultations are looked at for one page, which takes some ten seconds at most.
pub const MOST_LOOKED_AT: u64 = 200_000;

/// Which consultations are decided again, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first Belgian day.
    pub from: Date,
    /// The last one.
    pub to: Date,
    /// The day on which each is decided; none: its own.
    pub on: Option<Date>,
}

#[derive(Debug, Error)]
pub enum HappenedError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    NotCompared(#[from] NotCompared),
}

/// Decides consultations again, newest first, and says whether every one of the period was looked at.
///
/// # Errors
/// When the store fails, or the deciding was broken off.
pub async fn decide_again(
    journal: &dyn JournalStore,
    comparer: &dyn Comparer,
    mut happened: Happened,
    mut filter: LogFilter,
    most: Option<u64>,
) -> Result<(Happened, bool), HappenedError> {
    filter.decided = true;
    let mut before: Option<LogPosition> = None;
    loop {
        let page = journal.log_page(&filter, before, CHUNK).await?;
        happened = comparer.decide_again(happened, page.entries).await?;
        before = page.next;
        if before.is_none() {
            return Ok((happened, true));
        }
        if most.is_some_and(|most| happened.looked_at >= most) {
            return Ok((happened, false));
        }
    }
}

/// Where it is read from.
#[derive(Clone, Copy)]
pub struct HappenedStores<'h> {
    pub catalogue: &'h dyn CatalogueStore,
    pub in_force: &'h CatalogueInForce,
    pub journal: &'h dyn JournalStore,
    pub directory: &'h dyn DirectoryStore,
    pub comparer: &'h dyn Comparer,
}

/// In the hands of somebody who works on the catalogue, or reads the journal.
#[derive(Clone, Copy)]
pub struct DecidingAgain<'h> {
    stores: HappenedStores<'h>,
    reader: &'h Actor,
}

/// A draft, and what it would have made of consultations.
#[derive(Debug)]
pub struct HappenedUnder {
    pub title: String,
    /// None: the catalogue would not be sound.
    pub told: Option<Told>,
}

#[derive(Debug)]
pub struct Told {
    pub happened: Happened,
    /// Every consultation of the period was looked at.
    pub whole: bool,
    /// What the organisations are called.
    pub names: BTreeMap<OrganisationId, Text>,
}

impl<'h> DecidingAgain<'h> {
    /// # Errors
    /// When the reader may see neither drafts nor the journal.
    pub fn for_reader(stores: HappenedStores<'h>, reader: &'h Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadHappened)?;
        Ok(Self { stores, reader })
    }

    /// Whether the reader may open a consultation in the journal.
    #[must_use]
    pub fn may_open(self, found: &Differing) -> bool {
        let whole = self.reader.may(Capability::ReadWholeJournal);
        self.reader.may(Capability::ReadJournal) && (whole || found.organisation == self.reader.organisation)
    }

    /// Whether the numbers are of every organisation; else of the reader's own.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.reader.may(Capability::ReadDrafts) || self.reader.may(Capability::ReadWholeJournal)
    }

    /// What a draft would have made of the consultations of a period; none: there is no such draft.
    ///
    /// # Errors
    /// When the store fails, or the deciding was broken off.
    pub async fn under(self, draft: &str, period: Period) -> Result<Option<HappenedUnder>, HappenedError> {
        let Some(draft) = self.stores.catalogue.draft(draft).await? else { return Ok(None) };
        self.stores.in_force.follow(self.stores.catalogue).await?;
        let now = self.stores.in_force.now();
        let laid_over = LaidOver {
            state: now.state,
            before: Arc::clone(&now.catalogue),
            documents: self.stores.catalogue.documents(now.state).await?,
            changes: draft.content.changes,
        };
        let judged = self.stores.comparer.judged(laid_over).await?;
        let told = match &judged.after {
            Ok(after) => {
                let happened = Happened::of(Arc::clone(&judged.before), Arc::clone(after), period.on);
                Some(self.told(happened, period).await?)
            }
            Err(_) => None,
        };
        Ok(Some(HappenedUnder { title: draft.content.title, told }))
    }

    async fn told(self, happened: Happened, period: Period) -> Result<Told, HappenedError> {
        let own = (!self.is_whole()).then(|| self.reader.organisation.clone());
        let filter =
            LogFilter { organisation: own, from: Some(period.from), to: Some(period.to), ..LogFilter::default() };
        let most = Some(MOST_LOOKED_AT);
        let (happened, whole) = decide_again(self.stores.journal, self.stores.comparer, happened, filter, most).await?;
        let known = self.stores.directory.organisations().await?;
        let names = known.into_iter().map(|found| (found.id, found.name)).collect();
        Ok(Told { happened, whole, names })
    }
}
