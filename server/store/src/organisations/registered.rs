//! All that is registered of organisations.

use std::collections::BTreeMap;

use delibero_domain::enterprise_number::EnterpriseNumber;
use delibero_domain::identifier::{OrganisationId, RegionId, UserName};
use delibero_domain::text::Text;
use delibero_usecases::directory::{Membership, Stopped};
use delibero_usecases::organisations::{Particulars, Registered};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::placeholders::placeholders;
use super::proposals;
use crate::convert::{json, number, to_json, word};
use crate::directory::organisations::{add_memberships, folded_names, membership, stopped};
use crate::error::{failed, not_added};

/// More of them are asked for in several statements.
const AT_ONCE: usize = 500;

pub(super) const COLUMNS: &str =
    "id, revision, name, enterprise_number, region, sector, legal_contexts, details, stopped,
    stopped_us, stopped_by, stopped_why";

#[derive(sqlx::FromRow)]
pub(super) struct RegisteredRow {
    id: String,
    revision: i64,
    name: String,
    enterprise_number: Option<String>,
    region: Option<String>,
    sector: Option<i64>,
    legal_contexts: String,
    details: String,
    stopped: Option<String>,
    stopped_us: Option<i64>,
    stopped_by: Option<String>,
    stopped_why: Option<String>,
}

impl TryFrom<RegisteredRow> for Registered {
    type Error = StoreError;

    fn try_from(row: RegisteredRow) -> Result<Self, StoreError> {
        let enterprise_number =
            row.enterprise_number.map(|number| word(&number, "an enterprise number")).transpose()?;
        Ok(Self {
            id: word(&row.id, "an organisation")?,
            revision: number(row.revision, "the revision of an organisation")?,
            particulars: Particulars {
                name: json(&row.name, "an organisation's name")?,
                enterprise_number,
                region: row.region.map(|id| word(&id, "an organisation's region")).transpose()?,
                sector: row.sector.map(|sector| number(sector, "an organisation's sector")).transpose()?,
                legal_contexts: json(&row.legal_contexts, "an organisation's legal contexts")?,
                details: json(&row.details, "the details of an organisation")?,
            },
            stopped: stopped(row.stopped.as_deref(), row.stopped_us, row.stopped_by.as_deref(), row.stopped_why)?,
            memberships: Vec::new(),
            proposals: Vec::new(),
        })
    }
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    id: &OrganisationId,
) -> Result<Option<Registered>, StoreError> {
    let sql = AssertSqlSafe(format!("SELECT {COLUMNS} FROM organisations WHERE id = $1"));
    let row: Option<RegisteredRow> =
        sqlx::query_as(sql).bind(id.as_str()).fetch_optional(&mut *connection).await.map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    Ok(with_recipients(connection, vec![row]).await?.pop())
}

/// In the order of the rows, each with the recipients that it was given and that are proposed.
pub(super) async fn with_recipients(
    connection: &mut AnyConnection,
    rows: Vec<RegisteredRow>,
) -> Result<Vec<Registered>, StoreError> {
    let mut organisations: Vec<Registered> = rows.into_iter().map(Registered::try_from).collect::<Result<_, _>>()?;
    for some in organisations.chunks_mut(AT_ONCE) {
        let ids: Vec<String> = some.iter().map(|found| found.id.to_string()).collect();
        let mut memberships = memberships(connection, &ids).await?;
        let mut proposals = proposals::of(connection, &ids).await?;
        for organisation in some {
            organisation.memberships = memberships.remove(organisation.id.as_str()).unwrap_or_default();
            organisation.proposals = proposals.remove(organisation.id.as_str()).unwrap_or_default();
        }
    }
    Ok(organisations)
}

type MembershipRow = (String, String, Option<String>, Option<String>, Option<String>);

