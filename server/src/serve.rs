//! Starts the server and stops it gracefully.

mod error;

use std::sync::Arc;
use std::time::Duration;

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::tlog::Signer;
use delibero_files::official_texts::Reader;
use delibero_store::{Database, Purpose};
use delibero_usecases::accounts::people::{IDLE_LIMIT, SuspendingWith, suspend_absent};
use delibero_usecases::accounts::sign_in::Gate;
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::journal::Noticed;
use delibero_usecases::log_tree::WitnessedStore as _;
use delibero_usecases::services::{Application, Stores};
use serde_json::json;
use tokio::net::TcpListener;

pub use self::error::ServeError;
use crate::catalogue_in_force;
use crate::clock::{RealPause, SystemClock};
use crate::comparing::OwnThread;
use crate::config::{Config, ConfigError};
use crate::connections;
use crate::entropy::SystemRandomness;
use crate::password::Argon2id;
use crate::sequencer::Sequencer;
use crate::standard_output::say;
use crate::web::{AppState, Readiness, Seen, SessionTable, router};
use crate::witnesses::Witnesses;
use crate::worker::Workshop;

/// How often the uses of sessions are written down.
const NOTING: Duration = Duration::from_mins(1);
/// After how many times sessions that ended are deleted.
const CLEARING: u64 = 10;
/// How often accounts are looked for that nobody uses.
const LOOKING_FOR_ABSENT: Duration = Duration::from_hours(1);
/// How long closing the database may take.
const CLOSING: Duration = Duration::from_secs(5);

/// Connects to the database, and brings its schema up to date where that is wanted.
///
/// # Errors
/// When the configuration or the database is at fault.
pub async fn connect(config: Config, make_missing_key: bool) -> Result<(Database, Config), ServeError> {
    let Config { data_key, .. } = config;
    let key = data_key.load(make_missing_key)?;
    let database = Database::connect(&config.database_url, &key).await?;
    if config.migrate {
        database.migrate().await?;
    } else {
        database.check().await?;
    }
    let data_key = crate::config::KeySource::Given(key);
    Ok((database, Config { data_key, ..config }))
}

/// The state of the application on a database.
#[must_use]
pub fn state(config: &Config, database: Database, in_force: Arc<CatalogueInForce>) -> AppState {
    AppState {
        application: Application::new(
            Stores::of(&database),
            in_force,
            Arc::new(OwnThread::default()),
            Arc::new(SystemClock),
            Arc::new(SystemRandomness),
            config.demonstration,
        ),
        accounts: Arc::new(database.clone()),
        sessions: SessionTable::of(database.clone()),
        hasher: Arc::new(Argon2id::new()),
        gate: Arc::new(Gate::new(&SystemRandomness)),
        pause: Arc::new(RealPause),
        proxies: config.proxies.clone(),
        reader: Reader::of_this_program(),
        seen: Arc::default(),
        readiness: Readiness::of(database),
        log_signer: None,
        site: config.site_root.clone(),
        browser_files: config.browser_files.clone(),
        reload_port: config.reload_port,
        secure_cookies: config.secure_cookies,
        demonstration: Arc::new(crate::demonstration::accounts()),
    }
}

