//! Registering and changing organisations, suspending and ending them.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::{MAX_LENGTH, OrganisationId, UserName};
use delibero_domain::niss::holds_niss;
use serde_json::Value as Json;

use super::error::OrganisationError;
use super::model::Registered;
use super::particulars::Particulars;
use super::port::{OrganisationStore, OrganisationWork};
use super::snapshot::{difference, snapshot};
use super::typed::{Problem, Typed, Wrong};
use crate::accounts::Actor;
use crate::belgian_time::day_of;
use crate::clock::Clock;
use crate::directory::{StopKind, Stopped};
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// The register in the hands of a writer; each step asks whether the writer may.
#[derive(Clone, Copy)]
pub struct Registering<'w> {
    pub(super) store: &'w dyn OrganisationStore,
    pub(super) catalogue: &'w Catalogue,
    pub(super) clock: &'w dyn Clock,
    pub(super) randomness: &'w dyn Randomness,
    /// None: somebody at the command line, who may do all.
    pub(super) writer: Option<&'w Actor>,
}

impl<'w> Registering<'w> {
    #[must_use]
    pub const fn new(
        store: &'w dyn OrganisationStore,
        catalogue: &'w Catalogue,
        clock: &'w dyn Clock,
        randomness: &'w dyn Randomness,
        writer: Option<&'w Actor>,
    ) -> Self {
        Self { store, catalogue, clock, randomness, writer }
    }

    pub(super) fn must(self, capability: Capability) -> Result<(), OrganisationError> {
        Ok(self.writer.map_or(Ok(()), |writer| writer.must(capability))?)
    }

    pub(super) fn user(self) -> Option<UserName> {
        self.writer.map(|writer| writer.user.clone())
    }