async fn memberships(
    connection: &mut AnyConnection,
    ids: &[String],
) -> Result<BTreeMap<String, Vec<Membership>>, StoreError> {
    let sql = format!(
        "SELECT organisation, recipient, deliberation, from_day, until_day FROM organisation_recipients
         WHERE organisation IN ({}) ORDER BY organisation, place",
        placeholders(ids.len())
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for id in ids {
        query = query.bind(id.as_str());
    }
    let rows: Vec<MembershipRow> = query.fetch_all(connection).await.map_err(failed)?;
    let mut found: BTreeMap<String, Vec<Membership>> = BTreeMap::new();
    for (organisation, recipient, deliberation, from, until) in rows {
        let membership = membership(&recipient, deliberation.as_deref(), from.as_deref(), until.as_deref())?;
        found.entry(organisation).or_default().push(membership);
    }
    Ok(found)
}

pub(super) async fn names(connection: &mut AnyConnection) -> Result<BTreeMap<OrganisationId, Text>, StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, name FROM organisations").fetch_all(connection).await.map_err(failed)?;
    let name =
        |(id, name): (String, String)| Ok((word(&id, "an organisation")?, json(&name, "an organisation's name")?));
    rows.into_iter().map(name).collect()
}

/// Writes nothing new, so that nobody else writes until the end. False when there is none.
pub(super) async fn hold(connection: &mut AnyConnection, id: &OrganisationId) -> Result<bool, StoreError> {
    let held = sqlx::query("UPDATE organisations SET revision = revision WHERE id = $1").bind(id.as_str());
    Ok(held.execute(connection).await.map_err(failed)?.rows_affected() == 1)
}

pub(super) async fn with_enterprise_number(
    connection: &mut AnyConnection,
    number: EnterpriseNumber,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM organisations WHERE enterprise_number = $1 AND (stopped IS NULL OR stopped <> 'ended') ORDER BY id",
    )
    .bind(number.digits())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    ids.iter().map(|id| word(id, "an organisation")).collect()
}

pub(super) async fn add(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    said: &Particulars,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO organisations (id, name) VALUES ($1, '')")
        .bind(id.as_str())
        .execute(&mut *connection)
        .await
        .map_err(|error| not_added(error, &format!("organisation {id}")))?;
    write(connection, id, said).await
}

pub(super) async fn save(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    said: &Particulars,
) -> Result<(), StoreError> {
    write(connection, id, said).await?;
    let counted = sqlx::query("UPDATE organisations SET revision = revision + 1 WHERE id = $1").bind(id.as_str());
    counted.execute(connection).await.map_err(failed)?;
    Ok(())
}

async fn write(connection: &mut AnyConnection, id: &OrganisationId, said: &Particulars) -> Result<(), StoreError> {
    let number = said.enterprise_number.map(EnterpriseNumber::digits);
    let others =
        [id.as_str(), number.as_deref().unwrap_or_default(), &said.details.municipality, &said.details.postal_code];
    let ([fr, nl, de], sought) = folded_names(&said.name, &others);
    sqlx::query(
        "UPDATE organisations SET name = $2, enterprise_number = $3, region = $4, sector = $5, legal_contexts = $6,
                                  details = $7, sort_fr = $8, sort_nl = $9, sort_de = $10, sought = $11
         WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(to_json(&said.name, "an organisation's name")?)
    .bind(number)
    .bind(said.region.as_ref().map(RegionId::as_str))
    .bind(said.sector.map(i64::from))
    .bind(to_json(&said.legal_contexts, "an organisation's legal contexts")?)
    .bind(to_json(&said.details, "the details of an organisation")?)
    .bind(fr)
    .bind(nl)
    .bind(de)
    .bind(sought)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(super) async fn save_stopped(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    stopped: Option<&Stopped>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE organisations SET stopped = $2, stopped_us = $3, stopped_by = $4, stopped_why = $5 WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(stopped.map(|stopped| stopped.kind.as_str()))
    .bind(stopped.map(|stopped| stopped.at.as_microsecond()))
    .bind(stopped.and_then(|stopped| stopped.by.as_ref()).map(UserName::as_str))
    .bind(stopped.map(|stopped| stopped.why.as_str()))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(super) async fn save_memberships(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    memberships: &[Membership],
) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM organisation_recipients WHERE organisation = $1").bind(id.as_str());
    delete.execute(&mut *connection).await.map_err(failed)?;
    add_memberships(connection, id, memberships).await
}
