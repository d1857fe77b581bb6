//! Users.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::UserName;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::mandates::Mandate;
use delibero_usecases::accounts::{Account, AccountStore, AccountWork, Actor, Credentials, PasswordHash};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::{place, word};
use crate::database::Database;
use crate::error::{failed, not_added, unreadable};
use crate::mandates;
use crate::unit_of_work::Work;

#[async_trait]
impl AccountStore for Database {
    async fn begin_accounts(&self) -> Result<Box<dyn AccountWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn account(&self, user: &UserName) -> Result<Option<Account>, StoreError> {
        find(&mut *self.reader().await?, user).await
    }

    async fn credentials(&self, user: &UserName) -> Result<Option<Credentials>, StoreError> {
        credentials(&mut *self.reader().await?, user).await
    }

    async fn display_names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        names(&mut *self.reader().await?, users).await
    }
}

#[async_trait]
impl AccountWork for Work {
    async fn account(&mut self, user: &UserName) -> Result<Option<Account>, StoreError> {
        find(&mut self.transaction, user).await
    }

    async fn mandates_of(&mut self, user: &UserName) -> Result<Vec<Mandate>, StoreError> {
        if let Some(known) = self.ahead.as_ref().and_then(|ahead| ahead.mandates_of(user)) {
            return Ok(known);
        }
        mandates::of_user(&mut self.transaction, user).await
    }

    async fn add_user(&mut self, user: &Credentials) -> Result<(), StoreError> {
        add(&mut self.transaction, user).await
    }
}

/// More of them are asked for in several statements.
const MOST_AT_ONCE: usize = 500;

/// One row for each role, or one without.
#[derive(sqlx::FromRow)]
struct AccountRow {
    user_name: String,
    display_name: String,
    organisation: String,
    enabled: i64,
    language: Option<String>,
    role: Option<String>,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        let language = |code: String| Language::from_code(&code).ok_or_else(|| unreadable("a user's language"));
        Ok(Self {
            actor: Actor {
                user: word(&row.user_name, "a user")?,
                organisation: word(&row.organisation, "a user's organisation")?,
                roles: Vec::new(),
            },
            display_name: row.display_name,
            enabled: row.enabled == 1,
            language: row.language.map(language).transpose()?,
        })
    }
}

async fn find(connection: &mut AnyConnection, user: &UserName) -> Result<Option<Account>, StoreError> {
    let rows: Vec<AccountRow> = sqlx::query_as(
        "SELECT u.user_name, u.display_name, u.organisation, u.enabled, u.language, r.role
         FROM users u LEFT JOIN user_roles r ON r.user_name = u.user_name
         WHERE u.user_name = $1 ORDER BY r.place",
    )
    .bind(user.as_str())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let roles = rows.iter().filter_map(|row| row.role.as_deref());
    let roles: Option<Vec<Role>> = roles.map(Role::from_word).collect();
    let roles = roles.ok_or_else(|| unreadable("a user's role"))?;
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let mut account = Account::try_from(row)?;
    account.actor.roles = roles;
    Ok(Some(account))
}

/// The names that people read, in one statement for every so many users.
async fn names(connection: &mut AnyConnection, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
    let distinct: Vec<&UserName> = users.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut names = BTreeMap::new();
    for users in distinct.chunks(MOST_AT_ONCE) {
        let list: Vec<String> = (1..=users.len()).map(|place| format!("${place}")).collect();
        let sql = format!("SELECT user_name, display_name FROM users WHERE user_name IN ({})", list.join(", "));
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for user in users {
            query = query.bind(user.as_str().to_owned());
        }
        let rows: Vec<(String, String)> = query.fetch_all(&mut *connection).await.map_err(failed)?;
        for (user, name) in rows {
            names.insert(word(&user, "a user")?, name);
        }
    }
    Ok(names)
}

async fn credentials(connection: &mut AnyConnection, user: &UserName) -> Result<Option<Credentials>, StoreError> {
    let password: Option<String> = sqlx::query_scalar("SELECT password FROM users WHERE user_name = $1")
        .bind(user.as_str())
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    // An empty one: its user chose none yet, so that nothing fits it.
    let Some(password) = password.filter(|chosen| !chosen.is_empty()).map(PasswordHash) else { return Ok(None) };
    Ok(find(connection, user).await?.map(|account| Credentials { account, password }))
}

async fn add(connection: &mut AnyConnection, credentials: &Credentials) -> Result<(), StoreError> {
    let account = &credentials.account;
    let user = account.actor.user.as_str();
    sqlx::query(
        "INSERT INTO users (user_name, display_name, organisation, password, enabled, language, state, sought)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(user)
    .bind(account.display_name.as_str())
    .bind(account.actor.organisation.as_str())
    .bind(credentials.password.0.as_str())
    .bind(i64::from(account.enabled))
    .bind(account.language.map(Language::code))
    .bind(if account.enabled { "active" } else { "suspended" })
    .bind(sought(&account.display_name, user))
    .execute(&mut *connection)
    .await
    .map_err(|error| not_added(error, &format!("user {user}")))?;
    add_roles(connection, &account.actor.user, &account.actor.roles).await
}

/// What somebody is found and sorted by.
pub(crate) fn sought(display_name: &str, user_name: &str) -> String {
    format!("{} {}", folded_line(display_name), folded_line(user_name))
}

pub(crate) async fn add_roles(
    connection: &mut AnyConnection,
    user: &UserName,
    roles: &[Role],
) -> Result<(), StoreError> {
    for (index, role) in roles.iter().enumerate() {
        sqlx::query("INSERT INTO user_roles (user_name, role, place) VALUES ($1, $2, $3)")
            .bind(user.as_str())
            .bind(role.as_str())
            .bind(place(index))
            .execute(&mut *connection)
            .await
            .map_err(|error| not_added(error, &format!("role {role} of user {user}")))?;
    }
    Ok(())
}
