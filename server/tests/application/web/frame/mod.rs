//! What holds around every page.

mod faults;
mod headers;
mod store_away;
