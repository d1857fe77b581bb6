//! The insurers' format of attestations, ours and the network's: that of a service that says nothing of its records.
//!
//! Our own shape is in `samples/attestations.xml`; the network's is read beside it (`network.rs`): answers, and batches
//! of notifications. An answer may hold several attestations: each is loaded or refused by itself.

mod blocks;
mod envelope;
mod filters;
mod identification;
mod mapping;
mod network;
mod record;
mod rows;

pub(in crate::records) use blocks::LISTS;
pub(super) use mapping::AttestationMapping;
pub(in crate::records) use mapping::INSURER;
