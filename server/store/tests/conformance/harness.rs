//! A database for each case.

use delibero_usecases::consultation::{ConsultationStore as _, ConsultationWork};
use delibero_usecases::journal::JournalStore as _;
use delibero_usecases::journal::PersonTokens as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use delibero_domain::access_log::{Entry, SALT_LENGTH};
use delibero_domain::niss::Niss;
use delibero_store::{DataKey, Database};
use delibero_testkit::examples;
use delibero_usecases::accounts::Account;
use delibero_usecases::directory::Organisation;
use delibero_usecases::journal::{LogFilter, LoggedEntry};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A migrated database of its own, and what the case works with.
#[derive(Clone)]
pub struct TestDatabase {
    pub database: Database,
    pub url: String,
    pub engine: Engine,
    /// Where the files of SQLite are.
    pub folder: Option<PathBuf>,
    schema: Option<(String, String)>,
}

pub const SALT: [u8; SALT_LENGTH] = [7; SALT_LENGTH];

pub fn key(digit: &str) -> DataKey {
    DataKey::from_hex(&digit.repeat(128)).unwrap()
}

impl TestDatabase {
    /// Connected, but not migrated.
    pub async fn bare(engine: Engine) -> Self {
        sqlx::any::install_default_drivers();
        let name = unique_name();
        let (url, folder, schema) = match engine {
            Engine::Sqlite => {
                let folder = std::env::temp_dir().join(name);
                (format!("sqlite:{}", folder.join("delibero.db").display()), Some(folder), None)
            }
            Engine::Postgres => {
                let server = postgres_url();
                run(&server, format!("CREATE SCHEMA {name}")).await.unwrap();
                let separator = if server.contains('?') { '&' } else { '?' };
                (format!("{server}{separator}options[search_path]={name}"), None, Some((server, name)))
            }
        };
        let database = Database::connect(&url, &key("a")).await.unwrap();
        Self { database, url, engine, folder, schema }
    }

    pub async fn migrated(engine: Engine) -> Self {
        let case = Self::bare(engine).await;
        case.database.migrate().await.unwrap();
        case
    }

    pub async fn remove(self) {
        self.database.close().await;
        if let Some(folder) = self.folder {
            std::fs::remove_dir_all(folder).unwrap();
        }
        if let Some((server, name)) = self.schema {
            run(&server, format!("DROP SCHEMA {name} CASCADE")).await.unwrap();
        }
    }

    pub async fn begin(&self) -> Box<dyn ConsultationWork> {
        self.database.begin_consultation().await.unwrap()
    }

    /// Statements behind the back of the store.
    pub async fn run(&self, statement: impl Into<String>) -> sqlx::Result<u64> {
        run(&self.url, statement.into()).await
    }

    /// The first column of the first row, behind the back of the store.
    pub async fn bytes_of(&self, query: &'static str) -> Vec<u8> {
        let mut connection = AnyConnection::connect(&self.url).await.unwrap();
        let bytes = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        bytes
    }

    pub async fn add_organisation(&self, organisation: &Organisation) {
        let mut work = self.begin().await;
        work.add_organisation(organisation).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn add_user(&self, account: &Account) {
        let mut work = self.begin().await;
        work.add_user(&examples::credentials(account.clone())).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn append(&self, entry: &Entry) {
        let mut work = self.begin().await;
        work.append_log(entry, SALT).await.unwrap();
        work.commit().await.unwrap();
    }

    pub fn entry_about(&self, person: Niss) -> Entry {
        examples::log_entry(Some(self.database.person_token(person)))
    }

    pub async fn log(&self) -> Vec<LoggedEntry> {
        self.database.log_page(&LogFilter::default(), None, 10_000).await.unwrap().entries
    }
}

pub async fn run(url: &str, statement: String) -> sqlx::Result<u64> {
    let mut connection = AnyConnection::connect(url).await?;
    let outcome = sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await;
    connection.close().await?;
    outcome.map(|done| done.rows_affected())
}

fn postgres_url() -> String {
    std::env::var("DELIBERO_TEST_POSTGRES_URL").expect(
        "DELIBERO_TEST_POSTGRES_URL is not set: these tests need a PostgreSQL server; run them as \
         `.tools/with-postgres cargo test`",
    )
}

pub fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("delibero_store_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Runs each case on both engines, and removes the database even when the case fails.
macro_rules! on_both_engines {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::harness::check(crate::harness::Engine::Sqlite, super::$case).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::harness::check(crate::harness::Engine::Postgres, super::$case).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;

pub async fn check<F>(engine: Engine, case: fn(TestDatabase) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let database = TestDatabase::migrated(engine).await;
    let outcome = tokio::spawn(case(database.clone())).await;
    database.remove().await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}
