//! What decisions on some persons ask for one after the other, read at once: a unit of work with many persons in it would
//! else spend its time in asking.

use std::collections::{HashMap, HashSet};

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::record::Record;
use delibero_usecases::accounts::mandates::Mandate;
use delibero_usecases::batches::LookAhead;
use delibero_usecases::directory::{Integrated, PersonState};
use delibero_usecases::records::WantedRecords;
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use sqlx::AnyConnection;

use crate::directory::many;
use crate::engine::Engine;
use crate::mandates;
use crate::records::RecordsAhead;
use crate::seal::DataKey;

/// Answers are given for these persons, this organisation, this sender and day only: for any other none.
pub(crate) struct Ahead {
    user: UserName,
    mandates: Vec<Mandate>,
    organisation: OrganisationId,
    sender: Option<String>,
    day: Date,
    persons: HashSet<Niss>,
    states: HashMap<Niss, PersonState>,
    integrations: HashMap<Niss, Vec<Integrated>>,
    integrated_by_sender: HashSet<Niss>,
    records: RecordsAhead,
}

impl Ahead {
    pub async fn read(
        connection: &mut AnyConnection,
        (engine, key): (Engine, &DataKey),
        of: LookAhead<'_>,
    ) -> Result<Self, StoreError> {
        let named = many::Named::of(engine, key, of.persons);
        Ok(Self {
            user: of.user.clone(),
            mandates: mandates::of_user(connection, of.user).await?,
            organisation: of.organisation.clone(),
            sender: of.sender.map(str::to_owned),
            day: of.day,
            persons: of.persons.iter().copied().collect(),
            states: named.states(connection).await?,
            integrations: named.integrations(connection, of.organisation).await?,
            integrated_by_sender: match of.sender {
                Some(sender) => named.integrated_by_any_of(connection, sender, of.day).await?,
                None => HashSet::new(),
            },
            records: RecordsAhead::read(connection, &named, (of.service, of.within)).await?,
        })
    }

    pub fn mandates_of(&self, user: &UserName) -> Option<Vec<Mandate>> {
        (self.user == *user).then(|| self.mandates.clone())
    }

    pub fn records(&self, key: &DataKey, wanted: &WantedRecords<'_>) -> Option<Result<Vec<Record>, StoreError>> {
        if self.persons.contains(&wanted.person) { self.records.of(key, wanted) } else { None }
    }

    pub fn state(&self, person: Niss) -> Option<PersonState> {
        let known = || self.states.get(&person).cloned().unwrap_or(PersonState::InUse);
        self.persons.contains(&person).then(known)
    }

    pub fn integrations(&self, organisation: &OrganisationId, person: Niss) -> Option<Vec<Integrated>> {
        let is_known = self.organisation == *organisation && self.persons.contains(&person);
        is_known.then(|| self.integrations.get(&person).cloned().unwrap_or_default())
    }

    pub fn sender_integrated(&self, sender: &str, person: Niss, day: Date) -> Option<bool> {
        let is_known = self.sender.as_deref() == Some(sender) && self.day == day && self.persons.contains(&person);
        is_known.then(|| self.integrated_by_sender.contains(&person))
    }
}
