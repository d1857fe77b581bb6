//! Records of the authentic sources, as they are loaded and kept.

mod load;
mod port;

pub use load::{Incoming, LoadRefusal, Loaded, load};
pub use port::{RecordKey, RecordLoadWork, RecordStore, RecordWork, StoredVersion, Wanted, WantedRecords};
