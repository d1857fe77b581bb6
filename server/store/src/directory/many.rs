//! What is known of many persons at once.

use std::collections::{HashMap, HashSet};

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_usecases::directory::{Integrated, PersonState};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::integrations::{self, IntegratedRow, Whose};
use super::persons;
use crate::engine::Engine;
use crate::error::{failed, unreadable};
use crate::seal::DataKey;

/// Some persons, and how the database names them.
pub(crate) struct Named<'n> {
    pub(crate) engine: Engine,
    key: &'n DataKey,
    sealed: HashMap<Vec<u8>, Niss>,
    /// JSON, in hexadecimal digits.
    pub(crate) list: String,
}

/// With the person, whom the rows of one person do not say.
#[derive(sqlx::FromRow)]
struct ManyRow {
    person: Vec<u8>,
    revision: i64,
    #[sqlx(flatten)]
    integrated: IntegratedRow,
}

impl<'n> Named<'n> {
    pub fn of(engine: Engine, key: &'n DataKey, persons: &[Niss]) -> Self {
        let sealed: HashMap<Vec<u8>, Niss> = persons.iter().map(|person| (key.seal_niss(*person), *person)).collect();
        let digits: Vec<String> = sealed.keys().map(hex::encode).collect();
        Self { engine, key, list: serde_json::json!(digits).to_string(), sealed }
    }

    pub(crate) fn person(&self, sealed: &[u8]) -> Result<Niss, StoreError> {
        self.sealed.get(sealed).copied().ok_or_else(|| unreadable("a person who was not asked for"))
    }

    pub async fn states(&self, connection: &mut AnyConnection) -> Result<HashMap<Niss, PersonState>, StoreError> {
        let sql =
            format!("SELECT person, state, replaced_by FROM persons WHERE person IN ({})", self.engine.persons_in());
        let rows: Vec<(Vec<u8>, String, Option<Vec<u8>>)> =
            sqlx::query_as(AssertSqlSafe(sql)).bind(self.list.as_str()).fetch_all(connection).await.map_err(failed)?;
        let known = |(person, state, by): (Vec<u8>, String, Option<Vec<u8>>)| {
            Ok((self.person(&person)?, persons::read(self.key, &state, by.as_deref())?))
        };
        rows.into_iter().map(known).collect()
    }

    /// Those of an organisation, over or not, in the order in which they are given for one person.
    pub async fn integrations(
        &self,
        connection: &mut AnyConnection,
        organisation: &OrganisationId,
    ) -> Result<HashMap<Niss, Vec<Integrated>>, StoreError> {
        let sql = format!(
            "SELECT person, id, sector, quality_code, begin_day, end_day, file_number, origin, registered_by,
                    registered_us, revision
             FROM integrations WHERE person IN ({}) AND organisation = $2 ORDER BY begin_day, sector, quality_code",
            self.engine.persons_in()
        );
        let rows: Vec<ManyRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(self.list.as_str())
            .bind(organisation.as_str())
            .fetch_all(&mut *connection)
            .await
            .map_err(failed)?;
        let (mut known, mut changed): (HashMap<Niss, Vec<Integrated>>, HashSet<Niss>) = Default::default();
        for row in rows {
            let person = self.person(&row.person)?;
            if row.revision > 1 {
                changed.insert(person);
            }
            let whose = Whose { key: self.key, organisation, person };
            known.entry(person).or_default().push(row.integrated.opened(whose)?);
        }
        // Who corrected them is asked for one by one: they are few.
        for person in changed {
            let whose = Whose { key: self.key, organisation, person };
            known.insert(person, integrations::all(connection, whose).await?);
        }
        Ok(known)
    }

    /// Those whom any organisation of a recipient has integrated on a day.
    pub async fn integrated_by_any_of(
        &self,
        connection: &mut AnyConnection,
        recipient: &str,
        day: Date,
    ) -> Result<HashSet<Niss>, StoreError> {
        let sql = format!(
            "SELECT DISTINCT i.person FROM integrations i
             JOIN organisation_recipients r ON r.organisation = i.organisation AND r.recipient = $2
                 AND (r.from_day IS NULL OR r.from_day <= $3) AND (r.until_day IS NULL OR r.until_day >= $3)
             WHERE i.person IN ({}) AND i.begin_day <= $3 AND (i.end_day IS NULL OR i.end_day >= $3)",
            self.engine.persons_in()
        );
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(self.list.as_str())
            .bind(recipient)
            .bind(day.to_string())
            .fetch_all(connection)
            .await
            .map_err(failed)?;
        rows.iter().map(|person| self.person(person)).collect()
    }
}
