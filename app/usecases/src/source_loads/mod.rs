//! Files of records that the source of a service sends: what came in, when, by whom, and what was refused. Of what kind
//! the records are, this does not know.

mod behind;
mod error;
mod fault;
mod keeping;
mod loading;
mod model;
mod operator;
mod port;

pub use behind::TakenUp;
pub use error::SourceLoadError;
pub use fault::{Fault, Refused, Rule};
pub use keeping::LoadKeeping;
pub use loading::SourceLoading;
pub use model::{
    KEPT_FOR, KeptRejects, LoadCounts, LoadProblem, LoadState, LoadedBy, MOST_KEPT, RefusedRecord, SourceLoad,
    SourceLoadPage, SourceLoadQuery, UnusableFile,
};
pub use operator::{SourceLoads, SourceStores};
pub use port::{SourceLoadStore, SourceLoadWork};
