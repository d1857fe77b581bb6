//! The reference directory in the hands of a registrar: search a person, integrate, end, correct. Everything that is done
//! is one unit of work with its entry in the journal.

use std::collections::BTreeMap;

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;
use delibero_domain::consultation::NissState;
use delibero_domain::identifier::UserName;
use delibero_domain::niss::{Niss, holds_niss};
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::check::{Checked, Known, check, senders};
use super::codes::CodeList;
use super::error::DirectoryError;
use super::model::{
    ChangeKind, FileOnPerson, Integrated, IntegrationChange, Organisation, Origin, PersonState, Registration,
};
use super::port::{DirectoryStore, RegisteringWork};
use super::search::Search;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::catalogue::CatalogueInForce;
use crate::clock::Clock;
use crate::opaque_id::{is_opaque_id, opaque_id};
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// What the reference directory works with.
#[derive(Clone, Copy)]
pub struct DirectoryStores<'d> {
    pub directory: &'d dyn DirectoryStore,
    pub accounts: &'d dyn AccountStore,
    pub in_force: &'d CatalogueInForce,
    pub clock: &'d dyn Clock,
    pub randomness: &'d dyn Randomness,
}

/// Whoever holds one registers for the own organisation, and sees its integrations and no other's.
#[derive(Clone, Copy)]
pub struct ReferenceDirectory<'d> {
    pub(super) with: DirectoryStores<'d>,
    pub(super) actor: &'d Actor,
}

/// A person as the own organisation knows one.
#[derive(Clone, Debug)]
pub struct PersonFile {
    pub search: Search,
    pub state: PersonState,
    pub organisation: Organisation,
    pub codes: CodeList,
    /// Oldest first, each with its changes, oldest first.
    pub integrations: Vec<(Integrated, Vec<IntegrationChange>)>,
    /// The names that people read.
    pub names: BTreeMap<UserName, String>,
    pub checked: Vec<Checked>,
    pub today: Date,
}

/// Which integration is meant, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    pub number: i64,
    pub revision: u32,
}

/// What somebody types of an integration.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    pub quality_code: u16,
    pub begin: Date,
    pub end: Option<Date>,
    pub file_number: Option<String>,
}

impl<'d> ReferenceDirectory<'d> {
    /// # Errors
    /// When the actor registers nobody.
    pub fn for_registrar(with: DirectoryStores<'d>, actor: &'d Actor) -> Result<Self, NotAllowed> {
        actor.must(Capability::Integrate)?;
        Ok(Self { with, actor })
    }

    /// Searches a person, and says under which identifier what is known can be opened.
    ///
    /// # Errors
    /// When the actor may no more, or the store fails.
    pub async fn search(self, person: Niss) -> Result<String, DirectoryError> {
        let mut work = self.begin().await?;
        let now = self.with.clock.now();
        let search = Search {
            id: opaque_id(self.with.randomness),
            at: now,
            user: self.actor.user.clone(),
            organisation: self.actor.organisation.clone(),
            person,
        };
        work.save_search(&search).await?;
        let noted =
            Noted { kind: AdministrationKind::IntegrationSearched, subject: search.id.clone(), ..Noted::default() };
        self.note(work.as_mut(), Some(person), noted).await?;
        work.commit().await?;
        Ok(search.id)
    }

