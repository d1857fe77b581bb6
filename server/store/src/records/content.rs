//! What is sealed of a record. A number lets a later program read what this one wrote.

use std::collections::BTreeSet;

use delibero_domain::catalogue::RecordLayout;
use delibero_domain::identifier::ElementId;
use delibero_domain::period::Quarter;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime, Row};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{bad_json, unreadable};

const FORM: u8 = 3;
const WHAT: &str = "the content of a record";

#[derive(Deserialize)]
struct Form {
    form: u8,
}

#[derive(Serialize, Deserialize)]
struct Content<R> {
    form: u8,
    record: R,
}

/// Forms 1 and 2, when every record was an attestation.
#[derive(Deserialize)]
struct OfAttestation<A> {
    attestation: A,
}

/// A temporary attestation was version 0, and no other had that version.
#[derive(Deserialize)]
struct AttestationOfForm1 {
    id: String,
    version: u64,
    status: RecordStatus,
    quarter: Quarter,
    created: Option<Date>,
    temporary: bool,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct AttestationOfForm2 {
    id: String,
    edition: Edition,
    status: RecordStatus,
    quarter: Quarter,
    created: Option<Date>,
    rows: Vec<Row>,
    #[serde(default)]
    filtered: BTreeSet<ElementId>,
}

impl From<AttestationOfForm1> for AttestationOfForm2 {
    fn from(old: AttestationOfForm1) -> Self {
        let AttestationOfForm1 { id, version, status, quarter, created, temporary, rows } = old;
        let edition = if temporary { Edition::Temporary } else { Edition::Version(version) };
        Self { id, edition, status, quarter, created, rows, filtered: BTreeSet::new() }
    }
}

impl From<AttestationOfForm2> for Record {
    fn from(old: AttestationOfForm2) -> Self {
        let AttestationOfForm2 { id, edition, status, quarter, created, rows, filtered } = old;
        let (kind, time) = (RecordLayout::usual_kind(), RecordTime::Quarter(quarter));
        Self { kind, sender: None, id, edition, status, time, created, rows, filtered }
    }
}

pub(super) fn written(record: &Record) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let plain = serde_json::to_vec(&Content { form: FORM, record });
    plain.map(Zeroizing::new).map_err(|why| bad_json(WHAT, &why))
}

pub(super) fn read(plain: &[u8]) -> Result<Record, StoreError> {
    fn parsed<T: for<'de> Deserialize<'de>>(plain: &[u8]) -> Result<T, StoreError> {
        serde_json::from_slice(plain).map_err(|why| bad_json(WHAT, &why))
    }
    // What is written today is read at once; only what is not of its shape is asked for its form.
    if let Ok(Content { form: FORM, record }) = parsed::<Content<Record>>(plain) {
        return Ok(record);
    }
    match parsed::<Form>(plain)?.form {
        1 => Ok(AttestationOfForm2::from(parsed::<OfAttestation<AttestationOfForm1>>(plain)?.attestation).into()),
        2 => Ok(parsed::<OfAttestation<AttestationOfForm2>>(plain)?.attestation.into()),
        FORM => Ok(parsed::<Content<Record>>(plain)?.record),
        _ => Err(unreadable("a newer form of a record")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_program_sealed_is_read() {
        let rows = r#"[{"block":"risk","values":{"risk.regime":{"code":"general"}}}]"#;
        let sealed = |form: u8, edition: &str| {
            format!(
                "{{\"form\":{form},\"attestation\":{{\"id\":\"a\",{edition},\"status\":\"CREATION\",\
                 \"quarter\":\"2025Q1\",\"created\":null,\"rows\":{rows}}}}}"
            )
        };
        let found = |plain: String| read(plain.as_bytes()).unwrap();
        assert_eq!(found(sealed(1, "\"version\":0,\"temporary\":true")).edition, Edition::Temporary);
        assert_eq!(found(sealed(1, "\"version\":3,\"temporary\":false")).edition, Edition::Version(3));
        let second = found(sealed(2, "\"edition\":{\"version\":3}"));
        assert_eq!(second.time, RecordTime::Quarter("2025Q1".parse().unwrap()));
        assert_eq!((second.kind.as_str(), second.rows[0].shape.as_str()), ("attestation", "risk"));
        assert_eq!(read(&written(&second).unwrap()).unwrap(), second);
        assert!(read(b"{\"form\":4,\"record\":null}").is_err());
    }
}
