//! What the journal keeps of a consultation.

use delibero_domain::access_log::{Conclusion, Disclosed, Entry, EventKind};
use delibero_domain::consultation::{RecordView, Reduced};

use super::answer::{DATA_FOUND, Outcome};
use super::case::{Case, Decision};
use super::error::ConsultError;
use super::model::Consultation;
use super::port::ConsultationWork;

/// Comes last: what was decided is not said before it is written down.
pub(super) async fn log_and_commit(
    case: &Case<'_>,
    mut work: Box<dyn ConsultationWork>,
    kind: EventKind,
    decision: &Decision,
) -> Result<(), ConsultError> {
    let entry = entry(case, kind, decision);
    work.append_log(&entry, case.with.randomness.salt()).await?;
    Ok(work.commit().await?)
}

pub(super) fn entry(case: &Case<'_>, kind: EventKind, decision: &Decision) -> Entry {
    let Consultation { id, user, role, organisation, question: asked, .. } = case.consultation;
    let outcome = &decision.outcome;
    let Conclusion { outcome: word, source, granted, decided } = decision.conclusion.clone();
    let disclosed = match outcome {
        Outcome::Granted(grant) => disclosed(&grant.records),
        Outcome::Refused { .. } => Vec::new(),
    };
    Entry {
        form: Entry::FORM,
        at: case.now,
        kind,
        consultation: id.clone(),
        user: user.clone(),
        role: *role,
        organisation: organisation.clone(),
        recipient: asked.recipient.clone(),
        person: Some(case.with.store.person_token(asked.person)),
        successor: outcome.replaced_by().map(|by| case.with.store.person_token(by)),
        service: asked.service.clone(),
        module: asked.module.clone(),
        purpose: asked.purpose.clone(),
        person_role: asked.person_role.clone(),
        asked: asked.asked.clone(),
        outcome: word,
        source,
        // A decision reads nothing, so it cannot say whether data will be found.
        status: if kind == EventKind::Decision && matches!(outcome, Outcome::Granted(_)) {
            DATA_FOUND.to_owned()
        } else {
            outcome.status().to_owned()
        },
        granted,
        disclosed,
        decided: Some(Box::new(decided)),
    }
}

fn disclosed(records: &[Reduced<RecordView>]) -> Vec<Disclosed> {
    records.iter().map(|found| Disclosed { record: found.id.clone(), version: found.version }).collect()
}
