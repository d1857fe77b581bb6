//! The access log at a shell.

use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use clap::Subcommand;
use delibero_domain::access_log::AdministrationKind;
use delibero_store::Database;
use delibero_usecases::journal::{
    AdministrationFilter, JournalStore as _, LogFilter, LogPosition, LoggedRecord, Noticed, Watch,
};
use delibero_usecases::store_error::StoreError;
use serde_json::json;

use super::log_export::{self, Export};
use super::log_verify::{self, Verify};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
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
    let last = newest(&database).await?;
    let read = Some(json!({ "oldest": after + 1, "newest": last }));
    let noticed =
        Noticed { kind: AdministrationKind::LogExported, who: None, subject: "records".to_owned(), fields: read };
    Watch { journal: &database, clock: &SystemClock, randomness: &SystemRandomness }.note(noticed).await?;
    match records(&database, after, last).await {
        // A reader that went away is no reason to complain.
        Err(error) if error.downcast_ref::<std::io::Error>().is_some_and(|why| why.kind() == ErrorKind::BrokenPipe) => {
            Ok(ExitCode::SUCCESS)
        }
        outcome => outcome.map(|()| ExitCode::SUCCESS),
    }
}

/// The newest position: that it is read now is written down behind it.
async fn newest(database: &Database) -> Result<LogPosition, StoreError> {
    let consultations = database.log_page(&LogFilter::default(), None, 1).await?.entries;
    let others = database.administration_page(&AdministrationFilter::default(), None, 1).await?.entries;
    let positions = [consultations.first().map(|found| found.position), others.first().map(|found| found.position)];
    Ok(positions.into_iter().flatten().max().unwrap_or(0))
}

async fn records(database: &Database, mut after: LogPosition, last: LogPosition) -> Outcome<()> {
    let mut output = BufWriter::new(std::io::stdout());
    while after < last {
        let found = database.log_records(after, CHUNK).await?;
        let Some(newest) = found.last() else { break };
        after = newest.position;
        for LoggedRecord { position, record } in found.iter().filter(|found| found.position <= last) {
            write!(output, "{{\"id\":{position},\"record\":")?;
            output.write_all(record)?;
            output.write_all(b"}\n")?;
        }
    }
    Ok(output.flush()?)
}
