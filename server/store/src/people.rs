//! People: accounts as those see them who look after them, links, open sessions.

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use delibero_usecases::accounts::PasswordHash;
use delibero_usecases::accounts::mandates::{EndedMandate, Mandate};
use delibero_usecases::accounts::people::{
    AccessLink, LinkHash, OpenSession, PeopleStore, PeopleWork, Sessions, Stopped, User, UserFilter, UserState,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::any::AnyArguments;
use sqlx::{AnyConnection, Arguments, AssertSqlSafe};

use crate::accounts::{add_roles, sought};
use crate::convert::{instant, number, word};
use crate::database::Database;
use crate::error::{failed, not_added, unreadable};
use crate::mandates;
use crate::unit_of_work::Work;

#[async_trait]
impl PeopleStore for Database {
    async fn begin_people(&self) -> Result<Box<dyn PeopleWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn users(&self, filter: &UserFilter, skipped: u32, most: u32) -> Result<Vec<User>, StoreError> {
        list(&mut *self.reader().await?, filter, skipped, most).await
    }

    async fn count_users(&self, filter: &UserFilter) -> Result<u64, StoreError> {
        let conditions = Conditions::of(filter)?;
        let sql = format!("SELECT COUNT(*) FROM users u{}", conditions.text());
        let count: i64 = sqlx::query_scalar_with(AssertSqlSafe(sql), conditions.arguments)
            .fetch_one(&mut *self.reader().await?)
            .await
            .map_err(failed)?;
        number(count, "how many users there are")
    }

    async fn user(&self, user: &UserName) -> Result<Option<User>, StoreError> {
        find(&mut *self.reader().await?, user).await
    }

    async fn mandates_of(&self, user: &UserName) -> Result<Vec<Mandate>, StoreError> {
        mandates::of_user(&mut *self.reader().await?, user).await
    }

    async fn offices_of(&self, organisation: &OrganisationId) -> Result<Vec<Mandate>, StoreError> {
        mandates::offices_of(&mut *self.reader().await?, organisation).await
    }

    async fn link(&self, hash: &LinkHash) -> Result<Option<AccessLink>, StoreError> {
        link(&mut *self.reader().await?, hash).await
    }

    async fn open_sessions(&self, user: &UserName) -> Result<Vec<OpenSession>, StoreError> {
        let stored = self.sessions_of(user).await?;
        Ok(stored.into_iter().map(crate::sessions::StoredSession::open).collect())
    }

    async fn note_signed_in(&self, user: &UserName, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE users SET signed_in_us = $2 WHERE user_name = $1")
            .bind(user.as_str())
            .bind(at.as_microsecond())
            .execute(&mut *self.writer().await?)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn unused_since(&self, before: Timestamp, now: Timestamp) -> Result<Vec<UserName>, StoreError> {
        let mut work = self.transaction().await?;
        sqlx::query(
            "UPDATE users SET since_us = $1 WHERE since_us IS NULL AND signed_in_us IS NULL AND state = 'active'",
        )
        .bind(now.as_microsecond())
        .execute(&mut *work)
        .await
        .map_err(failed)?;
        let users: Vec<(String,)> = sqlx::query_as(
            "SELECT user_name FROM users
             WHERE state = 'active' AND COALESCE(since_us, 0) < $1 AND COALESCE(signed_in_us, 0) < $1
             ORDER BY user_name",
        )
        .bind(before.as_microsecond())
        .fetch_all(&mut *work)
        .await
        .map_err(failed)?;
        work.commit().await.map_err(failed)?;
        users.into_iter().map(|(user,)| word(&user, "a user")).collect()
    }
}

#[async_trait]
impl PeopleWork for Work {
    async fn wait_for_people_of(&mut self, organisation: &OrganisationId) -> Result<(), StoreError> {
        if let Some(lock) = self.engine.people_lock() {
            let turn = sqlx::query(lock).bind(organisation.as_str()).fetch_one(&mut *self.transaction).await;
            turn.map_err(failed)?;
        }
        Ok(())
    }

    async fn user(&mut self, user: &UserName) -> Result<Option<User>, StoreError> {
        find(&mut self.transaction, user).await
    }

    async fn administrators(&mut self, organisation: &OrganisationId) -> Result<Vec<UserName>, StoreError> {
        let users: Vec<(String,)> = sqlx::query_as(
            "SELECT DISTINCT u.user_name FROM users u JOIN user_roles r ON r.user_name = u.user_name
             WHERE u.organisation = $1 AND u.state = 'active' AND r.role IN ('organisation-admin', 'system-admin')
             ORDER BY u.user_name",
        )
        .bind(organisation.as_str())
        .fetch_all(&mut *self.transaction)
        .await
        .map_err(failed)?;
        users.into_iter().map(|(user,)| word(&user, "a user")).collect()
    }

    async fn invite(&mut self, user: &User) -> Result<(), StoreError> {
        let name = user.user.as_str();
        sqlx::query(
            "INSERT INTO users (user_name, display_name, organisation, password, enabled, state, since_us, sought)
             VALUES ($1, $2, $3, '', 0, $4, $5, $6)",
        )
        .bind(name)
        .bind(user.display_name.as_str())
        .bind(user.organisation.as_str())
        .bind(user.state.word())
        .bind(user.since.map(Timestamp::as_microsecond))
        .bind(sought(&user.display_name, name))
        .execute(&mut *self.transaction)
        .await
        .map_err(|error| not_added(error, &format!("user {name}")))?;
        add_roles(&mut self.transaction, &user.user, &user.roles).await
    }

    async fn save_user(&mut self, user: &User, read: u32) -> Result<Result<u32, u32>, StoreError> {
        save(&mut self.transaction, user, read).await
    }

    async fn offices_of(&mut self, organisation: &OrganisationId) -> Result<Vec<Mandate>, StoreError> {
        mandates::offices_of(&mut self.transaction, organisation).await
    }

    async fn add_mandate(&mut self, mandate: &Mandate) -> Result<(), StoreError> {
        mandates::add(&mut self.transaction, mandate).await
    }

    async fn end_mandate(&mut self, id: &str, ended: &EndedMandate) -> Result<(), StoreError> {
        mandates::end(&mut self.transaction, id, ended).await
    }

    async fn set_password(&mut self, user: &UserName, password: &PasswordHash) -> Result<(), StoreError> {
        sqlx::query("UPDATE users SET password = $2 WHERE user_name = $1")
            .bind(user.as_str())
            .bind(password.0.as_str())
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn end_sessions(&mut self, user: &UserName, which: Sessions) -> Result<u64, StoreError> {
        let (condition, session) = match which {
            Sessions::All => ("", None),
            Sessions::But(id) => (" AND id_hash <> $2", Some(id)),
            Sessions::One(id) => (" AND id_hash = $2", Some(id)),
        };
        let sql = format!("UPDATE sessions SET revoked = 1 WHERE user_name = $1 AND revoked = 0{condition}");
        let mut update = sqlx::query(AssertSqlSafe(sql)).bind(user.as_str());
        if let Some(session) = session {
            update = update.bind(session.to_vec());
        }
        Ok(update.execute(&mut *self.transaction).await.map_err(failed)?.rows_affected())
    }

    async fn add_link(&mut self, hash: &LinkHash, link: &AccessLink) -> Result<(), StoreError> {
        PeopleWork::remove_links(self, &link.user).await?;
        sqlx::query(
            "INSERT INTO access_links (token_hash, user_name, made_us, made_by, expires_us) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(hash.as_slice())
        .bind(link.user.as_str())
        .bind(link.made.as_microsecond())
        .bind(link.made_by.as_str())
        .bind(link.expires.as_microsecond())
        .execute(&mut *self.transaction)
        .await
        .map_err(|error| not_added(error, "a link"))?;
        Ok(())
    }

    async fn remove_links(&mut self, user: &UserName) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM access_links WHERE user_name = $1 AND used_us IS NULL")
            .bind(user.as_str())
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn use_link(&mut self, hash: &LinkHash, at: Timestamp) -> Result<bool, StoreError> {
        let used = sqlx::query("UPDATE access_links SET used_us = $2 WHERE token_hash = $1 AND used_us IS NULL")
            .bind(hash.as_slice())
            .bind(at.as_microsecond())
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(used.rows_affected() == 1)
    }
}

const COLUMNS: &str = "u.user_name, u.display_name, u.organisation, u.state, u.revision, u.since_us, u.signed_in_us,
    u.stopped_us, u.stopped_by, u.stopped_why";

#[derive(sqlx::FromRow)]
struct UserRow {
    user_name: String,
    display_name: String,
    organisation: String,
    state: String,
    revision: i64,
    since_us: Option<i64>,
    signed_in_us: Option<i64>,
    stopped_us: Option<i64>,
    stopped_by: Option<String>,
    stopped_why: Option<String>,
}

impl UserRow {
    fn user(self, roles: Vec<Role>) -> Result<User, StoreError> {
        let stopped = || {
            Ok::<_, StoreError>(Stopped {
                by: self.stopped_by.as_deref().map(|user| word(user, "who stopped a user")).transpose()?,
                at: instant(self.stopped_us.unwrap_or_default(), "when a user was stopped")?,
                why: self.stopped_why.clone().unwrap_or_default(),
            })
        };
        let state = match self.state.as_str() {
            "invited" => UserState::Invited,
            "active" => UserState::Active,
            "suspended" => UserState::Suspended(stopped()?),
            "ended" => UserState::Ended(stopped()?),
            _ => return Err(unreadable("the state of a user")),
        };
        let time = |at: Option<i64>| at.map(|at| instant(at, "the times of a user")).transpose();
        Ok(User {
            user: word(&self.user_name, "a user")?,
            display_name: self.display_name,
            organisation: word(&self.organisation, "a user's organisation")?,
            roles,
            state,
            revision: number(self.revision, "the revision of a user")?,
            since: time(self.since_us)?,
            signed_in: time(self.signed_in_us)?,
        })
    }
}

async fn find(connection: &mut AnyConnection, user: &UserName) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM users u WHERE u.user_name = $1");
    let row: Option<UserRow> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(user.as_str())
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    let roles = roles_of(connection, std::slice::from_ref(&row.user_name)).await?;
    row.user(roles.into_iter().map(|(_, role)| role).collect()).map(Some)
}

/// The roles of some users, each with its user, in the order of each user's list.
async fn roles_of(connection: &mut AnyConnection, users: &[String]) -> Result<Vec<(String, Role)>, StoreError> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=users.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT user_name, role FROM user_roles WHERE user_name IN ({}) ORDER BY user_name, place",
        places.join(", ")
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for user in users {
        query = query.bind(user.clone());
    }
    let rows: Vec<(String, String)> = query.fetch_all(connection).await.map_err(failed)?;
    let role = |(user, role): (String, String)| Some((user, Role::from_word(&role)?));
    rows.into_iter().map(role).collect::<Option<_>>().ok_or_else(|| unreadable("a user's role"))
}

async fn list(
    connection: &mut AnyConnection,
    filter: &UserFilter,
    skipped: u32,
    most: u32,
) -> Result<Vec<User>, StoreError> {
    let conditions = Conditions::of(filter)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM users u{} ORDER BY u.sought, u.user_name LIMIT {most} OFFSET {skipped}",
        conditions.text()
    );
    let rows: Vec<UserRow> = sqlx::query_as_with(AssertSqlSafe(sql), conditions.arguments)
        .fetch_all(&mut *connection)
        .await
        .map_err(failed)?;
    let names: Vec<String> = rows.iter().map(|row| row.user_name.clone()).collect();
    let mut roles: Vec<(String, Role)> = Vec::new();
    for some in names.chunks(500) {
        roles.extend(roles_of(connection, some).await?);
    }
    rows.into_iter()
        .map(|row| {
            let own = roles.iter().filter(|(user, _)| *user == row.user_name).map(|(_, role)| *role).collect();
            row.user(own)
        })
        .collect()
}

/// What a row must fulfil. The text is made of constants of this file and of numbers of placeholders, of nothing else.
#[derive(Default)]
struct Conditions {
    conditions: Vec<String>,
    arguments: AnyArguments,
}

impl Conditions {
    fn of(filter: &UserFilter) -> Result<Self, StoreError> {
        let mut made = Self::default();
        made.add("u.organisation = ?", filter.organisation.as_ref().map(|id| id.to_string()))?;
        made.add("u.state = ?", filter.state.map(str::to_owned))?;
        let role = "EXISTS (SELECT 1 FROM user_roles r WHERE r.user_name = u.user_name AND r.role = ?)";
        made.add(role, filter.role.map(|role| role.as_str().to_owned()))?;
        let pattern = filter.named.as_ref().map(|part| format!("%{}%", part.replace(['%', '_', '\\'], "")));
        made.add("u.sought LIKE ?", pattern)?;
        Ok(made)
    }

    fn add(&mut self, condition: &'static str, value: Option<String>) -> Result<(), StoreError> {
        let Some(value) = value else { return Ok(()) };
        self.arguments.add(value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        self.conditions.push(condition.replace('?', &format!("${}", self.arguments.len())));
        Ok(())
    }

    fn text(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!(" WHERE {}", self.conditions.join(" AND ")) }
    }
}

async fn save(connection: &mut AnyConnection, user: &User, read: u32) -> Result<Result<u32, u32>, StoreError> {
    let name = user.user.as_str();
    let stopped = user.state.stopped();
    let saved = sqlx::query(
        "UPDATE users SET display_name = $3, organisation = $4, state = $5, enabled = $6, since_us = $7,
                          stopped_us = $8, stopped_by = $9, stopped_why = $10, sought = $11,
                          revision = revision + 1
         WHERE user_name = $1 AND revision = $2",
    )
    .bind(name)
    .bind(i64::from(read))
    .bind(user.display_name.as_str())
    .bind(user.organisation.as_str())
    .bind(user.state.word())
    .bind(i64::from(user.state == UserState::Active))
    .bind(user.since.map(Timestamp::as_microsecond))
    .bind(stopped.map(|stopped| stopped.at.as_microsecond()))
    .bind(stopped.and_then(|stopped| stopped.by.as_ref()).map(UserName::as_str))
    .bind(stopped.map(|stopped| stopped.why.as_str()))
    .bind(sought(&user.display_name, name))
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    let revision: i64 = sqlx::query_scalar("SELECT revision FROM users WHERE user_name = $1")
        .bind(name)
        .fetch_one(&mut *connection)
        .await
        .map_err(failed)?;
    let revision = number(revision, "the revision of a user")?;
    if saved.rows_affected() == 0 {
        return Ok(Err(revision));
    }
    sqlx::query("DELETE FROM user_roles WHERE user_name = $1")
        .bind(name)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    add_roles(connection, &user.user, &user.roles).await?;
    Ok(Ok(revision))
}

async fn link(connection: &mut AnyConnection, hash: &LinkHash) -> Result<Option<AccessLink>, StoreError> {
    let row: Option<(String, i64, String, i64, Option<i64>)> = sqlx::query_as(
        "SELECT user_name, made_us, made_by, expires_us, used_us FROM access_links WHERE token_hash = $1",
    )
    .bind(hash.as_slice())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    let Some((user, made, made_by, expires, used)) = row else { return Ok(None) };
    let what = "the times of a link";
    Ok(Some(AccessLink {
        user: word(&user, "the user of a link")?,
        made: instant(made, what)?,
        made_by: word(&made_by, "who made a link")?,
        expires: instant(expires, what)?,
        used: used.map(|at| instant(at, what)).transpose()?,
    }))
}
