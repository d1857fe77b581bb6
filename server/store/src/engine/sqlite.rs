//! SQLite: one file, one writer, several readers.

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, Connection, Executor};

use super::Pools;
use crate::error::{ConnectError, not_connected};

/// Takes the write lock at once: a unit of work never has to give up half-way because another wrote first.
pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");

pub(super) const ADD_INTEGRATIONS: &str =
    "INSERT INTO integrations (organisation, person, sector, quality_code, begin_day, end_day, file_number, origin,
                               registered_by, registered_us, quiet_since)
     SELECT $1, unhex(value ->> 'p'), $3, value ->> 'c', value ->> 'b', value ->> 'e', unhex(value ->> 'f'), $4, $5, $6,
            value ->> 'b'
     FROM json_each($2) WHERE 1
     ON CONFLICT (person, organisation, sector, quality_code, begin_day) DO NOTHING
     RETURNING quality_code, begin_day, end_day";

pub(super) const COUNT_INTEGRATIONS: &str =
    "INSERT INTO integration_counts (organisation, span, day_or_year, sector, quality_code, begun, ended)
     SELECT $1, value ->> 'p', value ->> 'd', value ->> 's', value ->> 'c', value ->> 'b', value ->> 'e'
     FROM json_each($2) WHERE 1
     ON CONFLICT (organisation, span, day_or_year, sector, quality_code)
     DO UPDATE SET begun = begun + excluded.begun, ended = ended + excluded.ended";

pub(super) const PERSONS_IN: &str = "SELECT unhex(value) FROM json_each($1)";

pub(super) const WORDS_IN: &str = "SELECT value FROM json_each($1)";

pub(super) const ADD_RECORDS: &str =
    "INSERT INTO records (service, sender, id, version, person, kind, begin_day, end_day, stands_in, content)
     SELECT $2, value ->> 's', value ->> 'i', value ->> 'v', unhex(value ->> 'p'), value ->> 'k', value ->> 'b',
            value ->> 'e', value ->> 't', unhex(value ->> 'c')
     FROM json_each($1) WHERE 1
     ON CONFLICT (service, id, sender, version) DO UPDATE
     SET kind = excluded.kind, begin_day = excluded.begin_day, end_day = excluded.end_day,
         stands_in = excluded.stands_in, content = excluded.content
     WHERE records.stands_in = 1 AND records.person = excluded.person";

const READERS: u32 = 4;

/// Units of work queue for the one writer of this process; other processes (the command line) for the busy timeout.
const PATIENCE: Duration = Duration::from_secs(10);

/// The cache is in KiB, for each connection: persons are sealed, so that their index is read and written in no order.
const SETTINGS: &str = "PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -32768;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;";
/// Whatever the connection was used for before: what a commit says is there after a power failure.
const DURABLE: &str = "PRAGMA synchronous = FULL;";
/// What is written next may be lost in a power failure with the moments before; it waits for no disk.
pub(super) const AT_EASE: &str = "PRAGMA synchronous = NORMAL;";
/// What a path in a URL may not hold as it is.
const TO_ENCODE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const READER_SETTINGS: &str = "PRAGMA query_only = ON;";

pub(super) async fn connect(url: &str) -> Result<Pools, ConnectError> {
    let path = file_of(url)?;
    make_file(&path).map_err(|source| ConnectError::File { path: path.clone(), source })?;
    let path = path.canonicalize().map_err(|source| ConnectError::File { path, source })?;
    let url = format!("sqlite://{}?mode=rw", percent_encoded(&path));
    let writer = pool(&url, 1, DURABLE, "").await?;
    // A reader commits nothing that could be less durable.
    let reader = pool(&url, READERS, "", READER_SETTINGS).await?;
    Ok(Pools { writer, reader })
}

/// Connections; the first settings are made whenever one is taken, the others when it is opened.
async fn pool(
    url: &str,
    connections: u32,
    whenever_taken: &'static str,
    more_settings: &'static str,
) -> Result<AnyPool, ConnectError> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(move |connection, _| {
            Box::pin(async move {
                // SQLite ends a unit of work by itself where the disk is full; the driver then believes for ever that it
                // is open.
                if connection.is_in_transaction() {
                    return Ok(false);
                }
                if !whenever_taken.is_empty() {
                    connection.execute(whenever_taken).await?;
                }
                Ok(true)
            })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(SETTINGS).await?;
                if !more_settings.is_empty() {
                    connection.execute(more_settings).await?;
                }
                Ok(())
            })
        })
        .connect(url)
        .await
        .map_err(not_connected)
}

/// `sqlite:data/delibero.db` and `sqlite:///var/lib/delibero.db` name files; parameters are ours to choose.
fn file_of(url: &str) -> Result<PathBuf, ConnectError> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() || path == ":memory:" { Err(ConnectError::NotAFile) } else { Ok(PathBuf::from(path)) }
}

/// Makes file and folder readable for this user alone; SQLite gives the files beside it the same mode.
fn make_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

fn percent_encoded(path: &Path) -> String {
    percent_encode(path.as_os_str().as_encoded_bytes(), TO_ENCODE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_unit_of_work_that_the_database_ended_is_not_the_last_one() {
        sqlx::any::install_default_drivers();
        let folder = std::env::temp_dir().join(format!("delibero-ended-{}", std::process::id()));
        let pools = connect(&format!("sqlite:{}", folder.join("x.sqlite").display())).await.unwrap();
        let mut work = pools.writer.begin_with(BEGIN).await.unwrap();
        work.execute("ROLLBACK").await.unwrap();
        work.commit().await.unwrap_err();
        pools.writer.begin_with(BEGIN).await.unwrap().commit().await.unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_was_written_at_ease_does_not_make_the_next_commit_less_durable() {
        sqlx::any::install_default_drivers();
        let folder = std::env::temp_dir().join(format!("delibero-ease-{}", std::process::id()));
        let pools = connect(&format!("sqlite:{}", folder.join("x.sqlite").display())).await.unwrap();
        let mut connection = pools.writer.acquire().await.unwrap();
        connection.execute(AT_EASE).await.unwrap();
        drop(connection);
        let mut work = pools.writer.begin_with(BEGIN).await.unwrap();
        let full: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *work).await.unwrap();
        assert_eq!(full, 2);
        drop(work);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_url_names_a_file() {
        assert_eq!(file_of("sqlite:data/a b.db").unwrap(), Path::new("data/a b.db"));
        assert_eq!(file_of("sqlite:///var/x.db?mode=rwc").unwrap(), Path::new("/var/x.db"));
        assert_eq!(file_of("sqlite://x.db").unwrap(), Path::new("x.db"));
        assert!(matches!(file_of("sqlite::memory:"), Err(ConnectError::NotAFile)));
        assert!(matches!(file_of("sqlite:"), Err(ConnectError::NotAFile)));
    }
}
