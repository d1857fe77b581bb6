//! Loading records: idempotent by identifier and version.

use delibero_domain::record::Record;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;

use super::port::{RecordKey, RecordWork};
use super::refusal::LoadRefusal;
use crate::directory::{DirectoryWork, PersonState};
use crate::store_error::StoreError;

/// One record of a file: a person and what is said of that person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub person: Niss,
    pub state: PersonState,
    /// The number that this one took the place of.
    pub replaces: Option<Niss>,
    pub record: Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The first version of a record.
    New,
    /// A higher version, which replaces the others for display.
    Higher,
    /// A lower version than the one shown: kept in the history.
    Lower,
    /// Stored already, the same.
    Same,
}

/// Loads some records within a unit of work, one after the other.
///
/// # Errors
/// When the store fails; a record that contradicts what is stored is refused alone.
pub async fn load(
    work: &mut dyn RecordWork,
    service: &ServiceId,
    incoming: &[Incoming],
) -> Result<Vec<Result<Loaded, LoadRefusal>>, StoreError> {
    let keys: BTreeSet<RecordKey<'_>> = incoming.iter().map(|one| RecordKey::of(&one.record)).collect();
    let keys: Vec<RecordKey<'_>> = keys.into_iter().collect();
    work.wait_to_load(service).await?;
    let stored = work.record_versions(service, &keys).await?;
    let mut known: HashMap<RecordKey<'_>, Vec<(Niss, &Record)>> = HashMap::new();
    for found in &stored {
        known.entry(RecordKey::of(&found.record)).or_default().push((found.person, &found.record));
    }
    let mut written: BTreeMap<(RecordKey<'_>, Option<u64>), (Niss, &Record)> = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(incoming.len());
    for one in incoming {
        let record = &one.record;
        let versions = known.entry(RecordKey::of(record)).or_default();
        let outcome = judge(one.person, record, versions);
        if matches!(outcome, Ok(Loaded::New | Loaded::Higher | Loaded::Lower)) {
            versions.retain(|(_, found)| found.edition != record.edition);
            versions.push((one.person, record));
            written.insert((RecordKey::of(record), record.edition.version()), (one.person, record));
        }
        if outcome.is_ok() {
            note_state(work, one).await?;
        }
        outcomes.push(outcome);
    }
    let written: Vec<(Niss, &Record)> = written.into_values().collect();
    work.store_records(service, &written).await?;
    Ok(outcomes)
}

/// What becomes of a record beside the versions that are known.
fn judge(person: Niss, record: &Record, known: &[(Niss, &Record)]) -> Result<Loaded, LoadRefusal> {
    if known.iter().any(|(of, _)| *of != person) {
        return Err(LoadRefusal::OtherPerson);
    }
    if let Some((_, same)) = known.iter().find(|(_, found)| found.edition == record.edition) {
        if *same == record {
            return Ok(Loaded::Same);
        }
        // What only stands in is replaced by each delivery.
        if !record.edition.stands_in() {
            return Err(LoadRefusal::OtherContent);
        }
    }
    let version = record.edition.version();
    Ok(match known.iter().map(|(_, found)| found.edition.version()).max() {
        None => Loaded::New,
        Some(highest) if highest > version => Loaded::Lower,
        Some(_) => Loaded::Higher,
    })
}

/// The NISS may have been replaced or cancelled since, although the record stayed the same.
async fn note_state(work: &mut dyn DirectoryWork, incoming: &Incoming) -> Result<(), StoreError> {
    if let Some(replaced) = incoming.replaces {
        work.note_person_state(replaced, &PersonState::Replaced(incoming.person)).await?;
    }
    match incoming.state {
        PersonState::InUse => Ok(()),
        _ => work.note_person_state(incoming.person, &incoming.state).await,
    }
}