/// Serves until it is told to stop; requests in flight end first.
///
/// # Errors
/// When it cannot start.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    if !config.site_root.join(&*config.browser_files.folder).is_dir() {
        return Err(ServeError::NoSite(config.site_root.display().to_string()));
    }
    let address = config.address;
    let make_missing_key = config.demonstration;
    let signer = config.log_key.load(make_missing_key).map_err(ConfigError::from)?;
    let before = before(&config, &signer)?;
    let (database, config) = connect(config, make_missing_key).await?;
    fit(&database, config.demonstration).await?;
    let log_signer = Some(Arc::new(signer.clone()));
    let sequencer = Sequencer::of(database.clone(), signer, before);
    sequencer.sequencing().check().await?;
    tokio::spawn(sequencer.keep_integrating());
    let in_force = catalogue_in_force::begin(&database, &SystemClock).await?;
    tokio::spawn(catalogue_in_force::keep_up(database.clone(), Arc::clone(&in_force)));
    let witnesses = config.witnesses.clone().map(Witnesses::load).transpose()?;
    let mut state = AppState { log_signer, ..state(&config, database.clone(), in_force) };
    if let Some(witnesses) = witnesses {
        let gate = Arc::new(witnesses.gate());
        gate.note(database.witnessed().await?.waiting_since);
        state.application = state.application.behind(Arc::clone(&gate));
        tokio::spawn(witnesses.keep_asking(database.clone(), gate));
    }
    Workshop::of(&state.application, &database).begin();
    tokio::spawn(keep_looking_for_absent(database.clone()));
    tokio::spawn(keep_sessions(database.clone(), state.seen.clone()));
    let program = |kind| {
        let fields = json!({ "version": env!("CARGO_PKG_VERSION") });
        Noticed { kind, who: None, subject: "serve".to_owned(), fields: Some(fields) }
    };
    let application = state.application.clone();
    application.watch().note(program(AdministrationKind::ProgramStarted)).await?;
    let (seen, routes) = (state.seen.clone(), router(state));
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })?;
    let address = listener.local_addr()?;
    say(&format!("Delibero is at http://{address} — stop it with Ctrl+C."));
    connections::serve(listener, routes, config.proxies.clone(), told_to_stop()).await;
    let closing = async {
        if let Err(error) = seen.write_down(&database, SystemClock.now()).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last uses of sessions were not written down");
        }
        if let Err(error) = application.watch().note(program(AdministrationKind::ProgramStopped)).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "that the program stops was not written down");
        }
        database.close().await;
    };
    if tokio::time::timeout(CLOSING, closing).await.is_err() {
        tracing::warn!("the database was not closed in time");
    }
    Ok(())
}

/// The key of the log before, which names the same log.
fn before(config: &Config, signer: &Signer) -> Result<Option<Signer>, ServeError> {
    let Some(source) = &config.log_key_before else { return Ok(None) };
    let before = source.load(false).map_err(ConfigError::from)?;
    if before.name() == signer.name() {
        Ok(Some(before))
    } else {
        Err(ServeError::OfAnotherLog(before.name().to_owned()))
    }
}

/// The accounts of a demonstration are known to everybody, and its cookies may travel in clear.
async fn fit(database: &Database, demonstration: bool) -> Result<(), ServeError> {
    match (database.purpose().await?, demonstration) {
        (Purpose::Demonstration, false) => Err(ServeError::OfADemonstration),
        (Purpose::Work, true) => Err(ServeError::NotOfADemonstration),
        (Purpose::Nothing, true) => Ok(database.mark_as_demonstration().await?),
        _ => Ok(()),
    }
}

/// Suspends accounts that nobody uses, once an hour.
async fn keep_looking_for_absent(database: Database) {
    let mut every = tokio::time::interval(LOOKING_FOR_ABSENT);
    loop {
        every.tick().await;
        let with = SuspendingWith { people: &database, clock: &SystemClock, randomness: &SystemRandomness };
        match suspend_absent(with).await {
            Ok(suspended) if suspended.is_empty() => {}
            Ok(suspended) => tracing::info!(accounts = suspended.len(), "accounts that nobody used are suspended"),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "unused accounts were not looked for");
            }
        }
    }
}

/// Writes down when sessions were used, and deletes those that ended and never came back.
async fn keep_sessions(database: Database, seen: Arc<Seen>) {
    let mut every = tokio::time::interval(NOTING);
    for minute in 0_u64.. {
        every.tick().await;
        let now = SystemClock.now();
        let outcome = match seen.write_down(&database, now).await {
            Ok(()) if minute.is_multiple_of(CLEARING) => {
                database.delete_expired_sessions(now, IDLE_LIMIT).await.map(drop)
            }
            outcome => outcome,
        };
        if let Err(error) = outcome {
            tracing::warn!(error = &error as &dyn std::error::Error, "the uses of sessions were not written down");
        }
    }
}

/// Ends when somebody at the keyboard, or the system, ends the program.
pub(crate) async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupted => {}
        _ = terminated => {}
    }
    tracing::info!("stopping: no new requests, those in flight go on");
}
