//! What tests share: a clock, seeded randomness, and one good example of each thing.
//!
//! The examples have public fields: a test says only what matters to it,
//! `Organisation { sector: None, ..examples::organisation("cpas-namur") }`.

pub mod batches;
mod clock;
mod comparing;
pub mod deliberations;
pub mod examples;
mod pause;
mod randomness;
pub mod records;

pub use clock::FixedClock;
pub use comparing::AtOnce;
pub use pause::NotedPause;
pub use randomness::SeededRandomness;
