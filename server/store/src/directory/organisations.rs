//! Organisations, as decisions about their users go by them.

use delibero_domain::folding::folded_line;
use delibero_domain::identifier::{OrganisationId, RegionId};
use delibero_domain::text::Text;
use delibero_usecases::directory::{Membership, Organisation, StopKind, Stopped};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::{instant, json, number, optional_day, place, to_json, word};
use crate::error::{failed, not_added, unreadable};

/// One row for each membership, or one without.
#[derive(sqlx::FromRow)]
struct OrganisationRow {
    id: String,
    name: String,
    stopped: Option<String>,
    stopped_us: Option<i64>,
    stopped_by: Option<String>,
    stopped_why: Option<String>,
    sector: Option<i64>,
    legal_contexts: String,
    region: Option<String>,
    recipient: Option<String>,
    deliberation: Option<String>,
    from_day: Option<String>,
    until_day: Option<String>,
}

impl OrganisationRow {
    fn membership(&self) -> Result<Option<Membership>, StoreError> {
        let Some(recipient) = &self.recipient else { return Ok(None) };
        membership(recipient, self.deliberation.as_deref(), self.from_day.as_deref(), self.until_day.as_deref())
            .map(Some)
    }
}

/// A membership from its columns.
pub(crate) fn membership(
    recipient: &str,
    deliberation: Option<&str>,
    from: Option<&str>,
    until: Option<&str>,
) -> Result<Membership, StoreError> {
    Ok(Membership {
        recipient: word(recipient, "an organisation's recipient")?,
        deliberation: deliberation.map(|number| word(number, "the deliberation of a membership")).transpose()?,
        from: optional_day(from, "the first day of a membership")?,
        until: optional_day(until, "the last day of a membership")?,
    })
}

/// Whether an organisation is stopped, from its columns.
pub(crate) fn stopped(
    kind: Option<&str>,
    at_us: Option<i64>,
    by: Option<&str>,
    why: Option<String>,
) -> Result<Option<Stopped>, StoreError> {
    let Some(kind) = kind else { return Ok(None) };
    let kind = StopKind::from_word(kind).ok_or_else(|| unreadable("how an organisation was stopped"))?;
    Ok(Some(Stopped {
        kind,
        at: instant(at_us.unwrap_or_default(), "when an organisation was stopped")?,
        by: by.map(|user| word(user, "who stopped an organisation")).transpose()?,
        why: why.unwrap_or_default(),
    }))
}

impl TryFrom<OrganisationRow> for Organisation {
    type Error = StoreError;

    fn try_from(row: OrganisationRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: word(&row.id, "an organisation")?,
            name: json(&row.name, "an organisation's name")?,
            stopped: stopped(row.stopped.as_deref(), row.stopped_us, row.stopped_by.as_deref(), row.stopped_why)?,
            memberships: Vec::new(),
            sector: row.sector.map(|sector| number(sector, "an organisation's sector")).transpose()?,
            legal_contexts: json(&row.legal_contexts, "an organisation's legal contexts")?,
            region: row.region.map(|id| word(&id, "an organisation's region")).transpose()?,
        })
    }
}

const COLUMNS: &str = "SELECT o.id, o.name, o.stopped, o.stopped_us, o.stopped_by, o.stopped_why, o.sector,
           o.legal_contexts, o.region, r.recipient, r.deliberation, r.from_day, r.until_day
    FROM organisations o LEFT JOIN organisation_recipients r ON r.organisation = o.id";

/// `held`: what the engine adds so that nobody changes the organisation until the transaction ends.
pub(super) async fn find(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    held: &'static str,
) -> Result<Option<Organisation>, StoreError> {
    let sql = AssertSqlSafe(format!("{COLUMNS} WHERE o.id = $1 ORDER BY r.place{held}"));
    let rows = sqlx::query_as(sql).bind(id.as_str()).fetch_all(connection).await.map_err(failed)?;
    Ok(collected(rows)?.pop())
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Organisation>, StoreError> {
    let sql = AssertSqlSafe(format!("{COLUMNS} ORDER BY o.id, r.place"));
    collected(sqlx::query_as(sql).fetch_all(connection).await.map_err(failed)?)
}

/// Rows of one organisation stand together.
fn collected(rows: Vec<OrganisationRow>) -> Result<Vec<Organisation>, StoreError> {
    let mut organisations: Vec<Organisation> = Vec::new();
    for row in rows {
        let membership = row.membership()?;
        match organisations.last_mut() {
            Some(last) if last.id.as_str() == row.id => last.memberships.extend(membership),
            _ => organisations.push(Organisation { memberships: membership.into_iter().collect(), ..row.try_into()? }),
        }
    }
    Ok(organisations)
}

/// What stands beside a name: each language folded, to sort by, and all that is searched.
pub(crate) fn folded_names(name: &Text, others: &[&str]) -> ([String; 3], String) {
    let sorted = [&name.fr, &name.nl, &name.de].map(|name| folded_line(name));
    let others = others.iter().map(|words| folded_line(words));
    let sought: Vec<String> = sorted.iter().cloned().chain(others).collect();
    let sought = sought.join(" ");
    (sorted, sought)
}

pub(super) async fn add(connection: &mut AnyConnection, organisation: &Organisation) -> Result<(), StoreError> {
    let id = organisation.id.as_str();
    let ([fr, nl, de], sought) = folded_names(&organisation.name, &[id]);
    sqlx::query(
        "INSERT INTO organisations (id, name, sector, legal_contexts, region, sort_fr, sort_nl, sort_de, sought)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(to_json(&organisation.name, "an organisation's name")?)
    .bind(organisation.sector.map(i64::from))
    .bind(to_json(&organisation.legal_contexts, "an organisation's legal contexts")?)
    .bind(organisation.region.as_ref().map(RegionId::as_str))
    .bind(fr)
    .bind(nl)
    .bind(de)
    .bind(sought)
    .execute(&mut *connection)
    .await
    .map_err(|error| not_added(error, &format!("organisation {id}")))?;
    add_memberships(connection, &organisation.id, &organisation.memberships).await
}

pub(crate) async fn add_memberships(
    connection: &mut AnyConnection,
    organisation: &OrganisationId,
    memberships: &[Membership],
) -> Result<(), StoreError> {
    for (index, membership) in memberships.iter().enumerate() {
        sqlx::query(
            "INSERT INTO organisation_recipients (organisation, place, recipient, deliberation, from_day, until_day)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(organisation.as_str())
        .bind(place(index))
        .bind(membership.recipient.as_str())
        .bind(membership.deliberation.map(|number| number.to_string()))
        .bind(membership.from.map(|day| day.to_string()))
        .bind(membership.until.map(|day| day.to_string()))
        .execute(&mut *connection)
        .await
        .map_err(|error| {
            not_added(error, &format!("recipient {} of organisation {organisation}", membership.recipient))
        })?;
    }
    Ok(())
}
