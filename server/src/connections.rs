//! Connections: how many there may be, how slow, and how they end.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use delibero_usecases::accounts::sign_in::Network;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::{Service, ServiceExt as _};

use crate::web::client::Proxies;

/// The longest that the head of a request may take, and that a connection may stay idle before the next one.
const HEAD: Duration = Duration::from_secs(10);
/// The longest that a client may not take what is sent to it.
const STALLED: Duration = Duration::from_secs(20);
/// The most connections at once; further ones wait to be accepted. A process may have 1024 files by default.
const MOST: usize = 800;
/// The most of one network, which is no trusted proxy.
const MOST_OF_NETWORK: usize = MOST / 2;
/// How long requests in flight may go on when the program is told to stop.
const DEADLINE: Duration = Duration::from_secs(20);
/// How long nothing is accepted when there is no file left for a connection.
const BREATH: Duration = Duration::from_millis(100);

/// Serves connections until `stop` is over; then requests in flight have until the deadline.
pub(crate) async fn serve(
    listener: TcpListener,
    application: Router,
    proxies: Proxies,
    stop: impl Future<Output = ()>,
) {
    let connections = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST));
    let networks = Networks::default();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let (stream, peer, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let network = if proxies.trust(peer.ip()) { None } else { networks.enter(peer.ip()) };
        if network.is_none() && !proxies.trust(peer.ip()) {
            tracing::warn!("a network has too many connections");
            continue;
        }
        let application = application.clone();
        let watcher = connections.watcher();
        tokio::spawn(async move {
            let _held = (place, network);
            one(stream, peer, application, watcher).await;
        });
    }
    drop(listener);
    tokio::select! {
        () = connections.shutdown() => tracing::info!("stopped; every request in flight was answered"),
        () = tokio::time::sleep(DEADLINE) => tracing::warn!("stopped; requests that took too long were cut off"),
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

async fn one(stream: TcpStream, peer: SocketAddr, application: Router, watcher: Watcher) {
    // Small answers are not held back to wait for more.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALLED));
    let service = application.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(infallible(service)));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Says that the application always answers.
fn infallible<S: Service<Request<Incoming>, Error = Infallible>>(service: S) -> S {
    service
}

/// How many connections each network has.
#[derive(Clone, Default)]
struct Networks(Arc<Mutex<HashMap<Network, usize>>>);

/// A connection of a network, until it is dropped.
struct Entered {
    networks: Networks,
    network: Network,
}

impl Networks {
    fn enter(&self, address: IpAddr) -> Option<Entered> {
        let network = Network::of(address);
        let mut counts = self.counts();
        let count = counts.entry(network).or_default();
        if *count >= MOST_OF_NETWORK {
            return None;
        }
        *count += 1;
        Some(Entered { networks: self.clone(), network })
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<Network, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut counts = self.networks.counts();
        if let Some(count) = counts.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.network);
            }
        }
    }
}
