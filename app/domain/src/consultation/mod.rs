//! The decision: one pure function applies the catalogue to a request.

mod acting;
mod batch_decision;
mod batch_request;
mod confirmable;
mod decide;
mod limit;
mod permit;
mod reduced;
mod request;
mod scope;
mod suspended;
mod verdict;

pub use acting::{ActsAs, acts_as, check_user};
pub use batch_decision::{AskingBody, BatchRequestError};
pub use batch_request::{BatchRequest, Record};
pub use confirmable::{Intent, asked_of, confirmable};
pub use decide::decide;
pub(crate) use decide::{Case, Standing, check_gone, check_number, decide_by_rules};
pub use limit::{HourlyLimit, decide_within};
pub use permit::Permit;
pub(crate) use permit::reaches_back_to;
pub use reduced::{Cell, CellState, RecordView, Reduced, RowView};
pub use request::{
    Exchange, HeldOffice, IntegrationFacts, NissState, Obligation, Refusal, RefusalReason, Request, RetentionDuty,
    UserFacts,
};
pub use scope::{Scope, Seen};
pub use suspended::suspended;
pub use verdict::{RecordFacts, Verdict};
