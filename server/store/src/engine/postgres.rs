//! PostgreSQL: one pool, and locks where SQLite's single writer needs none.

use std::time::Duration;

use delibero_usecases::store_error::Cause;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, Connection, Executor};

use super::Pools;
use crate::error::{ConnectError, not_connected};

/// Enough, because what must not be done twice at once takes one of the locks below, or a primary key.
pub(super) const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Without it two loaders could both find nothing, and store one attestation for two persons. One lock for a whole
/// service, because locks for each attestation would be taken in the order of the files, and block each other.
pub(super) const LOADING_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.load.' || $1, 0))";

/// Without it two files, or two registrars, could each wait for a row of the other.
pub(super) const INTEGRATING_LOCK: &str =
    "SELECT pg_advisory_xact_lock(hashtextextended('delibero.integrations.' || $1, 0))";

pub(super) const ADD_INTEGRATIONS: &str =
    "INSERT INTO integrations (organisation, person, sector, quality_code, begin_day, end_day, file_number, origin,
                               registered_by, registered_us, quiet_since)
     SELECT $1, decode(r.p, 'hex'), $3, r.c, r.b, r.e, decode(r.f, 'hex'), $4, $5, $6, r.b
     FROM json_to_recordset($2::json) AS r (p TEXT, c BIGINT, b TEXT, e TEXT, f TEXT)
     ON CONFLICT (person, organisation, sector, quality_code, begin_day) DO NOTHING
     RETURNING quality_code, begin_day, end_day";

pub(super) const COUNT_INTEGRATIONS: &str =
    "INSERT INTO integration_counts AS known (organisation, span, day_or_year, sector, quality_code, begun, ended)
     SELECT $1, r.p, r.d, r.s, r.c, r.b, r.e
     FROM json_to_recordset($2::json) AS r (p TEXT, d TEXT, s BIGINT, c BIGINT, b BIGINT, e BIGINT)
     ON CONFLICT (organisation, span, day_or_year, sector, quality_code)
     DO UPDATE SET begun = known.begun + excluded.begun, ended = known.ended + excluded.ended";

pub(super) const PERSONS_IN: &str = "SELECT decode(value, 'hex') FROM json_array_elements_text($1::json) AS t (value)";

pub(super) const WORDS_IN: &str = "SELECT value FROM json_array_elements_text($1::json) AS t (value)";

pub(super) const ADD_RECORDS: &str =
    "INSERT INTO records (service, sender, id, version, person, kind, begin_day, end_day, stands_in, content)
     SELECT $2, r.s, r.i, r.v, decode(r.p, 'hex'), r.k, r.b, r.e, r.t, decode(r.c, 'hex')
     FROM json_to_recordset($1::json) AS r (s TEXT, i TEXT, v BIGINT, p TEXT, k TEXT, b TEXT, e TEXT, t BIGINT, c TEXT)
     ON CONFLICT (service, id, sender, version) DO UPDATE
     SET kind = excluded.kind, begin_day = excluded.begin_day, end_day = excluded.end_day,
         stands_in = excluded.stands_in, content = excluded.content
     WHERE records.stands_in = 1 AND records.person = excluded.person";

/// Without it two requests of one user could both count the same consultations, and pass the limit together.
pub(super) const USER_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.consult.' || $1, 0))";

/// Held until the end of the transaction, so that positions are given in the order of commits: whoever has seen a
/// position has seen all that will ever stand below it. Pages lose nothing, and a hash tree can follow. It is the lock
/// of a row: unlike an advisory lock, nobody can hold it who has no rights on this table.
pub(super) const LOG_LOCK: &str = "SELECT id FROM access_log_turn WHERE id = 1 FOR UPDATE";

/// Without it two people could take away the last two administrators of an organisation at once.
pub(super) const PEOPLE_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.people.' || $1, 0))";

/// Without it a consultation could be decided on an organisation that is suspended before it is logged.
pub(super) const HELD_AS_READ: &str = " FOR SHARE OF o";

/// Without it two workers could do one part of a batch, or a stop could be written over.
pub(super) const HELD_ALONE: &str = " FOR UPDATE OF b";

