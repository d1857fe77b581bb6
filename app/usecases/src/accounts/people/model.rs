//! Users as those see them who look after the people of an organisation.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use jiff::{SignedDuration, Timestamp};

/// Unused for so long an account is suspended.
pub const ABSENCE: SignedDuration = SignedDuration::from_hours(24 * 90);
/// So long before that it is said.
pub const ABSENCE_NOTICE: SignedDuration = SignedDuration::from_hours(24 * 14);
/// A link to choose a password serves once, and so long.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_hours(72);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What is typed to sign in: it is never given to somebody else.
    pub user: UserName,
    /// The name that people read.
    pub display_name: String,
    pub organisation: OrganisationId,
    pub roles: Vec<Role>,
    pub state: UserState,
    /// From 1; each change is saved over the one that was read.
    pub revision: u32,
    /// When the account was made, or could be used again after it was suspended; none where that was not written down.
    pub since: Option<Timestamp>,
    /// The last time that it was signed in with.
    pub signed_in: Option<Timestamp>,
}

/// Whether an account may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserState {
    /// No password was chosen yet.
    Invited,
    Active,
    /// Until somebody lifts it.
    Suspended(Stopped),
    /// For ever.
    Ended(Stopped),
}

/// Who stopped an account, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// None: the program, since it was not used.
    pub by: Option<UserName>,
    pub at: Timestamp,
    /// As it was typed; empty where the program did it.
    pub why: String,
}

impl UserState {
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended(_) => "suspended",
            Self::Ended(_) => "ended",
        }
    }

    #[must_use]
    pub const fn stopped(&self) -> Option<&Stopped> {
        match self {
            Self::Suspended(stopped) | Self::Ended(stopped) => Some(stopped),
            Self::Invited | Self::Active => None,
        }
    }
}

impl User {
    /// When it will be suspended if it goes on being unused; none where it cannot be used anyway.
    #[must_use]
    pub fn suspended_from(&self) -> Option<Timestamp> {
        let used = self.signed_in.max(self.since)?;
        (self.state == UserState::Active).then(|| used.checked_add(ABSENCE).unwrap_or(Timestamp::MAX))
    }

    /// Whether it is to be said that it will be suspended soon.
    #[must_use]
    pub fn is_noticed(&self, now: Timestamp) -> bool {
        self.suspended_from().is_some_and(|at| now >= at - ABSENCE_NOTICE)
    }

    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.state == UserState::Active
            && [Role::OrganisationAdmin, Role::SystemAdmin].iter().any(|role| self.roles.contains(role))
    }
}

/// Whose users, and which of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFilter {
    pub organisation: Option<OrganisationId>,
    pub role: Option<Role>,
    /// [`UserState::word`]
    pub state: Option<&'static str>,
    /// Part of the name that people read or of the sign-in name, in small letters.
    pub named: Option<String>,
}

/// A link with which its user chooses a password, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLink {
    pub user: UserName,
    pub made: Timestamp,
    pub made_by: UserName,
    pub expires: Timestamp,
    pub used: Option<Timestamp>,
}

/// SHA-256 of what stands in the address of a link: nothing else of it is kept.
pub type LinkHash = [u8; 32];

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// SHA-256 of its identifier.
    pub id_hash: [u8; 32],
    pub begun: Timestamp,
    pub last_used: Timestamp,
    pub ends: Timestamp,
    /// From where it was begun; none where that was not written down.
    pub place: Option<Place>,
}

/// A session ends when nothing was asked for so long.
pub const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(15);

impl OpenSession {
    /// Whether it neither ended nor lay idle for too long; a use of the last minute may not be written down yet.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        now < self.ends && now.duration_since(self.last_used) <= IDLE_LIMIT + SignedDuration::from_mins(1)
    }
}

/// From where somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// An IP address.
    pub address: String,
    /// What the browser says that it is, in few words.
    pub browser: String,
}

/// Which sessions of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions {
    All,
    /// Every one but this.
    But([u8; 32]),
    One([u8; 32]),
}
