//! Loading attestations: idempotent by identifier and version.

use delibero_domain::attestation::Attestation;
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::port::AttestationWork;
use crate::directory::{DirectoryWork, PersonState};
use crate::store_error::StoreError;

/// One record of a file: a person and what is said of that person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub person: Niss,
    pub state: PersonState,
    /// The number that this one took the place of.
    pub replaces: Option<Niss>,
    pub attestation: Attestation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The first version of an attestation.
    New,
    /// A higher version, which replaces the others for display.
    Higher,
    /// A lower version than the one shown: kept in the history.
    Lower,
    /// Stored already, the same.
    Same,
}

/// Why a record was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "kebab-case")]
pub enum LoadRefusal {
    /// The attestation is stored for another person.
    #[error("this attestation is stored for another person")]
    OtherPerson,
    /// The same version is stored with other content.
    #[error("this version of the attestation is stored with other content; changes need a higher version")]
    OtherContent,
}

/// Loads one record within a unit of work.
///
/// # Errors
/// When the store fails; a record that contradicts what is stored is refused alone.
pub async fn load(
    work: &mut dyn AttestationWork,
    service: &ServiceId,
    incoming: &Incoming,
) -> Result<Result<Loaded, LoadRefusal>, StoreError> {
    let attestation = &incoming.attestation;
    let stored = work.attestation_versions(service, &attestation.id).await?;
    if stored.iter().any(|found| found.person != incoming.person) {
        return Ok(Err(LoadRefusal::OtherPerson));
    }
    if let Some(same) = stored.iter().find(|found| found.attestation.edition == attestation.edition) {
        let unchanged = same.attestation == *attestation;
        if unchanged {
            note_state(work, incoming).await?;
            return Ok(Ok(Loaded::Same));
        }
        // What only stands in is replaced by each delivery.
        if !attestation.edition.stands_in() {
            return Ok(Err(LoadRefusal::OtherContent));
        }
    }
    let version = attestation.edition.version();
    let highest = stored.iter().map(|found| found.attestation.edition.version()).max();
    note_state(work, incoming).await?;
    work.store_attestation(service, incoming.person, attestation).await?;
    Ok(Ok(match highest {
        None => Loaded::New,
        Some(highest) if highest > version => Loaded::Lower,
        Some(_) => Loaded::Higher,
    }))
}

/// The NISS may have been replaced or cancelled since, although the attestation stayed the same.
async fn note_state(work: &mut dyn DirectoryWork, incoming: &Incoming) -> Result<(), StoreError> {
    if let Some(replaced) = incoming.replaces {
        work.note_person_state(replaced, &PersonState::Replaced(incoming.person)).await?;
    }
    match incoming.state {
        PersonState::InUse => Ok(()),
        _ => work.note_person_state(incoming.person, &incoming.state).await,
    }
}
