//! The kinds of documents that a form edits, told apart by name.

use std::fmt;
use std::str::FromStr;

use super::shape::{self, Part};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal $prefix:literal $parts:ident,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum DocumentKind {
            $($(#[$doc])* $name,)+
        }

        impl DocumentKind {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As addresses have it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// What the names of its documents begin with.
            #[must_use]
            pub const fn prefix(self) -> &'static str {
                match self { $(Self::$name => $prefix,)+ }
            }

            /// What stands in its form.
            #[must_use]
            pub const fn parts(self) -> &'static [Part] {
                match self { $(Self::$name => shape::$parts,)+ }
            }
        }
    };
}

kinds! {
    Authorisation "authorisation" "authorisations/" AUTHORISATION,
    Recipient "recipient" "recipients/" RECIPIENT,
    Purpose "purpose" "terms/purpose." PURPOSE,
    PersonRole "person-role" "terms/person_role." PERSON_ROLE,
    Event "event" "terms/event." EVENT,
    Region "region" "terms/region." REGION,
    Office "office" "terms/office." OFFICE,
    Condition "condition" "terms/condition." CONDITION,
    CodeList "code-list" "codes/" CODE_LIST,
    /// The quality codes that mean the same in every sector; it comes before the sectors, whose names begin alike.
    EverySector "every-sector" "sectors/every." EVERY_SECTOR,
    Sector "sector" "sectors/" SECTOR,
    Service "service" "services/" SERVICE,
    Deliberation "deliberation" "deliberations/" DELIBERATION,
    /// Decisions that must stay as they are.
    Cases "cases" "cases/" CASES,
    /// The points of a text, and how it was read.
    Points "points" "points/" POINTS,
}

impl DocumentKind {
    /// Whether there may be another one.
    #[must_use]
    pub const fn can_be_new(self) -> bool {
        !matches!(self, Self::EverySector)
    }

    /// The kind of a document; none of one that no form edits.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| name.starts_with(kind.prefix()))
    }
}

/// The word is that of no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such kind of document")
    }
}

impl FromStr for DocumentKind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word).ok_or(UnknownKind)
    }
}
