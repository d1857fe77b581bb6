//! One's own account, and choosing a password with a link.

mod access;
mod own;
mod passwords;

pub use access::AccessReplay;
pub(crate) use access::page as access_page;
pub(crate) use own::page as own_page;
pub use own::{OwnReplay, OwnSession};
pub use passwords::PasswordProblem;
