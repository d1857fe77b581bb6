use delibero_domain::catalogue::CatalogueHash;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::UserName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::drafts::{Draft, Drafted, Edit};

/// A state of the catalogue that was or is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedState {
    /// From 1, without gaps.
    pub number: u32,
    /// Of what it decides: labels do not count.
    pub hash: CatalogueHash,
    pub published: Timestamp,
    /// Who put it in force; none: this program, at its first start.
    pub by: Option<UserName>,
    /// In the words of whoever asked for it.
    pub why: String,
    /// The draft that it came from.
    pub draft: Option<String>,
    /// How many documents it changed.
    pub documents: u32,
}

/// A state that is about to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewState {
    pub hash: CatalogueHash,
    pub published: Timestamp,
    pub by: Option<UserName>,
    pub why: String,
    pub draft: Option<String>,
}

/// One document of the catalogue before and after; none: it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentChange {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What a document was in a state that changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentVersion {
    pub state: u32,
    /// None: it was removed.
    pub text: Option<String>,
}

/// The version of a deliberation whose text carries changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedBy {
    pub deliberation: DeliberationNumber,
    /// Its place among the versions, from 0.
    pub version: u16,
}

/// Changes that are being prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueChanges {
    /// In the words of whoever began it.
    pub title: String,
    pub carried_by: Option<CarriedBy>,
    /// At most one of each name.
    pub changes: Vec<DocumentChange>,
}

impl Drafted for CatalogueChanges {
    type Origin = ();
}

pub type CatalogueDraft = Draft<CatalogueChanges>;

pub type CatalogueEdit = Edit<CatalogueChanges>;
