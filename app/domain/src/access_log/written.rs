//! Entries as they are written: the bytes of the record, and what stands beside them.

use jiff::Timestamp;

use super::canonical;
use super::entry::{Disclosed, Entry, EventKind, PersonToken, RecordError};
use crate::identifier::{OrganisationId, UserName};

/// A record, with what is filtered by. Only an [`Entry`] becomes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenEntry {
    pub(super) record: Vec<u8>,
    pub(super) form: u8,
    pub(super) at: Timestamp,
    pub(super) kind: EventKind,
    pub(super) organisation: OrganisationId,
    pub(super) user: UserName,
    pub(super) person: Option<PersonToken>,
    pub(super) successor: Option<PersonToken>,
    pub(super) outcome: String,
}

impl WrittenEntry {
    /// # Errors
    /// When the entry is not of the form that is written.
    pub fn of(entry: &Entry) -> Result<Self, RecordError> {
        let alone = About {
            person: entry.person.clone(),
            successor: entry.successor.clone(),
            status: &entry.status,
            disclosed: &entry.disclosed,
        };
        Ok(Self::beside(entry, alone, entry.canonical()?))
    }

    fn beside(entry: &Entry, about: About<'_>, record: Vec<u8>) -> Self {
        Self {
            record,
            form: entry.form,
            at: entry.at,
            kind: entry.kind,
            organisation: entry.organisation.clone(),
            user: entry.user.clone(),
            person: about.person,
            successor: about.successor,
            outcome: entry.outcome.clone(),
        }
    }

    /// The bytes that are stored and committed to.
    #[must_use]
    pub fn record(&self) -> &[u8] {
        &self.record
    }

    #[must_use]
    pub fn into_record(self) -> Vec<u8> {
        self.record
    }

    #[must_use]
    pub const fn form(&self) -> u8 {
        self.form
    }

    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    #[must_use]
    pub const fn kind(&self) -> EventKind {
        self.kind
    }

    #[must_use]
    pub const fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }

    #[must_use]
    pub const fn user(&self) -> &UserName {
        &self.user
    }

    #[must_use]
    pub const fn person(&self) -> Option<&PersonToken> {
        self.person.as_ref()
    }

    #[must_use]
    pub const fn successor(&self) -> Option<&PersonToken> {
        self.successor.as_ref()
    }

    #[must_use]
    pub fn outcome(&self) -> &str {
        &self.outcome
    }
}

/// What is of one person in entries that are alike.
#[derive(Clone, Debug)]
pub struct About<'a> {
    pub person: Option<PersonToken>,
    pub successor: Option<PersonToken>,
    pub status: &'a str,
    pub disclosed: &'a [Disclosed],
}

/// Entries on persons about whom the same was asked, with the same facts: all but [`About`] is written once for them.
#[derive(Debug)]
pub struct AlikeEntries {
    entry: Entry,
    /// What stands before a field of [`About`], and which one it is.
    before: Vec<(Vec<u8>, Field)>,
    end: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Person,
    Successor,
    Status,
    Disclosed,
}

impl Field {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "person" => Self::Person,
            "successor" => Self::Successor,
            "status" => Self::Status,
            "disclosed" => Self::Disclosed,
            _ => return None,
        })
    }
}

impl AlikeEntries {
    /// Whatever the entry says of its person is not looked at.
    ///
    /// # Errors
    /// When the entry is not of the form that is written.
    pub fn of(entry: Entry) -> Result<Self, RecordError> {
        if entry.form != Entry::FORM {
            return Err(RecordError::Form(entry.form));
        }
        let fields = match serde_json::to_value(&entry)? {
            serde_json::Value::Object(fields) => fields,
            _ => serde_json::Map::new(),
        };
        // Names of fields are ASCII: bytes sort as UTF-16 does.
        let mut fields: Vec<_> = fields.into_iter().collect();
        fields.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (mut before, mut bytes) = (Vec::new(), b"{".to_vec());
        for (place, (name, value)) in fields.iter().enumerate() {
            if place > 0 {
                bytes.push(b',');
            }
            bytes.extend_from_slice(&canonical(&serde_json::Value::from(name.as_str())));
            bytes.push(b':');
            match Field::of(name) {
                Some(field) => before.push((std::mem::take(&mut bytes), field)),
                None => bytes.extend_from_slice(&canonical(value)),
            }
        }
        bytes.push(b'}');
        Ok(Self { entry, before, end: bytes })
    }

    /// The same bytes as [`Entry::canonical`] of the entry with this in it.
    ///
    /// # Errors
    /// Never for what entries are made of.
    pub fn about(&self, about: About<'_>) -> Result<WrittenEntry, RecordError> {
        let length = self.before.iter().map(|(bytes, _)| bytes.len()).sum::<usize>() + self.end.len();
        let mut record = Vec::with_capacity(length + 256);
        for (bytes, field) in &self.before {
            record.extend_from_slice(bytes);
            match field {
                Field::Person => serde_json::to_writer(&mut record, &about.person)?,
                Field::Successor => serde_json::to_writer(&mut record, &about.successor)?,
                Field::Status => serde_json::to_writer(&mut record, about.status)?,
                Field::Disclosed if about.disclosed.is_empty() => record.extend_from_slice(b"[]"),
                Field::Disclosed => record.extend_from_slice(&canonical(&serde_json::to_value(about.disclosed)?)),
            }
        }
        record.extend_from_slice(&self.end);
        Ok(WrittenEntry::beside(&self.entry, about, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifier::RecipientId;

    const ENTRY: &str = r#"{"form":4,"at":"2025-06-16T09:30:00.123456Z","kind":"batch","consultation":"c0ffee","user":"anna","role":"case-worker","organisation":"cpas-namur","recipient":"cpas","person":"0d83","service":"hdi","module":"consult-attest","purpose":"social-inquiry","person_role":null,"asked":{"first":"2024Q3","last":"2025Q1"},"outcome":"granted","source":"20/130 9","status":"MSG00000","granted":["payment.gross_taxable_amount"],"disclosed":[]}"#;

    #[test]
    fn alike_entries_are_written_to_the_byte_as_each_alone() {
        let one = Entry::from_canonical(ENTRY.as_bytes()).expect("an entry");
        let alike = AlikeEntries::of(one.clone()).expect("of the form that is written");
        let sender: Option<RecipientId> = Some("vlaams-zorgfonds".parse().expect("an identifier"));
        let left = |record: &str, version| Disclosed { record: record.to_owned(), version, sender: None };
        for (person, successor, status, disclosed) in [
            (Some("0d83"), None, "MSG00000", vec![left("a\"1", Some(3)), left("é\u{1}", None)]),
            (Some("77"), Some("78"), "MSG00100", Vec::new()),
            (None, None, "", vec![Disclosed { sender, ..left("", Some(u64::MAX)) }]),
        ] {
            let token = |token: Option<&str>| token.map(|token| PersonToken::new(token.to_owned()));
            let (person, successor) = (token(person), token(successor));
            let about = About { person: person.clone(), successor: successor.clone(), status, disclosed: &disclosed };
            let together = alike.about(about).expect("written");
            let alone = Entry { person, successor, status: status.to_owned(), disclosed, ..one.clone() };
            assert_eq!(together, WrittenEntry::of(&alone).expect("written"));
            assert_eq!(Entry::from_canonical(together.record()).expect("an entry"), alone);
        }
        assert!(AlikeEntries::of(Entry { form: 1, ..one }).is_err());
    }
}
