//! A witness at a shell: it cosigns what logs show it, and needs no database.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use delibero_domain::tlog::{KeyKind, VerifierKey};
use tokio::net::TcpListener;

use super::say;
use crate::clock::SystemClock;
use crate::log_key::LogKeySource;
use crate::serve::told_to_stop;
use crate::witness::{Witness as OfLogs, router};

#[derive(Args)]
pub(super) struct Witness {
    /// The file of its key, which `delibero key witness` makes.
    #[arg(long)]
    key: PathBuf,
    /// The key of a log that it cosigns, `NAME+ID+KEY`; several where there are several, or where one key follows another.
    #[arg(long = "log", required = true)]
    logs: Vec<VerifierKey>,
    /// Where it keeps what it cosigned last. Without that it would cosign anything: back it up with the key.
    #[arg(long)]
    folder: PathBuf,
    /// Where it listens. What is published to others belongs behind a proxy with TLS.
    #[arg(long, default_value = "127.0.0.1:3100")]
    address: SocketAddr,
}

pub(super) async fn run(options: Witness) -> Result<(), Box<dyn std::error::Error>> {
    if let Some(key) = options.logs.iter().find(|key| key.kind() != KeyKind::Text) {
        return Err(format!("{} is no key of a log: a log signs with a key of kind 1", key.name()).into());
    }
    let signer = LogKeySource::File(options.key).load(false)?;
    let witness = Arc::new(OfLogs::new(signer, options.logs, options.folder, Arc::new(SystemClock))?);
    let listener = TcpListener::bind(options.address).await?;
    say(&format!("A witness is at http://{} — its key: {}", listener.local_addr()?, witness.verifier()));
    axum::serve(listener, router(witness)).with_graceful_shutdown(told_to_stop()).await?;
    Ok(())
}
