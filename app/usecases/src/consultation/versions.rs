//! The versions of a record, so that one can be compared with another.

use delibero_domain::consultation::Permit;
use delibero_domain::record::{Edition, Record};

use super::case::Case;
use super::error::ConsultError;
use super::port::ConsultationWork;
use crate::records::{RecordKey, StoredVersion};

impl Case<'_> {
    /// The versions of the records of the answer that are about a time, the newest of each first. A version that may
    /// not be seen ends them: what is older is not told, so that a gap tells of none.
    pub(super) async fn versions(
        &self,
        work: &mut dyn ConsultationWork,
        permit: &Permit<'_>,
        time: &str,
    ) -> Result<Vec<Record>, ConsultError> {
        let asked = &self.consultation.question;
        let seen = |record: &Record| permit.reduce(asked.person, record);
        let about = |record: &&Record| {
            let shown = seen(record).and_then(|view| view.time);
            matches!(record.edition, Edition::Version(_)) && shown.is_some_and(|shown| shown.to_string() == time)
        };
        let answer = self.records(work, permit).await?;
        let keys: Vec<RecordKey<'_>> = answer.iter().filter(about).map(RecordKey::of).collect();
        let stored = work.record_versions(&asked.service, &keys).await?;
        let mut versions = Vec::new();
        for key in keys {
            let own = |stored: &&StoredVersion| stored.person == asked.person && RecordKey::of(&stored.record) == key;
            let numbered = |record: &&Record| matches!(record.edition, Edition::Version(_));
            // The lowest version comes first out of the store.
            let of_one = stored.iter().rev().filter(own).map(|stored| &stored.record).filter(numbered);
            versions.extend(of_one.take_while(|record| seen(record).is_some()).cloned());
        }
        Ok(versions)
    }
}
