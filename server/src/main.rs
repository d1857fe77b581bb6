//! The command line of Delibero.

use std::process::ExitCode;

fn main() -> ExitCode {
    delibero::cli::run()
}
