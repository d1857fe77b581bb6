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
pub mod worker;
