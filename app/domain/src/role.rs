//! What a user of the portal may do.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// A role of a user.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role, in the order of the vocabulary.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The role's identifier.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The role of an identifier.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|role| role.as_str() == word)
            }
        }

        impl std::fmt::Display for Role {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

roles! {
    /// Drafts deliberations and authorisations.
    Secretariat = "secretariat",
    /// A second secretariat person, who approves.
    Approver = "approver",
    /// Integrates persons for an organisation.
    Registrar = "registrar",
    /// Consults.
    CaseWorker = "case-worker",
    /// Payment and recovery (20/130 point 5 b).
    PaymentsOfficer = "payments-officer",
    /// Manages the users of the own organisation.
    OrganisationAdmin = "organisation-admin",
    /// Sees the log of the own organisation.
    SecurityAdviser = "security-adviser",
    /// Sees every log.
    Auditor = "auditor",
    /// Loads records of the services that the own organisation sends.
    SourceOperator = "source-operator",
    /// Runs the system.
    SystemAdmin = "system-admin",
}
