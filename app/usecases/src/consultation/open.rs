//! Deciding on a question, before anything is read.

use delibero_domain::access_log::EventKind;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::confirmable;
use delibero_domain::role::Role;
use jiff::Timestamp;

use super::actor::{consulting_actor, role_for};
use super::case::{Case, Consulting, ToRead};
use super::entry::log_and_commit;
use super::error::ConsultError;
use super::limits::standing;
use super::model::{Consultation, Question};
use super::port::ConsultationWork;
use super::sending::{FormToken, Sending};
use crate::accounts::Actor;
use crate::opaque_id::opaque_id;

/// Decides on a question and logs the decision; no data leave yet. The same form sent again with the same question
/// leads to the consultation that it opened first.
///
/// # Errors
/// When the user does not consult, has reached the limit, or the store fails.
pub async fn open(
    with: Consulting<'_>,
    actor: &Actor,
    question: Question,
    form: Option<&FormToken>,
) -> Result<Consultation, ConsultError> {
    with.check_witnessed()?;
    let mut work = with.store.begin_consultation().await?;
    let actor = consulting_actor(work.as_mut(), actor).await?;
    work.wait_for_turn(&actor.user).await?;
    let now = with.clock.now();
    let sending = form.map(|form| Sending::new(form, &actor, &question));
    let sending = match not_answered_yet(work.as_mut(), sending, now).await? {
        Sent::Before(consultation) => return Ok(*consultation),
        Sent::Now(sending) => sending,
    };
    let in_force = with.in_force.within(work.as_mut()).await?;
    let catalogue = in_force.catalogue.as_ref();
    let role =
        role_for(catalogue, &actor, (&question.recipient, &question.service, &question.purpose), with.clock.today());
    let consultation = asked(with, catalogue, &actor, role, question, now);
    let standing = standing(work.as_mut(), &consultation).await?;
    let role = Some(consultation.role);
    let case =
        Case { with, catalogue, consultation: &consultation, now, limit: Some(standing.limit), role, of_many: false };
    let organisation = case.organisation(work.as_mut()).await?;
    let decision = case.decide(work.as_mut(), &organisation, ToRead::Nothing).await?;
    if !standing.limit.reached() {
        work.save_consultation(&consultation, sending.as_ref()).await?;
    }
    work.note_asked(&organisation.id, consultation.question.person, with.clock.today()).await?;
    log_and_commit(&case, work, EventKind::Decision, &decision).await?;
    if standing.limit.reached() {
        return Err(ConsultError::LimitReached { most: standing.limit.most, until: standing.until });
    }
    Ok(consultation)
}

/// What is known of a sending.
enum Sent {
    /// It opened this one, whose answer can still be opened.
    Before(Box<Consultation>),
    /// It opens one now.
    Now(Option<Sending>),
}

async fn not_answered_yet(
    work: &mut dyn ConsultationWork,
    mut sending: Option<Sending>,
    now: Timestamp,
) -> Result<Sent, ConsultError> {
    while let Some(sent) = &sending {
        match work.consultation_sent(sent).await? {
            Some(found) if found.is_open(now) => return Ok(Sent::Before(Box::new(found))),
            Some(closed) => sending = Some(sent.after(&closed)),
            None => break,
        }
    }
    Ok(Sent::Now(sending))
}

/// The question as it is kept: confirmed is only what the authorisation lets confirm.
fn asked(
    with: Consulting<'_>,
    catalogue: &Catalogue,
    actor: &Actor,
    role: Role,
    question: Question,
    now: Timestamp,
) -> Consultation {
    let confirmable = confirmable(catalogue, question.intent(), with.clock.today()).into_iter();
    let confirmed = confirmable.map(|(condition, _)| condition);
    let confirmed = confirmed.filter(|condition| question.confirmed.contains(condition)).cloned().collect();
    Consultation {
        id: opaque_id(with.randomness),
        at: now,
        user: actor.user.clone(),
        role,
        organisation: actor.organisation.clone(),
        question: Question { confirmed, ..question },
    }
}
