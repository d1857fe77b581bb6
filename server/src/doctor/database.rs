//! The database: whether it answers, takes writes, has this program's schema and belongs to the key; and the clock,
//! which is compared with its log.

use std::path::PathBuf;

use delibero_domain::tlog::Signer;
use delibero_store::{ConnectError, DataKey, Database, Purpose, SchemaState, Transport};
use delibero_usecases::belgian_time;
use delibero_usecases::clock::Clock;
use delibero_usecases::journal::{JournalStore as _, LogFilter};
use delibero_usecases::log_tree::{SequenceError, Sequencing};
use delibero_usecases::store_error::StoreError;
use jiff::SignedDuration;

use super::{Finding, Subject};

/// How far clocks of several machines may lie apart.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(2);

/// What was found; what it says of the key is put in place of what is known of it without a database.
pub(super) struct AboutDatabase {
    key: Option<Finding>,
    /// How many entries are in the tree of the log, or why that is not known; none where nothing could be looked at.
    pub log: Option<Result<u64, SequenceError>>,
    others: Vec<Finding>,
}

impl AboutDatabase {
    /// In order, beneath what is known of the key.
    pub fn under(self, known: Finding) -> Vec<Finding> {
        std::iter::once(self.key.unwrap_or(known)).chain(self.others).collect()
    }

    fn only(others: Vec<Finding>) -> Self {
        Self { key: None, log: None, others }
    }
}

/// What the configuration says of it.
#[derive(Clone, Copy)]
pub(super) struct Expected<'e> {
    pub migrates: bool,
    pub demonstration: bool,
    /// Who signs its log.
    pub signer: Option<&'e Signer>,
    pub before: Option<&'e Signer>,
}

pub(super) async fn examine(
    url: &str,
    expected: Expected<'_>,
    key: Option<DataKey>,
    clock: &dyn Clock,
) -> AboutDatabase {
    if let Some(file) = file_of(url).filter(|file| !file.exists()) {
        let found = format!("there is no file {} yet", file.display());
        let advice = "`delibero migrate` makes it; or set DATABASE_URL to the one that is meant";
        return AboutDatabase::only(vec![Finding::warning(Subject::Database, found, advice), without_log(clock)]);
    }
    // The key only matters where something is sealed: connecting needs none.
    let has_key = key.is_some();
    let connecting = key.or_else(|| DataKey::from_hex(&"0".repeat(128)).ok());
    let Some(connecting) = connecting else { return AboutDatabase::only(vec![without_log(clock)]) };
    let database = match Database::connect(url, &connecting).await {
        Ok(database) => database,
        Err(error) => return AboutDatabase::only(vec![not_connected(&error), without_log(clock)]),
    };
    let about = connected(&database, expected, has_key, clock).await;
    database.close().await;
    about
}

async fn connected(database: &Database, expected: Expected<'_>, has_key: bool, clock: &dyn Clock) -> AboutDatabase {
    let state = match database.schema_state().await {
        Ok(state) => state,
        Err(error) => return AboutDatabase::only(vec![failing(&error), without_log(clock)]),
    };
    let schema = schema(state, expected.migrates);
    if !matches!(state, SchemaState::Same) {
        let answers = Finding::ok(Subject::Database, "it answers; whether it takes writes is seen with its schema");
        return AboutDatabase::only(vec![answers, schema, without_log(clock)]);
    }
    let key = match database.is_of_this_key().await {
        Ok(false) if has_key => Some(Finding::wrong(
            Subject::DataKey,
            "the database was made with another data key",
            "set DELIBERO_DATA_KEY_FILE to the key that this database was made with, or DATABASE_URL to another database",
        )),
        _ => None,
    };
    let about = usable(database, expected.demonstration, clock).await.unwrap_or_else(|error| failing(&error));
    let log = match expected.signer {
        Some(signer) => Some(Sequencing { store: database, signer, before: expected.before, clock }.check().await),
        None => None,
    };
    AboutDatabase { key, log, others: vec![about, schema, compared(database, clock).await] }
}

