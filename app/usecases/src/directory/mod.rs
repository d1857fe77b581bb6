//! Organisations, and persons as the reference directory knows them.

mod behind;
mod check;
mod codes;
mod error;
mod file;
mod load;
mod model;
mod port;
mod registrar;
mod search;
mod upkeep;
mod upkeep_lines;

pub use behind::TakenUp;
pub use check::Checked;
pub use codes::{CodeList, KnownCode, MAX_FILE_NUMBER};
pub use error::{DirectoryError, FileFault};
pub use file::{FileProblem, FileRow, Load, LoadedRows, Reject, RowFault};
pub use load::{Loading, ROWS_AT_ONCE};
pub use model::{
    ChangeKind, FileOnPerson, Integrated, IntegrationChange, Membership, Organisation, Origin, PersonState,
    Registration, StopKind, Stopped,
};
pub use port::{DirectoryStore, DirectoryWork, RegisteringWork};
pub use registrar::{DirectoryStores, Meant, PersonFile, ReferenceDirectory, Said};
pub use search::{OPEN_FOR, Search};
pub use upkeep::{EndedMany, UPKEEP_LINES, UpkeepPage};
pub use upkeep_lines::{ENDS_WITHIN, UNCONSULTED_YEARS, Upkeep, UpkeepDays, UpkeepLine, UpkeepPlace};
