//! The reference directory.

mod apart;
mod by_hand;
mod files;
mod kept_up;
mod regional;
