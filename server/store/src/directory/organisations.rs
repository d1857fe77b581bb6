//! Organisations.

use delibero_domain::identifier::{OrganisationId, RegionId};
use delibero_usecases::directory::Organisation;
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::convert::{number, place, word};
use crate::error::{bad_json, failed, not_added};

/// One row for each recipient, or one without.
#[derive(sqlx::FromRow)]
struct OrganisationRow {
    id: String,
    name: String,
    sector: Option<i64>,
    legal_context: Option<String>,
    region: Option<String>,
    recipient: Option<String>,
}

impl TryFrom<OrganisationRow> for Organisation {
    type Error = StoreError;

    fn try_from(row: OrganisationRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: word(&row.id, "an organisation")?,
            name: serde_json::from_str(&row.name).map_err(|why| bad_json("an organisation's name", &why))?,
            recipients: Vec::new(),
            sector: row.sector.map(|sector| number(sector, "an organisation's sector")).transpose()?,
            legal_context: row.legal_context,
            region: row.region.map(|id| word(&id, "an organisation's region")).transpose()?,
        })
    }
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    id: &OrganisationId,
) -> Result<Option<Organisation>, StoreError> {
    let rows = sqlx::query_as(
        "SELECT o.id, o.name, o.sector, o.legal_context, o.region, r.recipient
         FROM organisations o LEFT JOIN organisation_recipients r ON r.organisation = o.id
         WHERE o.id = $1 ORDER BY r.place",
    );
    let rows = rows.bind(id.as_str()).fetch_all(connection).await.map_err(failed)?;
    Ok(collected(rows)?.pop())
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Organisation>, StoreError> {
    let rows = sqlx::query_as(
        "SELECT o.id, o.name, o.sector, o.legal_context, o.region, r.recipient
         FROM organisations o LEFT JOIN organisation_recipients r ON r.organisation = o.id
         ORDER BY o.id, r.place",
    );
    collected(rows.fetch_all(connection).await.map_err(failed)?)
}

/// Rows of one organisation stand together.
fn collected(rows: Vec<OrganisationRow>) -> Result<Vec<Organisation>, StoreError> {
    let mut organisations: Vec<Organisation> = Vec::new();
    for mut row in rows {
        let recipient = row.recipient.take().map(|id| word(&id, "an organisation's recipient")).transpose()?;
        match organisations.last_mut() {
            Some(last) if last.id.as_str() == row.id => last.recipients.extend(recipient),
            _ => organisations.push(Organisation { recipients: recipient.into_iter().collect(), ..row.try_into()? }),
        }
    }
    Ok(organisations)
}

pub(super) async fn add(connection: &mut AnyConnection, organisation: &Organisation) -> Result<(), StoreError> {
    let id = organisation.id.as_str();
    let name = serde_json::to_string(&organisation.name).map_err(|why| bad_json("an organisation's name", &why))?;
    sqlx::query("INSERT INTO organisations (id, name, sector, legal_context, region) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(name)
        .bind(organisation.sector.map(i64::from))
        .bind(organisation.legal_context.as_deref())
        .bind(organisation.region.as_ref().map(RegionId::as_str))
        .execute(&mut *connection)
        .await
        .map_err(|error| not_added(error, &format!("organisation {id}")))?;
    for (index, recipient) in organisation.recipients.iter().enumerate() {
        sqlx::query("INSERT INTO organisation_recipients (organisation, recipient, place) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(recipient.as_str())
            .bind(place(index))
            .execute(&mut *connection)
            .await
            .map_err(|error| not_added(error, &format!("recipient {recipient} of organisation {id}")))?;
    }
    Ok(())
}
