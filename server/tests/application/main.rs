//! The whole application. One program holds all of its tests: to link the server costs more than to run most of them.

mod program;
mod support;
mod web;