    /// What is known of a person that was searched.
    ///
    /// # Errors
    /// When it was not searched by this user, or is open no more.
    pub async fn person(self, id: &str) -> Result<PersonFile, DirectoryError> {
        let mut work = self.begin().await?;
        let search = self.searched(work.as_mut(), id).await?;
        let organisation = self.organisation(work.as_mut()).await?;
        let state = work.person_state(search.person).await?;
        let integrations = work.integrations(&search.organisation, search.person).await?;
        let mut changes = work.integration_changes(&search.organisation, search.person).await?;
        let (catalogue, today) = (self.with.in_force.now().catalogue.clone(), self.with.clock.today());
        let mut with_person = Vec::new();
        for sender in senders(&catalogue, &organisation, today) {
            if work.sender_integrated(sender, search.person, today).await? {
                with_person.push(sender);
            }
        }
        let niss = match state {
            PersonState::InUse => NissState::Valid,
            PersonState::Replaced(_) => NissState::Replaced,
            PersonState::Cancelled => NissState::Cancelled,
        };
        let known = Known { organisation: &organisation, integrations: &integrations, niss, today };
        let checked = check(&catalogue, &known, |sender| with_person.contains(&sender));
        drop(work);
        let users = integrations.iter().filter_map(|found| found.registration.user.clone());
        let users: Vec<UserName> = users.chain(changes.iter().filter_map(|(_, change)| change.user.clone())).collect();
        let names = self.with.accounts.display_names(&users).await?;
        let codes = CodeList::of(&catalogue, &organisation, today);
        let mut of = |number: i64| -> Vec<IntegrationChange> {
            let (own, others) = std::mem::take(&mut changes).into_iter().partition(|(id, _)| *id == number);
            changes = others;
            let own: Vec<(i64, IntegrationChange)> = own;
            own.into_iter().map(|(_, change)| change).collect()
        };
        let integrations = integrations.into_iter().map(|found| (of(found.number), found));
        let integrations = integrations.map(|(changes, found)| (found, changes)).collect();
        Ok(PersonFile { search, state, organisation, codes, integrations, names, checked, today })
    }

    /// Integrates the person of a search.
    ///
    /// # Errors
    /// When what is said is wrong, the same is there already, or the number is in use no more.
    pub async fn integrate(self, id: &str, said: Said) -> Result<(), DirectoryError> {
        let mut work = self.begin().await?;
        let search = self.searched(work.as_mut(), id).await?;
        match work.person_state(search.person).await? {
            PersonState::InUse => {}
            PersonState::Replaced(by) => return Err(DirectoryError::Replaced(by)),
            PersonState::Cancelled => return Err(DirectoryError::Cancelled),
        }
        let file = self.file(work.as_mut(), said).await?;
        let registration =
            Registration { origin: Origin::Page, user: Some(self.actor.user.clone()), at: Some(self.with.clock.now()) };
        self.add(work.as_mut(), search.person, (&file, registration), None).await?;
        Ok(work.commit().await?)
    }

    /// Lets an integration end with a day.
    ///
    /// # Errors
    /// When the day is before it begins or after it ends, or somebody changed it since.
    pub async fn end(self, id: &str, meant: Meant, day: Date, why: &str) -> Result<(), DirectoryError> {
        let mut work = self.begin().await?;
        let search = self.searched(work.as_mut(), id).await?;
        self.end_one(work.as_mut(), search.person, meant, day, reason(why)?).await?;
        Ok(work.commit().await?)
    }

    /// Lets an integration say something else; what it said is kept.
    ///
    /// # Errors
    /// When what is said is wrong or the same as before, or somebody changed it since.
    pub async fn correct(self, id: &str, meant: Meant, said: Said, why: &str) -> Result<(), DirectoryError> {
        let mut work = self.begin().await?;
        let search = self.searched(work.as_mut(), id).await?;
        let why = reason(why)?;
        let before = self.meant(work.as_mut(), search.person, meant).await?;
        let mut after = self.file(work.as_mut(), said).await?;
        after.integration.sector = before.integration.sector;
        if after == before {
            return Err(DirectoryError::NothingChanges);
        }
        let change = self.change(ChangeKind::Corrected, why, before);
        self.replace(work.as_mut(), search.person, meant, change, after).await?;
        Ok(work.commit().await?)
    }

