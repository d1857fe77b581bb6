//! Why a password was not taken.

use delibero_domain::text::Language;
use delibero_usecases::accounts::people::PasswordError;
use delibero_words::say;

use crate::components::errors::Wrong;
use crate::components::problem::not_done;
use crate::error::Trouble;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    Wrong,
    TooManyFailures,
    Short,
    Long,
    Common,
    HoldsName,
    Store(Trouble),
}

impl PasswordProblem {
    /// None: it is the link that may not be used.
    #[must_use]
    pub fn of(error: &PasswordError) -> Option<Self> {
        Some(match error {
            PasswordError::UnknownLink | PasswordError::UsedLink(_) | PasswordError::ExpiredLink(_) => return None,
            PasswordError::Wrong => Self::Wrong,
            PasswordError::TooManyFailures { .. } => Self::TooManyFailures,
            PasswordError::Short => Self::Short,
            PasswordError::Long => Self::Long,
            PasswordError::Common => Self::Common,
            PasswordError::HoldsName => Self::HoldsName,
            PasswordError::Store(error) => Self::Store(Trouble::traced(error, "a password was not changed")),
        })
    }

    pub(super) fn wrong(self, language: Language) -> Wrong {
        match self {
            Self::Wrong => Wrong::with("present", say!(language, people.password_wrong)),
            Self::TooManyFailures => Wrong::with("present", say!(language, sign_in.too_many_failures)),
            Self::Short => Wrong::with("password", say!(language, people.password_short)),
            Self::Long => Wrong::with("password", say!(language, people.password_long)),
            Self::Common => Wrong::with("password", say!(language, people.password_common)),
            Self::HoldsName => Wrong::with("password", say!(language, people.password_name)),
            Self::Store(trouble) => Wrong::whole(not_done(language, trouble, say!(language, people.error_store))),
        }
    }
}
