//! Sessions: `tower-sessions` on our own store, and who is signed in.

use std::sync::Arc;

use async_trait::async_trait;
use axum::extract::{Extension, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use delibero_domain::identifier::UserName;
use delibero_store::{Database, StoredSession};
use delibero_ui::error::Trouble;
use delibero_ui::pages::account::OwnSession;
use delibero_ui::services::{SignedIn, StoreAway};
use delibero_usecases::accounts::Account;
use delibero_usecases::accounts::form_mark;
use delibero_usecases::accounts::people::IDLE_LIMIT;
use delibero_usecases::clock::Clock;
use delibero_usecases::store_error::StoreError;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Session, SessionStore};

use super::session_table::SessionTable;
use crate::web::AppState;
use crate::web::seen::Seen;

/// A session ends so long after it began, whatever happens.
pub const ABSOLUTE_LIMIT: SignedDuration = SignedDuration::from_hours(12);
const COOKIE: &str = "delibero_session";
const SECURE_COOKIE: &str = "__Host-delibero_session";
/// The key under which a session holds its user.
pub const USER: &str = "user";

/// The name of the cookie. A browser takes the longer one over HTTPS only, for this very host.
#[must_use]
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { SECURE_COOKIE } else { COOKIE }
}

/// The session store of `tower-sessions` on our database, which holds hashes of ids only.
#[derive(Clone)]
pub struct Sessions {
    database: Database,
    clock: Arc<dyn Clock>,
    seen: Arc<Seen>,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    #[must_use]
    pub fn new(table: SessionTable, clock: Arc<dyn Clock>, seen: Arc<Seen>) -> Self {
        Self { database: table.0, clock, seen }
    }

    fn stored(&self, record: &Record) -> Result<StoredSession> {
        let now = self.clock.now();
        let user = record.data.get(USER).and_then(|value| value.as_str()).and_then(|word| UserName::new(word).ok());
        Ok(StoredSession {
            id_hash: hash_of(&record.id),
            user,
            data: serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?,
            created: now,
            last_seen: now,
            absolute_expiry: now.checked_add(ABSOLUTE_LIMIT).map_err(|error| Error::Encode(error.to_string()))?,
        })
    }
}

pub(in crate::web) fn hash_of(id: &Id) -> [u8; 32] {
    Sha256::digest(id.0.to_be_bytes()).into()
}

/// The errors of `tower-sessions` are words: the kind tells an outage from a fault.
fn failed(error: StoreError) -> Error {
    match Trouble::traced(&error, "the store failed at a session") {
        Trouble::Outage => Error::Backend(error.to_string()),
        Trouble::Fault => Error::Decode(error.to_string()),
    }
}

/// What an error of a session means.
pub(super) const fn trouble_of(error: &tower_sessions::session::Error) -> Trouble {
    match error {
        tower_sessions::session::Error::Store(Error::Backend(_)) => Trouble::Outage,
        _ => Trouble::Fault,
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !self.database.create_session(&self.stored(record)?).await.map_err(failed)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // A session that was revoked meanwhile stays so.
        self.database.save_session(&self.stored(record)?).await.map_err(failed).map(drop)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (hash, now) = (hash_of(id), self.clock.now());
        let seen = self.seen.last(&hash);
        let Some(found) = self.database.load_session(&hash, now, IDLE_LIMIT, seen).await.map_err(failed)? else {
            return Ok(None);
        };
        self.seen.note(hash, now, found.last_seen);
        let expiry = time::OffsetDateTime::from_unix_timestamp(found.absolute_expiry.as_second());
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_slice(&found.data).map_err(|error| Error::Decode(error.to_string()))?,
            expiry_date: expiry.map_err(|error| Error::Decode(error.to_string()))?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.database.delete_session(&hash_of(id)).await.map_err(failed)
    }
}

/// Reads the account of the session from the store, for this very request: what was revoked is gone at once. A store
/// that does not answer says nothing about a session.
pub async fn identify(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    match who(&state, &session).await {
        Ok(Some(account)) => {
            request.extensions_mut().insert(SignedIn(Arc::new(account)));
            if let Some(id) = session.id() {
                request.extensions_mut().insert(OwnSession(hash_of(&id)));
            }
        }
        Ok(None) => {}
        Err(trouble) => {
            request.extensions_mut().insert(StoreAway(trouble));
        }
    }
    next.run(request).await
}

async fn who(state: &AppState, session: &Session) -> std::result::Result<Option<Account>, Trouble> {
    let user = session.get::<UserName>(USER).await.map_err(|error| trouble_of(&error))?;
    let Some(user) = user else { return Ok(None) };
    let account = state.accounts.account(&user).await;
    let account = account.map_err(|error| Trouble::traced(&error, "who is signed in cannot be read"))?;
    Ok(account.filter(|account| account.enabled))
}

/// The mark of whoever is signed in; empty: nobody. A page that the browser restores from its memory asks for it.
pub async fn mark(account: Option<Extension<SignedIn>>) -> String {
    account.map(|Extension(SignedIn(account))| form_mark(&account.actor)).unwrap_or_default()
}
