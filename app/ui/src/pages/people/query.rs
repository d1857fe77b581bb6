//! What the list of people is asked for.

use crate::filters::filters;

filters! {
    /// The filters of the list as they stand in the address.
    PeopleQuery at "/people" by [named, organisation, role, state]:
    /// Part of a name.
    named,
    /// An organisation's identifier.
    organisation,
    role,
    state,
    /// From 1.
    page,
}
