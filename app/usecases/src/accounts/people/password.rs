//! Choosing a password, with a link or with the present one.

use std::net::IpAddr;

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::UserName;
use serde_json::json;

use super::error::PasswordError;
use super::links::link_hash;
use super::model::{AccessLink, Sessions, User, UserState};
use super::port::{PeopleStore, PeopleWork};
use crate::accounts::account::{MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH};
use crate::accounts::sign_in::{Attempt, PasswordHasher, SigningIn, sign_in};
use crate::accounts::{Actor, DEMONSTRATION_PASSWORD};
use crate::clock::Clock;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// What choosing a password works with.
#[derive(Clone, Copy)]
pub struct PasswordWith<'p> {
    pub people: &'p dyn PeopleStore,
    pub hasher: &'p dyn PasswordHasher,
    pub clock: &'p dyn Clock,
    pub randomness: &'p dyn Randomness,
}

/// So many guesses or fewer, of ten to this power, and a password is common: it is on the list of those that many have,
/// or is made of little else (a name, a year, a row of keys).
const COMMON: f64 = 8.;

/// Whether a password may be chosen by a user, whose names are the one to sign in with and the one that people read.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(password: &str, names: [&str; 2]) -> Result<(), PasswordError> {
    if password.chars().count() < MIN_PASSWORD_LENGTH {
        return Err(PasswordError::Short);
    }
    if password.len() > MAX_PASSWORD_LENGTH {
        return Err(PasswordError::Long);
    }
    let folded = folded_line(password).replace(' ', "");
    let parts = names.iter().flat_map(|name| name.split(['.', '-', '_', ' '])).map(folded_line);
    if parts.into_iter().any(|part| part.len() > 3 && folded.contains(&part)) {
        return Err(PasswordError::HoldsName);
    }
    let estimate = zxcvbn::zxcvbn(password, &["delibero", "deliberation", "cpas", "ocmw", "öshz"]);
    match password == DEMONSTRATION_PASSWORD || estimate.guesses_log10() < COMMON {
        true => Err(PasswordError::Common),
        false => Ok(()),
    }
}

/// The link of a token, where it may be used.
///
/// # Errors
/// When there is none, it was used, or it is too old.
pub async fn usable_link(
    people: &dyn PeopleStore,
    clock: &dyn Clock,
    token: &str,
) -> Result<(AccessLink, User), PasswordError> {
    let link = people.link(&link_hash(token)).await?.ok_or(PasswordError::UnknownLink)?;
    if link.used.is_some() {
        return Err(PasswordError::UsedLink(link.made_by));
    }
    if link.expires <= clock.now() {
        return Err(PasswordError::ExpiredLink(link.made_by));
    }
    let user = people.user(&link.user).await?;
    let user = user.filter(|user| user.state.stopped().is_none()).ok_or(PasswordError::UnknownLink)?;
    Ok((link, user))
}

/// Chooses a password with a link: the account can be used from now on, and sessions from before are over.
///
/// # Errors
/// When the link may not be used, or the password is not to be taken.
pub async fn choose_password(with: PasswordWith<'_>, token: &str, password: String) -> Result<UserName, PasswordError> {
    let (link, user) = usable_link(with.people, with.clock, token).await?;
    check_password(&password, names(&user))?;
    let hashed = with.hasher.hash(password).await;
    let mut work = with.people.begin_people().await?;
    if !work.use_link(&link_hash(token), with.clock.now()).await? {
        return Err(PasswordError::UsedLink(link.made_by));
    }
    let before = PeopleWork::user(work.as_mut(), &link.user).await?;
    let before = before.filter(|user| user.state.stopped().is_none()).ok_or(PasswordError::UnknownLink)?;
    let after = User { state: UserState::Active, since: Some(with.clock.now()), ..before.clone() };
    if work.save_user(&after, before.revision).await?.is_err() {
        return Err(PasswordError::UnknownLink);
    }
    work.set_password(&link.user, &hashed).await?;
    work.end_sessions(&link.user, Sessions::All).await?;
    let entry = noted(
        with,
        &after,
        json!({ "state": before.state.word() }),
        json!({ "state": after.state.word(), "by_link_of": link.made_by.as_str() }),
    );
    work.append_administration(&entry, with.randomness.salt()).await?;
    work.commit().await?;
    Ok(link.user)
}

/// What is typed to change one's own password, and from where.
pub struct OwnPassword {
    /// As typed.
    pub present: String,
    /// As typed.
    pub new: String,
    /// The one that goes on.
    pub session: [u8; 32],
    pub address: IpAddr,
}

/// Changes one's own password; every other session is over. A guess at the present one is one at signing in, and is
/// slowed down by the same gate: whoever finds a session open learns no password faster than a stranger.
///
/// # Errors
/// When the present one is wrong, or the new one is not to be taken.
pub async fn change_password(
    with: PasswordWith<'_>,
    signing_in: SigningIn<'_>,
    actor: &Actor,
    OwnPassword { present, new, session, address }: OwnPassword,
) -> Result<(), PasswordError> {
    let user = with.people.user(&actor.user).await?.ok_or(PasswordError::Wrong)?;
    sign_in(signing_in, Attempt { user: actor.user.to_string(), password: present, address }).await?;
    check_password(&new, names(&user))?;
    let hashed = with.hasher.hash(new).await;
    let mut work = with.people.begin_people().await?;
    work.set_password(&actor.user, &hashed).await?;
    let ended = work.end_sessions(&actor.user, Sessions::But(session)).await?;
    let entry = noted(with, &user, json!({}), json!({ "sessions_ended": ended }));
    work.append_administration(&entry, with.randomness.salt()).await?;
    Ok(work.commit().await?)
}

/// Ends own sessions.
///
/// # Errors
/// When the store fails.
pub async fn end_own_sessions(with: PasswordWith<'_>, actor: &Actor, which: Sessions) -> Result<(), StoreError> {
    let mut work = with.people.begin_people().await?;
    let ended = work.end_sessions(&actor.user, which).await?;
    let entry = Administration {
        form: Administration::FORM,
        at: with.clock.now(),
        kind: AdministrationKind::SessionEnded,
        user: Some(actor.user.clone()),
        organisation: actor.organisation.clone(),
        subject: actor.user.to_string(),
        person: None,
        before: None,
        after: Some(json!({ "sessions_ended": ended })),
        why: None,
    };
    work.append_administration(&entry, with.randomness.salt()).await?;
    work.commit().await
}

fn names(user: &User) -> [&str; 2] {
    [user.user.as_str(), user.display_name.as_str()]
}

fn noted(with: PasswordWith<'_>, user: &User, before: serde_json::Value, after: serde_json::Value) -> Administration {
    Administration {
        form: Administration::FORM,
        at: with.clock.now(),
        kind: AdministrationKind::PasswordChanged,
        user: Some(user.user.clone()),
        organisation: user.organisation.clone(),
        subject: user.user.to_string(),
        person: None,
        before: Some(before),
        after: Some(after),
        why: None,
    }
}
