//! Sessions, as any session layer may want them. Identifiers are stored as their SHA-256 only, data are sealed.

use delibero_domain::identifier::UserName;
use delibero_usecases::accounts::people::OpenSession;
use delibero_usecases::store_error::StoreError;
use jiff::{SignedDuration, Timestamp};
use sqlx::Executor;

use crate::convert::{bytes, instant, word};
use crate::database::Database;
use crate::error::failed;
use crate::seal::DataKey;

/// How stale the last sight of a session may be: less would be a write for every request.
const TOUCH_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

#[derive(Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// SHA-256 of its identifier.
    pub id_hash: [u8; 32],
    /// Who signed in, if anybody.
    pub user: Option<UserName>,
    /// What the session layer keeps.
    pub data: Vec<u8>,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub last_seen: Timestamp,
    /// When it ends, used or not.
    pub absolute_expiry: Timestamp,
}

impl StoredSession {
    /// As its user sees it; the session layer keeps JSON, with the place where the session was begun under `place`.
    pub(crate) fn open(self) -> OpenSession {
        let data: Option<serde_json::Value> = serde_json::from_slice(&self.data).ok();
        let place = data.and_then(|mut data| data.get_mut(PLACE).map(serde_json::Value::take));
        OpenSession {
            id_hash: self.id_hash,
            begun: self.created,
            last_used: self.last_seen,
            ends: self.absolute_expiry,
            place: place.and_then(|place| serde_json::from_value(place).ok()),
        }
    }
}

/// The key under which a session holds from where it was begun.
pub const PLACE: &str = "place";

impl std::fmt::Debug for StoredSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredSession").field("user", &self.user).finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id_hash: Vec<u8>,
    user_name: Option<String>,
    data: Vec<u8>,
    created_us: i64,
    last_seen_us: i64,
    absolute_expiry_us: i64,
    revoked: i64,
}

impl SessionRow {
    fn opened(self, key: &DataKey) -> Result<StoredSession, StoreError> {
        Ok(StoredSession {
            id_hash: bytes(&self.id_hash, "the identifier of a session")?,
            user: self.user_name.map(|user| word(&user, "the user of a session")).transpose()?,
            data: key.unseal(&[b"session", &self.id_hash], &self.data, "the data of a session")?.to_vec(),
            created: instant(self.created_us, "the times of a session")?,
            last_seen: instant(self.last_seen_us, "the times of a session")?,
            absolute_expiry: instant(self.absolute_expiry_us, "the times of a session")?,
        })
    }

    fn is_over(&self, now: Timestamp, idle_limit: SignedDuration, seen: Option<Timestamp>) -> bool {
        let last_seen_us = self.last_seen_us.max(seen.map_or(i64::MIN, Timestamp::as_microsecond));
        self.revoked != 0 || self.absolute_expiry_us <= now.as_microsecond() || last_seen_us < earlier(now, idle_limit)
    }
}

fn earlier(now: Timestamp, by: SignedDuration) -> i64 {
    now.checked_sub(by).unwrap_or(Timestamp::MIN).as_microsecond()
}

fn sealed(key: &DataKey, session: &StoredSession) -> Vec<u8> {
    key.seal(&[b"session", &session.id_hash], &session.data)
}

impl Database {
    /// Begins a session. False when there is one with that identifier already. One that a power failure takes away is
    /// begun anew: many people who sign in at once do not wait for the disk one by one.
    ///
    /// # Errors
    /// When the database does not answer; so for every method of sessions.
    pub async fn create_session(&self, session: &StoredSession) -> Result<bool, StoreError> {
        let mut connection = self.writer().await?;
        if let Some(at_ease) = self.engine.at_ease() {
            connection.execute(at_ease).await.map_err(failed)?;
        }
        let inserted = sqlx::query(
            "INSERT INTO sessions (id_hash, user_name, data, created_us, last_seen_us, absolute_expiry_us, revoked)
             VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (id_hash) DO NOTHING",
        )
        .bind(session.id_hash.as_slice())
        .bind(session.user.as_ref().map(UserName::as_str))
        .bind(sealed(&self.key, session))
        .bind(session.created.as_microsecond())
        .bind(session.last_seen.as_microsecond())
        .bind(session.absolute_expiry.as_microsecond())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
        Ok(inserted.rows_affected() == 1)
    }

