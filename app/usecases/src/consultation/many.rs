//! Many persons who are asked about at once: each is decided and logged alone, within one unit of work.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use delibero_domain::access_log::{About, AlikeEntries, Conclusion, EventKind, RecordError};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{RecordView, Reduced, Refusal, Request, decide_within};
use delibero_domain::niss::Niss;
use delibero_domain::role::Role;
use jiff::Timestamp;

use super::answer::{DATA_FOUND, NO_DATA_FOUND};
use super::case::{Case, Consulting, taking_its_place};
use super::entry::{disclosed, entry_on_nobody};
use super::error::ConsultError;
use super::model::Consultation;
use super::port::ConsultationWork;
use crate::directory::Organisation;
use crate::store_error::{Cause, StoreError};

/// What is the same for everybody of one unit of work.
pub(crate) struct Many<'m> {
    pub with: Consulting<'m>,
    pub catalogue: &'m Catalogue,
    /// As it is now, neither suspended nor ended.
    pub organisation: &'m Organisation,
    /// None: the user has lost the one in which it was asked.
    pub role: Option<Role>,
    pub now: Timestamp,
    /// What entries say of requests with the same facts, written once for the unit of work.
    pub alike: HashMap<Request, AlikeEntries>,
}

/// What of one person may leave.
pub(crate) enum OneOfMany {
    Granted(Vec<Reduced<RecordView>>),
    Refused {
        refusal: Refusal,
        /// Where the NISS asked for was replaced: the one that took its place.
        replaced_by: Option<Niss>,
    },
}

impl OneOfMany {
    const fn status(&self) -> &'static str {
        match self {
            Self::Granted(records) if records.is_empty() => NO_DATA_FOUND,
            Self::Granted(_) => DATA_FOUND,
            Self::Refused { refusal, .. } => refusal.reason.network_status(),
        }
    }
}

impl Many<'_> {
    /// Decides on one person, reads, reduces and logs. What it gives may leave once the unit of work is committed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask(
        &mut self,
        work: &mut dyn ConsultationWork,
        consultation: &Consultation,
    ) -> Result<OneOfMany, ConsultError> {
        let (with, catalogue, now, role) = (self.with, self.catalogue, self.now, self.role);
        let case = Case { with, catalogue, consultation, now, limit: None, role, of_many: true };
        let state = work.person_state(consultation.question.person).await?;
        let request = case.request(work, self.organisation, &state).await?;
        let found = match decide_within(None, catalogue, &request) {
            Ok(permit) => OneOfMany::Granted(case.seen(work, &permit).await?),
            Err(refusal) => OneOfMany::Refused { replaced_by: taking_its_place(&refusal, &state), refusal },
        };
        self.log(work, &case, request, &found).await?;
        Ok(found)
    }

    async fn log(
        &mut self,
        work: &mut dyn ConsultationWork,
        case: &Case<'_>,
        request: Request,
        found: &OneOfMany,
    ) -> Result<(), ConsultError> {
        let token = |person| self.with.store.person_token(person);
        let (left, replaced_by) = match found {
            OneOfMany::Granted(records) => (disclosed(records), None),
            OneOfMany::Refused { replaced_by, .. } => (Vec::new(), *replaced_by),
        };
        let about = About {
            person: Some(token(case.consultation.question.person)),
            successor: replaced_by.map(token),
            status: found.status(),
            disclosed: &left,
        };
        let alike = match self.alike.entry(request) {
            Slot::Occupied(written) => written.into_mut(),
            Slot::Vacant(place) => {
                let conclusion = Conclusion::of(self.catalogue, place.key(), None);
                let entry = entry_on_nobody(case, EventKind::Batch, conclusion);
                place.insert(AlikeEntries::of(entry).map_err(not_written)?)
            }
        };
        let entry = alike.about(about).map_err(not_written)?;
        Ok(work.append_written(entry, self.with.randomness.salt()).await?)
    }
}

fn not_written(why: RecordError) -> StoreError {
    StoreError::Unreadable(Cause::of(format!("an entry of the log ({why})")))
}
