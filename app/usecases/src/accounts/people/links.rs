//! A link with which a user chooses a password: nobody else ever knows it.

use delibero_domain::identifier::UserName;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::model::{AccessLink, LINK_LIFE, LinkHash};
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;

/// A link as it is shown once: what stands in its address is kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLink {
    /// 128 random bits in hexadecimal digits.
    pub token: String,
    pub hash: LinkHash,
    pub link: AccessLink,
}

impl std::fmt::Debug for NewLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewLink").field("link", &self.link).finish_non_exhaustive()
    }
}

pub(super) fn new_link(randomness: &dyn Randomness, user: &UserName, by: &UserName, now: Timestamp) -> NewLink {
    let token = opaque_id(randomness);
    let link = AccessLink {
        user: user.clone(),
        made: now,
        made_by: by.clone(),
        expires: now.checked_add(LINK_LIFE).unwrap_or(Timestamp::MAX),
        used: None,
    };
    NewLink { hash: link_hash(&token), token, link }
}

/// What is kept of the token in the address of a link.
#[must_use]
pub fn link_hash(token: &str) -> LinkHash {
    Sha256::digest(token.as_bytes()).into()
}