async fn usable(database: &Database, demonstration: bool, clock: &dyn Clock) -> Result<Finding, StoreError> {
    match (database.purpose().await?, demonstration) {
        (Purpose::Demonstration, false) => {
            let advice = "set DATABASE_URL to a database for work, or DELIBERO_DEMO=1";
            return Ok(Finding::wrong(Subject::Database, "it is a demonstration's, and this is none", advice));
        }
        (Purpose::Work, true) => {
            let advice = "set DATABASE_URL to another database, or DELIBERO_DEMO=0";
            return Ok(Finding::wrong(Subject::Database, "it is for work, and this is a demonstration", advice));
        }
        _ => {}
    }
    if let Err(error) = database.beat(clock.now()).await {
        let advice = "make the file and its folder writable for this user; on PostgreSQL: `delibero migrate --serving-role ROLE`";
        return Ok(Finding::wrong(Subject::Database, format!("it takes no writes: {error}"), advice));
    }
    Ok(match database.transport().await? {
        Transport::File => Finding::ok(Subject::Database, "SQLite, takes writes"),
        Transport::Tls => Finding::ok(Subject::Database, "PostgreSQL over TLS, takes writes"),
        Transport::Clear => Finding::warning(
            Subject::Database,
            "PostgreSQL, takes writes, and whoever is on the way reads what travels",
            "over a network add `?sslmode=verify-full&sslrootcert=FILE` to DATABASE_URL; on this machine it may stay",
        ),
    })
}

fn not_connected(error: &ConnectError) -> Finding {
    let advice = match error {
        ConnectError::Unavailable(_) => "start the database, or set DATABASE_URL to where it is",
        ConnectError::Refused(_) => "set user and password in DATABASE_URL, and let them in on the server",
        ConnectError::Certificate(_) => {
            "set `sslrootcert` in DATABASE_URL to the authority's file, and the host to a name in it"
        }
        ConnectError::File { .. } => "make the file and its folder readable and writable for this user",
        ConnectError::UnknownScheme(_) | ConnectError::NotAFile | ConnectError::Url(_) => {
            "set DATABASE_URL to `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`"
        }
    };
    Finding::wrong(Subject::Database, error.to_string(), advice)
}

fn failing(error: &StoreError) -> Finding {
    Finding::wrong(Subject::Database, format!("it does not do what it is asked: {error}"), "see what its server says")
}

fn schema(state: SchemaState, migrates: bool) -> Finding {
    let behind = |found: String| {
        if migrates {
            Finding::warning(
                Subject::Schema,
                found,
                "the next command brings it up to date; or type `delibero migrate`",
            )
        } else {
            Finding::wrong(Subject::Schema, found, "`delibero migrate`")
        }
    };
    match state {
        SchemaState::Same => Finding::ok(Subject::Schema, "that of this program"),
        SchemaState::Missing => behind("there is none yet".to_owned()),
        SchemaState::Behind { applied, known } => behind(format!("{applied} of {known} migrations were applied")),
        SchemaState::Ahead => Finding::wrong(Subject::Schema, "it is a newer program's", "start that newer program"),
        SchemaState::Different => Finding::wrong(
            Subject::Schema,
            "a migration was applied half, or is another than this program's",
            "restore the database from a copy, or start the program that it was migrated with",
        ),
    }
}

fn without_log(clock: &dyn Clock) -> Finding {
    zone(clock).unwrap_or_else(|| Finding::ok(Subject::Clock, format!("{}; no log to compare with", told(clock))))
}

async fn compared(database: &Database, clock: &dyn Clock) -> Finding {
    if let Some(wrong) = zone(clock) {
        return wrong;
    }
    let newest = match database.log_page(&LogFilter::default(), None, 1).await {
        Ok(page) => page.entries.into_iter().next().map(|logged| logged.entry.at),
        Err(error) => {
            let advice = "see what the database's server says";
            return Finding::wrong(Subject::Clock, format!("the log cannot be read: {error}"), advice);
        }
    };
    match newest {
        None => without_log(clock),
        Some(newest) if newest.duration_since(clock.now()) > TOLERANCE => {
            let newest = belgian_time::written(newest);
            let found = format!("{}, but the newest entry of the log was made at {newest}", told(clock));
            Finding::wrong(Subject::Clock, found, "set the clock: `timedatectl set-ntp true`")
        }
        Some(_) => Finding::ok(Subject::Clock, format!("{}, after the newest entry of the log", told(clock))),
    }
}

fn told(clock: &dyn Clock) -> String {
    format!("it is {} in Belgium", belgian_time::written(clock.now()))
}

/// Wrong where nothing is known of Belgian time: UTC would stand in.
fn zone(_: &dyn Clock) -> Option<Finding> {
    (belgian_time::zone().iana_name() != Some("Europe/Brussels")).then(|| {
        let advice = "build the program again: its database of time zones is part of it";
        Finding::wrong(Subject::Clock, "the time zone of Belgium is not known", advice)
    })
}

/// The file of a SQLite database.
pub(super) fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.trim_start_matches("//").split('?').next().unwrap_or_default();
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}
