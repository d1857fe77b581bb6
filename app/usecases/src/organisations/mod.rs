//! Organisations: what is registered of each, the recipients that they belong to, and whether they are active.

mod error;
mod field;
mod load;
mod model;
mod particulars;
mod port;
mod read;
mod recipients;
mod register;
mod snapshot;
mod typed;

pub use error::OrganisationError;
pub use field::Field;
pub use load::{Cells, HeadProblem, LoadRow, MEMBERSHIPS, PROCESSORS, REQUIRED_COLUMNS, check_heads, columns};
pub use model::{
    Due, IntegrationCount, LoadReport, MonthCount, OrganisationPage, OrganisationQuery, OrganisationSort,
    OrganisationUser, Proposal, RefusedRow, Registered, StateFilter,
};
pub use particulars::{Contact, Details, Particulars, Processor};
pub use port::{OrganisationStore, OrganisationWork};
pub use read::{OrganisationStores, Organisations};
pub use register::Registering;
pub use snapshot::{membership as membership_words, processor as processor_words, snapshot};
pub use typed::{Problem, Typed, TypedMembership, TypedProcessor, Wrong};
