//! Looking after the people of an organisation: each step asks whether it may, and is written down with before and after.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::holds_niss;
use delibero_domain::people::{OF_COMMITTEE, roles_within, separated};
use delibero_domain::role::Role;
use serde_json::{Value as Json, json};

use super::error::{LOOKS_AFTER, PeopleError};
use super::links::{NewLink, new_link};
use super::model::{OpenSession, Sessions, Stopped, User, UserFilter, UserState};
use super::port::{PeopleStore, PeopleWork};
use crate::accounts::{Actor, NotAllowed};
use crate::belgian_time::day_of;
use crate::clock::Clock;
use crate::directory::{DirectoryStore, Organisation};
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// What looking after people works with.
#[derive(Clone, Copy)]
pub struct PeopleWith<'p> {
    pub people: &'p dyn PeopleStore,
    pub directory: &'p dyn DirectoryStore,
    pub catalogue: &'p Catalogue,
    pub clock: &'p dyn Clock,
    pub randomness: &'p dyn Randomness,
}

/// The people in the hands of somebody who looks after them.
#[derive(Clone, Copy)]
pub struct People<'p> {
    pub(in crate::accounts) with: PeopleWith<'p>,
    pub(in crate::accounts) by: &'p Actor,
}

/// What is said of somebody who is to get an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    pub user: String,
    pub display_name: String,
    pub organisation: OrganisationId,
    pub roles: Vec<Role>,
}

/// What is changed of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserChange {
    /// Name and roles.
    Facts {
        display_name: String,
        roles: Vec<Role>,
    },
    Suspend,
    /// Lifts a suspension.
    Resume,
    End,
    /// To another organisation, without any role there.
    Move(OrganisationId),
}

impl<'p> People<'p> {
    /// # Errors
    /// When this user looks after nobody.
    pub fn in_hands_of(with: PeopleWith<'p>, by: &'p Actor) -> Result<Self, NotAllowed> {
        match LOOKS_AFTER.iter().any(|capability| by.may(*capability)) {
            true => Ok(Self { with, by }),
            false => Err(NotAllowed(Capability::ManageOwnPeople)),
        }
    }