    /// Registers an organisation, under an identifier or one made of its French name.
    ///
    /// # Errors
    /// When something typed is wrong, or there is one of the identifier or the enterprise number already.
    pub async fn register(self, id: &str, typed: &Typed) -> Result<OrganisationId, OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let id = Some(id.trim()).filter(|id| !id.is_empty());
        let id = id.map_or_else(|| proposed_id(typed.get(super::Field::NameFr)), str::to_owned);
        let read = typed.read(self.catalogue);
        let id = match OrganisationId::new(id).ok().filter(|id| !holds_niss(id.as_str())) {
            Some(id) => id,
            None => {
                let mut wrongs = vec![Wrong::new("identifier", Problem::Identifier)];
                wrongs.extend(read.err().unwrap_or_default());
                return Err(OrganisationError::Wrong(wrongs));
            }
        };
        let said = read.map_err(OrganisationError::Wrong)?;
        let mut work = self.store.begin_organisations().await?;
        self.not_taken(work.as_mut(), &said, None).await?;
        match work.register(&id, &said).await {
            Err(StoreError::Exists(_)) => {
                return Err(OrganisationError::Wrong(vec![Wrong::new("identifier", Problem::Taken)]));
            }
            registered => registered?,
        }
        let registered = new(&id, said);
        self.log(work.as_mut(), None, &registered, None).await?;
        work.commit().await?;
        Ok(id)
    }

    /// Saves what was typed over the revision that was read.
    ///
    /// # Errors
    /// When something typed is wrong, or somebody saved in between.
    pub async fn change(
        self,
        id: &OrganisationId,
        read: u32,
        typed: &Typed,
        why: &str,
    ) -> Result<(), OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let why = optional_why(why)?;
        let said = typed.read(self.catalogue).map_err(OrganisationError::Wrong)?;
        let mut work = self.store.begin_organisations().await?;
        let before = work.hold(id).await?.ok_or(OrganisationError::Unknown)?;
        if before.particulars == said {
            return Ok(());
        }
        if before.revision != read {
            return Err(OrganisationError::Conflict(Box::new(before)));
        }
        if before.particulars.enterprise_number != said.enterprise_number {
            self.not_taken(work.as_mut(), &said, Some(id)).await?;
        }
        self.changed(work.as_mut(), &before, said, why).await?;
        Ok(work.commit().await?)
    }

    pub(super) async fn changed(
        self,
        work: &mut dyn OrganisationWork,
        before: &Registered,
        said: Particulars,
        why: Option<String>,
    ) -> Result<(), OrganisationError> {
        work.save_particulars(&before.id, &said).await?;
        let after = Registered { particulars: said, revision: before.revision + 1, ..before.clone() };
        self.log(work, Some(before), &after, why).await
    }

    async fn not_taken(
        self,
        work: &mut dyn OrganisationWork,
        said: &Particulars,
        own: Option<&OrganisationId>,
    ) -> Result<(), OrganisationError> {
        let Some(number) = said.enterprise_number else { return Ok(()) };
        let others = work.with_enterprise_number(number).await?;
        let other = others.into_iter().find(|other| Some(other) != own);
        other.map_or(Ok(()), |other| Err(OrganisationError::EnterpriseTaken(other)))
    }

    /// Suspends an organisation, or ends it: its users consult nobody from their next request on. What has ended belongs
    /// to no recipient any more, and nothing is proposed for it.
    ///
    /// # Errors
    /// When no reason is given, or it is so already.
    pub async fn stop(self, id: &OrganisationId, kind: StopKind, why: &str) -> Result<(), OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let why = required_why(why)?;
        let mut work = self.store.begin_organisations().await?;
        let before = work.hold(id).await?.ok_or(OrganisationError::Unknown)?;
        let now = before.stopped.as_ref().map(|stopped| stopped.kind);
        if now == Some(kind) || now == Some(StopKind::Ended) {
            return Err(OrganisationError::Already);
        }
        let stopped = Stopped { kind, at: self.clock.now(), by: self.user(), why: why.clone() };
        work.save_stopped(id, Some(&stopped)).await?;
        let mut after = Registered { stopped: Some(stopped), ..before.clone() };
        if kind == StopKind::Ended {
            self.leave_recipients(work.as_mut(), &mut after).await?;
        }
        self.log(work.as_mut(), Some(&before), &after, Some(why)).await?;
        Ok(work.commit().await?)
    }

    /// Every membership ends on the day before; one that had not begun is gone.
    async fn leave_recipients(
        self,
        work: &mut dyn OrganisationWork,
        organisation: &mut Registered,
    ) -> Result<(), OrganisationError> {
        let yesterday = day_of(self.clock.now()).yesterday().unwrap_or(jiff::civil::Date::MIN);
        organisation.memberships.retain(|found| found.from.is_none_or(|from| from <= yesterday));
        for found in &mut organisation.memberships {
            found.until = Some(found.until.map_or(yesterday, |until| until.min(yesterday)));
        }
        work.save_memberships(&organisation.id, &organisation.memberships).await?;
        for proposal in std::mem::take(&mut organisation.proposals) {
            work.remove_proposal(&proposal.id).await?;
        }
        Ok(())
    }

    /// Makes an organisation active again. One that had ended belongs to no recipient: each is proposed anew.
    ///
    /// # Errors
    /// When no reason is given, or it is active.
    pub async fn resume(self, id: &OrganisationId, why: &str) -> Result<(), OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let why = required_why(why)?;
        let mut work = self.store.begin_organisations().await?;
        let before = work.hold(id).await?.ok_or(OrganisationError::Unknown)?;
        if before.stopped.is_none() {
            return Err(OrganisationError::Already);
        }
        work.save_stopped(id, None).await?;
        let after = Registered { stopped: None, ..before.clone() };
        self.log(work.as_mut(), Some(&before), &after, Some(why)).await?;
        Ok(work.commit().await?)
    }

    /// Appends what changed to the journal, in the unit of work that changed it.
    pub(super) async fn log(
        self,
        work: &mut dyn OrganisationWork,
        before: Option<&Registered>,
        after: &Registered,
        why: Option<String>,
    ) -> Result<(), OrganisationError> {
        let (was, is) = match before {
            Some(before) => {
                let (was, is) = difference(before, after);
                (Some(was), is)
            }
            None => (None, Json::Object(snapshot(after))),
        };
        let entry = Administration {
            form: Administration::FORM,
            at: self.clock.now(),
            kind: AdministrationKind::OrganisationChanged,
            user: self.user(),
            organisation: after.id.clone(),
            subject: after.id.to_string(),
            person: None,
            before: was,
            after: Some(is),
            why,
        };
        Ok(work.append_administration(&entry, self.randomness.salt()).await?)
    }
}

/// An organisation that was registered just now.
pub(super) fn new(id: &OrganisationId, particulars: Particulars) -> Registered {
    Registered {
        id: id.clone(),
        revision: 1,
        particulars,
        stopped: None,
        memberships: Vec::new(),
        proposals: Vec::new(),
    }
}

/// `CPAS de Namur` is `cpas-de-namur`.
pub(super) fn proposed_id(name: &str) -> String {
    let mut id = folded_line(name).replace(' ', "-");
    id.truncate(MAX_LENGTH);
    id.trim_matches('-').to_owned()
}

pub(super) fn required_why(why: &str) -> Result<String, OrganisationError> {
    optional_why(why)?.ok_or(OrganisationError::WhyMissing)
}

/// It is kept for ever.
fn optional_why(why: &str) -> Result<Option<String>, OrganisationError> {
    let why = why.trim();
    if holds_niss(why) {
        return Err(OrganisationError::WhyWithNiss);
    }
    Ok(Some(why.to_owned()).filter(|why| !why.is_empty()))
}
