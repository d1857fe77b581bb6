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

fn entry(case: &Case<'_>, kind: EventKind, decision: &Decision) -> Entry {
    let outcome = &decision.outcome;
    let disclosed = match outcome {
        Outcome::Granted(grant) => disclosed(&grant.records),
        Outcome::Refused { .. } => Vec::new(),
    };
    // A decision reads nothing, so it cannot say whether data will be found.
    let status = match outcome {
        Outcome::Granted(_) if kind == EventKind::Decision => DATA_FOUND,
        _ => outcome.status(),
    };
    Entry {
        person: Some(case.with.store.person_token(case.consultation.question.person)),
        successor: outcome.replaced_by().map(|by| case.with.store.person_token(by)),
        status: status.to_owned(),
        disclosed,
        ..entry_on_nobody(case, kind, decision.conclusion.clone())
    }
}

/// What an entry says but of the person, of whose data left and with which status.
pub(super) fn entry_on_nobody(case: &Case<'_>, kind: EventKind, conclusion: Conclusion) -> Entry {
    let Consultation { id, user, role, organisation, question: asked, .. } = case.consultation;
    let Conclusion { outcome, source, granted, decided } = conclusion;
    Entry {
        form: Entry::FORM,
        at: case.now,
        kind,
        consultation: id.clone(),
        user: user.clone(),
        role: *role,
        organisation: organisation.clone(),
        recipient: asked.recipient.clone(),
        person: None,
        successor: None,
        service: asked.service.clone(),
        module: asked.module.clone(),
        purpose: asked.purpose.clone(),
        person_role: asked.person_role.clone(),
        asked: asked.asked.clone(),
        outcome,
        source,
        status: String::new(),
        granted,
        disclosed: Vec::new(),
        decided: Some(Box::new(decided)),
    }
}

pub(super) fn disclosed(records: &[Reduced<RecordView>]) -> Vec<Disclosed> {
    let left = |found: &Reduced<RecordView>| Disclosed {
        record: found.id.clone(),
        version: found.version,
        sender: found.sender.clone(),
    };
    records.iter().map(left).collect()
}
