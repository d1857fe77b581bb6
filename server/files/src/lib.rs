//! Files that come in and go out. Each adapter stands for itself: none of them knows another.

pub mod archive;
mod csv_lines;
pub mod integrations;
pub mod lists;
pub mod official_texts;
pub mod progress;
pub mod records;
pub mod sheets;
mod unpacked;
