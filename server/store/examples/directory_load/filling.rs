//! What there is to ask about: a few persons through the store, so that they are sealed as it seals them, and the rest made of
//! their rows.

use delibero_domain::niss::{BirthEra, Niss};
use delibero_store::Database;
use delibero_testkit::examples::{file, integration, log_entry, organisation, registered_by, word};
use delibero_usecases::consultation::ConsultationStore as _;
use delibero_usecases::directory::DirectoryStore as _;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

use super::LARGE;

const ORGANISATIONS: u32 = 600;
const USERS: u32 = 6_000;
/// Each stands for twenty integrations of the large organisation, by day.
const PERSONS: u32 = 50_000;
const DAYS: u32 = 20;
/// Of the large organisation that nobody consults, whatever others do.
const LEFT: u32 = 150;

/// Whom the large organisation consulted lately.
#[derive(Clone, Copy)]
pub enum Consulted {
    Nobody,
    NearlyAll,
    /// As a database looks whose columns say nothing of it: what is kept beside the integrations is worth this difference.
    NearlyAllButNotNoted,
}

impl Consulted {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nobody => "nobody was consulted",
            Self::NearlyAll => "nearly all were",
            Self::NearlyAllButNotNoted => "nearly all, and it is not noted",
        }
    }

    /// Whether its figures are held against the limit.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::NearlyAllButNotNoted)
    }

    pub async fn arrange(self, url: &str) {
        let hexadecimal = if url.starts_with("sqlite") { "lower(hex(p.person))" } else { "encode(p.person, 'hex')" };
        match self {
            Self::Nobody => {}
            Self::NearlyAll => {
                let log = format!(
                    "INSERT INTO access_log (record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome)
                     SELECT l.record, l.salt, l.leaf, 1767225600000000, '2026-01-01', 'decision', '{LARGE}', l.user_name,
                            {hexadecimal}, 'granted'
                     FROM (SELECT DISTINCT person FROM integrations WHERE organisation = 'org-001' AND id > {LEFT}) p
                     CROSS JOIN numbers n CROSS JOIN (SELECT * FROM access_log WHERE position = 1) l"
                );
                statement(url, &log).await;
                let noted = format!(
                    "UPDATE integrations SET quiet_since = '2026-01-01' WHERE organisation = '{LARGE}' AND person IN
                     (SELECT person FROM integrations WHERE organisation = 'org-001' AND id > {LEFT})"
                );
                statement(url, &noted).await;
            }
            Self::NearlyAllButNotNoted => {
                statement(
                    url,
                    &format!("UPDATE integrations SET quiet_since = begin_day WHERE organisation = '{LARGE}'"),
                )
                .await;
            }
        }
        tidied(url).await;
    }
}

/// PostgreSQL's autovacuum does this within a minute; nobody waits for it here.
async fn tidied(url: &str) {
    if url.starts_with("postgres") {
        statement(url, "VACUUM ANALYZE").await;
    }
}

pub async fn fill(database: &Database, url: &str, rows: u32) {
    let mut work = database.begin_consultation().await.unwrap();
    for number in 0..ORGANISATIONS {
        work.add_organisation(&organisation(&format!("org-{number:03}"))).await.unwrap();
    }
    work.append_log(&log_entry(None), [7; delibero_domain::access_log::SALT_LENGTH]).await.unwrap();
    work.commit().await.unwrap();
    persons(database).await;
    let series =
        |most: u32| format!("WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {most} - 1)");
    let padded = |digits: usize| format!("substr('{}' || CAST(n AS TEXT), -{digits})", "0".repeat(digits));
    let padded = |digits: usize| match url.starts_with("sqlite") {
        true => padded(digits),
        false => format!("lpad(CAST(n AS TEXT), {digits}, '0')"),
    };
    statement(url, "CREATE TABLE numbers (n BIGINT)").await;
    statement(url, &format!("INSERT INTO numbers {} SELECT n FROM s", series(DAYS))).await;
    statement(
        url,
        &format!(
            "INSERT INTO users (user_name, display_name, organisation, password, enabled) {} SELECT 'user-' || {number},
             'Person ' || {number}, 'org-' || substr({number}, 2, 3), 'none', 1 FROM (SELECT n % 600 * 10 + n / 600 AS n FROM s) t",
            series(USERS),
            number = padded(5),
        ),
    )
    .await;
    statement(
        url,
        "INSERT INTO user_roles (user_name, role, place) SELECT user_name, 'case-worker', 0 FROM users WHERE 1 = 1",
    )
    .await;
    let others = "organisation, person, sector, quality_code, begin_day, end_day, origin, quiet_since";
    let large = format!(
        "INSERT INTO integrations ({others})
         SELECT '{LARGE}', i.person, 17, 2 + n.n % 3, '2020-01-' || {day}, NULL, 'file', '2020-01-' || {day}
         FROM integrations i CROSS JOIN numbers n WHERE i.organisation = 'org-001' ORDER BY n.n, i.id",
        day = padded(2).replace("CAST(n AS TEXT)", "CAST(n.n + 1 AS TEXT)"),
    );
    statement(url, &large).await;
    let copies = rows.saturating_sub(PERSONS * (DAYS + 1)) / PERSONS;
    for copy in 0..copies {
        let copied = format!(
            "INSERT INTO integrations ({others})
             SELECT 'org-{:03}', person, 17, 2, '2024-03-01', CASE WHEN id % 10 = 0 THEN '2026-07-01' END, 'file', '2024-03-01'
             FROM integrations WHERE organisation = 'org-001'",
            2 + copy % 590
        );
        statement(url, &copied).await;
    }
    // One in five hundred got another number since, wherever they are integrated.
    let replaced = "INSERT INTO persons (person, state) SELECT person, 'cancelled' FROM integrations
        WHERE organisation = 'org-001' AND id % 500 = 0";
    statement(url, replaced).await;
    let ends = "UPDATE integrations SET end_day = '2026-07-01' WHERE organisation = 'org-000' AND id % 5000 = 0";
    statement(url, ends).await;
    counted(url).await;
    tidied(url).await;
}

async fn persons(database: &Database) {
    let of = |number: u32| {
        let (day, month, year) = (1 + number / 900 % 28, 1 + number / 25_200 % 12, 10 + number / 302_400 % 90);
        let nine = (year * 10_000 + month * 100 + day) * 1_000 + 1 + number % 900;
        (Niss::complete(nine, BirthEra::Before2000).unwrap(), file(integration(2)))
    };
    let all: Vec<_> = (0..PERSONS).map(of).collect();
    for some in all.chunks(1_000) {
        let some: Vec<_> = some.iter().collect();
        let mut work = database.begin_registering().await.unwrap();
        let reason = (word("2025-01-01T00:00:00Z"), "load.csv");
        work.load_integrations(&word("org-001"), &some, &registered_by("anna"), reason).await.unwrap();
        work.commit().await.unwrap();
    }
}

/// As migration 36 counts what was there before it.
async fn counted(url: &str) {
    let script = match url.starts_with("sqlite") {
        true => include_str!("../../../../migrations/sqlite/0036_integrations_kept_counted.sql"),
        false => include_str!("../../../../migrations/postgres/0036_integrations_kept_counted.sql"),
    };
    statement(url, "DELETE FROM integration_counts").await;
    let counting = script.split(";\n").filter(|part| part.trim_start().starts_with("INSERT INTO integration_counts"));
    for part in counting {
        statement(url, part).await;
    }
}

pub async fn statement(url: &str, sql: &str) {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
}
