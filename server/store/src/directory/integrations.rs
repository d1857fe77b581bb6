//! Who has whom integrated, who registered it, and what it said before.

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::directory::{ChangeKind, FileOnPerson, Integrated, IntegrationChange, Origin, Registration};
use delibero_usecases::store_error::StoreError;
use jiff::SignedDuration;
use jiff::civil::Date;
use sqlx::AnyConnection;

use super::counted::Tally;
use crate::convert::{instant, number, optional_day, word};
use crate::engine::Engine;
use crate::error::{failed, not_added, unreadable};
use crate::seal::DataKey;

/// How long a day on which somebody asked about a person is near enough: it spares writing at each consultation.
const NOTED_ANEW: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whose integrations: the organisation, and the person sealed.
#[derive(Clone, Copy)]
pub(super) struct Whose<'w> {
    pub key: &'w DataKey,
    pub organisation: &'w OrganisationId,
    pub person: Niss,
}

impl Whose<'_> {
    fn sealed(self) -> Vec<u8> {
        self.key.seal_niss(self.person)
    }

    /// A number of a file opens for this organisation and person only.
    pub fn seal_number(self, file_number: Option<&str>) -> Option<Vec<u8>> {
        let person = self.sealed();
        let headers = [b"file-number", self.organisation.as_str().as_bytes(), &person];
        file_number.map(|number| self.key.seal(&headers, number.as_bytes()))
    }

    fn open_number(self, sealed: Option<&[u8]>) -> Result<Option<String>, StoreError> {
        let person = self.sealed();
        let headers = [b"file-number", self.organisation.as_str().as_bytes(), &person];
        let open = |sealed| {
            let plain = self.key.unseal(&headers, sealed, "the number of a file")?;
            String::from_utf8(plain.to_vec()).map_err(|_| unreadable("the number of a file"))
        };
        sealed.map(open).transpose()
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct IntegratedRow {
    id: i64,
    sector: i64,
    quality_code: i64,
    begin_day: String,
    end_day: Option<String>,
    file_number: Option<Vec<u8>>,
    origin: String,
    registered_by: Option<String>,
    registered_us: Option<i64>,
    revision: i64,
}

impl IntegratedRow {
    pub fn opened(self, whose: Whose<'_>) -> Result<Integrated, StoreError> {
        let user = self.registered_by.map(|user| word(&user, "who registered an integration")).transpose()?;
        Ok(Integrated {
            number: self.id,
            file: FileOnPerson {
                integration: Integration {
                    sector: number(self.sector, "the sector of an integration")?,
                    quality_code: number(self.quality_code, "the quality code of an integration")?,
                    period: period(&self.begin_day, self.end_day.as_deref())?,
                },
                file_number: whose.open_number(self.file_number.as_deref())?,
            },
            registration: Registration {
                origin: Origin::from_word(&self.origin).ok_or_else(|| unreadable("how an integration came in"))?,
                user,
                at: self.registered_us.map(|at| instant(at, "when an integration was registered")).transpose()?,
            },
            corrected_by: Vec::new(),
            revision: number(self.revision, "the revision of an integration")?,
        })
    }
}

pub(super) fn period(begin: &str, end: Option<&str>) -> Result<Period, StoreError> {
    let what = "the period of an integration";
    Ok(Period { begin: word(begin, what)?, end: optional_day(end, what)? })
}

pub(super) async fn all(connection: &mut AnyConnection, whose: Whose<'_>) -> Result<Vec<Integrated>, StoreError> {
    let rows: Vec<IntegratedRow> = sqlx::query_as(
        "SELECT id, sector, quality_code, begin_day, end_day, file_number, origin, registered_by, registered_us, revision
         FROM integrations WHERE person = $1 AND organisation = $2 ORDER BY begin_day, sector, quality_code",
    )
    .bind(whose.sealed())
    .bind(whose.organisation.as_str())
    .fetch_all(&mut *connection)
    .await
    .map_err(failed)?;
    // Most were never changed: their first revision says so, and nothing is looked up.
    let changed = rows.iter().any(|row| row.revision > 1);
    let mut all = rows.into_iter().map(|row| row.opened(whose)).collect::<Result<Vec<_>, _>>()?;
    if changed {
        for (number, change) in changes(connection, whose).await? {
            let Some(found) = all.iter_mut().find(|found| found.number == number) else { continue };
            let Some(user) = change.user.filter(|_| change.kind != ChangeKind::Ended) else { continue };
            if !found.corrected_by.contains(&user) {
                found.corrected_by.push(user);
            }
        }
    }
    Ok(all)
}

/// One after the other for an organisation: what is counted of it is kept in rows that all of them change.
pub(super) async fn wait_for_turn(
    connection: &mut AnyConnection,
    engine: Engine,
    organisation: &OrganisationId,
) -> Result<(), StoreError> {
    let Some(lock) = engine.integrating_lock() else { return Ok(()) };
    sqlx::query(lock).bind(organisation.as_str()).execute(connection).await.map_err(failed)?;
    Ok(())
}

pub(super) async fn add(
    connection: &mut AnyConnection,
    engine: Engine,
    whose: Whose<'_>,
    (file, registration): (&FileOnPerson, &Registration),
) -> Result<Option<i64>, StoreError> {
    wait_for_turn(connection, engine, whose.organisation).await?;
    let integration = &file.integration;
    let added: Option<i64> = sqlx::query_scalar(
        "INSERT INTO integrations (organisation, person, sector, quality_code, begin_day, end_day, file_number, origin,
                                   registered_by, registered_us, quiet_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $5)
         ON CONFLICT (person, organisation, sector, quality_code, begin_day) DO NOTHING RETURNING id",
    )
    .bind(whose.organisation.as_str())
    .bind(whose.sealed())
    .bind(i64::from(integration.sector))
    .bind(i64::from(integration.quality_code))
    .bind(integration.period.begin.to_string())
    .bind(integration.period.end.map(|day| day.to_string()))
    .bind(whose.seal_number(file.file_number.as_deref()))
    .bind(registration.origin.as_str())
    .bind(registration.user.as_ref().map(|user| user.as_str()))
    .bind(registration.at.map(|at| at.as_microsecond()))
    .fetch_optional(&mut *connection)
    .await
    .map_err(|error| not_added(error, "an integration"))?;
    if added.is_some() {
        let mut tally = Tally::default();
        tally.add(integration);
        tally.keep(connection, engine, whose.organisation).await?;
    }
    Ok(added)
}

