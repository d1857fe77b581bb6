//! A file while it is loaded. Each of its units of work asks again whether whoever loads still may, and keeps with the
//! records how far the file is.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, ServiceId};
use serde_json::json;

use super::error::SourceLoadError;
use super::keeping::{LoadKeeping, new};
use super::model::{KeptRejects, LoadCounts, LoadProblem, MOST_KEPT, SourceLoad};
use super::operator::SourceLoads;
use super::port::SourceLoadWork;
use crate::jobs::HeldJob;
use crate::store_error::StoreError;

pub struct SourceLoading<'l> {
    pub(super) with: LoadKeeping<'l>,
    /// None: at the command line, or whoever sent it may no more.
    operator: Option<SourceLoads<'l>>,
    load: SourceLoad,
    /// None: at the command line.
    held: Option<HeldJob>,
}

impl<'l> SourceLoading<'l> {
    /// Notes that a file is loaded at the command line.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn at_command_line(
        with: LoadKeeping<'l>,
        service: &ServiceId,
        file: (&str, u64),
    ) -> Result<Self, StoreError> {
        let loading = Self { with, operator: None, load: new(with, service, file), held: None };
        let mut work = with.loads.begin_source_load().await?;
        work.save_source_load(&loading.load).await?;
        work.commit().await?;
        Ok(loading)
    }

    /// Goes on with a file that was sent; none: whoever sent it may no more.
    pub(super) const fn in_a_job(
        with: LoadKeeping<'l>,
        operator: Option<SourceLoads<'l>>,
        load: SourceLoad,
        held: HeldJob,
    ) -> Self {
        Self { with, operator, load, held: Some(held) }
    }

    #[must_use]
    pub const fn load(&self) -> &SourceLoad {
        &self.load
    }

    /// Whether refused records are kept with the file, for whoever loads it in the portal.
    #[must_use]
    pub const fn keeps_rejects(&self) -> bool {
        self.load.by.is_some()
    }

    /// Whether a worker goes on with it later, where the store fails now.
    #[must_use]
    pub const fn is_gone_on_with(&self) -> bool {
        self.held.is_some()
    }

    /// Says what the file is, once it was read to its end.
    pub fn is_sound(&mut self, hash: [u8; 32], format: &str) {
        self.load.hash = Some(hash);
        self.load.format = Some(format.to_owned());
    }

    /// # Errors
    /// When whoever loads may no more, another worker has the file, or the store fails.
    pub async fn still_may(&self, work: &mut dyn SourceLoadWork) -> Result<(), SourceLoadError> {
        self.hold(work).await?;
        match (self.operator, &self.load.by) {
            (Some(operator), _) => operator.still_may(work, &self.load.service).await,
            (None, Some(_)) => Err(SourceLoadError::NotAllowed),
            (None, None) => Ok(()),
        }
    }

    async fn hold(&self, work: &mut dyn SourceLoadWork) -> Result<(), SourceLoadError> {
        let Some(held) = &self.held else { return Ok(()) };
        if held.goes_on(work, self.with.clock.now()).await? { Ok(()) } else { Err(SourceLoadError::Lost) }
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
    /// When the store fails, or another worker has the file.
    pub async fn end(&mut self, problem: Option<LoadProblem>) -> Result<(), SourceLoadError> {
        let now = self.with.clock.now();
        let after = SourceLoad { seen: now, ended: Some(now), problem, ..self.load.clone() };
        let mut work = self.with.loads.begin_source_load().await?;
        self.hold(work.as_mut()).await?;
        work.save_source_load(&after).await?;
        if let Some(held) = &self.held {
            work.end_job(held.job.id).await?;
            work.destroy_file(&after.id).await?;
        }
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
