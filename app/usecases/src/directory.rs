//! Organisations and persons as the portal knows them.

use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId};
use delibero_domain::niss::Niss;
use delibero_domain::text::Text;
use serde::{Deserialize, Serialize};

/// One body: a CPAS, a fund, an inspection service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name.
    pub name: Text,
    /// The recipients (or members of one) of the deliberations that it is; empty for the committee itself.
    pub recipients: Vec<RecipientId>,
    /// Its sector in the reference directory.
    pub sector: Option<u16>,
    /// The legal context that its regional integrator gives (23/058 point 79.11).
    pub legal_context: Option<String>,
    /// The region whose authorities act for it (20/130 point 5 b).
    pub region: Option<RegionId>,
}

/// What became of a NISS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Nothing known against it.
    InUse,
    /// Another took its place.
    Replaced(Niss),
    /// It was cancelled.
    Cancelled,
}
