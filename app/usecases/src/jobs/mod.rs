//! Work that goes on behind the pages: kept in the unit of work that asks for it, done by one worker at a time, and gone
//! on with by another where a worker died.

mod held;
mod model;
mod port;

pub use model::{HELD_FOR, HeldJob, Job, JobKind, MOST_ATTEMPTS};
pub use port::{JobStore, JobWork};
