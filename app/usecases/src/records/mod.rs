//! Records of the authentic sources, as they are loaded and kept.

mod load;
mod port;
mod refusal;

pub use load::{Incoming, Loaded, load};
pub use port::{RecordKey, RecordLoadWork, RecordStore, RecordWork, StoredVersion, Wanted, WantedRecords};
pub use refusal::LoadRefusal;
