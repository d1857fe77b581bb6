//! Giving an organisation a recipient, which opens data to it: one person proposes, another confirms.

use delibero_domain::capability::Capability;
use delibero_domain::identifier::OrganisationId;
use jiff::civil::Date;

use super::error::OrganisationError;
use super::model::{Proposal, Registered};
use super::port::OrganisationWork;
use super::register::{Registering, required_why};
use super::typed::{Problem, TypedMembership, Wrong};
use crate::directory::{Membership, StopKind};
use crate::opaque_id::opaque_id;

impl Registering<'_> {
    /// Proposes a recipient; nothing opens before somebody else confirms it.
    ///
    /// # Errors
    /// When something typed is wrong, no reason is given, or it belongs to the recipient in that time already.
    pub async fn propose(
        self,
        id: &OrganisationId,
        typed: &TypedMembership,
        why: &str,
    ) -> Result<(), OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let membership = typed.read(self.catalogue).map_err(OrganisationError::Wrong)?;
        let why = required_why(why)?;
        let mut work = self.store.begin_organisations().await?;
        let before = work.hold(id).await?.ok_or(OrganisationError::Unknown)?;
        if belongs(before.held(), &membership) {
            return Err(OrganisationError::Wrong(vec![Wrong::new("recipient", Problem::Belongs)]));
        }
        self.proposed(work.as_mut(), &before, vec![membership], why, None).await?;
        Ok(work.commit().await?)
    }

    /// Proposes recipients in a unit of work, and logs them together.
    pub(super) async fn proposed(
        self,
        work: &mut dyn OrganisationWork,
        before: &Registered,
        memberships: Vec<Membership>,
        why: String,
        load: Option<&str>,
    ) -> Result<(), OrganisationError> {
        if before.stopped.as_ref().is_some_and(|stopped| stopped.kind == StopKind::Ended) {
            return Err(OrganisationError::Ended);
        }
        let mut after = before.clone();
        for membership in memberships {
            let proposal = Proposal {
                id: opaque_id(self.randomness),
                organisation: before.id.clone(),
                membership,
                why: why.clone(),
                by: self.user(),
                at: self.clock.now(),
                load: load.map(str::to_owned),
            };
            work.add_proposal(&proposal).await?;
            after.proposals.push(proposal);
        }
        self.log(work, Some(before), &after, Some(why)).await
    }

    /// Gives an organisation the recipient that somebody else proposed.
    ///
    /// # Errors
    /// When the proposal is gone, or is the approver's own.
    pub async fn confirm(self, proposal: &str) -> Result<OrganisationId, OrganisationError> {
        self.must(Capability::ApproveRecipients)?;
        let mut work = self.store.begin_organisations().await?;
        let proposal = work.proposal(proposal).await?.ok_or(OrganisationError::NoProposal)?;
        self.confirmed(work.as_mut(), &proposal).await?;
        work.commit().await?;
        Ok(proposal.organisation)
    }

    /// Gives all that came with one file, and says how many.
    ///
    /// # Errors
    /// When none is left, or one of them is the approver's own: then nothing is given.
    pub async fn confirm_load(self, load: &str) -> Result<usize, OrganisationError> {
        self.must(Capability::ApproveRecipients)?;
        let mut work = self.store.begin_organisations().await?;
        let proposals = work.proposals_of_load(load).await?;
        if proposals.is_empty() {
            return Err(OrganisationError::NoProposal);
        }
        for proposal in &proposals {
            self.confirmed(work.as_mut(), proposal).await?;
        }
        work.commit().await?;
        Ok(proposals.len())
    }

    async fn confirmed(self, work: &mut dyn OrganisationWork, proposal: &Proposal) -> Result<(), OrganisationError> {
        if self.writer.is_some() && self.user() == proposal.by {
            return Err(OrganisationError::OwnProposal);
        }
        let before = work.hold(&proposal.organisation).await?.ok_or(OrganisationError::Unknown)?;
        if before.stopped.as_ref().is_some_and(|stopped| stopped.kind == StopKind::Ended) {
            return Err(OrganisationError::Ended);
        }
        if !work.remove_proposal(&proposal.id).await? {
            return Err(OrganisationError::NoProposal);
        }
        let mut after = before.clone();
        after.proposals.retain(|other| other.id != proposal.id);
        after.memberships.push(proposal.membership.clone());
        work.save_memberships(&after.id, &after.memberships).await?;
        self.log(work, Some(&before), &after, Some(proposal.why.clone())).await
    }

    /// Takes a proposal away: an approver declines it, or the secretariat withdraws it.
    ///
    /// # Errors
    /// When no reason is given, or the proposal is gone.
    pub async fn decline(self, proposal: &str, why: &str) -> Result<OrganisationId, OrganisationError> {
        self.must(Capability::ApproveRecipients).or_else(|_| self.must(Capability::WriteOrganisations))?;
        let why = required_why(why)?;
        let mut work = self.store.begin_organisations().await?;
        let proposal = work.proposal(proposal).await?.ok_or(OrganisationError::NoProposal)?;
        let before = work.hold(&proposal.organisation).await?.ok_or(OrganisationError::Unknown)?;
        if !work.remove_proposal(&proposal.id).await? {
            return Err(OrganisationError::NoProposal);
        }
        let mut after = before.clone();
        after.proposals.retain(|other| other.id != proposal.id);
        self.log(work.as_mut(), Some(&before), &after, Some(why)).await?;
        work.commit().await?;
        Ok(proposal.organisation)
    }

    /// Lets a membership end on a day, earlier than it does now. It takes data away, so that one person does it.
    ///
    /// # Errors
    /// When no reason is given, there is no such membership, or it ends earlier anyway.
    pub async fn close(
        self,
        id: &OrganisationId,
        membership: &str,
        last: Date,
        why: &str,
    ) -> Result<(), OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let why = required_why(why)?;
        let mut work = self.store.begin_organisations().await?;
        let before = work.hold(id).await?.ok_or(OrganisationError::Unknown)?;
        let mut after = before.clone();
        let found = after.memberships.iter_mut().find(|found| super::snapshot::membership(found) == membership);
        let found = found.ok_or(OrganisationError::NoProposal)?;
        if found.from.is_some_and(|from| last < from) || found.until.is_some_and(|until| until <= last) {
            return Err(OrganisationError::LastDay);
        }
        found.until = Some(last);
        work.save_memberships(id, &after.memberships).await?;
        self.log(work.as_mut(), Some(&before), &after, Some(why)).await?;
        Ok(work.commit().await?)
    }
}

/// Whether one of the memberships that are given or proposed is of the recipient, in some of the time.
pub(super) fn belongs<'m>(held: impl IntoIterator<Item = &'m Membership>, asked: &Membership) -> bool {
    let apart = |one: &Membership, other: &Membership| {
        one.until.is_some_and(|until| other.from.is_some_and(|from| until < from))
    };
    let mut of_recipient = held.into_iter().filter(|known| known.recipient == asked.recipient);
    of_recipient.any(|known| !apart(known, asked) && !apart(asked, known))
}
