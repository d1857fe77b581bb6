//! The access log at a shell.

use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use clap::Subcommand;
use delibero_store::Database;
use delibero_usecases::journal::{JournalStore as _, LogPosition, LoggedRecord};

use super::log_export::{self, Export};
use super::log_verify::{self, Verify};
use crate::config::Config;
use crate::serve::connect;

/// How many records are read at once.
const CHUNK: u32 = 1000;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Write every record, oldest first, one JSON object a line: its position as `id`, and the `record` byte for byte.
    ///
    /// `delibero decide --replay` reads these lines. Persons are named by their tokens, never by a NISS.
    Records {
        /// Only records after this position.
        #[arg(long, default_value_t = 0)]
        after: LogPosition,
    },
    /// Write the tree of the log into a folder, as it is served: checkpoint, tiles, entries. Nothing in it is personal.
    Export(Export),
    /// Hold the whole log against its tree, and both against checkpoints from outside. The first difference is named.
    ///
    /// Exit status: 0 whole, 1 something differs, 2 it cannot be looked at.
    Verify(Box<Verify>),
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub(super) async fn run(config: Config, command: Command) -> Outcome<ExitCode> {
    let after = match command {
        Command::Records { after } => after,
        Command::Export(options) => {
            log_export::run(config, options).await?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Verify(options) => return log_verify::run(config, *options).await,
    };
    let (database, _) = connect(config, false).await?;
    match records(&database, after).await {
        // A reader that went away is no reason to complain.
        Err(error) if error.downcast_ref::<std::io::Error>().is_some_and(|why| why.kind() == ErrorKind::BrokenPipe) => {
            Ok(ExitCode::SUCCESS)
        }
        outcome => outcome.map(|()| ExitCode::SUCCESS),
    }
}

async fn records(database: &Database, mut after: LogPosition) -> Outcome<()> {
    let mut output = BufWriter::new(std::io::stdout());
    loop {
        let found = database.log_records(after, CHUNK).await?;
        let Some(last) = found.last() else { break };
        after = last.position;
        for LoggedRecord { position, record } in &found {
            write!(output, "{{\"id\":{position},\"record\":")?;
            output.write_all(record)?;
            output.write_all(b"}\n")?;
        }
    }
    Ok(output.flush()?)
}
