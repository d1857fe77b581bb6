//! Accounts that are suspended without anybody in the portal: those that nobody uses, and at a shell.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::UserName;

use super::manage::facts;
use super::model::{ABSENCE, Sessions, Stopped, User, UserState};
use super::port::{PeopleStore, PeopleWork};
use crate::clock::Clock;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// What suspending an account works with.
#[derive(Clone, Copy)]
pub struct SuspendingWith<'s> {
    pub people: &'s dyn PeopleStore,
    pub clock: &'s dyn Clock,
    pub randomness: &'s dyn Randomness,
}

/// Suspends whoever did not sign in for [`ABSENCE`], and says who that is.
///
/// # Errors
/// When the store fails; those suspended before stay so.
pub async fn suspend_absent(with: SuspendingWith<'_>) -> Result<Vec<UserName>, StoreError> {
    let now = with.clock.now();
    let mut suspended = Vec::new();
    for user in with.people.unused_since(now - ABSENCE, now).await? {
        let absent = |found: &User| found.suspended_from().is_some_and(|at| at <= now);
        if suspend(with, &user, "", absent).await? {
            suspended.push(user);
        }
    }
    Ok(suspended)
}

/// Suspends an account at a shell: open sessions end with their next request. False when it could not be used anyway.
///
/// # Errors
/// When the store fails.
pub async fn suspend_at_shell(with: SuspendingWith<'_>, user: &UserName, why: &str) -> Result<bool, StoreError> {
    suspend(with, user, why, |_| true).await
}

async fn suspend(
    with: SuspendingWith<'_>,
    user: &UserName,
    why: &str,
    is_due: impl FnOnce(&User) -> bool + Send,
) -> Result<bool, StoreError> {
    let mut work = with.people.begin_people().await?;
    let Some(before) = PeopleWork::user(work.as_mut(), user).await? else { return Ok(false) };
    if before.state.stopped().is_some() || !is_due(&before) {
        return Ok(false);
    }
    let at = with.clock.now();
    let state = UserState::Suspended(Stopped { by: None, at, why: why.to_owned() });
    let after = User { state, ..before.clone() };
    if work.save_user(&after, before.revision).await?.is_err() {
        return Ok(false);
    }
    work.end_sessions(user, Sessions::All).await?;
    work.remove_links(user).await?;
    let entry = Administration {
        form: Administration::FORM,
        at,
        kind: AdministrationKind::UserChanged,
        user: None,
        organisation: before.organisation.clone(),
        subject: user.to_string(),
        person: None,
        before: Some(facts(&before)),
        after: Some(facts(&after)),
        why: (!why.is_empty()).then(|| why.to_owned()),
    };
    work.append_administration(&entry, with.randomness.salt()).await?;
    work.commit().await?;
    Ok(true)
}
