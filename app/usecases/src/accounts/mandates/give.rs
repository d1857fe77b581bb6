//! Giving a mandate and ending it: whoever looks after the people of the own organisation does, and never for themselves.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;
use delibero_domain::identifier::{OfficeId, RecipientId, ServiceId, UserName};
use delibero_domain::niss::holds_niss;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::choices::{MandateChoices, choices};
use super::error::MandateError;
use super::model::{EndedMandate, Given, Holder, Mandate};
use crate::accounts::people::{People, PeopleError, PeopleWith, PeopleWork, User, UserState};
use crate::belgian_time::day_of;
use crate::directory::Organisation;
use crate::opaque_id::opaque_id;
use crate::store_error::StoreError;

/// What is to be given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMandate {
    pub given: NewGiven,
    pub from: Date,
    pub until: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewGiven {
    Designation {
        recipient: RecipientId,
        service: ServiceId,
    },
    Office(OfficeId),
    /// By the mandate of the holder.
    Deputy {
        holder: String,
    },
}

/// Gives and ends mandates, for whoever may.
#[derive(Clone, Copy)]
pub struct Mandating<'p> {
    with: PeopleWith<'p>,
    /// None: at the command line.
    by: Option<&'p UserName>,
}

impl People<'_> {
    /// Whether this user gives mandates to people of an organisation: those of the own one.
    #[must_use]
    pub fn gives_mandates(&self, organisation: &Organisation) -> bool {
        organisation.id == self.by.organisation && self.by.may(Capability::ManageOwnPeople)
    }

    /// Every mandate of somebody, the newest first.
    ///
    /// # Errors
    /// When there is no such user among those whom this user looks after.
    pub async fn mandates(&self, user: &UserName) -> Result<Vec<Mandate>, PeopleError> {
        self.user(user).await?;
        Ok(self.with.people.mandates_of(user).await?)
    }

    /// What may be given to somebody of an organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mandate_choices(&self, organisation: &Organisation) -> Result<MandateChoices, PeopleError> {
        let holding = self.with.people.offices_of(&organisation.id).await?;
        Ok(choices(self.with.catalogue, organisation, holding, self.today()))
    }

    /// Gives a mandate; it counts from the next request on, from its first day.
    ///
    /// # Errors
    /// When it is not to be given, or not by this user.
    pub async fn give_mandate(self, user: &UserName, new: NewMandate) -> Result<(), PeopleError> {
        let mut work = self.with.people.begin_people().await?;
        let (found, organisation) = self.of_own(work.as_mut(), user).await?;
        self.mandating().give(work.as_mut(), &found, &organisation, new).await?;
        Ok(work.commit().await?)
    }

    /// Ends a mandate at once.
    ///
    /// # Errors
    /// When there is none that could be ended, or no reason is said.
    pub async fn end_mandate(self, user: &UserName, id: &str, why: &str) -> Result<(), PeopleError> {
        let why = reason(why)?;
        let mut work = self.with.people.begin_people().await?;
        self.of_own(work.as_mut(), user).await?;
        self.mandating().end_one(work.as_mut(), user, id, why).await?;
        Ok(work.commit().await?)
    }

    /// Ends what somebody has who leaves the organisation, or the portal.
    pub(in crate::accounts) async fn end_mandates(
        &self,
        work: &mut dyn PeopleWork,
        user: &UserName,
        why: &str,
    ) -> Result<(), PeopleError> {
        for mandate in work.mandates_of(user).await?.into_iter().filter(|found| found.ended.is_none()) {
            self.mandating().end(work, mandate, why).await?;
        }
        Ok(())
    }

    fn mandating(&self) -> Mandating<'_> {
        Mandating { with: self.with, by: Some(&self.by.user) }
    }

    fn today(&self) -> Date {
        day_of(self.with.clock.now())
    }

    /// Somebody of the own organisation who is another.
    async fn of_own(&self, work: &mut dyn PeopleWork, user: &UserName) -> Result<(User, Organisation), PeopleError> {
        let (found, organisation) = self.of_work(work, user).await?;
        if !self.gives_mandates(&organisation) {
            return Err(PeopleError::NotAllowed);
        }
        if found.user == self.by.user {
            return Err(MandateError::Own.into());
        }
        Ok((found, organisation))
    }
}

