//! The consultation: decide, log, and only then let data leave.
//!
//! [`open()`] decides on what was typed and logs the decision; [`disclose()`] decides again, reads, reduces and logs what
//! leaves. Both are one unit of work: if the entry in the journal cannot be committed, nothing leaves.

mod actor;
mod answer;
mod case;
mod disclose;
mod entry;
mod error;
mod limits;
mod many;
mod model;
mod open;
mod port;
mod sending;
mod versions;

pub(crate) use actor::role_for;
pub use answer::{Answer, DATA_FOUND, Grant, NO_DATA_FOUND, Outcome};
pub use case::Consulting;
pub use disclose::{disclose, disclose_versions};
pub use error::ConsultError;
pub(crate) use many::{Many, OneOfMany};
pub use model::{Consultation, LimitRule, OPEN_FOR, Question};
pub use open::open;
pub use port::{ConsultationStore, ConsultationWork};
pub use sending::{FormToken, FormTokenError, Sending};
