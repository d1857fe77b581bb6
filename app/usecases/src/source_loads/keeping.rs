//! Keeping how far a file of a source is.

use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::without_niss;

use super::model::{LoadCounts, SourceLoad};
use super::port::SourceLoadStore;
use crate::clock::Clock;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;

/// In characters.
const LONGEST_NAME: usize = 200;

/// What keeping how far files are works with.
#[derive(Clone, Copy)]
pub struct LoadKeeping<'s> {
    pub loads: &'s dyn SourceLoadStore,
    pub clock: &'s dyn Clock,
    pub randomness: &'s dyn Randomness,
}

pub(super) fn new(with: LoadKeeping<'_>, service: &ServiceId, (name, bytes): (&str, u64)) -> SourceLoad {
    let now = with.clock.now();
    SourceLoad {
        id: opaque_id(with.randomness),
        service: service.clone(),
        by: None,
        file_name: without_niss(name, "…").unwrap_or_else(|| name.to_owned()).chars().take(LONGEST_NAME).collect(),
        bytes,
        hash: None,
        format: None,
        begun: now,
        seen: now,
        ended: None,
        read_bytes: 0,
        counts: LoadCounts::default(),
        problem: None,
    }
}
