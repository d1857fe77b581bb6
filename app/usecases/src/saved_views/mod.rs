//! Filters of the list of deliberations that a user keeps under a name. They are the user's alone.

mod keep;
mod model;
mod port;

pub use keep::{KeepError, MAX_NAME_LENGTH, MAX_QUERY_LENGTH, MAX_VIEWS, keep};
pub use model::SavedView;
pub use port::SavedViewStore;
