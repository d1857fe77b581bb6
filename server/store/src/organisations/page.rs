//! One page of the list of organisations.

use delibero_domain::text::Language;
use delibero_usecases::organisations::{OrganisationPage, OrganisationQuery, OrganisationSort, StateFilter};
use delibero_usecases::store_error::StoreError;
use sqlx::any::AnyArguments;
use sqlx::{Any, AnyConnection, Arguments, AssertSqlSafe, Encode, Type};

use super::registered::{COLUMNS, RegisteredRow, with_recipients};
use crate::convert::number;
use crate::error::failed;

pub(super) async fn page(
    connection: &mut AnyConnection,
    query: &OrganisationQuery,
) -> Result<OrganisationPage, StoreError> {
    let Conditions { text, arguments } = Conditions::of(query)?;
    let sql = format!("SELECT COUNT(*) FROM organisations o {}", filter(&text));
    let total: i64 =
        sqlx::query_scalar_with(AssertSqlSafe(sql), arguments).fetch_one(&mut *connection).await.map_err(failed)?;
    let Conditions { text, arguments } = Conditions::of(query)?;
    let (filter, order, skip, most) = (filter(&text), order(query), query.skip, query.most);
    let sql = format!("SELECT {COLUMNS} FROM organisations o {filter} ORDER BY {order} LIMIT {most} OFFSET {skip}");
    let rows: Vec<RegisteredRow> =
        sqlx::query_as_with(AssertSqlSafe(sql), arguments).fetch_all(&mut *connection).await.map_err(failed)?;
    let organisations = if rows.is_empty() { Vec::new() } else { with_recipients(connection, rows).await? };
    Ok(OrganisationPage { total: number(total, "a count")?, organisations })
}

fn filter(conditions: &[String]) -> String {
    if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) }
}

fn order(query: &OrganisationQuery) -> String {
    let column = match query.sort {
        OrganisationSort::Name(Language::Fr) => "sort_fr",
        OrganisationSort::Name(Language::Nl) => "sort_nl",
        OrganisationSort::Name(Language::De) => "sort_de",
        OrganisationSort::EnterpriseNumber => "COALESCE(enterprise_number, '')",
        OrganisationSort::Sector => "COALESCE(sector, -1)",
    };
    let direction = if query.descending { "DESC" } else { "ASC" };
    format!("{column} {direction}, id {direction}")
}

/// What a row must fulfil. The text is made of constants of this file and of numbers of placeholders, of nothing else.
#[derive(Default)]
struct Conditions {
    text: Vec<String>,
    arguments: AnyArguments,
}

impl Conditions {
    fn of(query: &OrganisationQuery) -> Result<Self, StoreError> {
        let mut conditions = Self::default();
        for word in &query.words {
            // Folded words have no character that means something in a pattern.
            conditions.add("o.sought LIKE", format!("%{word}%"), "")?;
        }
        match query.state {
            None => {}
            Some(StateFilter::Active) => conditions.text.push("o.stopped IS NULL".to_owned()),
            Some(StateFilter::Stopped(kind)) => conditions.add("o.stopped =", kind.as_str().to_owned(), "")?,
            Some(StateFilter::Waiting) => conditions
                .text
                .push("EXISTS (SELECT 1 FROM organisation_proposals p WHERE p.organisation = o.id)".to_owned()),
        }
        if let Some(recipient) = &query.recipient {
            let day = query.day;
            conditions.add(
                "EXISTS (SELECT 1 FROM organisation_recipients r WHERE r.organisation = o.id AND r.recipient =",
                recipient.to_string(),
                &format!(
                    "AND (r.from_day IS NULL OR r.from_day <= '{day}') AND (r.until_day IS NULL OR r.until_day >= '{day}'))"
                ),
            )?;
        }
        if let Some(region) = &query.region {
            conditions.add("o.region =", region.to_string(), "")?;
        }
        if let Some(sector) = query.sector {
            conditions.add("o.sector =", i64::from(sector), "")?;
        }
        if let Some(only) = &query.only {
            conditions.add("o.id =", only.to_string(), "")?;
        }
        Ok(conditions)
    }

    fn add<'t, T>(&mut self, comparison: &str, value: T, rest: &str) -> Result<(), StoreError>
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        self.arguments.add(value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        self.text.push(format!("{comparison} ${} {rest}", self.arguments.len()));
        Ok(())
    }
}