    /// Changes user, data and times of a session. False when it is gone or revoked: saving does not bring it back. Where
    /// user and data are what they were, nothing is written: after signing in, sessions are saved twice.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_session(&self, session: &StoredSession) -> Result<bool, StoreError> {
        if self.holds(session).await? {
            return Ok(true);
        }
        let updated = sqlx::query(
            "UPDATE sessions SET user_name = $2, data = $3, last_seen_us = $4, absolute_expiry_us = $5
             WHERE id_hash = $1 AND revoked = 0",
        )
        .bind(session.id_hash.as_slice())
        .bind(session.user.as_ref().map(UserName::as_str))
        .bind(sealed(&self.key, session))
        .bind(session.last_seen.as_microsecond())
        .bind(session.absolute_expiry.as_microsecond())
        .execute(&mut *self.writer().await?)
        .await
        .map_err(failed)?;
        Ok(updated.rows_affected() == 1)
    }

    async fn holds(&self, session: &StoredSession) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT last_seen_us FROM sessions
             WHERE id_hash = $1 AND user_name IS NOT DISTINCT FROM $2 AND data = $3 AND revoked = 0",
        )
        .bind(session.id_hash.as_slice())
        .bind(session.user.as_ref().map(UserName::as_str))
        .bind(sealed(&self.key, session))
        .fetch_optional(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        Ok(found.is_some())
    }

    /// A session that is still good. One that is revoked, past its end, or unused for longer than the limit is deleted.
    /// `seen` is a use that is not written down yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load_session(
        &self,
        id_hash: &[u8; 32],
        now: Timestamp,
        idle_limit: SignedDuration,
        seen: Option<Timestamp>,
    ) -> Result<Option<StoredSession>, StoreError> {
        let row: Option<SessionRow> = sqlx::query_as(
            "SELECT id_hash, user_name, data, created_us, last_seen_us, absolute_expiry_us, revoked
             FROM sessions WHERE id_hash = $1",
        )
        .bind(id_hash.as_slice())
        .fetch_optional(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        match row {
            Some(row) if row.is_over(now, idle_limit, seen) => {
                // It is over as well where it cannot be deleted now.
                let _ = self.delete_session(id_hash).await;
                Ok(None)
            }
            Some(row) => row.opened(&self.key).map(Some),
            None => Ok(None),
        }
    }

    /// Notes when sessions were used, in one unit of work; a use that was noted in the minute before is not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn touch_sessions(&self, uses: &[([u8; 32], Timestamp)]) -> Result<(), StoreError> {
        if uses.is_empty() {
            return Ok(());
        }
        let mut work = self.transaction().await?;
        for (id_hash, at) in uses {
            sqlx::query(
                "UPDATE sessions SET last_seen_us = $2 WHERE id_hash = $1 AND last_seen_us < $3 AND revoked = 0",
            )
            .bind(id_hash.as_slice())
            .bind(at.as_microsecond())
            .bind(earlier(*at, TOUCH_INTERVAL))
            .execute(&mut *work)
            .await
            .map_err(failed)?;
        }
        work.commit().await.map_err(failed)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_session(&self, id_hash: &[u8; 32]) -> Result<(), StoreError> {
        let delete = sqlx::query("DELETE FROM sessions WHERE id_hash = $1").bind(id_hash.as_slice());
        delete.execute(&mut *self.writer().await?).await.map_err(failed)?;
        Ok(())
    }

    /// Revokes every session of a user, and says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_sessions_of(&self, user: &UserName) -> Result<u64, StoreError> {
        let revoked = sqlx::query("UPDATE sessions SET revoked = 1 WHERE user_name = $1 AND revoked = 0")
            .bind(user.as_str())
            .execute(&mut *self.writer().await?)
            .await
            .map_err(failed)?;
        Ok(revoked.rows_affected())
    }

    /// The sessions of a user that are not revoked, last used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of(&self, user: &UserName) -> Result<Vec<StoredSession>, StoreError> {
        let rows: Vec<SessionRow> = sqlx::query_as(
            "SELECT id_hash, user_name, data, created_us, last_seen_us, absolute_expiry_us, revoked
             FROM sessions WHERE user_name = $1 AND revoked = 0 ORDER BY last_seen_us DESC, id_hash",
        )
        .bind(user.as_str())
        .fetch_all(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(|row| row.opened(&self.key)).collect()
    }

    /// Deletes the sessions that [`Database::load_session`] would refuse, and says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_expired_sessions(&self, now: Timestamp, idle_limit: SignedDuration) -> Result<u64, StoreError> {
        let deleted =
            sqlx::query("DELETE FROM sessions WHERE revoked = 1 OR absolute_expiry_us <= $1 OR last_seen_us < $2")
                .bind(now.as_microsecond())
                .bind(earlier(now, idle_limit))
                .execute(&mut *self.writer().await?)
                .await
                .map_err(failed)?;
        Ok(deleted.rows_affected())
    }
}
