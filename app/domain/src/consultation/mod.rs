//! The decision: one pure function applies the catalogue to a request.

mod decide;
mod limit;
mod reduced;
mod request;

pub use decide::{Permit, RecordFacts, Verdict, decide};
pub use limit::HourlyLimit;
pub use reduced::{AttestationView, Cell, CellState, Reduced, RowView};
pub use request::{IntegrationFacts, Obligation, Refusal, RefusalReason, Request, RetentionDuty};
