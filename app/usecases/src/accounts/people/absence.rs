//! Accounts that nobody uses are suspended.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::UserName;

use super::manage::facts;
use super::model::{ABSENCE, Sessions, Stopped, User, UserState};
use super::port::{PeopleStore, PeopleWork};
use crate::clock::Clock;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// Suspends whoever did not sign in for [`ABSENCE`], and says who that is.
///
/// # Errors
/// When the store fails; those suspended before stay so.
pub async fn suspend_absent(
    people: &dyn PeopleStore,
    clock: &dyn Clock,
    randomness: &dyn Randomness,
) -> Result<Vec<UserName>, StoreError> {
    let now = clock.now();
    let absent = people.unused_since(now - ABSENCE, now).await?;
    let mut suspended = Vec::new();
    for user in absent {
        let mut work = people.begin_people().await?;
        let Some(before) = PeopleWork::user(work.as_mut(), &user).await? else { continue };
        if before.suspended_from().is_none_or(|at| at > now) {
            continue;
        }
        let state = UserState::Suspended(Stopped { by: None, at: now, why: String::new() });
        let after = User { state, ..before.clone() };
        if work.save_user(&after, before.revision).await?.is_err() {
            continue;
        }
        work.end_sessions(&user, Sessions::All).await?;
        let entry = Administration {
            form: Administration::FORM,
            at: now,
            kind: AdministrationKind::UserChanged,
            user: None,
            organisation: before.organisation.clone(),
            subject: user.to_string(),
            person: None,
            before: Some(facts(&before)),
            after: Some(facts(&after)),
            why: None,
        };
        work.append_administration(&entry, randomness.salt()).await?;
        work.commit().await?;
        suspended.push(user);
    }
    Ok(suspended)
}
