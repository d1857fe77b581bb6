//! How many consultations a user may open in an hour.

use serde::{Deserialize, Serialize};

/// The limit that holds for a user and a purpose, and how much of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourlyLimit {
    /// The most consultations in an hour.
    pub most: u32,
    /// Those opened in the last hour; never counted beyond the most.
    pub opened: u32,
}

impl HourlyLimit {
    /// Whether no other may be opened.
    #[must_use]
    pub const fn reached(self) -> bool {
        self.opened >= self.most
    }
}
