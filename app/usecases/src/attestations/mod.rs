//! Attestations of the authentic sources, as they are loaded and kept.

mod load;
mod port;

pub use load::{Incoming, LoadRefusal, Loaded, load};
pub use port::{AttestationLoadWork, AttestationStore, AttestationWork, StoredVersion};
