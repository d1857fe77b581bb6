//! A draft and its saves.

use std::fmt::Debug;

use delibero_domain::identifier::UserName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What can be drafted.
pub trait Drafted: Clone + Debug + Eq + Send + Sync + 'static {
    /// What a draft was begun from: it stays as it is.
    type Origin: Clone + Debug + Eq + Send + Sync;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<C: Drafted> {
    /// Opaque, unpredictable; what stands in the address.
    pub id: String,
    /// Counts the saves, from 1: whoever saves says which one they read.
    pub revision: u32,
    /// Who began it; none: this program.
    pub author: Option<UserName>,
    /// Everyone who saved it, the last one last. Its saves say who had a part in it: see `contributed`.
    pub editors: Vec<UserName>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Who proposed it, if it waits for an approver.
    pub proposed: Option<UserName>,
    pub content: C,
    pub origin: C::Origin,
}

/// One save: nothing is ever lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<C> {
    /// Its place among those that it is read with, from 1; 0 before it is kept.
    pub place: u32,
    /// The draft that was saved; empty for what was published without one, from a shell.
    pub draft: String,
    pub at: Timestamp,
    /// None: this program.
    pub user: Option<UserName>,
    pub what: EditKind,
    /// Why, where somebody said so: what a draft was sent back for.
    pub note: Option<String>,
    /// The whole content after it.
    pub content: C,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    Begun,
    Saved,
    Proposed,
    /// A draft was sent back.
    Returned,
    Published,
    /// A draft was thrown away; its saves stay.
    Discarded,
}
