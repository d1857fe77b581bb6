//! The journal, in the table of the access log: appended to and read, never changed.

mod appended;
mod kept;

use async_trait::async_trait;
use delibero_domain::access_log::{
    Administration, Entry, EventKind, PersonToken, RecordError, SALT_LENGTH, WrittenEntry,
};
use delibero_domain::niss::Niss;
use delibero_usecases::belgian_time::{begin_of, day_of};
use delibero_usecases::journal::{
    AdministrationFilter, AdministrationPage, JournalStore, JournalWork, LogFilter, LogPage, LogPosition,
    LoggedOpening, LoggedRecord, PersonTokens,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyArguments;
use sqlx::{Any, AnyConnection, Arguments, AssertSqlSafe, Encode, Type};

pub(crate) use self::appended::Appended;
use self::appended::{DONE, FilteredBy};
use self::kept::KeptRow;
use crate::database::Database;
use crate::engine::Engine;
use crate::error::{bad_json, explained, failed, unreadable_for};
use crate::unit_of_work::Work;

impl PersonTokens for Database {
    fn person_token(&self, person: Niss) -> PersonToken {
        self.key.token(person)
    }

    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        self.key.person_of(token)
    }
}

#[async_trait]
impl JournalStore for Database {
    async fn log_page(
        &self,
        filter: &LogFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<LogPage, StoreError> {
        page(&mut *self.reader().await?, filter, before, limit).await
    }

    async fn administration_page(
        &self,
        filter: &AdministrationFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<AdministrationPage, StoreError> {
        administration_page(&mut *self.reader().await?, filter, before, limit).await
    }

    async fn log_records(&self, after: LogPosition, limit: u32) -> Result<Vec<LoggedRecord>, StoreError> {
        records(&mut *self.reader().await?, after, limit).await
    }

    async fn opening(&self, position: LogPosition) -> Result<Option<LoggedOpening>, StoreError> {
        let sql = format!("SELECT {} FROM access_log WHERE position = $1", KeptRow::COLUMNS);
        let row: Option<KeptRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(position)
            .fetch_optional(&mut *self.reader().await?)
            .await
            .map_err(failed)?;
        row.map(LoggedOpening::try_from).transpose()
    }

    async fn begin_journal(&self) -> Result<Box<dyn JournalWork>, StoreError> {
        Ok(self.begin().await?)
    }
}

#[async_trait]
impl JournalWork for Work {
    async fn append_log(&mut self, entry: &Entry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError> {
        self.append_written(WrittenEntry::of(entry).map_err(not_a_record)?, salt).await
    }

    async fn append_written(&mut self, entry: WrittenEntry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError> {
        let filtered_by = FilteredBy::of_written(&entry);
        self.append(Appended::of(entry.form(), entry.into_record(), salt, filtered_by)).await
    }

    async fn append_administration(
        &mut self,
        entry: &Administration,
        salt: [u8; SALT_LENGTH],
    ) -> Result<(), StoreError> {
        let filtered_by = FilteredBy::of_administration(entry);
        let record = entry.canonical().map_err(not_a_record)?;
        self.append(Appended::of(entry.form, record, salt, filtered_by)).await
    }
}

impl Work {
    /// At once, or where many follow with the others before the commit, in their order.
    async fn append(&mut self, entry: Appended) -> Result<(), StoreError> {
        self.entries.push(entry);
        if self.ahead.is_some() { Ok(()) } else { self.write_entries().await }
    }

    pub(crate) async fn write_entries(&mut self) -> Result<(), StoreError> {
        let entries = std::mem::take(&mut self.entries);
        for some in entries.chunks(ENTRIES_AT_ONCE) {
            append(&mut self.transaction, self.engine, some).await?;
        }
        Ok(())
    }
}

/// How many entries one statement writes: thirteen parameters each, and SQLite takes 32,766.
const ENTRIES_AT_ONCE: usize = 500;

const APPENDING: &str = "INSERT INTO access_log (record, salt, leaf, at_us, day, kind, organisation, user_name, person, \
                         outcome, entry, successor, subject) VALUES ";
const APPENDED_COLUMNS: usize = 13;

/// Rows of as many placeholders as there are columns.
fn appending(engine: Engine, rows: usize) -> String {
    let row = |row: usize| {
        let places = (1..=APPENDED_COLUMNS).map(|column| engine.next_place(row * APPENDED_COLUMNS + column));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    APPENDING.to_owned() + &(0..rows).map(row).collect::<Vec<_>>().join(", ")
}

async fn append(connection: &mut AnyConnection, engine: Engine, entries: &[Appended]) -> Result<(), StoreError> {
    if let Some(lock) = engine.log_lock() {
        let turn = sqlx::query(lock).fetch_one(&mut *connection).await;
        turn.map_err(|error| explained(failed(error), "the turn to add to the access log"))?;
    }
    let mut insert = sqlx::query(AssertSqlSafe(appending(engine, entries.len())));
    for Appended { record, salt, public, filtered_by } in entries {
        insert = insert
            .bind(record.as_slice())
            .bind(salt.as_slice())
            .bind(public.leaf().to_vec())
            .bind(filtered_by.at.as_microsecond())
            .bind(day_of(filtered_by.at).to_string())
            .bind(filtered_by.kind)
            .bind(filtered_by.organisation.as_str())
            .bind(filtered_by.user.as_str())
            .bind(filtered_by.person.as_ref().map(PersonToken::as_str))
            .bind(filtered_by.outcome.as_str())
            .bind(public.as_bytes().as_slice())
            .bind(filtered_by.successor.as_ref().map(PersonToken::as_str))
            .bind(filtered_by.subject.as_deref());
    }
    insert.execute(connection).await.map_err(failed)?;
    Ok(())
}

fn not_a_record(why: RecordError) -> StoreError {
    match why {
        RecordError::Shape(why) => bad_json("an entry of the log", &why),
        form @ RecordError::Form(_) => unreadable_for("an entry of the log", form),
    }
}

/// Records as they were written, oldest first, strictly after a position.
async fn records(
    connection: &mut AnyConnection,
    after: LogPosition,
    limit: u32,
) -> Result<Vec<LoggedRecord>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT position, record FROM access_log WHERE position > $1 ORDER BY position LIMIT $2")
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    Ok(rows.into_iter().map(|(position, record)| LoggedRecord { position, record }).collect())
}

async fn page(
    connection: &mut AnyConnection,
    filter: &LogFilter,
    before: Option<LogPosition>,
    limit: u32,
) -> Result<LogPage, StoreError> {
    let Some(conditions) = Conditions::of(connection, filter, before).await? else { return Ok(LogPage::default()) };
    let (entries, next) = selected(connection, conditions, limit).await?;
    Ok(LogPage { entries, next })
}

async fn administration_page(
    connection: &mut AnyConnection,
    filter: &AdministrationFilter,
    before: Option<LogPosition>,
    limit: u32,
) -> Result<AdministrationPage, StoreError> {
    let conditions = Conditions::of_administration(connection, filter, before).await?;
    let Some(conditions) = conditions else { return Ok(AdministrationPage::default()) };
    let (entries, next) = selected(connection, conditions, limit).await?;
    Ok(AdministrationPage { entries, next })
}

/// The newest that fulfil the conditions, and where the next page begins.
async fn selected<E>(
    connection: &mut AnyConnection,
    conditions: Conditions,
    limit: u32,
) -> Result<(Vec<E>, Option<LogPosition>), StoreError>
where
    E: TryFrom<KeptRow, Error = StoreError>,
{
    let (sql, arguments) = conditions.select(i64::from(limit) + 1);
    let mut rows: Vec<KeptRow> =
        sqlx::query_as_with(AssertSqlSafe(sql), arguments).fetch_all(connection).await.map_err(failed)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| row.position);
    let entries = rows.into_iter().map(E::try_from).collect::<Result<_, _>>()?;
    Ok((entries, next))
}

/// What a row must fulfil. The text is made of constants of this file and of numbers of placeholders, of nothing else.
#[derive(Default)]
struct Conditions {
    text: Vec<String>,
    arguments: AnyArguments,
}

impl Conditions {
    /// None when nothing can fulfil them.
    async fn of(
        connection: &mut AnyConnection,
        filter: &LogFilter,
        before: Option<LogPosition>,
    ) -> Result<Option<Self>, StoreError> {
        let mut conditions = Self::default();
        // The one that few entries fulfil comes first: it is read from its index, the others are looked at.
        conditions.about(filter.person.as_ref())?;
        conditions.equal("user_name", filter.user.as_ref().map(|user| user.as_str()))?;
        conditions.equal("organisation", filter.organisation.as_ref().map(|id| id.as_str()))?;
        conditions.equal("kind", filter.kind.map(|kind| kind.as_str()))?;
        if filter.decided {
            let kinds = EventKind::DECIDED.map(|kind| format!("'{}'", kind.as_str())).join(", ");
            conditions.text.push(format!("(kind || '') IN ({kinds})"));
        }
        match filter.outcome.as_deref() {
            // The index access_log_refused holds just these, and what was changed.
            Some(LogFilter::REFUSED) => conditions.text.push("outcome <> 'granted'".to_owned()),
            outcome => conditions.equal("outcome", outcome)?,
        }
        conditions.text.push(format!("outcome <> '{DONE}'"));
        conditions.within(connection, (filter.from, filter.to), before).await
    }

    /// None when nothing can fulfil them.
    async fn of_administration(
        connection: &mut AnyConnection,
        filter: &AdministrationFilter,
        before: Option<LogPosition>,
    ) -> Result<Option<Self>, StoreError> {
        let mut conditions = Self::default();
        // The index access_log_administration holds just these.
        conditions.text.push(format!("outcome = '{DONE}'"));
        if let Some(family) = filter.family {
            let kinds = family.kinds().map(|kind| format!("'{}'", kind.as_str())).collect::<Vec<_>>().join(", ");
            conditions.text.push(format!("(kind || '') IN ({kinds})"));
        }
        conditions.equal("user_name", filter.user.as_ref().map(|user| user.as_str()))?;
        conditions.equal("organisation", filter.organisation.as_ref().map(|id| id.as_str()))?;
        conditions.equal("kind", filter.kind.map(|kind| kind.as_str()))?;
        conditions.equal("subject", filter.subject.as_deref())?;
        conditions.within(connection, (filter.from, filter.to), before).await
    }

    /// In some days, and before a position.
    async fn within(
        mut self,
        connection: &mut AnyConnection,
        (from, to): (Option<Date>, Option<Date>),
        before: Option<LogPosition>,
    ) -> Result<Option<Self>, StoreError> {
        self.add("position <", before)?;
        if from.is_some() || to.is_some() {
            let Some((low, high)) = positions(connection, from, to).await? else { return Ok(None) };
            self.add("position >=", Some(low))?;
            self.add("position <=", Some(high))?;
            self.add("at_us >=", from.map(begin_us))?;
            self.add("at_us <", to.map(end_us))?;
        }
        Ok(Some(self))
    }

    /// Whoever was asked about, or whose number was shown in the place of the one asked for. Each is read from its index.
    fn about(&mut self, person: Option<&PersonToken>) -> Result<(), StoreError> {
        let Some(person) = person else { return Ok(()) };
        self.arguments.add(person.as_str()).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        let place = self.arguments.len();
        self.text.push(format!(
            "position IN (SELECT position FROM access_log WHERE person = ${place}
                          UNION ALL SELECT position FROM access_log WHERE successor = ${place})"
        ));
        Ok(())
    }

    /// After the first, the comparison is written so that no engine takes its index: without statistics SQLite would
    /// walk through every entry of one outcome to find those of one user.
    fn equal(&mut self, column: &'static str, value: Option<&str>) -> Result<(), StoreError> {
        let comparison = if self.text.is_empty() { format!("{column} =") } else { format!("({column} || '') =") };
        self.add(&comparison, value)
    }

    fn add<'t, T>(&mut self, comparison: &str, value: Option<T>) -> Result<(), StoreError>
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        let Some(value) = value else { return Ok(()) };
        self.arguments.add(value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        self.text.push(format!("{comparison} ${}", self.arguments.len()));
        Ok(())
    }

    fn select(self, limit: i64) -> (String, AnyArguments) {
        let conditions =
            if self.text.is_empty() { String::new() } else { format!("WHERE {}", self.text.join(" AND ")) };
        let columns = KeptRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM access_log {conditions} ORDER BY position DESC LIMIT {limit}");
        (sql, self.arguments)
    }
}

/// The lowest and the highest position of some days, by one look into the index for each day that has entries.
///
/// Entries stand almost, but not exactly, in the order of their times; this finds the bounds whatever the order is.
async fn positions(
    connection: &mut AnyConnection,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<Option<(LogPosition, LogPosition)>, StoreError> {
    let (low, high): (Option<i64>, Option<i64>) = sqlx::query_as(
        "WITH RECURSIVE days (day) AS (
             SELECT MIN(day) FROM access_log WHERE day >= $1 AND day <= $2
             UNION ALL
             SELECT (SELECT MIN(later.day) FROM access_log later WHERE later.day > days.day AND later.day <= $2)
             FROM days WHERE days.day IS NOT NULL)
         SELECT MIN((SELECT MIN(position) FROM access_log first WHERE first.day = days.day)) AS low,
                MAX((SELECT MAX(position) FROM access_log last WHERE last.day = days.day)) AS high
         FROM days WHERE days.day IS NOT NULL",
    )
    .bind(from.map_or_else(String::new, |day| day.to_string()))
    .bind(to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string()))
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    Ok(low.zip(high))
}

fn begin_us(day: Date) -> i64 {
    begin_of(day).as_microsecond()
}

fn end_us(day: Date) -> i64 {
    day.tomorrow().map_or(Timestamp::MAX, begin_of).as_microsecond()
}
