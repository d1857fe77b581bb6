//! A user of the portal.

use delibero_domain::text::Language;

use super::actor::Actor;

/// In PHC form; it never shows itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub actor: Actor,
    /// The name that people read.
    pub display_name: String,
    /// Whether it may be used.
    pub enabled: bool,
    /// The one that the user chose.
    pub language: Option<Language>,
}

/// Only signing in and adding a user see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    pub account: Account,
    pub password: PasswordHash,
}

/// For a new user, in characters.
pub const MIN_PASSWORD_LENGTH: usize = 12;
/// In bytes: hashing more would be a way to keep the server busy.
pub const MAX_PASSWORD_LENGTH: usize = 1024;
/// The password of every user of a demonstration: known to everybody, so it signs nobody in outside of one.
pub const DEMONSTRATION_PASSWORD: &str = "delibero-demo-2026";
