//! A consultation, its answer and what it leaves behind.

mod answers;
mod asked;
mod confirmed;
mod limits;
mod no_trace;
mod records;
mod replay;
mod spreadsheets;
mod versions;
