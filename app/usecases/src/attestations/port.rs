//! What is needed of a store to keep attestations.

use async_trait::async_trait;
use delibero_domain::attestation::Attestation;
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;
use delibero_domain::period::QuarterRange;

use crate::directory::DirectoryWork;
use crate::journal::PersonTokens;
use crate::source_loads::{SourceLoadStore, SourceLoadWork};
use crate::store_error::StoreError;

#[async_trait]
pub trait AttestationStore: PersonTokens + SourceLoadStore {
    async fn begin_attestations(&self) -> Result<Box<dyn AttestationWork>, StoreError>;

    /// For records of a file.
    async fn begin_attestation_load(&self) -> Result<Box<dyn AttestationLoadWork>, StoreError>;

    /// Whether there is any yet.
    async fn has_attestations(&self) -> Result<bool, StoreError>;
}

/// With the directory: a file also says what became of a NISS.
#[async_trait]
pub trait AttestationWork: DirectoryWork {
    /// The newest version of every attestation of a person in some quarters, newest quarter first.
    async fn attestations(
        &mut self,
        service: &ServiceId,
        person: Niss,
        quarters: QuarterRange,
    ) -> Result<Vec<Attestation>, StoreError>;

    /// The editions of an attestation that are stored, the lowest version first.
    async fn attestation_versions(&mut self, service: &ServiceId, id: &str) -> Result<Vec<StoredVersion>, StoreError>;

    /// Stores one version of an attestation.
    async fn store_attestation(
        &mut self,
        service: &ServiceId,
        person: Niss,
        attestation: &Attestation,
    ) -> Result<(), StoreError>;
}

/// With how far the file is that they stand in.
pub trait AttestationLoadWork: AttestationWork + SourceLoadWork {}

/// A version of an attestation that is stored already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    pub person: Niss,
    pub attestation: Attestation,
}
