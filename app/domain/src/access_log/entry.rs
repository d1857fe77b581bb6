//! One record of the access log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::canonical;
use super::decided::Decided;
use crate::authorisation::Source;
use crate::identifier::{
    ElementId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, ServiceId, UserName,
};
use crate::parameters::Parameters;
use crate::role::Role;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A consultation was asked for and decided on.
    Decision,
    /// Its answer was shown.
    Disclosure,
    /// Its answer was downloaded.
    Export,
    /// One of many persons who were asked about at once: decided, and what was found put into the result.
    Batch,
}

impl EventKind {
    pub const ALL: [Self; 4] = [Self::Decision, Self::Disclosure, Self::Export, Self::Batch];
    /// Those with which something is decided for the first time; the others let leave again what was.
    pub const DECIDED: [Self; 2] = [Self::Decision, Self::Batch];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Disclosure => "disclosure",
            Self::Export => "export",
            Self::Batch => "batch",
        }
    }
}

/// A person as the log names one: the sealed NISS, of which only the holder of the key can make a NISS again.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonToken(String);

impl PersonToken {
    /// From the hexadecimal form of a sealed NISS.
    #[must_use]
    pub const fn new(hexadecimal: String) -> Self {
        Self(hexadecimal)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PersonToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonToken(…)")
    }
}

/// One record of a service as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosed {
    #[serde(rename = "attestation")]
    pub record: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
    /// Who sent it, where its service has several senders; older records do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<RecipientId>,
}

/// What happened, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The form of the record: what is written is of form 4, and forms 1 and 2 can be read.
    pub form: u8,
    /// When, in UTC.
    pub at: Timestamp,
    pub kind: EventKind,
    pub consultation: String,
    pub user: UserName,
    pub role: Role,
    pub organisation: OrganisationId,
    /// Under which recipient of a deliberation.
    pub recipient: RecipientId,
    /// About whom; none when what was typed is not a NISS.
    pub person: Option<PersonToken>,
    /// Whose number was shown in the place of the one asked for.
    #[serde(default)]
    pub successor: Option<PersonToken>,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    /// The role of the person in the file.
    pub person_role: Option<PersonRoleId>,
    /// Forms 1 and 2 had quarters alone.
    #[serde(alias = "quarters")]
    pub asked: Parameters,
    /// `granted`, or the reason of the refusal.
    pub outcome: String,
    pub source: Option<Source>,
    /// The network's status code.
    pub status: String,
    pub granted: Vec<ElementId>,
    /// The attestations that left.
    pub disclosed: Vec<Disclosed>,
    /// What the decision used and said; none in a record of the first form.
    #[serde(default)]
    pub decided: Option<Box<Decided>>,
}

/// Why bytes are not a record, or an entry cannot be written as one.
#[derive(Debug, Error)]
pub enum RecordError {
    /// They are not JSON, or not of the shape of their form.
    #[error("not a record of the log: {0}")]
    Shape(#[from] serde_json::Error),
    /// Another program wrote them, or a later one.
    #[error("records of form {0} are not known")]
    Form(u8),
}

impl Entry {
    /// The form that is written.
    pub const FORM: u8 = 4;
    /// What was written before, and is read.
    pub const FIRST_FORM: u8 = 1;
    const SECOND_FORM: u8 = 2;

    /// The record: its bytes are stored and committed to. JSON as RFC 8785 writes it, every field always there.
    ///
    /// # Errors
    /// When the entry is not of the form that is written.
    pub fn canonical(&self) -> Result<Vec<u8>, RecordError> {
        if self.form == Self::FORM {
            Ok(canonical(&serde_json::to_value(self)?))
        } else {
            Err(RecordError::Form(self.form))
        }
    }

    /// Reads a record, of this form or of those before.
    ///
    /// # Errors
    /// When the bytes are not a record of a form that is known.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, RecordError> {
        let entry: Self = serde_json::from_slice(bytes)?;
        if [Self::FORM, Self::SECOND_FORM, Self::FIRST_FORM].contains(&entry.form) {
            Ok(entry)
        } else {
            Err(RecordError::Form(entry.form))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the first three slices wrote it.
    const FIRST: &str = r#"{"form":1,"at":"2025-06-16T09:30:00.123456Z","kind":"disclosure","consultation":"c0ffee","user":"anna","role":"case-worker","organisation":"cpas-namur","recipient":"cpas","person":"0d83","service":"hdi","module":"consult-attest","purpose":"social-inquiry","person_role":null,"quarters":{"first":"2024Q3","last":"2025Q1"},"outcome":"granted","source":"20/130 9","status":"MSG00000","granted":["payment.gross_taxable_amount"],"disclosed":[{"attestation":"a1","version":1}]}"#;

    #[test]
    fn a_record_of_the_first_form_is_read_and_not_written() {
        let entry = Entry::from_canonical(FIRST.as_bytes()).expect("a record");
        assert_eq!((entry.form, entry.outcome.as_str(), entry.successor.is_none()), (1, "granted", true));
        assert!(matches!(entry.canonical(), Err(RecordError::Form(1))));
        assert!(matches!(
            Entry::from_canonical(FIRST.replace("\"form\":1", "\"form\":9").as_bytes()),
            Err(RecordError::Form(9))
        ));
        assert!(Entry::from_canonical(FIRST.replace("\"status\"", "\"stat\"").as_bytes()).is_err());
    }

    #[test]
    fn a_record_of_the_second_form_is_read() {
        let entry = Entry::from_canonical(FIRST.replace("\"form\":1", "\"form\":2").as_bytes()).expect("a record");
        assert_eq!(entry.asked.span.ends(), Some(("2024Q3".to_owned(), "2025Q1".to_owned())));
    }

    #[test]
    fn a_record_is_written_in_one_way_only() {
        let entry = Entry { form: Entry::FORM, ..Entry::from_canonical(FIRST.as_bytes()).expect("a record") };
        let record = entry.canonical().expect("a record");
        assert_eq!(Entry::from_canonical(&record).expect("the same"), entry);
        let text = String::from_utf8(record).expect("UTF-8");
        assert!(
            text.starts_with(
                r#"{"asked":{"message_number":null,"return_day":null,"span":{"quarters":{"first":"2024Q3","last":"2025Q1"}}},"at":"2025-06-16T09:30:00.123456Z","consultation":"c0ffee","decided":null,"disclosed":[{"#
            ),
            "{text}"
        );
        assert!(text.contains(r#""successor":null"#) && !text.contains(", ") && !text.contains(": "), "{text}");
    }
}