    /// Whether every organisation's people are seen; else those of the own one.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.by.may(Capability::ManagePeople)
    }

    fn sees(&self, organisation: &OrganisationId) -> bool {
        self.sees_all() || *organisation == self.by.organisation
    }

    /// The roles that this user may give in an organisation, in the order of the vocabulary: to the own people all that
    /// they may have; the committee gives its own, and elsewhere makes the administrators who go on.
    #[must_use]
    pub fn gives(&self, organisation: &Organisation) -> Vec<Role> {
        let own = organisation.id == self.by.organisation;
        let is_committee = own && organisation.memberships.is_empty() && self.sees_all();
        let all = is_committee || (own && self.by.may(Capability::ManageOwnPeople));
        let today = day_of(self.with.clock.now());
        let roles = match is_committee {
            true => OF_COMMITTEE.to_vec(),
            false => roles_within(self.with.catalogue, &organisation.recipients_from(today)),
        };
        let gives = |role: &Role| all || (self.sees_all() && *role == Role::OrganisationAdmin);
        roles.into_iter().filter(gives).collect()
    }

    /// The organisations whose people this user looks after, by identifier.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        let mut all = self.with.directory.organisations().await?;
        all.retain(|organisation| self.sees(&organisation.id));
        Ok(all)
    }

    /// A page of users and how many there are; of the own organisation where no other is seen.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn users(&self, mut filter: UserFilter, skipped: u32, most: u32) -> Result<(Vec<User>, u64), StoreError> {
        if !self.sees_all() {
            filter.organisation = Some(self.by.organisation.clone());
        }
        let users = self.with.people.users(&filter, skipped, most).await?;
        Ok((users, self.with.people.count_users(&filter).await?))
    }

    /// # Errors
    /// When there is no such user among those whom this user looks after.
    pub async fn user(&self, user: &UserName) -> Result<(User, Organisation), PeopleError> {
        let found = self.with.people.user(user).await?.filter(|found| self.sees(&found.organisation));
        let found = found.ok_or(PeopleError::Unknown)?;
        let organisation = self.organisation(&found.organisation).await?;
        Ok((found, organisation))
    }

    /// # Errors
    /// When there is no such user among those whom this user looks after.
    pub async fn sessions(&self, user: &UserName) -> Result<Vec<OpenSession>, PeopleError> {
        self.user(user).await?;
        let now = self.with.clock.now();
        let mut sessions = self.with.people.open_sessions(user).await?;
        sessions.retain(|session| session.is_good(now));
        Ok(sessions)
    }

    /// # Errors
    /// When there is no such organisation among those whose people this user looks after.
    pub async fn organisation(&self, id: &OrganisationId) -> Result<Organisation, PeopleError> {
        let found = self.with.directory.organisation(id).await?.filter(|found| self.sees(&found.id));
        found.ok_or(PeopleError::UnknownOrganisation)
    }

    /// Makes an account, and the link with which its user chooses a password.
    ///
    /// # Errors
    /// When what was typed is not to be taken, or a role is not to be given.
    pub async fn invite(self, new: NewUser) -> Result<NewLink, PeopleError> {
        let organisation = self.organisation(&new.organisation).await?;
        let user = UserName::new(new.user.trim().to_lowercase()).map_err(|_| PeopleError::BadName)?;
        let display_name = readable(&new.display_name)?;
        if holds_niss(user.as_str()) {
            return Err(PeopleError::Niss);
        }
        self.gives_all(&organisation, &[], &new.roles)?;
        let now = self.with.clock.now();
        let invited = User {
            user: user.clone(),
            display_name,
            organisation: organisation.id,
            roles: new.roles,
            state: UserState::Invited,
            revision: 1,
            since: Some(now),
            signed_in: None,
        };
        let mut work = self.with.people.begin_people().await?;
        work.wait_for_people_of(&invited.organisation).await?;
        work.invite(&invited).await?;
        let link = new_link(self.with.randomness, &invited.user, &self.by.user, now);
        work.add_link(&link.hash, &link.link).await?;
        let kind = AdministrationKind::UserChanged;
        self.note(work.as_mut(), kind, &invited.organisation, &user, (None, Some(facts(&invited))), None).await?;
        work.commit().await?;
        Ok(link)
    }

    /// Makes another link for somebody who forgot the password, or did not use the first one in time.
    ///
    /// # Errors
    /// When the account may not be used any more.
    pub async fn renew_link(self, user: &UserName) -> Result<NewLink, PeopleError> {
        let mut work = self.with.people.begin_people().await?;
        let (found, _) = self.of_work(work.as_mut(), user).await?;
        if found.state.stopped().is_some() {
            return Err(PeopleError::State);
        }
        let now = self.with.clock.now();
        let link = new_link(self.with.randomness, &found.user, &self.by.user, now);
        work.add_link(&link.hash, &link.link).await?;
        let after = json!({ "expires": link.link.expires.to_string() });
        let kind = AdministrationKind::AccessLinkMade;
        self.note(work.as_mut(), kind, &found.organisation, user, (None, Some(after)), None).await?;
        work.commit().await?;
        Ok(link)
    }

    /// Changes a user over the revision that was read; what is taken away ends with the next request.
    ///
    /// # Errors
    /// When it is not allowed, would leave nobody to look after the people, or somebody saved in between.
    pub async fn change(self, user: &UserName, read: u32, change: UserChange, why: &str) -> Result<u32, PeopleError> {
        let reason = reason(&change, why)?;
        let target = match &change {
            UserChange::Move(to) => Some(self.organisation(to).await?),
            _ => None,
        };
        let mut work = self.with.people.begin_people().await?;
        let (before, organisation) = self.of_work(work.as_mut(), user).await?;
        let after = self.changed(&before, &organisation, change, why)?;
        if after == before {
            return Ok(before.revision);
        }
        self.somebody_stays(work.as_mut(), &before, &after).await?;
        let revision = work.save_user(&after, read).await?.map_err(PeopleError::Conflict)?;
        if matches!(after.state, UserState::Ended(_)) || target.is_some() {
            self.end_mandates(work.as_mut(), user, why.trim()).await?;
        }
        if after.state.stopped().is_some() || target.is_some() {
            work.end_sessions(user, Sessions::All).await?;
            work.remove_links(user).await?;
        }
        let kind = match before.roles == after.roles {
            true => AdministrationKind::UserChanged,
            false => AdministrationKind::RoleChanged,
        };
        let sides = (Some(facts(&before)), Some(facts(&after)));
        self.note(work.as_mut(), kind, &before.organisation, user, sides.clone(), reason.clone()).await?;
        if let Some(target) = target {
            self.note(work.as_mut(), kind, &target.id, user, sides, reason).await?;
        }
        work.commit().await?;
        Ok(revision)
    }

    /// Ends sessions of a user.
    ///
    /// # Errors
    /// When there is no such user among those whom this user looks after.
    pub async fn end_sessions(self, user: &UserName, which: Sessions) -> Result<(), PeopleError> {
        let mut work = self.with.people.begin_people().await?;
        let (found, _) = self.of_work(work.as_mut(), user).await?;
        let ended = work.end_sessions(user, which).await?;
        let after = json!({ "sessions_ended": ended });
        let kind = AdministrationKind::SessionEnded;
        self.note(work.as_mut(), kind, &found.organisation, user, (None, Some(after)), None).await?;
        Ok(work.commit().await?)
    }

    pub(in crate::accounts) async fn of_work(
        &self,
        work: &mut dyn PeopleWork,
        user: &UserName,
    ) -> Result<(User, Organisation), PeopleError> {
        let known = work.user(user).await?.filter(|found| self.sees(&found.organisation));
        let known = known.ok_or(PeopleError::Unknown)?;
        work.wait_for_people_of(&known.organisation).await?;
        // Read again, now that nobody else changes it: who moved away meanwhile is another's.
        let found = PeopleWork::user(work, user).await?.filter(|found| self.sees(&found.organisation));
        let found = found.ok_or(PeopleError::Unknown)?;
        let organisation = work.organisation(&found.organisation).await?.ok_or(PeopleError::UnknownOrganisation)?;
        Ok((found, organisation))
    }

    fn changed(
        &self,
        before: &User,
        organisation: &Organisation,
        change: UserChange,
        why: &str,
    ) -> Result<User, PeopleError> {
        let own = before.user == self.by.user;
        let mut after = before.clone();
        let now = self.with.clock.now();
        let stopped = Stopped { by: Some(self.by.user.clone()), at: now, why: why.trim().to_owned() };
        if matches!(before.state, UserState::Ended(_)) {
            return Err(PeopleError::State);
        }
        match change {
            UserChange::Facts { display_name, roles } => {
                self.gives_all(organisation, &before.roles, &roles)?;
                if let Some(role) = roles.iter().find(|role| own && !before.roles.contains(role)) {
                    return Err(PeopleError::OwnRole(*role));
                }
                after.display_name = readable(&display_name)?;
                after.roles = roles;
            }
            UserChange::Suspend | UserChange::End | UserChange::Move(_) if own => return Err(PeopleError::OwnAccount),
            UserChange::Suspend if before.state == UserState::Active => after.state = UserState::Suspended(stopped),
            UserChange::Resume if matches!(before.state, UserState::Suspended(_)) => {
                after.state = UserState::Active;
                after.since = Some(now);
            }
            UserChange::Suspend | UserChange::Resume => return Err(PeopleError::State),
            UserChange::End => after.state = UserState::Ended(stopped),
            UserChange::Move(to) => {
                if !self.sees_all() {
                    return Err(PeopleError::NotAllowed);
                }
                after.organisation = to;
                after.roles = Vec::new();
            }
        }
        Ok(after)
    }

    /// Roles that somebody has already may stay, whoever gave them; what is taken away must be this user's to give.
    fn gives_all(&self, organisation: &Organisation, had: &[Role], roles: &[Role]) -> Result<(), PeopleError> {
        let gives = self.gives(organisation);
        let given = roles.iter().filter(|role| !had.contains(role));
        let taken = had.iter().filter(|role| !roles.contains(role));
        if let Some(role) = given.chain(taken).find(|role| !gives.contains(role)) {
            return Err(PeopleError::RoleNotGiven(*role));
        }
        let recipients = organisation.recipients_from(day_of(self.with.clock.now()));
        match separated(self.with.catalogue, &recipients, roles) {
            Some((one, other, source)) => Err(PeopleError::Separated(one, other, source.clone())),
            None => Ok(()),
        }
    }

    /// Nobody takes the last administrator away by accident; the committee may, since it can make another one.
    async fn somebody_stays(&self, work: &mut dyn PeopleWork, before: &User, after: &User) -> Result<(), PeopleError> {
        let stays = after.is_administrator() && after.organisation == before.organisation;
        let from_outside = self.sees_all() && before.organisation != self.by.organisation;
        if !before.is_administrator() || stays || from_outside {
            return Ok(());
        }
        let others = work.administrators(&before.organisation).await?;
        match others.iter().any(|other| *other != before.user) {
            true => Ok(()),
            false => Err(PeopleError::LastAdministrator),
        }
    }

    pub(in crate::accounts) async fn note(
        &self,
        work: &mut dyn PeopleWork,
        kind: AdministrationKind,
        organisation: &OrganisationId,
        user: &UserName,
        (before, after): (Option<Json>, Option<Json>),
        why: Option<String>,
    ) -> Result<(), StoreError> {
        let entry = Administration {
            form: Administration::FORM,
            at: self.with.clock.now(),
            kind,
            user: Some(self.by.user.clone()),
            organisation: organisation.clone(),
            subject: user.to_string(),
            person: None,
            before,
            after,
            why,
        };
        work.append_administration(&entry, self.with.randomness.salt()).await
    }
}

/// The fields that the log compares.
pub(super) fn facts(user: &User) -> Json {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.as_str()).collect();
    json!({
        "display_name": user.display_name,
        "organisation": user.organisation.as_str(),
        "roles": roles,
        "state": user.state.word(),
    })
}

fn readable(name: &str) -> Result<String, PeopleError> {
    let name = name.trim();
    match name {
        "" => Err(PeopleError::NoDisplayName),
        name if holds_niss(name) => Err(PeopleError::Niss),
        name => Ok(name.to_owned()),
    }
}

/// What takes something away says why.
fn reason(change: &UserChange, why: &str) -> Result<Option<String>, PeopleError> {
    let why = why.trim();
    let needed = matches!(change, UserChange::Suspend | UserChange::End | UserChange::Move(_));
    match why {
        "" if needed => Err(PeopleError::NoReason),
        "" => Ok(None),
        why if holds_niss(why) => Err(PeopleError::Niss),
        why => Ok(Some(why.to_owned())),
    }
}
