//! The people of organisations: the list, one of them, a new one, and the link that is shown once.

mod link;
mod list;
mod mandates;
mod new;
mod problems;
mod query;
mod roles;
mod sessions;
mod user;
pub mod view;

pub(crate) use link::access_address;
pub(crate) use list::page as list_page;
pub(crate) use new::page as new_page;
pub use query::PeopleQuery;
pub(crate) use roles::state_words;
pub(crate) use sessions::{SessionsOf, sessions};
pub(crate) use user::page as user_page;

/// Where mandates are given to somebody, and ended.
#[must_use]
pub fn mandates_address(user: &str) -> String {
    format!("{}/mandates", user_address(user))
}

/// The address of somebody's page.
#[must_use]
pub fn user_address(user: &str) -> String {
    format!("/people/{user}")
}
