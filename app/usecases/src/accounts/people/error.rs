//! Why nothing was changed.

use delibero_domain::authorisation::Source;
use delibero_domain::capability::Capability;
use delibero_domain::identifier::UserName;
use delibero_domain::role::Role;
use jiff::SignedDuration;
use thiserror::Error;

use crate::accounts::NotAllowed;
use crate::accounts::mandates::MandateError;
use crate::accounts::sign_in::SignInError;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum PeopleError {
    #[error("this account may not do that")]
    NotAllowed,
    #[error("there is no such user")]
    Unknown,
    #[error("there is no such organisation")]
    UnknownOrganisation,
    /// Somebody has or had it.
    #[error("that sign-in name is taken")]
    NameTaken,
    #[error("a sign-in name is of another form")]
    BadName,
    #[error("the name that people read is missing")]
    NoDisplayName,
    #[error("a reason is missing")]
    NoReason,
    /// What is kept for ever holds no number of a person.
    #[error("a NISS stands in it")]
    Niss,
    /// Not in that organisation, or not by this user.
    #[error("the role {0} is not to be given here")]
    RoleNotGiven(Role),
    #[error("nobody gives themselves a role")]
    OwnRole(Role),
    /// Two roles that may not meet in one person.
    #[error("the roles {0} and {1} do not meet in one person")]
    Separated(Role, Role, Source),
    #[error("nobody suspends or ends their own account")]
    OwnAccount,
    #[error("it is the last administrator")]
    LastAdministrator,
    /// Somebody saved in between: the revision that is there now.
    #[error("somebody else saved it")]
    Conflict(u32),
    /// An ended account is not changed any more, an invited one cannot be suspended.
    #[error("that is not possible in this state")]
    State,
    #[error(transparent)]
    Mandate(#[from] MandateError),
    #[error(transparent)]
    Store(StoreError),
}

impl From<NotAllowed> for PeopleError {
    fn from(NotAllowed(_): NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl From<StoreError> for PeopleError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Exists(_) => Self::NameTaken,
            other => Self::Store(other),
        }
    }
}

/// Why a password was not taken.
#[derive(Debug, Error)]
pub enum PasswordError {
    #[error("there is no such link")]
    UnknownLink,
    /// By whose link, for the sentence that says whom to ask.
    #[error("the link was used")]
    UsedLink(UserName),
    #[error("the link is too old")]
    ExpiredLink(UserName),
    #[error("the present password is wrong")]
    Wrong,
    #[error("too many failures; wait")]
    TooManyFailures {
        /// How long it is of no use to try again.
        wait: SignedDuration,
    },
    #[error("a password has at least twelve characters")]
    Short,
    #[error("a password has at most 1,024 bytes")]
    Long,
    /// It is on the list of common ones, or is made of little else.
    #[error("the password is common")]
    Common,
    /// It holds the name of its user.
    #[error("the password holds the name of its user")]
    HoldsName,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SignInError> for PasswordError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::Wrong,
            SignInError::TooManyFailures { wait } => Self::TooManyFailures { wait },
            SignInError::Store(error) => Self::Store(error),
        }
    }
}

/// The capabilities that let somebody look after people.
pub(super) const LOOKS_AFTER: [Capability; 2] = [Capability::ManageOwnPeople, Capability::ManagePeople];