pub(super) async fn change(
    connection: &mut AnyConnection,
    engine: Engine,
    whose: Whose<'_>,
    (number, revision): (i64, u32),
    (change, after): (&IntegrationChange, &FileOnPerson),
) -> Result<bool, StoreError> {
    wait_for_turn(connection, engine, whose.organisation).await?;
    let period = after.integration.period;
    let updated = sqlx::query(
        "UPDATE integrations SET quality_code = $1, begin_day = $2, end_day = $3, file_number = $4,
                                 revision = revision + 1,
                                 quiet_since = CASE WHEN begin_day = $2 THEN quiet_since ELSE $2 END
         WHERE id = $5 AND revision = $6 AND organisation = $7 AND person = $8
           AND NOT EXISTS (SELECT 1 FROM integrations other
                           WHERE other.person = integrations.person AND other.organisation = integrations.organisation
                             AND other.sector = integrations.sector AND other.quality_code = $1
                             AND other.begin_day = $2 AND other.id <> integrations.id)",
    )
    .bind(i64::from(after.integration.quality_code))
    .bind(period.begin.to_string())
    .bind(period.end.map(|day| day.to_string()))
    .bind(whose.seal_number(after.file_number.as_deref()))
    .bind(number)
    .bind(i64::from(revision))
    .bind(whose.organisation.as_str())
    .bind(whose.sealed())
    .execute(&mut *connection)
    .await;
    match updated.map_err(|error| not_added(error, "an integration")) {
        Ok(done) if done.rows_affected() == 1 => {}
        Ok(_) => return Ok(false),
        Err(error) => return Err(error),
    }
    let mut tally = Tally::default();
    tally.take(&change.before.integration);
    tally.add(&after.integration);
    tally.keep(connection, engine, whose.organisation).await?;
    keep(connection, whose, number, change).await?;
    Ok(true)
}

