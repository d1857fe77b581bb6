//! What an organisation has and does, in numbers.

use delibero_domain::identifier::OrganisationId;
use delibero_domain::role::Role;
use delibero_usecases::organisations::{MonthCount, OrganisationUser};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use sqlx::AnyConnection;

use crate::convert::{number, word};
use crate::error::{failed, unreadable};

#[derive(sqlx::FromRow)]
struct UserRow {
    user_name: String,
    display_name: String,
    enabled: i64,
    role: Option<String>,
}

pub(super) async fn users(
    connection: &mut AnyConnection,
    id: &OrganisationId,
) -> Result<Vec<OrganisationUser>, StoreError> {
    let rows: Vec<UserRow> = sqlx::query_as(
        "SELECT u.user_name, u.display_name, u.enabled, r.role
         FROM users u LEFT JOIN user_roles r ON r.user_name = u.user_name
         WHERE u.organisation = $1 ORDER BY u.display_name, u.user_name, r.place",
    )
    .bind(id.as_str())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let mut users: Vec<OrganisationUser> = Vec::new();
    for row in rows {
        let role = row.role.as_deref().map(|role| Role::from_word(role).ok_or_else(|| unreadable("a user's role")));
        let role = role.transpose()?;
        match users.last_mut() {
            Some(last) if last.user.as_str() == row.user_name => last.roles.extend(role),
            _ => users.push(OrganisationUser {
                user: word(&row.user_name, "a user")?,
                display_name: row.display_name,
                roles: role.into_iter().collect(),
                enabled: row.enabled == 1,
            }),
        }
    }
    Ok(users)
}

/// From an index alone.
pub(super) async fn decisions(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    from: Date,
) -> Result<Vec<MonthCount>, StoreError> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT substr(day, 1, 7) AS month, COUNT(*) AS every,
                CAST(SUM(CASE WHEN outcome = 'granted' THEN 1 ELSE 0 END) AS BIGINT)
         FROM access_log WHERE kind = 'decision' AND organisation = $1 AND day >= $2
         GROUP BY substr(day, 1, 7) ORDER BY month",
    )
    .bind(id.as_str())
    .bind(from.to_string())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let what = "a count of consultations";
    rows.into_iter()
        .map(|(month, every, granted)| {
            Ok(MonthCount {
                month: word(&format!("{month}-01"), what)?,
                granted: number(granted, what)?,
                refused: number(every - granted, what)?,
            })
        })
        .collect()
}
