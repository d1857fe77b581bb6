//! Users: who they are, whom a form was filled in under, and signing in.

mod account;
mod actor;
mod form_mark;
pub mod mandates;
pub mod people;
mod port;
pub mod sign_in;

pub use account::{
    Account, Credentials, DEMONSTRATION_PASSWORD, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, PasswordHash,
};
pub use actor::{Actor, NotAllowed};
pub use form_mark::{FORM_MARK, form_mark};
pub use port::{AccountStore, AccountWork};
