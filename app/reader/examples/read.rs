//! Prints what is read in a file: `cargo run -p delibero-reader --example read -- FILE`.

use std::io::{Error, Write};

fn main() -> Result<(), Error> {
    for path in std::env::args_os().skip(1) {
        let json = match delibero_reader::read(&std::fs::read(path)?) {
            Ok(reading) => serde_json::to_string_pretty(&reading),
            Err(refused) => serde_json::to_string_pretty(&refused),
        };
        writeln!(std::io::stdout(), "{}", json.map_err(Error::other)?)?;
    }
    Ok(())
}
