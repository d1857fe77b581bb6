//! The server of Delibero: configuration, wiring, command line.

pub mod catalogue_in_force;
pub mod cli;
pub mod clock;
mod closed_file;
mod comparing;
pub mod config;
mod connections;
pub mod demonstration;
pub mod doctor;
pub mod entropy;
mod laid_out;
pub mod log_key;
pub mod password;
pub mod sequencer;
pub mod serve;
mod standard_output;
pub mod trace;
mod turns;
pub mod web;
pub mod witness;
mod witnesses;
pub mod worker;

/// Pages are many small pieces of memory: with it they take less time than with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
