//! The ports: what the use cases need from outside.
//!
//! One [`UnitOfWork`] is one transaction. Nothing that it did is visible before `commit`.

use std::collections::BTreeMap;

use async_trait::async_trait;
use delibero_domain::access_log::{Entry, PersonToken, SALT_LENGTH};
use delibero_domain::attestation::Attestation;
use delibero_domain::identifier::{OrganisationId, PurposeId, ServiceId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::period::QuarterRange;
use delibero_domain::reference_directory::Integration;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::access_log::{LogFilter, LogPage, LogPosition, LoggedRecord};
use crate::accounts::{Account, Credentials, PasswordHash};
use crate::consult::Consultation;
use crate::directory::{Organisation, PersonState};
use crate::limits::LimitRule;
use crate::sending::Sending;
use crate::sign_in::Lane;

/// Why the store did not do it. The cause is for the operator; it never holds personal data.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database cannot be reached, is busy, full or read-only, or did not answer in time: later it may.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] Cause),
    /// The database refused a statement: a mistake of this program, or another schema. Later it refuses it as well.
    #[error("the database refused a statement: {0}")]
    Fault(#[source] Cause),
    /// What is stored cannot be read: another key, or damage.
    #[error("stored data cannot be read: {0}")]
    Unreadable(String),
    /// Something with that name exists already.
    #[error("{0} exists already")]
    Exists(String),
}

impl StoreError {
    /// Whether trying again later may help.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

/// What the database said: words, and where; both engines name tables and columns in them, never values.
pub struct Cause {
    /// In words.
    pub what: String,
    /// The table, where it is known.
    pub table: Option<String>,
    /// The constraint, where one was violated.
    pub constraint: Option<String>,
    /// The error itself, which may hold values: it is there to be asked, not to be traced.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Cause {
    /// A cause in words alone.
    #[must_use]
    pub fn of(what: impl Into<String>) -> Self {
        Self { what: what.into(), table: None, constraint: None, source: None }
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)?;
        for (name, value) in [("table", &self.table), ("constraint", &self.constraint)] {
            if let Some(value) = value {
                write!(f, "; {name} {value}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as &(dyn std::error::Error + 'static))
    }
}

impl std::fmt::Debug for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cause({self})")
    }
}

/// The time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;

    /// Today, in Belgium.
    fn today(&self) -> jiff::civil::Date;
}

/// Unpredictable bytes.
pub trait Randomness: Send + Sync {
    /// 16 unpredictable bytes.
    fn bytes_16(&self) -> [u8; 16];

    /// Unpredictable bytes for the salt of a log entry.
    fn salt(&self) -> [u8; SALT_LENGTH];
}

/// Hashes and checks passwords, off the threads that serve.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Hashes a password.
    async fn hash(&self, password: String) -> PasswordHash;

    /// Waits for a place to check one password; none when too many wait in that lane.
    async fn turn(&self, lane: Lane) -> Option<Box<dyn Turn>>;
}

/// The place to check one password.
#[async_trait]
pub trait Turn: Send {
    /// Whether a password fits a hash.
    ///
    /// # Errors
    /// When the hash is none: nothing fits it, and that is nobody's mistake who signs in.
    async fn verify(self: Box<Self>, password: String, hash: PasswordHash) -> Result<bool, StoreError>;
}

/// Holds an answer back.
#[async_trait]
pub trait Pause: Send + Sync {
    /// Comes back after so long; at once where it is not positive.
    async fn pause(&self, length: SignedDuration);
}

/// The store.
#[async_trait]
pub trait Store: Send + Sync {
    /// Opens a unit of work that may write.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// The name a person has in the log.
    fn person_token(&self, person: Niss) -> PersonToken;

    /// The person a token names.
    ///
    /// # Errors
    /// When the token was not made with this store's key.
    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError>;

    /// An account by its sign-in name.
    async fn account(&self, user: &UserName) -> Result<Option<Account>, StoreError>;

    /// An account and what its password is checked against.
    async fn credentials(&self, user: &UserName) -> Result<Option<Credentials>, StoreError>;

    /// The names that people read, of those users that there are.
    async fn display_names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError>;

    /// An organisation.
    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError>;

