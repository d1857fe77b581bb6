//! Identifiers: the stable names of `vocabulary`, each a type of its own.

use thiserror::Error;

/// The longest identifier, in bytes.
pub const MAX_LENGTH: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("identifiers are 1 to 64 lower-case letters, digits, '-', '_' or '.', starting with a letter or digit")]
pub struct IdentifierError;

/// Whether a word has the form of an identifier.
#[must_use]
pub fn is_identifier(word: &str) -> bool {
    let bytes = word.as_bytes();
    (1..=MAX_LENGTH).contains(&bytes.len())
        && bytes[0].is_ascii_alphanumeric()
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'))
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the form of the word and makes it an identifier.
            ///
            /// # Errors
            /// When the word is not an identifier.
            pub fn new(word: impl Into<String>) -> Result<Self, IdentifierError> {
                let word = word.into();
                if is_identifier(&word) { Ok(Self(word)) } else { Err(IdentifierError) }
            }

            /// The word itself.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }

        impl std::str::FromStr for $name {
            type Err = IdentifierError;
            fn from_str(word: &str) -> Result<Self, Self::Err> { Self::new(word) }
        }

        impl TryFrom<String> for $name {
            type Error = IdentifierError;
            fn try_from(word: String) -> Result<Self, Self::Error> { Self::new(word) }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self { id.0 }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }
    )+};
}

identifiers! {
    /// A service, such as `hdi`.
    ServiceId,
    /// A module of a service, such as `consult-attest`.
    ModuleId,
    /// A block of a service, such as `risk`.
    BlockId,
    /// A data element, written `block.element`, such as `risk.niss`.
    ElementId,
    /// A kind of organisation that a deliberation names, or a member of one, such as `cpas`.
    RecipientId,
    /// A purpose of processing, such as `social-inquiry`.
    PurposeId,
    /// The role of the person in the file, such as `applicant`.
    PersonRoleId,
    /// An event from which a retention counts, such as `relation-end`.
    EventId,
    /// A condition that a user confirms, such as `pending-dispute`.
    ConditionId,
    /// A limit on use, such as `in-favour-of-the-person`.
    ObligationId,
    /// A region or community, such as `wallonia`.
    RegionId,
    /// An office of an organisation, such as `financial-director`.
    OfficeId,
    /// A kind of records of a service, such as `attestation`.
    RecordKindId,
    /// A shape of rows of a service, such as `risk`.
    ShapeId,
    /// A code list, such as `exit-reason`.
    CodeListId,
    /// One body: a CPAS, a fund.
    OrganisationId,
    /// A sign-in name, unique in the portal.
    UserName,
}
