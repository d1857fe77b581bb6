//! A witness (C2SP `tlog-witness`): cosigns checkpoints of the logs that it knows, each only where it goes on from the last.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Path as InPath, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use delibero_domain::tlog::{AddCheckpoint, Checkpoint, KeyKind, NotCosigned, Note, Signer, VerifierKey};
use delibero_usecases::clock::Clock;
use http::{StatusCode, header};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// Why a witness answers nothing.
#[derive(Debug, Error)]
pub enum WitnessError {
    #[error(transparent)]
    NotCosigned(#[from] NotCosigned),
    #[error("what was cosigned last cannot be read or kept: {0}")]
    File(#[from] io::Error),
    #[error("{0} is not a checkpoint that this witness cosigned; look why before you go on")]
    Kept(PathBuf),
}

/// One key, the logs that it cosigns, and a folder with what it cosigned last of each.
pub struct Witness {
    signer: Signer,
    logs: Vec<VerifierKey>,
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    /// One at a time from reading what was cosigned last to keeping what is.
    turn: Mutex<()>,
}

impl Witness {
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(signer: Signer, logs: Vec<VerifierKey>, folder: PathBuf, clock: Arc<dyn Clock>) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { signer, logs, folder, clock, turn: Mutex::new(()) })
    }

    /// By which others verify what it cosigns.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.signer.verifier(KeyKind::Cosignature)
    }

    /// The cosignature, a line; it is kept, durably, that it was given.
    ///
    /// # Errors
    /// When it does not cosign.
    pub fn add_checkpoint(&self, body: &str) -> Result<String, WitnessError> {
        let request: AddCheckpoint = body.parse()?;
        let origin = request.checkpoint.text.split('\n').next().unwrap_or_default();
        let trusted: Vec<VerifierKey> = self.logs.iter().filter(|key| key.name() == origin).cloned().collect();
        let file = self.file(&hash_of(origin));
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.kept(&file)?.map(|(checkpoint, _)| checkpoint);
        request.judged(&trusted, last.as_ref())?;
        let seconds = u64::try_from(self.clock.now().as_second()).unwrap_or_default();
        let cosigned = self.signer.cosign(seconds, &request.checkpoint.text);
        let of_log = |signature: &&_| trusted.iter().any(|key| key.is_of(signature));
        let mut signatures: Vec<_> = request.checkpoint.signatures.iter().filter(of_log).cloned().collect();
        signatures.push(cosigned.clone());
        keep(&file, &Note { text: request.checkpoint.text, signatures }.to_string())?;
        Ok(cosigned.to_string())
    }

    /// What was cosigned last of the log whose origin has this hash.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last(&self, origin_hash: &str) -> Result<Option<String>, WitnessError> {
        let known = self.logs.iter().any(|key| hash_of(key.name()) == origin_hash);
        if known { Ok(self.kept(&self.file(origin_hash))?.map(|(_, note)| note)) } else { Ok(None) }
    }

    fn file(&self, origin_hash: &str) -> PathBuf {
        self.folder.join(format!("{origin_hash}.checkpoint"))
    }

    fn kept(&self, file: &Path) -> Result<Option<(Checkpoint, String)>, WitnessError> {
        let note = match fs::read_to_string(file) {
            Ok(note) => note,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let read = note.parse::<Note>().ok().filter(|note| note.verified(&[self.verifier()]).is_ok());
        let checkpoint = read.and_then(|note| note.text.parse().ok());
        checkpoint.map(|checkpoint| Some((checkpoint, note))).ok_or_else(|| WitnessError::Kept(file.to_owned()))
    }
}

fn hash_of(origin: &str) -> String {
    hex::encode(Sha256::digest(origin))
}

/// All of it or what was there before, whatever happens.
fn keep(file: &Path, note: &str) -> io::Result<()> {
    let new = file.with_extension("new");
    let mut written = File::create(&new)?;
    written.write_all(note.as_bytes())?;
    written.sync_all()?;
    fs::rename(&new, file)?;
    file.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// Its addresses: for those who submit, and for those who watch.
pub fn router(witness: Arc<Witness>) -> Router {
    Router::new().route("/add-checkpoint", post(add)).route("/{log}/checkpoint", get(last)).with_state(witness)
}

async fn add(State(witness): State<Arc<Witness>>, body: String) -> Response {
    match tokio::task::spawn_blocking(move || witness.add_checkpoint(&body)).await {
        Ok(Ok(line)) => line.into_response(),
        Ok(Err(WitnessError::NotCosigned(why))) => {
            tracing::info!(%why, "not cosigned");
            let status = StatusCode::from_u16(why.http_status()).unwrap_or(StatusCode::BAD_REQUEST);
            match why {
                NotCosigned::Conflict(size) => {
                    (status, [(header::CONTENT_TYPE, "text/x.tlog.size")], format!("{size}\n")).into_response()
                }
                _ => (status, format!("{why}\n")).into_response(),
            }
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "nothing is cosigned");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn last(State(witness): State<Arc<Witness>>, InPath(log): InPath<String>) -> Response {
    match tokio::task::spawn_blocking(move || witness.last(&log)).await {
        Ok(Ok(Some(note))) => note.into_response(),
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
