//! A file while it is loaded. Each of its units of work asks again whether whoever loads still may, and keeps with the
//! records how far the file is.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, ServiceId};
use delibero_domain::niss::without_niss;
use serde_json::json;

use super::error::SourceLoadError;
use super::model::{KEPT_FOR, KeptRejects, LoadCounts, LoadProblem, MOST_KEPT, SourceLoad};
use super::operator::{LoadKeeping, SourceLoads};
use super::port::SourceLoadWork;
use crate::opaque_id::opaque_id;
use crate::store_error::StoreError;

/// In characters.
const LONGEST_NAME: usize = 200;

pub struct SourceLoading<'l> {
    with: LoadKeeping<'l>,
    /// None: at the command line.
    operator: Option<SourceLoads<'l>>,
    load: SourceLoad,
}

impl<'l> SourceLoading<'l> {
    /// Notes that somebody loads a file.
    ///
    /// # Errors
    /// When the actor may load nothing of this service, or the store fails.
    pub async fn begin(
        operator: SourceLoads<'l>,
        service: &ServiceId,
        file: (&str, u64),
    ) -> Result<Self, SourceLoadError> {
        let load = new(operator.with.keeping, service, file);
        let load = SourceLoad { by: Some(operator.as_loader()), ..load };
        let loading = Self { with: operator.with.keeping, operator: Some(operator), load };
        let mut work = loading.with.loads.begin_source_load().await?;
        loading.still_may(work.as_mut()).await?;
        work.forget_source_rejects(loading.load.begun - KEPT_FOR).await?;
        work.save_source_load(&loading.load).await?;
        work.commit().await?;
        Ok(loading)
    }

    /// Notes that a file is loaded at the command line.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn at_command_line(
        with: LoadKeeping<'l>,
        service: &ServiceId,
        file: (&str, u64),
    ) -> Result<Self, StoreError> {
        let loading = Self { with, operator: None, load: new(with, service, file) };
        let mut work = with.loads.begin_source_load().await?;
        work.save_source_load(&loading.load).await?;
        work.commit().await?;
        Ok(loading)
    }

    /// Goes on with a file that was begun, elsewhere than it was begun.
    #[must_use]
    pub const fn go_on(operator: SourceLoads<'l>, load: SourceLoad) -> Self {
        Self { with: operator.with.keeping, operator: Some(operator), load }
    }

    #[must_use]
    pub const fn load(&self) -> &SourceLoad {
        &self.load
    }

    /// Whether refused records are kept with the file, for whoever loads it in the portal.
    #[must_use]
    pub const fn keeps_rejects(&self) -> bool {
        self.operator.is_some()
    }

    /// Says what the file is, once it was read to its end.
    pub fn is_sound(&mut self, hash: [u8; 32], format: &str) {
        self.load.hash = Some(hash);
        self.load.format = Some(format.to_owned());
    }

    /// # Errors
    /// When whoever loads may no more, or the store fails.
    pub async fn still_may(&self, work: &mut dyn SourceLoadWork) -> Result<(), SourceLoadError> {
        match self.operator {
            Some(operator) => operator.still_may(work, &self.load.service).await,
            None => Ok(()),
        }
    }

    /// Keeps with some records how far the file is; what it gives is to be given to [`Self::went_on`] after the commit.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(
        &self,
        work: &mut dyn SourceLoadWork,
        counts: &LoadCounts,
        read_bytes: u64,
        mut rejects: KeptRejects,
    ) -> Result<SourceLoad, StoreError> {
        let room = MOST_KEPT.saturating_sub(self.load.counts.refused);
        rejects.records.truncate(usize::try_from(room).unwrap_or(usize::MAX));
        if self.keeps_rejects() && !rejects.records.is_empty() {
            // How many were read, and not how far in bytes: several units of work may stand within one buffer.
            work.add_source_rejects(&self.load.id, self.load.counts.read(), &rejects).await?;
        }
        let counts = self.load.counts.with(counts);
        let after = SourceLoad { seen: self.with.clock.now(), read_bytes, counts, ..self.load.clone() };
        work.save_source_load(&after).await?;
        Ok(after)
    }

    pub fn went_on(&mut self, after: SourceLoad) {
        self.load = after;
    }

    /// Notes that a file came to its end, or why it did not, and tells the journal.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end(&mut self, problem: Option<LoadProblem>) -> Result<(), StoreError> {
        let now = self.with.clock.now();
        let after = SourceLoad { seen: now, ended: Some(now), problem, ..self.load.clone() };
        let mut work = self.with.loads.begin_source_load().await?;
        work.save_source_load(&after).await?;
        if let Some(entry) = self.entry(&after) {
            work.append_administration(&entry, self.with.randomness.salt()).await?;
        }
        work.commit().await?;
        self.load = after;
        Ok(())
    }

    /// None at the command line: it acts for no organisation whose matter it would be.
    fn entry(&self, load: &SourceLoad) -> Option<Administration> {
        let by = load.by.as_ref()?;
        let (user, organisation): (_, OrganisationId) = (by.user.clone(), by.organisation.clone());
        Some(Administration {
            form: Administration::FORM,
            at: load.seen,
            kind: AdministrationKind::RecordsLoaded,
            user: Some(user),
            organisation,
            subject: load.id.clone(),
            person: None,
            before: None,
            after: Some(json!({
                "file": load.file_name,
                "service": load.service,
                "sha256": load.hash.map(hex::encode),
                "added": load.counts.added,
                "newer": load.counts.newer,
                "older": load.counts.older,
                "known": load.counts.known,
                "refused": load.counts.refused,
                "whole": load.problem.is_none(),
            })),
            why: None,
        })
    }
}

fn new(with: LoadKeeping<'_>, service: &ServiceId, (name, bytes): (&str, u64)) -> SourceLoad {
    let now = with.clock.now();
    SourceLoad {
        id: opaque_id(with.randomness),
        service: service.clone(),
        by: None,
        file_name: without_niss(name, "…").unwrap_or_else(|| name.to_owned()).chars().take(LONGEST_NAME).collect(),
        bytes,
        hash: None,
        format: None,
        begun: now,
        seen: now,
        ended: None,
        read_bytes: 0,
        counts: LoadCounts::default(),
        problem: None,
    }
}
