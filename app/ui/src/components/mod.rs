//! Parts that several pages use.

pub mod errors;
pub mod filters;
pub mod form_mark;
pub mod frame;
pub mod icon;
pub mod language;
pub mod page;
pub mod palette;
pub mod paper;
pub mod problem;
pub mod proof;
pub mod recipient;
pub mod section;
pub mod source;
pub mod theme;
pub mod title;
pub mod trouble;
