//! The domain of Delibero: which organisation may receive which social-security data about whom,
//! for which purpose and for how long.
//!
//! Pure: no input or output, no clock, no randomness, no web framework. It compiles to WebAssembly.

pub mod access_log;
pub mod authorisation;
pub mod capability;
pub mod cases;
pub mod catalogue;
pub mod consultation;
pub mod deliberation;
pub mod effect;
pub mod enterprise_number;
pub mod folding;
pub mod identifier;
pub mod niss;
pub mod parameters;
pub mod people;
pub mod period;
pub mod points;
pub mod record;
pub mod reference_directory;
pub mod role;
pub mod text;
#[cfg(feature = "tlog")]
pub mod tlog;
pub mod typed_day;
pub mod who;
