//! Mandates: designations, offices, and those who act in place of a holder.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_usecases::accounts::mandates::{EndedMandate, Given, Holder, Mandate};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::{instant, optional_day, word};
use crate::error::{failed, not_added, unreadable};

/// With the holder's mandate beside that of a deputy.
const SELECT: &str = "SELECT m.id, m.organisation, m.user_name, m.recipient, m.service, m.office, m.in_place_of,
    m.from_day, m.until_day, m.given_by, m.given_us, m.ended_by, m.ended_us, m.ended_why,
    h.user_name AS holder, h.from_day AS holder_from, h.until_day AS holder_until, h.ended_us AS holder_ended_us
    FROM mandates m LEFT JOIN mandates h ON h.id = m.in_place_of";

#[derive(sqlx::FromRow)]
struct MandateRow {
    id: String,
    organisation: String,
    user_name: String,
    recipient: Option<String>,
    service: Option<String>,
    office: Option<String>,
    in_place_of: Option<String>,
    from_day: String,
    until_day: Option<String>,
    given_by: Option<String>,
    given_us: i64,
    ended_by: Option<String>,
    ended_us: Option<i64>,
    ended_why: Option<String>,
    holder: Option<String>,
    holder_from: Option<String>,
    holder_until: Option<String>,
    holder_ended_us: Option<i64>,
}

impl MandateRow {
    fn holder(&self) -> Result<Option<Holder>, StoreError> {
        let (Some(mandate), Some(user), Some(from)) = (&self.in_place_of, &self.holder, &self.holder_from) else {
            return Ok(None);
        };
        Ok(Some(Holder {
            mandate: mandate.clone(),
            user: word(user, "the holder of an office")?,
            from: word(from, "the days of an office")?,
            until: optional_day(self.holder_until.as_deref(), "the days of an office")?,
            ended: self.holder_ended_us.is_some(),
        }))
    }

    fn given(&self) -> Result<Given, StoreError> {
        Ok(match (&self.recipient, &self.service, &self.office, self.holder()?) {
            (Some(recipient), Some(service), None, None) => Given::Designation {
                recipient: word(recipient, "the recipient of a designation")?,
                service: word(service, "the service of a designation")?,
            },
            (None, None, Some(office), None) => Given::Office(word(office, "an office")?),
            (None, None, Some(office), Some(holder)) => Given::Deputy { office: word(office, "an office")?, holder },
            _ => return Err(unreadable("what a mandate gives")),
        })
    }
}

impl TryFrom<MandateRow> for Mandate {
    type Error = StoreError;

    fn try_from(row: MandateRow) -> Result<Self, StoreError> {
        let user = |name: &Option<String>| name.as_deref().map(|name| word(name, "who gave a mandate")).transpose();
        let ended = row.ended_us.map(|at| {
            Ok::<_, StoreError>(EndedMandate {
                by: user(&row.ended_by)?,
                at: instant(at, "when a mandate was ended")?,
                why: row.ended_why.clone().unwrap_or_default(),
            })
        });
        Ok(Self {
            given: row.given()?,
            user: word(&row.user_name, "the user of a mandate")?,
            organisation: word(&row.organisation, "the organisation of a mandate")?,
            from: word(&row.from_day, "the days of a mandate")?,
            until: optional_day(row.until_day.as_deref(), "the days of a mandate")?,
            by: user(&row.given_by)?,
            at: instant(row.given_us, "when a mandate was given")?,
            ended: ended.transpose()?,
            id: row.id,
        })
    }
}

async fn listed(connection: &mut AnyConnection, rest: &str, of: &str) -> Result<Vec<Mandate>, StoreError> {
    let rows: Vec<MandateRow> = sqlx::query_as(AssertSqlSafe(format!("{SELECT} {rest}")))
        .bind(of)
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    rows.into_iter().map(Mandate::try_from).collect()
}

/// The newest first.
pub(crate) async fn of_user(connection: &mut AnyConnection, user: &UserName) -> Result<Vec<Mandate>, StoreError> {
    listed(connection, "WHERE m.user_name = $1 ORDER BY m.given_us DESC, m.id", user.as_str()).await
}

/// Offices that are held by themselves, by holder.
pub(crate) async fn offices_of(
    connection: &mut AnyConnection,
    organisation: &OrganisationId,
) -> Result<Vec<Mandate>, StoreError> {
    let rest = "WHERE m.organisation = $1 AND m.office IS NOT NULL AND m.in_place_of IS NULL
        ORDER BY m.user_name, m.given_us, m.id";
    listed(connection, rest, organisation.as_str()).await
}

pub(crate) async fn add(connection: &mut AnyConnection, mandate: &Mandate) -> Result<(), StoreError> {
    let (recipient, service, office, holder) = match &mandate.given {
        Given::Designation { recipient, service } => (Some(recipient.as_str()), Some(service.as_str()), None, None),
        Given::Office(office) => (None, None, Some(office.as_str()), None),
        Given::Deputy { office, holder } => (None, None, Some(office.as_str()), Some(holder.mandate.as_str())),
    };
    sqlx::query(
        "INSERT INTO mandates (id, organisation, user_name, recipient, service, office, in_place_of, from_day, until_day,
                               given_by, given_us)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(mandate.id.as_str())
    .bind(mandate.organisation.as_str())
    .bind(mandate.user.as_str())
    .bind(recipient)
    .bind(service)
    .bind(office)
    .bind(holder)
    .bind(mandate.from.to_string())
    .bind(mandate.until.map(|day| day.to_string()))
    .bind(mandate.by.as_ref().map(UserName::as_str))
    .bind(mandate.at.as_microsecond())
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "a mandate"))?;
    Ok(())
}

pub(crate) async fn end(connection: &mut AnyConnection, id: &str, ended: &EndedMandate) -> Result<(), StoreError> {
    sqlx::query("UPDATE mandates SET ended_by = $2, ended_us = $3, ended_why = $4 WHERE id = $1")
        .bind(id)
        .bind(ended.by.as_ref().map(UserName::as_str))
        .bind(Timestamp::as_microsecond(ended.at))
        .bind(ended.why.as_str())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}
