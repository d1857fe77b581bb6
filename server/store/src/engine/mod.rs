//! What must differ between the engines, and nothing else.

mod postgres;
mod postgres_search;
mod sqlite;
mod sqlite_search;

use delibero_usecases::register::search::Query;
use sqlx::AnyPool;
use sqlx::migrate::Migrator;

use crate::error::ConnectError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The connections of a database.
pub(crate) struct Pools {
    /// For what may write.
    pub writer: AnyPool,
    /// For what only reads.
    pub reader: AnyPool,
}

impl Engine {
    /// The engine of a URL.
    pub fn of(url: &str) -> Result<Self, ConnectError> {
        let scheme = url.split(':').next().filter(|scheme| scheme.len() < url.len()).unwrap_or_default();
        match scheme {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            other => Err(ConnectError::UnknownScheme(other.to_owned())),
        }
    }

    pub async fn connect(self, url: &str) -> Result<Pools, ConnectError> {
        match self {
            Self::Sqlite => sqlite::connect(url).await,
            Self::Postgres => postgres::connect(url).await,
        }
    }

    /// The statement that begins a unit of work.
    pub const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::BEGIN,
            Self::Postgres => postgres::BEGIN,
        }
    }

    pub const fn migrations(self) -> &'static Migrator {
        match self {
            Self::Sqlite => &sqlite::MIGRATIONS,
            Self::Postgres => &postgres::MIGRATIONS,
        }
    }

    /// Makes units of work that load attestations of one service (`$1`) wait for each other; none where all do anyway.
    pub const fn loading_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::LOADING_LOCK),
        }
    }

    /// Makes units of work that open consultations of one user (`$1`) wait for each other; none where all do anyway.
    pub const fn user_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::USER_LOCK),
        }
    }

    /// Makes units of work that change integrations of one organisation (`$1`) wait for each other; none where all do
    /// anyway.
    pub const fn integrating_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::INTEGRATING_LOCK),
        }
    }

    /// Adds integrations that are not there: of the organisation `$1`, the rows in `$2` (JSON, persons and numbers of files
    /// in hexadecimal digits), of the sector `$3`, that came in as `$4`, by `$5`, at `$6`. Gives the code and the days of
    /// those that were added.
    pub const fn add_integrations(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::ADD_INTEGRATIONS,
            Self::Postgres => postgres::ADD_INTEGRATIONS,
        }
    }

    /// Adds to the counts of the organisation `$1` the rows in `$2` (JSON).
    pub const fn count_integrations(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::COUNT_INTEGRATIONS,
            Self::Postgres => postgres::COUNT_INTEGRATIONS,
        }
    }

    /// Selects the persons in `$1` (JSON, hexadecimal digits).
    pub const fn persons_in(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::PERSONS_IN,
            Self::Postgres => postgres::PERSONS_IN,
        }
    }

    /// Words of a JSON list ($1) as a subquery.
    pub const fn words_in(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::WORDS_IN,
            Self::Postgres => postgres::WORDS_IN,
        }
    }

    /// Adds records of a service ($2) from a JSON list ($1); only what stands in, of the same person, is written over.
    pub const fn add_records(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::ADD_RECORDS,
            Self::Postgres => postgres::ADD_RECORDS,
        }
    }

    /// The place of a parameter in a statement of very many, each of which stands once and in its turn. SQLite finds those
    /// with a number through a list, from its beginning for each: thousands of them take longer than the rest.
    pub fn next_place(self, number: usize) -> String {
        match self {
            Self::Sqlite => "?".to_owned(),
            Self::Postgres => format!("${number}"),
        }
    }

    /// A column of bytes in lower-case hexadecimal digits.
    pub fn hexadecimal(self, column: &str) -> String {
        match self {
            Self::Sqlite => format!("lower(hex({column}))"),
            Self::Postgres => format!("encode({column}, 'hex')"),
        }
    }

    /// Makes units of work that append to the log wait for each other; none where all do anyway.
    pub const fn log_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::LOG_LOCK),
        }
    }

    /// Makes units of work that change people of one organisation wait for each other; none where all do anyway.
    pub const fn people_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::PEOPLE_LOCK),
        }
    }

    /// At the end of a query of organisations (`o`): nobody changes what was read until the transaction ends; nothing where
    /// nobody does anyway.
    pub const fn held_as_read(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => postgres::HELD_AS_READ,
        }
    }

    /// At the end of a query of batches (`b`): nobody reads it so, or changes it, until the transaction ends; nothing where
    /// nobody does anyway.
    pub const fn held_alone(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => postgres::HELD_ALONE,
        }
    }

    /// At the end of a query of jobs: those that others are just taking are passed over; nothing where nobody else can.
    pub const fn passing_over_held(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => postgres::PASSING_OVER_HELD,
        }
    }

    /// Makes units of work that publish a state of the catalogue wait for each other; none where all do anyway.
    pub const fn publishing_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::PUBLISHING_LOCK),
        }
    }

    /// Tells other nodes that another state of the catalogue is in force; none where there is one node.
    pub const fn tell_published(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::TELL_PUBLISHED),
        }
    }

    /// The channel on which that is told.
    pub const fn published(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::PUBLISHED),
        }
    }

    /// Takes the limits of time from a connection that migrates.
    pub const fn without_haste(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT 1",
            Self::Postgres => postgres::WITHOUT_HASTE,
        }
    }

    /// Lets the next statement of a connection be durable a little later; none where commits share the wait for the disk.
    pub const fn at_ease(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some(sqlite::AT_EASE),
            Self::Postgres => None,
        }
    }

    /// What lets the role `ROLE` serve.
    pub const fn let_serve(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[],
            Self::Postgres => postgres::LET_SERVE,
        }
    }

    /// Keeps the index words of a deliberation (`$1`): those of identity, title, headings and body, spaces between them.
    pub const fn keep_words(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite_search::KEEP,
            Self::Postgres => postgres_search::KEEP,
        }
    }

    /// Forgets the index words of a deliberation (`$1`).
    pub const fn forget_words(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite_search::FORGET,
            Self::Postgres => postgres_search::FORGET,
        }
    }

    /// A query as this engine writes it.
    pub fn question(self, query: &Query) -> String {
        match self {
            Self::Sqlite => sqlite_search::question(query),
            Self::Postgres => postgres_search::question(query),
        }
    }

    /// Selects the `id` of every deliberation that answers the question at a place, in one of the columns of words.
    pub fn answering(self, column: &'static str, place: usize) -> String {
        match self {
            Self::Sqlite => sqlite_search::answering(column, place),
            Self::Postgres => postgres_search::answering(column, place),
        }
    }

    /// Reads deliberations through the index that holds all that their relevance needs, instead of whole rows.
    pub const fn by_id_and_amendment(self) -> &'static str {
        match self {
            Self::Sqlite => "INDEXED BY deliberations_by_id_and_amendment",
            Self::Postgres => "",
        }
    }

    /// The function that says where a text stands in another, from 1; 0 when it does not.
    pub const fn position_function(self) -> &'static str {
        match self {
            Self::Sqlite => "instr",
            Self::Postgres => "strpos",
        }
    }
}
