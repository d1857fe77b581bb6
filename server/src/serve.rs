//! Starts the server and stops it gracefully.

use std::net::SocketAddr;
use std::sync::Arc;

use delibero_api::services::Services;
use delibero_domain::catalogue::files::builtin;
use delibero_store::{ConnectError, Database};
use delibero_usecases::ports::{Clock as _, StoreError};
use delibero_usecases::sign_in::Gate;
use leptos::config::{Env, LeptosOptions};
use thiserror::Error;
use tokio::net::TcpListener;

use crate::clock::{RealPause, SystemClock};
use crate::config::{Config, ConfigError};
use crate::entropy::SystemRandomness;
use crate::password::Argon2id;
use crate::reading::Reader;
use crate::web::{AppState, IDLE_LIMIT, router};

/// How often sessions that ended are deleted.
const CLEARING: std::time::Duration = std::time::Duration::from_mins(10);

/// Why the server did not start, or stopped.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The connection to the database.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The catalogue that ships with the program.
    #[error("the catalogue cannot be read:\n{0}")]
    Catalogue(String),
    /// The port.
    #[error(
        "cannot listen on {address}: {error}; is another program using the port? Set DELIBERO_ADDRESS to another one"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// The site was not built.
    #[error("there is no built site in {0}; build it with `make build`, or set DELIBERO_SITE_ROOT")]
    NoSite(String),
    /// The network.
    #[error("the server stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// Connects to the database and brings its schema up to date.
///
/// # Errors
/// When the configuration or the database is at fault.
pub async fn connect(config: Config, make_missing_key: bool) -> Result<(Database, Config), ServeError> {
    let Config { data_key, .. } = config;
    let key = data_key.load(make_missing_key)?;
    let database = Database::connect(&config.database_url, &key).await?;
    database.migrate().await?;
    let data_key = crate::config::KeySource::Given(key);
    Ok((database, Config { data_key, ..config }))
}

/// The state of the application on a database.
///
/// # Errors
/// When the catalogue cannot be read.
pub fn state(config: &Config, database: Database) -> Result<AppState, ServeError> {
    let catalogue = builtin().map_err(|errors| {
        ServeError::Catalogue(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })?;
    let options = LeptosOptions::builder()
        .output_name("delibero")
        .site_root(config.site_root.to_string_lossy())
        .site_pkg_dir("pkg")
        .site_addr(config.address)
        .env(Env::PROD)
        .build();
    Ok(AppState {
        services: Services {
            store: Arc::new(database.clone()),
            register: Arc::new(database.clone()),
            saved_views: Arc::new(database.clone()),
            catalogue: Arc::new(catalogue),
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandomness),
            demonstration: config.demonstration,
        },
        database,
        hasher: Arc::new(Argon2id::new()),
        gate: Arc::new(Gate::new(&SystemRandomness)),
        pause: Arc::new(RealPause),
        proxies: config.proxies.clone(),
        reader: Reader::of_this_program(),
        options,
        secure_cookies: config.secure_cookies,
        demonstration: Arc::new(crate::demo::sign_in_accounts()),
    })
}

/// Serves until it is told to stop; requests in flight end first.
///
/// # Errors
/// When it cannot start.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    if !config.site_root.join("pkg").is_dir() {
        return Err(ServeError::NoSite(config.site_root.display().to_string()));
    }
    let address = config.address;
    let make_missing_key = config.demonstration;
    let (database, config) = connect(config, make_missing_key).await?;
    let application = router(state(&config, database.clone())?);
    tokio::spawn(clear_sessions(database.clone()));
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })?;
    let address = listener.local_addr()?;
    crate::cli::say(&format!("Delibero is at http://{address} — stop it with Ctrl+C."));
    let application = application.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, application).with_graceful_shutdown(told_to_stop()).await?;
    database.close().await;
    tracing::info!("stopped; every request in flight was answered");
    Ok(())
}

/// Sessions that ended and never came back are deleted.
async fn clear_sessions(database: Database) {
    let mut every = tokio::time::interval(CLEARING);
    loop {
        every.tick().await;
        if let Err(error) = database.delete_expired_sessions(SystemClock.now(), IDLE_LIMIT).await {
            tracing::warn!(%error, "ended sessions were not deleted");
        }
    }
}

async fn told_to_stop() {
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
