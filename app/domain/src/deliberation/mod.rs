//! Deliberations as texts: their numbers, the labels of their points, and what an importer reads in one.

pub mod committee;
pub mod dates;
pub mod differences;
pub mod document;
pub mod label;
pub mod latin;
pub mod number;
pub mod reading;
pub mod register;

pub use document::DocumentNumber;
pub use label::PointLabel;
pub use number::DeliberationNumber;
pub use reading::{Reading, Refused};
