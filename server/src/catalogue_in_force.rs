//! The catalogue in force on this node: taken over at the start, and whenever a node publishes.

use std::sync::Arc;
use std::time::Duration;

use delibero_store::Database;
use delibero_usecases::catalogue::{CatalogueInForce, PublishError, publish_shipped};
use delibero_usecases::clock::Clock;
use delibero_usecases::store_error::StoreError;

use crate::comparing::OwnThread;
use crate::entropy::SystemRandomness;
use crate::serve::ServeError;

/// How often a node looks, whatever it was told: what it was told while it did not listen is lost.
const LOOKING: Duration = Duration::from_secs(1);
/// How long a node waits before it connects again to listen.
const AGAIN: Duration = Duration::from_secs(5);

/// The catalogue in force; what ships with the program where nothing was published yet.
///
/// # Errors
/// When the store fails, or holds a catalogue that this program cannot read.
pub async fn begin(database: &Database, clock: &dyn Clock) -> Result<Arc<CatalogueInForce>, ServeError> {
    let version = concat!("Delibero ", env!("CARGO_PKG_VERSION"));
    publish_shipped(database, version, clock, &SystemRandomness).await.map_err(|error| match error {
        PublishError::NotSound(errors) => ServeError::catalogue(errors),
        PublishError::Store(error) => error.into(),
    })?;
    let in_force = Arc::new(CatalogueInForce::unkept(Arc::default(), Arc::new(OwnThread::default())));
    in_force.follow(database).await?;
    Ok(in_force)
}

/// Takes over, for as long as the program runs, what is published by whichever node.
pub async fn keep_up(database: Database, in_force: Arc<CatalogueInForce>) {
    loop {
        if let Err(error) = listen(&database, &in_force).await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "what is published of the catalogue is not heard; trying again");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn listen(database: &Database, in_force: &Arc<CatalogueInForce>) -> Result<(), StoreError> {
    let mut publications = database.publications().await?;
    loop {
        publications.next(LOOKING).await?;
        if in_force.follow(database).await? {
            tracing::info!(state = in_force.now().state, "another state of the catalogue is in force");
        }
    }
}