    /// Every organisation, by identifier.
    async fn organisations(&self) -> Result<Vec<Organisation>, StoreError>;

    /// Every limit on consultations.
    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError>;

    /// Entries of the access log, newest first, strictly before a position.
    async fn log_page(
        &self,
        filter: &LogFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<LogPage, StoreError>;

    /// Records of the access log as they were written, oldest first, strictly after a position.
    async fn log_records(&self, after: LogPosition, limit: u32) -> Result<Vec<LoggedRecord>, StoreError>;

    /// Whether the database answers and has the schema of this program.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Writes that it can be written to.
    async fn beat(&self, at: Timestamp) -> Result<(), StoreError>;

    /// Whether there is any attestation yet.
    async fn has_attestations(&self) -> Result<bool, StoreError>;
}

/// One transaction.
#[async_trait]
pub trait UnitOfWork: Send {
    /// An account by its sign-in name.
    async fn account(&mut self, user: &UserName) -> Result<Option<Account>, StoreError>;

    /// An organisation.
    async fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError>;

    /// What became of a person's NISS.
    async fn person_state(&mut self, person: Niss) -> Result<PersonState, StoreError>;

    /// The integrations of a person by an organisation.
    async fn integrations(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<Integration>, StoreError>;

    /// Whether any organisation of a recipient (the senders of a service) has the person integrated on a day.
    async fn sender_integrated(
        &mut self,
        sender: &str,
        person: Niss,
        day: jiff::civil::Date,
    ) -> Result<bool, StoreError>;

    /// The newest version of every attestation of a person in some quarters, newest quarter first.
    async fn attestations(
        &mut self,
        service: &ServiceId,
        person: Niss,
        quarters: QuarterRange,
    ) -> Result<Vec<Attestation>, StoreError>;

    /// Makes units of work that open consultations of one user wait for each other.
    async fn wait_for_turn(&mut self, user: &UserName) -> Result<(), StoreError>;

    /// The consultation that a sending of the form opened.
    async fn consultation_sent(&mut self, sending: &Sending) -> Result<Option<Consultation>, StoreError>;

    /// The most consultations of one user in an hour, for an organisation and a purpose.
    async fn hourly_limit(&mut self, organisation: &OrganisationId, purpose: &PurposeId) -> Result<u32, StoreError>;

    /// When the user of a consultation opened others for the same organisation and purpose: the newest, strictly after
    /// an instant, newest first.
    async fn opened_since(
        &mut self,
        asked: &Consultation,
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<Timestamp>, StoreError>;

    /// Sets a limit, in place of what was set for the same organisation and purpose.
    async fn set_limit(&mut self, rule: &LimitRule) -> Result<(), StoreError>;

    /// Keeps a consultation, and the sending that opened it.
    async fn save_consultation(
        &mut self,
        consultation: &Consultation,
        sending: Option<&Sending>,
    ) -> Result<(), StoreError>;

    /// A consultation.
    async fn consultation(&mut self, id: &str) -> Result<Option<Consultation>, StoreError>;

    /// Appends an entry to the access log.
    async fn append_log(&mut self, entry: &Entry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError>;

    /// The editions of an attestation that are stored, the lowest version first.
    async fn attestation_versions(&mut self, service: &ServiceId, id: &str) -> Result<Vec<StoredVersion>, StoreError>;

    /// Stores one version of an attestation.
    async fn store_attestation(
        &mut self,
        service: &ServiceId,
        person: Niss,
        attestation: &Attestation,
    ) -> Result<(), StoreError>;

    /// Notes what became of a person's NISS.
    async fn note_person_state(&mut self, person: Niss, state: &PersonState) -> Result<(), StoreError>;

    /// Adds an organisation.
    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<(), StoreError>;

    /// Adds a user.
    async fn add_user(&mut self, user: &Credentials) -> Result<(), StoreError>;

    /// Integrates a person for an organisation.
    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        integration: &Integration,
    ) -> Result<(), StoreError>;

    /// Makes everything visible, durably.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// A version of an attestation that is stored already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    /// Whose it is.
    pub person: Niss,
    /// The attestation as stored.
    pub attestation: Attestation,
}
