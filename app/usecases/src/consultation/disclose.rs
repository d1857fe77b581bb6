//! Deciding again, and letting leave what may.

use std::sync::Arc;

use delibero_domain::access_log::{AdministrationKind, EventKind};

use super::actor::consulting_actor;
use super::answer::Answer;
use super::case::{Case, Consulting, ToRead};
use super::entry::log_and_commit;
use super::error::ConsultError;
use crate::accounts::Actor;
use crate::journal::Noticed;
use crate::opaque_id::is_opaque_id;

/// Decides again, reads, reduces, logs what leaves, and only then returns it.
///
/// # Errors
/// When it is not this user's consultation, or the store fails.
pub async fn disclose(with: Consulting<'_>, actor: &Actor, id: &str, kind: EventKind) -> Result<Answer, ConsultError> {
    let_leave(with, actor, id, kind, ToRead::Records).await
}

/// The same of the versions of the records about a time of the answer, the newest of each record first; the time is
/// written as [`RecordTime`](delibero_domain::record::RecordTime) writes itself.
///
/// # Errors
/// As [`disclose`].
pub async fn disclose_versions(
    with: Consulting<'_>,
    actor: &Actor,
    id: &str,
    of: &str,
) -> Result<Answer, ConsultError> {
    let_leave(with, actor, id, EventKind::Disclosure, ToRead::VersionsOf(of)).await
}

async fn let_leave(
    with: Consulting<'_>,
    actor: &Actor,
    id: &str,
    kind: EventKind,
    to_read: ToRead<'_>,
) -> Result<Answer, ConsultError> {
    with.check_witnessed()?;
    let mut work = with.store.begin_consultation().await?;
    let actor = consulting_actor(work.as_mut(), actor).await?;
    if !is_opaque_id(id) {
        return Err(ConsultError::Unknown);
    }
    let consultation = work.consultation(id).await?.ok_or(ConsultError::Unknown)?;
    let own = consultation.user == actor.user && consultation.organisation == actor.organisation;
    if !own {
        let attempt = Noticed::of(&actor, AdministrationKind::AccessRefused, id);
        work.append_administration(&attempt.entry(with.clock.now()), with.randomness.salt()).await?;
        work.commit().await?;
        return Err(ConsultError::Unknown);
    }
    if !actor.has(consultation.role) {
        return Err(ConsultError::Unknown);
    }
    let in_force = with.in_force.within(work.as_mut()).await?;
    let catalogue = in_force.catalogue.as_ref();
    let role = Some(consultation.role);
    let case =
        Case { with, catalogue, consultation: &consultation, now: with.clock.now(), limit: None, role, of_many: false };
    if !consultation.is_open(case.now) {
        return Err(ConsultError::Closed);
    }
    let organisation = case.organisation(work.as_mut()).await?;
    let decision = case.decide(work.as_mut(), &organisation, to_read).await?;
    log_and_commit(&case, work, kind, &decision).await?;
    let (at, today) = (case.now, with.clock.today());
    let catalogue = Arc::clone(&in_force.catalogue);
    Ok(Answer { consultation, at, today, organisation, catalogue, outcome: decision.outcome })
}
