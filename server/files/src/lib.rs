//! Files that come in and go out. Each adapter stands for itself: none of the four knows another.

pub mod attestations;
mod csv_lines;
pub mod integrations;
pub mod official_texts;
pub mod progress;
pub mod sheets;
mod unpacked;
