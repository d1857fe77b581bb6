//! Records of one person, read and written as tests need them.

use delibero_domain::catalogue::RecordLayout;
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;
use delibero_domain::period::QuarterRange;
use delibero_domain::record::Record;
use delibero_usecases::records::{RecordKey, RecordWork, StoredVersion, Wanted, WantedRecords};
use delibero_usecases::store_error::StoreError;

/// The attestations of some quarters.
///
/// # Errors
/// When the store fails.
pub async fn attestations(
    work: &mut dyn RecordWork,
    service: &ServiceId,
    person: Niss,
    quarters: QuarterRange,
) -> Result<Vec<Record>, StoreError> {
    let kinds = [RecordLayout::usual_kind()];
    work.records(&WantedRecords { service, person, kinds: &kinds, which: Wanted::Within(quarters.period()) }).await
}

/// The versions of a record of the service's own sender.
///
/// # Errors
/// When the store fails.
pub async fn versions(
    work: &mut dyn RecordWork,
    service: &ServiceId,
    id: &str,
) -> Result<Vec<StoredVersion>, StoreError> {
    work.record_versions(service, &[RecordKey { sender: None, id }]).await
}