/// What whoever operates the program does at a shell: for people of every organisation.
impl<'p> Mandating<'p> {
    #[must_use]
    pub const fn at_shell(with: PeopleWith<'p>) -> Self {
        Self { with, by: None }
    }

    /// Every mandate of somebody, the newest first.
    ///
    /// # Errors
    /// When there is no such user.
    pub async fn mandates(self, user: &UserName) -> Result<Vec<Mandate>, PeopleError> {
        self.with.people.user(user).await?.ok_or(PeopleError::Unknown)?;
        Ok(self.with.people.mandates_of(user).await?)
    }

    /// The offices that people of a user's organisation hold or will hold, and what else may be given there.
    ///
    /// # Errors
    /// When there is no such user.
    pub async fn choices(self, user: &UserName) -> Result<MandateChoices, PeopleError> {
        let found = self.with.people.user(user).await?.ok_or(PeopleError::Unknown)?;
        let organisation = self.with.directory.organisation(&found.organisation).await?;
        let organisation = organisation.ok_or(PeopleError::UnknownOrganisation)?;
        let holding = self.with.people.offices_of(&organisation.id).await?;
        Ok(choices(self.with.catalogue, &organisation, holding, day_of(self.with.clock.now())))
    }

    /// # Errors
    /// When there is no such user, or it is not to be given.
    pub async fn give_to(self, user: &UserName, new: NewMandate) -> Result<(), PeopleError> {
        let mut work = self.with.people.begin_people().await?;
        let (found, organisation) = known(work.as_mut(), user).await?;
        self.give(work.as_mut(), &found, &organisation, new).await?;
        Ok(work.commit().await?)
    }

    /// # Errors
    /// When there is none that could be ended, or no reason is said.
    pub async fn end_of(self, user: &UserName, id: &str, why: &str) -> Result<(), PeopleError> {
        let why = reason(why)?;
        let mut work = self.with.people.begin_people().await?;
        known(work.as_mut(), user).await?;
        self.end_one(work.as_mut(), user, id, why).await?;
        Ok(work.commit().await?)
    }

    async fn give(
        &self,
        work: &mut dyn PeopleWork,
        user: &User,
        organisation: &Organisation,
        new: NewMandate,
    ) -> Result<(), PeopleError> {
        if matches!(user.state, UserState::Ended(_)) {
            return Err(PeopleError::State);
        }
        if new.until.is_some_and(|until| until < new.from) {
            return Err(MandateError::DaysReversed.into());
        }
        let mandate = Mandate {
            id: opaque_id(self.with.randomness),
            user: user.user.clone(),
            organisation: organisation.id.clone(),
            given: self.given(work, user, organisation, &new).await?,
            from: new.from,
            until: new.until,
            by: self.by.cloned(),
            at: self.with.clock.now(),
            ended: None,
        };
        let own = work.mandates_of(&user.user).await?;
        if own.iter().any(|other| is_given_already(other, &mandate)) {
            return Err(MandateError::GivenAlready.into());
        }
        work.add_mandate(&mandate).await?;
        Ok(self.note(work, None, &mandate, None).await?)
    }

    async fn end_one(
        &self,
        work: &mut dyn PeopleWork,
        user: &UserName,
        id: &str,
        why: &str,
    ) -> Result<(), PeopleError> {
        let found = work.mandates_of(user).await?.into_iter().find(|found| found.id == id && found.ended.is_none());
        self.end(work, found.ok_or(PeopleError::Unknown)?, why).await
    }

    async fn end(&self, work: &mut dyn PeopleWork, mandate: Mandate, why: &str) -> Result<(), PeopleError> {
        let ended = EndedMandate { by: self.by.cloned(), at: self.with.clock.now(), why: why.to_owned() };
        let before = mandate.facts();
        work.end_mandate(&mandate.id, &ended).await?;
        let after = Mandate { ended: Some(ended), ..mandate };
        Ok(self.note(work, Some(before), &after, Some(why.to_owned())).await?)
    }

