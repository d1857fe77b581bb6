//! Filters of the list of deliberations that a user keeps under a name. They are the user's alone.

mod model;
mod port;
mod views;

pub use model::SavedView;
pub use port::SavedViewStore;
pub use views::{KeepError, MAX_NAME_LENGTH, MAX_QUERY_LENGTH, MAX_VIEWS, SavedViews};
