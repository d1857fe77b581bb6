//! The access log: who asked what about whom, when, why, and what left.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::authorisation::Source;
use crate::identifier::{
    ElementId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, ServiceId, UserName,
};
use crate::period::QuarterRange;
use crate::role::Role;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A consultation was asked for and decided on.
    Decision,
    /// Its answer was shown.
    Disclosure,
    /// Its answer was downloaded.
    Export,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Decision, Self::Disclosure, Self::Export];

    /// Its identifier.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Disclosure => "disclosure",
            Self::Export => "export",
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

    /// The hexadecimal form.
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

/// One attestation as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosed {
    /// The attestation.
    pub attestation: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
}

/// One entry. Its canonical form is what is hashed; the order of these fields is part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The form of the record: 1.
    pub form: u8,
    /// When, in UTC.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// The consultation.
    pub consultation: String,
    /// Who.
    pub user: UserName,
    /// In which role.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Under which recipient of a deliberation.
    pub recipient: RecipientId,
    /// About whom; none when what was typed is not a NISS.
    pub person: Option<PersonToken>,
    /// Of which service.
    pub service: ServiceId,
    /// With which module.
    pub module: ModuleId,
    /// Why.
    pub purpose: PurposeId,
    /// The role of the person in the file.
    pub person_role: Option<PersonRoleId>,
    /// Which quarters.
    pub quarters: QuarterRange,
    /// `granted`, or the reason of the refusal.
    pub outcome: String,
    /// The point applied.
    pub source: Option<Source>,
    /// The network's status code.
    pub status: String,
    /// The elements granted.
    pub granted: Vec<ElementId>,
    /// The attestations that left.
    pub disclosed: Vec<Disclosed>,
}

impl Entry {
    /// The form that is written today.
    pub const FORM: u8 = 1;

    /// The bytes that are stored and hashed: JSON without white space, fields in the order of this type.
    ///
    /// # Errors
    /// Never for an entry made of these types; the encoder's type says so all the same.
    pub fn canonical(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// Reads the bytes of [`Entry::canonical`].
    ///
    /// # Errors
    /// When the bytes are not an entry.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// The length of a salt, in bytes.
pub const SALT_LENGTH: usize = 32;

/// The hash of one leaf as RFC 9162 writes it, over salt and record: `SHA-256(0x00 ‖ salt ‖ record)`.
///
/// The salt keeps the hash of a deleted record from telling what the record was.
#[must_use]
pub fn leaf_hash(salt: &[u8; SALT_LENGTH], record: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([0x00]);
    hash.update(salt);
    hash.update(record);
    hash.finalize().into()
}
