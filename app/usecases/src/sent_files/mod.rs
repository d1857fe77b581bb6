//! Files that were sent and wait for a worker, on whatever node: in pieces of bounded size, sealed, until what they were
//! sent for ended.

mod model;
mod port;
mod receiving;

pub use model::{PIECE_BYTES, SentFile, UNFINISHED_FOR};
pub use port::{SentFileStore, SentFileWork};
pub use receiving::Receiving;
