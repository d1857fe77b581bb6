//! What becomes of a form before its handler sees it: it may be of another user, or only be shown in another language.

pub mod shown_otherwise;
pub mod under_another;
