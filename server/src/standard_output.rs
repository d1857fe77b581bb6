//! What is said to whoever started the program.

use std::io::Write as _;

/// Says how it goes, on the standard output. What was asked for is written with `write_out`.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
