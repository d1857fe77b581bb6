//! The server of Delibero: configuration, wiring, command line.

pub mod cli;
pub mod clock;
pub mod config;
mod connections;
pub mod demo;
pub mod entropy;
pub mod exchange;
pub mod import;
pub mod password;
pub mod reading;
pub mod serve;
pub mod trace;
mod turns;
pub mod web;
