//! The people of organisations: who has an account, with which roles, and how a password is chosen.

mod absence;
mod error;
mod links;
mod manage;
mod model;
mod password;
mod port;

pub use absence::{SuspendingWith, suspend_absent, suspend_at_shell};
pub use error::{PasswordError, PeopleError};
pub use links::{NewLink, link_hash};
pub use manage::{NewUser, People, PeopleWith, UserChange};
pub use model::{
    ABSENCE, ABSENCE_NOTICE, AccessLink, IDLE_LIMIT, LINK_LIFE, LinkHash, OpenSession, Place, Sessions, Stopped, User,
    UserFilter, UserState,
};
pub use password::{
    OwnPassword, PasswordWith, change_password, check_password, choose_password, end_own_sessions, usable_link,
};
pub use port::{PeopleStore, PeopleWork};