async fn keep(
    connection: &mut AnyConnection,
    whose: Whose<'_>,
    number: i64,
    change: &IntegrationChange,
) -> Result<(), StoreError> {
    let before = &change.before;
    sqlx::query(
        "INSERT INTO integration_changes (integration, at_us, user_name, what, why, quality_code, begin_day, end_day,
                                          file_number)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(number)
    .bind(change.at.as_microsecond())
    .bind(change.user.as_ref().map(|user| user.as_str()))
    .bind(change.kind.as_str())
    .bind(change.why.as_str())
    .bind(i64::from(before.integration.quality_code))
    .bind(before.integration.period.begin.to_string())
    .bind(before.integration.period.end.map(|day| day.to_string()))
    .bind(whose.seal_number(before.file_number.as_deref()))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    integration: i64,
    sector: i64,
    at_us: i64,
    user_name: Option<String>,
    what: String,
    why: String,
    quality_code: i64,
    begin_day: String,
    end_day: Option<String>,
    file_number: Option<Vec<u8>>,
}

impl ChangeRow {
    fn opened(self, whose: Whose<'_>) -> Result<(i64, IntegrationChange), StoreError> {
        let change = IntegrationChange {
            at: instant(self.at_us, "when an integration was changed")?,
            user: self.user_name.map(|user| word(&user, "who changed an integration")).transpose()?,
            kind: ChangeKind::from_word(&self.what).ok_or_else(|| unreadable("a change of an integration"))?,
            why: self.why,
            before: FileOnPerson {
                integration: Integration {
                    sector: number(self.sector, "the sector of an integration")?,
                    quality_code: number(self.quality_code, "the quality code of an integration")?,
                    period: period(&self.begin_day, self.end_day.as_deref())?,
                },
                file_number: whose.open_number(self.file_number.as_deref())?,
            },
        };
        Ok((self.integration, change))
    }
}

pub(super) async fn changes(
    connection: &mut AnyConnection,
    whose: Whose<'_>,
) -> Result<Vec<(i64, IntegrationChange)>, StoreError> {
    let rows: Vec<ChangeRow> = sqlx::query_as(
        "SELECT c.integration, i.sector, c.at_us, c.user_name, c.what, c.why, c.quality_code, c.begin_day, c.end_day,
                c.file_number
         FROM integrations i JOIN integration_changes c ON c.integration = i.id
         WHERE i.person = $1 AND i.organisation = $2 ORDER BY c.position",
    )
    .bind(whose.sealed())
    .bind(whose.organisation.as_str())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(|row| row.opened(whose)).collect()
}

/// Notes that somebody of the organisation asked about the person; not again within [`NOTED_ANEW`].
pub(super) async fn note_asked(connection: &mut AnyConnection, whose: Whose<'_>, day: Date) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE integrations SET quiet_since = $3 WHERE person = $1 AND organisation = $2 AND quiet_since < $4",
    )
    .bind(whose.sealed())
    .bind(whose.organisation.as_str())
    .bind(day.to_string())
    .bind(day.saturating_sub(NOTED_ANEW).to_string())
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Whether any organisation of a recipient has the person integrated on a day.
pub(super) async fn by_any_of(
    connection: &mut AnyConnection,
    key: &DataKey,
    recipient: &str,
    person: Niss,
    day: Date,
) -> Result<bool, StoreError> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT i.sector FROM integrations i
         JOIN organisation_recipients r ON r.organisation = i.organisation AND r.recipient = $2
             AND (r.from_day IS NULL OR r.from_day <= $3) AND (r.until_day IS NULL OR r.until_day >= $3)
         WHERE i.person = $1 AND i.begin_day <= $3 AND (i.end_day IS NULL OR i.end_day >= $3) LIMIT 1",
    )
    .bind(key.seal_niss(person))
    .bind(recipient)
    .bind(day.to_string())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    Ok(found.is_some())
}