    async fn note(
        &self,
        work: &mut dyn PeopleWork,
        before: Option<Json>,
        after: &Mandate,
        why: Option<String>,
    ) -> Result<(), StoreError> {
        let entry = Administration {
            form: Administration::FORM,
            at: self.with.clock.now(),
            kind: AdministrationKind::DesignationChanged,
            user: self.by.cloned(),
            organisation: after.organisation.clone(),
            subject: after.user.to_string(),
            person: None,
            before,
            after: Some(after.facts()),
            why,
        };
        work.append_administration(&entry, self.with.randomness.salt()).await
    }

    async fn given(
        &self,
        work: &mut dyn PeopleWork,
        user: &User,
        organisation: &Organisation,
        new: &NewMandate,
    ) -> Result<Given, PeopleError> {
        let holding = work.offices_of(&organisation.id).await?;
        let may = choices(self.with.catalogue, organisation, holding, day_of(self.with.clock.now()));
        match &new.given {
            NewGiven::Designation { recipient, service } => {
                let known = |found: &super::Designable| found.recipient == *recipient && found.service == *service;
                let fits = may.designable.iter().any(known);
                let given = Given::Designation { recipient: recipient.clone(), service: service.clone() };
                Ok(fits.then_some(given).ok_or(MandateError::NotToBeGiven)?)
            }
            NewGiven::Office(office) => {
                let fits = may.offices.iter().any(|(known, _)| known == office);
                Ok(fits.then(|| Given::Office(office.clone())).ok_or(MandateError::NotToBeGiven)?)
            }
            NewGiven::Deputy { holder } => {
                let held = may.holders.into_iter().find(|held| held.id == *holder && held.user != user.user);
                Ok(in_place_of(held.ok_or(MandateError::NotToBeGiven)?, new)?)
            }
        }
    }
}

/// Somebody, now that nobody else changes people of the same organisation.
async fn known(work: &mut dyn PeopleWork, user: &UserName) -> Result<(User, Organisation), PeopleError> {
    let found = PeopleWork::user(work, user).await?.ok_or(PeopleError::Unknown)?;
    work.wait_for_people_of(&found.organisation).await?;
    let found = PeopleWork::user(work, user).await?.ok_or(PeopleError::Unknown)?;
    let organisation = work.organisation(&found.organisation).await?.ok_or(PeopleError::UnknownOrganisation)?;
    Ok((found, organisation))
}

/// It is kept for ever.
fn reason(why: &str) -> Result<&str, PeopleError> {
    match why.trim() {
        "" => Err(PeopleError::NoReason),
        why if holds_niss(why) => Err(PeopleError::Niss),
        why => Ok(why),
    }
}

/// The office of its holder, on days on which it is held.
fn in_place_of(held: Mandate, new: &NewMandate) -> Result<Given, MandateError> {
    let last = new.until.ok_or(MandateError::NoLastDay)?;
    if new.from < held.from || held.until.is_some_and(|until| until < last) {
        return Err(MandateError::NotHeldThen);
    }
    let Given::Office(office) = held.given else { return Err(MandateError::NotToBeGiven) };
    let holder = Holder { mandate: held.id, user: held.user, from: held.from, until: held.until, ended: false };
    Ok(Given::Deputy { office, holder })
}

fn is_given_already(other: &Mandate, new: &Mandate) -> bool {
    let same = match (&other.given, &new.given) {
        (Given::Deputy { holder: one, .. }, Given::Deputy { holder: two, .. }) => one.mandate == two.mandate,
        (one, two) => one == two,
    };
    let ends_before = |one: &Mandate, two: &Mandate| one.until.is_some_and(|until| until < two.from);
    let meet = !ends_before(other, new) && !ends_before(new, other);
    same && meet && other.ended.is_none() && other.organisation == new.organisation
}