/// Without it workers would wait for each other, to take the same job.
pub(super) const PASSING_OVER_HELD: &str = "FOR UPDATE SKIP LOCKED";

/// Without it two publications could both build on the same state.
pub(super) const PUBLISHING_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.publish', 0))";

/// Tells every node, when the transaction commits, that another state of the catalogue is in force.
pub(super) const TELL_PUBLISHED: &str = "SELECT pg_notify('delibero_catalogue', '')";

/// The channel of [`TELL_PUBLISHED`].
pub(super) const PUBLISHED: &str = "delibero_catalogue";

/// What every connection is told. An entry of the log is durable when its commit returns, whatever the server's or the
/// role's default; and nobody waits for a lock, or holds one while doing nothing, until requests are given up.
const SETTINGS: &str = "SET synchronous_commit = on;
    SET statement_timeout = '20s';
    SET lock_timeout = '8s';
    SET idle_in_transaction_session_timeout = '20s';
    SET application_name = 'delibero';";

/// A migration may rewrite a large table.
pub(super) const WITHOUT_HASTE: &str = "SET statement_timeout = 0; SET lock_timeout = '1min';";

/// What lets a role serve: tables that are append-only are added to and read, those of migrations are read.
pub(super) const LET_SERVE: &[&str] = &[
    "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO ROLE', current_schema()); END $$",
    "DO $$ BEGIN EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO ROLE', current_schema()); END $$",
    "REVOKE UPDATE, DELETE ON access_log, deliberation_edits, catalogue_states, catalogue_documents, catalogue_edits, catalogue_answers, integration_changes FROM ROLE",
    "REVOKE INSERT, UPDATE, DELETE ON _sqlx_migrations, data_key, demonstration FROM ROLE",
    "REVOKE INSERT, DELETE ON access_log_turn, heartbeat, log_head, log_witnessed FROM ROLE",
    "REVOKE DELETE ON log_tiles, log_bundles FROM ROLE",
];

const CONNECTIONS: u32 = 16;
/// The longest that a request waits for a connection, or for a server that is away.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a URL may say beside the server and the database.
const PARAMETERS: &[&str] = &[
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "options",
];

pub(super) async fn connect(url: &str) -> Result<Pools, ConnectError> {
    check_parameters(url)?;
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| Box::pin(async move { connection.execute(SETTINGS).await.map(drop) }))
        .connect(url)
        .await;
    let pool = match pool {
        Ok(pool) => pool,
        // A pool tries again until its time is over, and does not say why.
        Err(sqlx::Error::PoolTimedOut) => return Err(cause_of_no_connection(url).await),
        Err(error) => return Err(not_connected(error)),
    };
    Ok(Pools { writer: pool.clone(), reader: pool })
}

async fn cause_of_no_connection(url: &str) -> ConnectError {
    match tokio::time::timeout(PATIENCE, AnyConnection::connect(url)).await {
        Ok(Err(error)) => not_connected(error),
        _ => not_connected(sqlx::Error::PoolTimedOut),
    }
}

/// The driver ignores a parameter that it does not know: a mode of TLS that is misspelt would be none.
fn check_parameters(url: &str) -> Result<(), ConnectError> {
    let said = url.split_once('?').map_or("", |(_, said)| said);
    let names = said.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split('=').next().unwrap_or(pair));
    let is_known = |name: &&str| PARAMETERS.contains(name) || name.starts_with("options[");
    match names.into_iter().find(|name| !is_known(name)) {
        Some(unknown) => {
            let there_are = PARAMETERS.join(", ");
            Err(ConnectError::Url(Cause::of(format!("no parameter `{unknown}`; there are {there_are}"))))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_is_misspelt_is_refused() {
        let url = "postgres://delibero:secret@db/delibero";
        check_parameters(url).unwrap();
        check_parameters(&format!("{url}?sslmode=verify-full&sslrootcert=/etc/ca.pem")).unwrap();
        for wrong in ["ssl_mode=verify-full", "sslmode=require&sslRootCert=/etc/ca.pem"] {
            let refused = check_parameters(&format!("{url}?{wrong}")).unwrap_err().to_string();
            assert!(refused.contains("no parameter `ssl") && !refused.contains("secret"), "{refused}");
        }
    }
}
