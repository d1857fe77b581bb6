//! Forms that are not executed.

mod shown_otherwise;
mod under_another;
