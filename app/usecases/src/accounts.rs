//! Users and signing in.

use std::net::IpAddr;

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::ports::{Clock, PasswordHasher, Store, StoreError};

/// A password hash in PHC form.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A user of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The sign-in name.
    pub user: UserName,
    /// The name people read.
    pub display_name: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What the user may do.
    pub roles: Vec<Role>,
    /// The hash of the password.
    pub password: PasswordHash,
    /// Whether the account may be used.
    pub enabled: bool,
    /// The language the user chose, if any.
    pub language: Option<Language>,
}

impl Account {
    /// Whether the user has a role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the user has one of some roles.
    #[must_use]
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }
}

/// A user to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// The account.
    pub account: Account,
}

/// Why nobody was signed in. It never tells whether the account exists.
#[derive(Debug, Error)]
pub enum SignInError {
    /// Name or password is wrong, or the account is not enabled.
    #[error("name or password is wrong")]
    Refused,
    /// Too many failures of this account or from this address.
    #[error("too many failures; wait")]
    TooManyFailures,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The failures an account may have within [`FAILURE_WINDOW`].
pub const MAX_FAILURES_PER_ACCOUNT: u32 = 5;
/// The failures an address may have within [`FAILURE_WINDOW`].
pub const MAX_FAILURES_PER_ADDRESS: u32 = 30;
/// How long a failure counts.
pub const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// The shortest password accepted for a new user, in characters.
pub const MIN_PASSWORD_LENGTH: usize = 12;
/// The longest password looked at, in bytes: hashing more would be a way to keep the server busy.
pub const MAX_PASSWORD_LENGTH: usize = 1024;

/// Signs a user in.
///
/// # Errors
/// When it is refused, without a hint why, or when there were too many failures.
pub async fn sign_in(
    store: &dyn Store,
    hasher: &dyn PasswordHasher,
    clock: &dyn Clock,
    attempt: Attempt,
) -> Result<Account, SignInError> {
    let now = clock.now();
    let keys = attempt.failure_keys();
    // Counted before it is known to fail: attempts made at the same time count each other.
    for (key, _) in &keys {
        store.note_sign_in_failure(key, now).await?;
    }
    for (key, most) in &keys {
        if store.sign_in_failures(key, window_start(now)).await? > *most {
            return Err(SignInError::TooManyFailures);
        }
    }
    let account = match UserName::new(attempt.user.trim().to_lowercase()) {
        Ok(user) => store.account(&user).await?,
        Err(_) => None,
    };
    let usable = attempt.password.len() <= MAX_PASSWORD_LENGTH;
    let password = if usable { attempt.password } else { String::new() };
    let hash = account.as_ref().map(|account| account.password.clone());
    let fits = hasher.verify(password, hash).await;
    match account {
        Some(account) if fits && usable && account.enabled => {
            store.forget_sign_in_failures(&keys[0].0).await?;
            store.withdraw_sign_in_failure(&keys[1].0, now).await?;
            Ok(account)
        }
        _ => Err(SignInError::Refused),
    }
}

/// An attempt to sign in.
pub struct Attempt {
    /// The name as typed.
    pub user: String,
    /// The password as typed.
    pub password: String,
    /// Where it came from.
    pub address: IpAddr,
}

impl Attempt {
    fn failure_keys(&self) -> [(String, u32); 2] {
        let name: String = self.user.trim().to_lowercase().chars().take(64).collect();
        [
            (format!("account:{name}"), MAX_FAILURES_PER_ACCOUNT),
            (format!("address:{}", self.address), MAX_FAILURES_PER_ADDRESS),
        ]
    }
}

fn window_start(now: Timestamp) -> Timestamp {
    now.checked_sub(FAILURE_WINDOW).unwrap_or(Timestamp::MIN)
}
