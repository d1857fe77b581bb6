//! Signing in, while strangers try as well.
//!
//! Only failures that are over count, for the network and for the account. They slow down the answers to further
//! failures; a right password is answered at once, whatever others did. Passwords are hashed in the order of their
//! lanes ([`Lane`]), and what cannot be right is not hashed at all, so that strangers cannot keep the processors busy.

mod fading;
mod gate;
mod network;
mod port;

use std::net::IpAddr;

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::identifier::UserName;
use jiff::SignedDuration;
use serde_json::json;
use thiserror::Error;

pub use self::gate::{FAILURES_FADE, Gate, Known, LONGEST, Lane, Origin, STEP};
pub use self::network::Network;
pub use self::port::{PasswordHasher, Pause, Turn};
use super::account::{Account, Credentials, MAX_PASSWORD_LENGTH};
use super::actor::Actor;
use super::port::AccountStore;
use crate::clock::Clock;
use crate::journal::{Noticed, Watch};
use crate::store_error::StoreError;

/// What signing in works with.
#[derive(Clone, Copy)]
pub struct SigningIn<'a> {
    pub accounts: &'a dyn AccountStore,
    pub hasher: &'a dyn PasswordHasher,
    pub gate: &'a Gate,
    pub clock: &'a dyn Clock,
    /// Who came, and who was refused, is written down before the answer.
    pub watch: Watch<'a>,
    pub pause: &'a dyn Pause,
    /// A password that signs nobody in: the one that everybody knows from the demonstration.
    pub refused_password: Option<&'a str>,
}

/// An attempt to sign in.
pub struct Attempt {
    /// As typed.
    pub user: String,
    /// As typed.
    pub password: String,
    pub address: IpAddr,
}

/// Why nobody was signed in. It never tells whether the account exists.
#[derive(Debug, Error)]
pub enum SignInError {
    /// Name or password is wrong, or the account is not enabled.
    #[error("name or password is wrong")]
    Refused,
    /// Too many failures to look at another one now.
    #[error("too many failures; wait")]
    TooManyFailures {
        /// How long it is of no use to try again.
        wait: SignedDuration,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
}

enum Verdict {
    Right(Account),
    /// Wrong, with the time that it took where the password was hashed.
    Wrong(Option<SignedDuration>),
    /// More attempts wait than can be looked at.
    NoRoom,
}

/// Signs a user in.
///
/// # Errors
/// When it is refused, without a hint why; the answer to a failure is held back before.
pub async fn sign_in(with: SigningIn<'_>, attempt: Attempt) -> Result<Account, SignInError> {
    let began = with.clock.now();
    let name = attempt.user.trim().to_lowercase();
    let origin = with.gate.origin(Network::of(attempt.address), &name);
    if with.gate.exhausted(origin, began) {
        return Err(SignInError::TooManyFailures { wait: FAILURES_FADE });
    }
    let credentials = match UserName::new(name) {
        Ok(user) => with.accounts.credentials(&user).await?,
        Err(_) => None,
    };
    let meant = credentials.as_ref().map(|found| found.account.actor.clone());
    let noticed = |kind, actor: &Actor| {
        let from = json!({ "address": attempt.address.to_string() });
        with.watch.note(Noticed::of(actor, kind, actor.user.as_str()).with(from))
    };
    let took = match judge(with, origin, credentials, attempt.password).await? {
        Verdict::Right(account) => {
            noticed(AdministrationKind::SignedIn, &account.actor).await?;
            return Ok(account);
        }
        Verdict::NoRoom => return Err(SignInError::TooManyFailures { wait: LONGEST }),
        Verdict::Wrong(took) => took,
    };
    // Within the time for which every failure is held back: it does not tell that there is such an account.
    if let Some(actor) = &meant {
        noticed(AdministrationKind::SignInRefused, actor).await?;
    }
    let now = with.clock.now();
    let answered = with.gate.failed(origin, took, now);
    let Some(_held) = with.gate.hold(origin) else {
        return Err(SignInError::TooManyFailures { wait: LONGEST });
    };
    with.pause.pause(answered - now.duration_since(began)).await;
    Err(SignInError::Refused)
}

/// An account that there is not is not hashed for: failures are held back to the same moments whether they were hashed.
async fn judge(
    with: SigningIn<'_>,
    origin: Origin,
    credentials: Option<Credentials>,
    password: String,
) -> Result<Verdict, StoreError> {
    let usable = password.len() <= MAX_PASSWORD_LENGTH && Some(password.as_str()) != with.refused_password;
    let Some(Credentials { account, password: hash }) = credentials.filter(|_| usable) else {
        return Ok(Verdict::Wrong(None));
    };
    let began = with.clock.now();
    let known = with.gate.known(origin, &hash, &password, began);
    if known == Known::Wrong {
        return Ok(Verdict::Wrong(None));
    }
    let Some(turn) = with.hasher.turn(with.gate.lane(origin, known, began)).await else {
        return Ok(Verdict::NoRoom);
    };
    // Somebody may have signed in meanwhile, and what waited since is known to be wrong.
    if with.gate.known(origin, &hash, &password, with.clock.now()) == Known::Wrong {
        return Ok(Verdict::Wrong(None));
    }
    if turn.verify(password.clone(), hash.clone()).await? {
        with.gate.succeeded(origin, &hash, &password);
        if account.enabled {
            return Ok(Verdict::Right(account));
        }
    } else {
        with.gate.was_wrong(&hash, &password, with.clock.now());
    }
    Ok(Verdict::Wrong(Some(with.clock.now().duration_since(began))))
}

#[cfg(test)]
mod tests;
