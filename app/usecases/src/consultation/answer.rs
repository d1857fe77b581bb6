//! What may be seen, or why nothing may.

use std::sync::Arc;

use delibero_domain::access_log::ActedAs;
use delibero_domain::authorisation::{Authority, Source, Withheld};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Obligation, RecordView, Reduced, Refusal, RetentionDuty, Scope};
use delibero_domain::identifier::ElementId;
use delibero_domain::niss::Niss;
use jiff::Timestamp;
use jiff::civil::Date;

use super::model::Consultation;
use crate::directory::Organisation;

/// The status of the network when data were found.
pub const DATA_FOUND: &str = "MSG00000";
/// The status of the network when there is nothing at the supplier.
pub const NO_DATA_FOUND: &str = "MSG00100";

/// The answer to one view of a consultation.
#[derive(Clone, Debug)]
pub struct Answer {
    pub consultation: Consultation,
    /// When this view was decided.
    pub at: Timestamp,
    /// The same day in Belgium.
    pub today: Date,
    pub organisation: Organisation,
    /// The one that decided.
    pub catalogue: Arc<Catalogue>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug)]
pub enum Outcome {
    Granted(Box<Grant>),
    Refused {
        refusal: Refusal,
        /// Where the NISS asked for was replaced: the one that took its place.
        replaced_by: Option<Niss>,
    },
}

/// Everything that may leave.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Of the authorisation applied.
    pub source: Source,
    /// The elements granted to this recipient, module and purpose.
    pub granted: Vec<ElementId>,
    /// The elements withheld whatever the record: place in the service, reason and point.
    pub withheld: Vec<(usize, Withheld)>,
    /// What may be seen, whatever the records are.
    pub scope: Scope,
    /// The attestations of which something may be seen, reduced, newest quarter first.
    pub records: Vec<Reduced<RecordView>>,
    /// How long they may be kept.
    pub retention: Vec<RetentionDuty>,
    /// What else must be respected.
    pub obligations: Vec<Obligation>,
    /// Who acts for the purpose in the organisation's region; in each, where it is not known.
    pub authorities: Vec<Authority>,
    /// The office in which the user acts, where one is asked for.
    pub acts_as: Option<ActedAs>,
}

impl Outcome {
    /// The number that took the place of the one asked for, where it is shown.
    pub(super) const fn replaced_by(&self) -> Option<Niss> {
        match self {
            Self::Granted(_) => None,
            Self::Refused { replaced_by, .. } => *replaced_by,
        }
    }

    /// The network's status code.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Granted(grant) if grant.records.is_empty() => NO_DATA_FOUND,
            Self::Granted(_) => DATA_FOUND,
            Self::Refused { refusal, .. } => refusal.reason.network_status(),
        }
    }
}
