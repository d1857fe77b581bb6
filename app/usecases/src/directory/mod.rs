//! Organisations, and persons as the reference directory knows them.

mod check;
mod codes;
mod error;
mod load;
mod model;
mod port;
mod registrar;
mod search;
mod upkeep;

pub use check::Checked;
pub use codes::{CodeList, KnownCode, MAX_FILE_NUMBER};
pub use error::{DirectoryError, FileFault};
pub use load::{FileProblem, FileRow, Load, LoadedRows, Loading, ROWS_AT_ONCE, Reject, RowFault};
pub use model::{
    ChangeKind, FileOnPerson, Integrated, IntegrationChange, Membership, Organisation, Origin, PersonState,
    Registration, StopKind, Stopped,
};
pub use port::{DirectoryStore, DirectoryWork, RegisteringWork};
pub use registrar::{DirectoryStores, Meant, PersonFile, ReferenceDirectory, Said};
pub use search::{OPEN_FOR, Search};
pub use upkeep::{
    ENDS_WITHIN, EndedMany, UNCONSULTED_YEARS, UPKEEP_LINES, Upkeep, UpkeepDays, UpkeepLine, UpkeepPage, UpkeepPlace,
};
