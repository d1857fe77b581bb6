//! What is registered of an organisation and changed by one person: everything but its recipients and whether it is active.

use delibero_domain::enterprise_number::EnterpriseNumber;
use delibero_domain::identifier::RegionId;
use delibero_domain::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    pub name: Text,
    /// None: registered before this was kept.
    pub enterprise_number: Option<EnterpriseNumber>,
    /// The region whose authorities act for it (20/130 point 5 b).
    pub region: Option<RegionId>,
    /// Its sector in the network.
    pub sector: Option<u16>,
    /// The legal contexts that its regional integrator may give (23/058 point 79.11).
    pub legal_contexts: Vec<String>,
    pub details: Details,
}

/// What no decision goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    pub street: String,
    pub postal_code: String,
    pub municipality: String,
    /// Its number within the sector of the network.
    pub institution: Option<u16>,
    pub contact: Contact,
    pub security_adviser: Contact,
    pub data_protection_officer: Contact,
    pub processors: Vec<Processor>,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
}

/// Who processes data for the organisation under a contract (23/058 points 89 and 90).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processor {
    pub name: String,
    pub enterprise_number: Option<EnterpriseNumber>,
    /// The first day of the contract.
    pub from: Date,
    /// Its last day; none: it is open.
    pub until: Option<Date>,
}
