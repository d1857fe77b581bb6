//! Organisations and persons as the portal knows them.

use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId};
use delibero_domain::niss::Niss;
use delibero_domain::text::Text;
use serde::{Deserialize, Serialize};

/// One body: a CPAS, a fund, an inspection service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
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
    /// Nothing is known against it.
    InUse,
    /// By this one.
    Replaced(Niss),
    Cancelled,
}
