//! Users.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use delibero_domain::text::Language;

/// A password hash in PHC form.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A user of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The sign-in name.
    pub user: UserName,
    /// The name people read.
    pub display_name: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What the user may do.
    pub roles: Vec<Role>,
    /// Whether the account may be used.
    pub enabled: bool,
    /// The language the user chose, if any.
    pub language: Option<Language>,
}

impl Account {
    /// Whether the user has a role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the user has one of some roles.
    #[must_use]
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }
}

/// An account and what its password is checked against. Only signing in and adding a user see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// The hash of the password.
    pub password: PasswordHash,
}

/// The shortest password accepted for a new user, in characters.
pub const MIN_PASSWORD_LENGTH: usize = 12;
/// The longest password looked at, in bytes: hashing more would be a way to keep the server busy.
pub const MAX_PASSWORD_LENGTH: usize = 1024;
