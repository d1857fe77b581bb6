//! Files that come in and go out. Each adapter stands for itself: none of the four knows another.

mod csv_lines;
pub mod integrations;
pub mod official_texts;
pub mod progress;
pub mod records;
pub mod sheets;
mod unpacked;