    /// Carries a valid integration over to the number that took the place of this one: it ends here today, and begins
    /// there today. Who registered and corrected it stays what it was: whoever may not consult on a file of their own may not
    /// under another number either (12/057 points 21 and 22).
    ///
    /// # Errors
    /// When the number was not replaced, or somebody changed the integration since.
    pub async fn carry_over(self, id: &str, meant: Meant, why: &str) -> Result<(), DirectoryError> {
        let mut work = self.begin().await?;
        let search = self.searched(work.as_mut(), id).await?;
        let PersonState::Replaced(by) = work.person_state(search.person).await? else {
            return Err(DirectoryError::Unknown);
        };
        let today = self.with.clock.today();
        let before = self.found(work.as_mut(), search.person, meant).await?;
        let mut file = before.file.clone();
        let day = today.max(file.integration.period.begin);
        file.integration.period.begin = day;
        let mut history = work.integration_changes(&search.organisation, search.person).await?;
        history.retain(|(number, change)| *number == meant.number && change.kind != ChangeKind::Ended);
        self.end_one(work.as_mut(), search.person, meant, day, why.to_owned()).await?;
        // Whoever integrated the new number meanwhile did the same.
        match self.add(work.as_mut(), by, (&file, before.registration), Some(why)).await {
            Ok(number) => {
                let own = self.change(ChangeKind::Corrected, why.to_owned(), file.clone());
                let changes =
                    history.into_iter().map(|(_, change)| IntegrationChange { before: file.clone(), ..change });
                for (revision, change) in (1..).zip(changes.chain([own])) {
                    let whose = (&self.actor.organisation, by);
                    work.change_integration(whose, (number, revision), &change, &file).await?;
                }
            }
            Err(DirectoryError::AlreadyThere { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(work.commit().await?)
    }

    pub(super) async fn end_one(
        self,
        work: &mut dyn RegisteringWork,
        person: Niss,
        meant: Meant,
        day: Date,
        why: String,
    ) -> Result<(), DirectoryError> {
        let before = self.meant(work, person, meant).await?;
        let period = before.integration.period;
        if day < period.begin {
            return Err(super::FileFault::Reversed.into());
        }
        if period.end.is_some_and(|end| day >= end) {
            return Err(DirectoryError::NothingChanges);
        }
        let mut after = before.clone();
        after.integration.period.end = Some(day);
        let change = self.change(ChangeKind::Ended, why, before);
        self.replace(work, person, meant, change, after).await
    }

    async fn add(
        self,
        work: &mut dyn RegisteringWork,
        person: Niss,
        (file, registration): (&FileOnPerson, Registration),
        why: Option<&str>,
    ) -> Result<i64, DirectoryError> {
        let organisation = &self.actor.organisation;
        match work.integrate(organisation, person, file, &registration).await? {
            Some(number) => {
                let noted = Noted {
                    subject: number.to_string(),
                    after: Some(told(file)),
                    why: why.map(str::to_owned),
                    ..Noted::default()
                };
                self.note(work, Some(person), noted).await?;
                Ok(number)
            }
            None => {
                let (wanted, known) = (&file.integration, work.integrations(organisation, person).await?);
                let same = known.into_iter().find(|found| {
                    let found = &found.file.integration;
                    (found.quality_code, found.period.begin) == (wanted.quality_code, wanted.period.begin)
                });
                let registration = same.map(|found| found.registration);
                let by = registration.as_ref().and_then(|found| found.user.clone());
                Err(DirectoryError::AlreadyThere { by, at: registration.and_then(|found| found.at) })
            }
        }
    }

    async fn replace(
        self,
        work: &mut dyn RegisteringWork,
        person: Niss,
        meant: Meant,
        change: IntegrationChange,
        after: FileOnPerson,
    ) -> Result<(), DirectoryError> {
        let whose = (&self.actor.organisation, person);
        if !work.change_integration(whose, (meant.number, meant.revision), &change, &after).await? {
            return Err(DirectoryError::Conflict);
        }
        let noted = Noted {
            subject: meant.number.to_string(),
            before: Some(told(&change.before)),
            after: Some(told(&after)),
            why: Some(change.why),
            ..Noted::default()
        };
        Ok(self.note(work, Some(person), noted).await?)
    }

    async fn meant(
        self,
        work: &mut dyn RegisteringWork,
        person: Niss,
        meant: Meant,
    ) -> Result<FileOnPerson, DirectoryError> {
        Ok(self.found(work, person, meant).await?.file)
    }

    async fn found(
        self,
        work: &mut dyn RegisteringWork,
        person: Niss,
        meant: Meant,
    ) -> Result<Integrated, DirectoryError> {
        let known = work.integrations(&self.actor.organisation, person).await?;
        let found = known.into_iter().find(|found| found.number == meant.number).ok_or(DirectoryError::Unknown)?;
        if found.revision == meant.revision { Ok(found) } else { Err(DirectoryError::Conflict) }
    }

    fn change(self, kind: ChangeKind, why: String, before: FileOnPerson) -> IntegrationChange {
        IntegrationChange { at: self.with.clock.now(), user: Some(self.actor.user.clone()), kind, why, before }
    }

    async fn file(self, work: &mut dyn RegisteringWork, said: Said) -> Result<FileOnPerson, DirectoryError> {
        let organisation = self.organisation(work).await?;
        let codes = CodeList::of(&self.with.in_force.now().catalogue, &organisation, self.with.clock.today());
        Ok(codes.file(said.quality_code, (said.begin, said.end), said.file_number)?)
    }

    pub(super) async fn organisation(self, work: &mut dyn RegisteringWork) -> Result<Organisation, DirectoryError> {
        work.organisation(&self.actor.organisation).await?.ok_or(DirectoryError::NotAllowed)
    }

    /// A unit of work for the actor as the account is now.
    pub(super) async fn begin(self) -> Result<Box<dyn RegisteringWork>, DirectoryError> {
        let mut work = self.with.directory.begin_registering().await?;
        let account = work.account(&self.actor.user).await?.filter(|account| account.enabled);
        let same = account.filter(|found| found.actor.organisation == self.actor.organisation);
        if same.is_some_and(|found| found.actor.may(Capability::Integrate)) {
            Ok(work)
        } else {
            Err(DirectoryError::NotAllowed)
        }
    }

    async fn searched(self, work: &mut dyn RegisteringWork, id: &str) -> Result<Search, DirectoryError> {
        if !is_opaque_id(id) {
            return Err(DirectoryError::Unknown);
        }
        let search = work.search(id).await?.ok_or(DirectoryError::Unknown)?;
        let own = search.user == self.actor.user && search.organisation == self.actor.organisation;
        match own {
            true if search.is_open(self.with.clock.now()) => Ok(search),
            true => Err(DirectoryError::Closed),
            false => Err(DirectoryError::Unknown),
        }
    }

    pub(super) async fn note(
        self,
        work: &mut dyn RegisteringWork,
        person: Option<Niss>,
        noted: Noted,
    ) -> Result<(), StoreError> {
        let entry = Administration {
            form: Administration::FORM,
            at: self.with.clock.now(),
            kind: noted.kind,
            user: Some(self.actor.user.clone()),
            organisation: self.actor.organisation.clone(),
            subject: noted.subject,
            person: person.map(|person| self.with.directory.person_token(person)),
            before: noted.before,
            after: noted.after,
            why: noted.why.filter(|why| !why.is_empty()),
        };
        work.append_administration(&entry, self.with.randomness.salt()).await
    }
}

/// What the journal is told beside who, when and about whom.
pub(super) struct Noted {
    pub kind: AdministrationKind,
    pub subject: String,
    pub before: Option<Json>,
    pub after: Option<Json>,
    pub why: Option<String>,
}

impl Default for Noted {
    fn default() -> Self {
        let kind = AdministrationKind::IntegrationChanged;
        Self { kind, subject: String::new(), before: None, after: None, why: None }
    }
}

/// As the journal keeps it: of the number of the file only that there is one.
fn told(file: &FileOnPerson) -> Json {
    let integration = &file.integration;
    json!({
        "sector": integration.sector,
        "quality_code": integration.quality_code,
        "from": integration.period.begin,
        "until": integration.period.end,
        "file_number": file.file_number.is_some(),
    })
}

/// A reason as it was typed.
pub(super) fn reason(why: &str) -> Result<String, DirectoryError> {
    match why.trim() {
        "" => Err(DirectoryError::ReasonMissing),
        why if holds_niss(why) => Err(DirectoryError::ReasonWithNiss),
        why => Ok(why.to_owned()),
    }
}
