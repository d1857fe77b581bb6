//! One record of the log about what people did in the portal beside consulting: changed organisations, users,
//! integrations or the catalogue, or read the log.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::canonical;
use super::entry::{PersonToken, RecordError};
use crate::identifier::{OrganisationId, UserName};

macro_rules! kinds {
    ($($name:ident = $word:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum AdministrationKind { $($name),+ }

        impl AdministrationKind {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

kinds! {
    OrganisationChanged = "organisation-changed",
    UserChanged = "user-changed",
    RoleChanged = "role-changed",
    DesignationChanged = "designation-changed",
    AccessLinkMade = "access-link-made",
    PasswordChanged = "password-changed",
    SessionEnded = "session-ended",
    IntegrationChanged = "integration-changed",
    IntegrationSearched = "integration-searched",
    IntegrationsLoaded = "integrations-loaded",
    CataloguePublished = "catalogue-published",
    CatalogueSuspended = "catalogue-suspended",
    RecordsLoaded = "records-loaded",
    RejectsExported = "rejects-exported",
    BatchBegun = "batch-begun",
    BatchStopped = "batch-stopped",
    BatchResumed = "batch-resumed",
    BatchEnded = "batch-ended",
    BatchShown = "batch-shown",
    BatchExported = "batch-exported",
    LogRead = "log-read",
    LogExported = "log-exported",
    ReceiptTaken = "receipt-taken",
    HandedOver = "handed-over",
    LimitChanged = "limit-changed",
    SignedIn = "signed-in",
    SignInRefused = "sign-in-refused",
    SignedOut = "signed-out",
    AccessRefused = "access-refused",
    ProgramStarted = "program-started",
    ProgramStopped = "program-stopped",
}

/// What entries beside consultations are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdministrationFamily {
    Changes,
    /// Who read the log.
    Readings,
    /// Who came and went, what was refused, and when the program ran.
    Security,
}

impl AdministrationFamily {
    pub const ALL: [Self; 3] = [Self::Changes, Self::Readings, Self::Security];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Readings => "readings",
            Self::Security => "security",
        }
    }

    pub fn kinds(self) -> impl Iterator<Item = AdministrationKind> {
        AdministrationKind::ALL.iter().copied().filter(move |kind| kind.family() == self)
    }
}

impl AdministrationKind {
    #[must_use]
    pub const fn family(self) -> AdministrationFamily {
        match self {
            Self::LogRead | Self::LogExported | Self::ReceiptTaken | Self::HandedOver => AdministrationFamily::Readings,
            Self::SignedIn
            | Self::SignInRefused
            | Self::SignedOut
            | Self::AccessRefused
            | Self::ProgramStarted
            | Self::ProgramStopped => AdministrationFamily::Security,
            _ => AdministrationFamily::Changes,
        }
    }
}

/// What was changed, or read of the log, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Administration {
    /// The form of the record: 3.
    pub form: u8,
    /// When, in UTC.
    pub at: Timestamp,
    pub kind: AdministrationKind,
    /// Who did it; none: the program, or somebody at its command line.
    pub user: Option<UserName>,
    /// Whose matter it is: its security adviser reads it.
    pub organisation: OrganisationId,
    /// The identifier of what was changed or read; never a NISS.
    pub subject: String,
    /// About whom.
    pub person: Option<PersonToken>,
    /// The fields before, an object; none: it is new.
    pub before: Option<Json>,
    /// The fields after; none: it is gone.
    pub after: Option<Json>,
    /// As it was typed.
    pub why: Option<String>,
}

/// A field that differs, as JSON; none: it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedField<'a> {
    pub field: &'a str,
    pub before: Option<&'a Json>,
    pub after: Option<&'a Json>,
}

impl Administration {
    pub const FORM: u8 = 3;

    /// The record: its bytes are stored and committed to. JSON as RFC 8785 writes it, every field always there.
    ///
    /// # Errors
    /// When the entry is of another form.
    pub fn canonical(&self) -> Result<Vec<u8>, RecordError> {
        if self.form == Self::FORM {
            Ok(canonical(&serde_json::to_value(self)?))
        } else {
            Err(RecordError::Form(self.form))
        }
    }

    /// # Errors
    /// When the bytes are not a record of this form.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, RecordError> {
        let entry: Self = serde_json::from_slice(bytes)?;
        if entry.form == Self::FORM { Ok(entry) } else { Err(RecordError::Form(entry.form)) }
    }

    /// The fields that differ, by name.
    #[must_use]
    pub fn changed(&self) -> Vec<ChangedField<'_>> {
        let sides = [&self.before, &self.after].map(|side| side.as_ref().and_then(Json::as_object));
        let names: BTreeSet<&str> =
            sides.into_iter().flatten().flat_map(|side| side.keys()).map(String::as_str).collect();
        let field = |field| {
            let [before, after] =
                sides.map(|side| side.and_then(|side| side.get(field)).filter(|found| !found.is_null()));
            ChangedField { field, before, after }
        };
        names.into_iter().map(field).filter(|found| found.before != found.after).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Administration {
        Administration {
            form: Administration::FORM,
            at: "2026-11-28T09:30:00Z".parse().expect("a time"),
            kind: AdministrationKind::RoleChanged,
            user: Some(UserName::new("jean.admin").expect("a name")),
            organisation: OrganisationId::new("cpas-namur").expect("an identifier"),
            subject: "anna".to_owned(),
            person: None,
            before: Some(json!({ "roles": ["case-worker"], "enabled": true, "until": null })),
            after: Some(json!({ "roles": ["case-worker", "registrar"], "enabled": true })),
            why: Some("takes over".to_owned()),
        }
    }

    #[test]
    fn a_record_is_written_in_one_way_and_read_again() {
        let record = entry().canonical().expect("a record");
        assert!(record.starts_with(br#"{"after":{"enabled":true,"roles":["#), "{}", String::from_utf8_lossy(&record));
        assert_eq!(Administration::from_canonical(&record).expect("the same"), entry());
        let other = String::from_utf8(record).expect("UTF-8").replace("\"form\":3", "\"form\":2");
        assert!(matches!(Administration::from_canonical(other.as_bytes()), Err(RecordError::Form(2))));
    }

    #[test]
    fn only_what_differs_is_told() {
        let entry = entry();
        let changed: Vec<_> = entry.changed().into_iter().map(|found| found.field).collect();
        assert_eq!(changed, ["roles"]);
        let new = Administration { before: None, ..entry };
        assert_eq!(new.changed().into_iter().map(|found| found.field).collect::<Vec<_>>(), ["enabled", "roles"]);
    }
}
