//! Records of many persons, read at once: what is asked of them afterwards, one after the other, is answered by these.

use std::collections::HashMap;

use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::record::Record;
use delibero_usecases::records::{Wanted, WantedRecords};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::row::{RecordRow, attested, last};
use crate::directory::many::Named;
use crate::error::failed;
use crate::seal::DataKey;

#[derive(sqlx::FromRow)]
struct KindRow {
    kind: String,
    #[sqlx(flatten)]
    record: RecordRow,
}

/// The newest rows of each person, in the order in which they are given for one.
pub(crate) struct RecordsAhead {
    service: ServiceId,
    /// Of which a day is within; none: of any time.
    within: Option<Period>,
    rows: HashMap<Niss, Vec<KindRow>>,
}

impl RecordsAhead {
    pub async fn read(
        connection: &mut AnyConnection,
        named: &Named<'_>,
        (service, within): (&ServiceId, Option<Period>),
    ) -> Result<Self, StoreError> {
        let time = if within.is_some() { "AND r.begin_day <= $3 AND r.end_day >= $4" } else { "" };
        let sql = format!(
            "SELECT r.kind, r.service, r.sender, r.id, r.version, r.person, r.content FROM records r
             WHERE r.person IN ({}) AND r.service = $2 {time}
               AND NOT EXISTS (SELECT 1 FROM records newer
                               WHERE newer.service = r.service AND newer.id = r.id AND newer.sender = r.sender
                                 AND newer.version > r.version)
             ORDER BY r.begin_day DESC, r.id, r.sender",
            named.engine.persons_in()
        );
        let query = sqlx::query_as(AssertSqlSafe(sql)).bind(named.list.as_str()).bind(service.as_str());
        let query = match within {
            Some(period) => query.bind(period.end.unwrap_or(Date::MAX).to_string()).bind(period.begin.to_string()),
            None => query,
        };
        let found: Vec<KindRow> = query.fetch_all(connection).await.map_err(failed)?;
        let mut rows: HashMap<Niss, Vec<KindRow>> = HashMap::new();
        for row in found {
            rows.entry(named.person(&row.record.person)?).or_default().push(row);
        }
        Ok(Self { service: service.clone(), within, rows })
    }

    /// None where it was not this that was read.
    pub fn of(&self, key: &DataKey, wanted: &WantedRecords<'_>) -> Option<Result<Vec<Record>, StoreError>> {
        let is_read = match wanted.which {
            Wanted::Within(period) => self.within == Some(period),
            Wanted::Every | Wanted::Last | Wanted::Numbered(_) => self.within.is_none(),
        };
        if !is_read || self.service != *wanted.service {
            return None;
        }
        let rows = self.rows.get(&wanted.person).map_or(&[][..], Vec::as_slice).iter();
        let of_kind = rows.filter(|row| wanted.kinds.iter().any(|kind| kind.as_str() == row.kind));
        let numbered = of_kind.filter(|row| match wanted.which {
            Wanted::Numbered(id) => row.record.id == id,
            _ => true,
        });
        let opened = numbered.map(|row| row.record.opened(key));
        Some(match wanted.which {
            Wanted::Last => last(opened),
            _ => opened.collect::<Result<_, _>>().and_then(attested),
        })
    }
}
