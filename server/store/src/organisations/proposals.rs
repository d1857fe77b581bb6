//! Recipients that are proposed for organisations.

use std::collections::BTreeMap;

use delibero_domain::identifier::UserName;
use delibero_usecases::organisations::Proposal;
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::placeholders::placeholders;
use crate::convert::{instant, number, word};
use crate::directory::organisations::membership;
use crate::error::{failed, not_added};

const SELECT: &str =
    "SELECT id, organisation, recipient, deliberation, from_day, until_day, why, proposed_by, proposed_us,
    load_id FROM organisation_proposals";

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: String,
    organisation: String,
    recipient: String,
    deliberation: String,
    from_day: String,
    until_day: Option<String>,
    why: String,
    proposed_by: Option<String>,
    proposed_us: i64,
    load_id: Option<String>,
}

impl TryFrom<ProposalRow> for Proposal {
    type Error = StoreError;

    fn try_from(row: ProposalRow) -> Result<Self, StoreError> {
        let (deliberation, from) = (Some(row.deliberation.as_str()), Some(row.from_day.as_str()));
        Ok(Self {
            id: row.id,
            organisation: word(&row.organisation, "an organisation")?,
            membership: membership(&row.recipient, deliberation, from, row.until_day.as_deref())?,
            why: row.why,
            by: row.proposed_by.map(|user| word(&user, "who proposed a recipient")).transpose()?,
            at: instant(row.proposed_us, "when a recipient was proposed")?,
            load: row.load_id,
        })
    }
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Proposal>, StoreError> {
    let sql = AssertSqlSafe(format!("{SELECT} ORDER BY proposed_us, organisation, recipient, id"));
    read(sqlx::query_as(sql).fetch_all(connection).await.map_err(failed)?)
}

pub(super) async fn count(connection: &mut AnyConnection) -> Result<u32, StoreError> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM organisation_proposals")
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    number(count, "a count")
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Proposal>, StoreError> {
    let sql = AssertSqlSafe(format!("{SELECT} WHERE id = $1"));
    let row: Option<ProposalRow> = sqlx::query_as(sql).bind(id).fetch_optional(connection).await.map_err(failed)?;
    row.map(Proposal::try_from).transpose()
}

pub(super) async fn of_load(connection: &mut AnyConnection, load: &str) -> Result<Vec<Proposal>, StoreError> {
    let sql = AssertSqlSafe(format!("{SELECT} WHERE load_id = $1 ORDER BY organisation, recipient, id"));
    read(sqlx::query_as(sql).bind(load).fetch_all(connection).await.map_err(failed)?)
}

/// By organisation, oldest first.
pub(super) async fn of(
    connection: &mut AnyConnection,
    organisations: &[String],
) -> Result<BTreeMap<String, Vec<Proposal>>, StoreError> {
    let list = placeholders(organisations.len());
    let sql = format!("{SELECT} WHERE organisation IN ({list}) ORDER BY proposed_us, recipient, id");
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for id in organisations {
        query = query.bind(id.as_str());
    }
    let mut found: BTreeMap<String, Vec<Proposal>> = BTreeMap::new();
    for proposal in read(query.fetch_all(connection).await.map_err(failed)?)? {
        found.entry(proposal.organisation.to_string()).or_default().push(proposal);
    }
    Ok(found)
}

fn read(rows: Vec<ProposalRow>) -> Result<Vec<Proposal>, StoreError> {
    rows.into_iter().map(Proposal::try_from).collect()
}

pub(super) async fn add(connection: &mut AnyConnection, proposal: &Proposal) -> Result<(), StoreError> {
    let membership = &proposal.membership;
    sqlx::query(
        "INSERT INTO organisation_proposals (id, organisation, recipient, deliberation, from_day, until_day, why,
                                             proposed_by, proposed_us, load_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&proposal.id)
    .bind(proposal.organisation.as_str())
    .bind(membership.recipient.as_str())
    .bind(membership.deliberation.map(|number| number.to_string()))
    .bind(membership.from.map(|day| day.to_string()))
    .bind(membership.until.map(|day| day.to_string()))
    .bind(&proposal.why)
    .bind(proposal.by.as_ref().map(UserName::as_str))
    .bind(proposal.at.as_microsecond())
    .bind(proposal.load.as_deref())
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "a proposed recipient"))?;
    Ok(())
}

pub(super) async fn remove(connection: &mut AnyConnection, id: &str) -> Result<bool, StoreError> {
    let delete = sqlx::query("DELETE FROM organisation_proposals WHERE id = $1").bind(id);
    Ok(delete.execute(connection).await.map_err(failed)?.rows_affected() == 1)
}
