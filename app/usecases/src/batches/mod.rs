//! Many persons asked about at once: a list comes in, each person on it is decided and logged alone, and what may be seen
//! is put into a result that belongs to whoever asked.

mod begin;
mod check;
mod control;
mod error;
mod filter;
mod list;
mod model;
mod named;
mod port;
mod read;
mod result;
mod run;

pub use begin::Taking;
pub use check::check;
pub use error::BatchError;
pub use filter::{OutcomeKind, ResultFilter, Test, said};
pub use list::{FaultyLine, LineFault, ListLine, ListProblem};
pub use model::{
    Batch, BatchCounts, BatchPage, BatchQuestion, BatchState, KEPT_FOR, ListOrigin, MOST_FAULTS_KEPT, MOST_PERSONS,
    PART_LENGTH,
};
pub use port::{BatchStore, BatchWork, LookAhead};
pub use read::{BatchStores, Batches, OpenResult, ResultUse};
pub use result::{AnsweredPerson, PersonResult, ResultCell, ResultLine, ResultPart};
pub use run::{Going, Running};
