//! Filters of the list of deliberations under a name.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    pub name: String,
    /// What stands after the question mark of the address.
    pub query: String,
}
