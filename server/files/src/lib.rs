//! Files that come in and go out. Each adapter stands for itself: none of the three knows another.

pub mod attestations;
pub mod official_texts;
pub mod sheets;
