//! The format of the records of a service, made from the service in the catalogue.

use delibero_domain::catalogue::Service;
use delibero_domain::niss::NissRules;
use delibero_usecases::records::Incoming;
use delibero_usecases::source_loads::Fault;
use thiserror::Error;

use super::attestations::AttestationMapping;
use super::declared::DeclaredMapping;
use super::node::Node;

/// Why a service has no exchange format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "the service `{0}` has no exchange format: it declares no records, and has not one or two blocks as attestations have"
)]
pub struct MappingError(String);

/// The names of the exchange format and the elements of a service that they feed.
#[derive(Clone, Debug)]
pub struct Mapping(Format);

#[derive(Clone, Debug)]
enum Format {
    Attestations(AttestationMapping),
    Declared(Box<DeclaredMapping>),
}

/// A record, ready to be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// What is loaded. What only stands in has no identifier of its own yet: it comes from the person's token, which
    /// only the store can make. A notice has that of the attestation it announces, where it says one.
    pub incoming: Incoming,
    /// The insurer that sent it, where it said so.
    pub insurer: Option<String>,
}

impl Mapping {
    /// The mapping of a service, for a day and a place.
    ///
    /// # Errors
    /// When the service has no exchange format.
    pub fn of(service: &Service, rules: NissRules) -> Result<Self, MappingError> {
        let declared = DeclaredMapping::of(service, rules).map(|mapping| Format::Declared(Box::new(mapping)));
        let format = declared.or_else(|| AttestationMapping::of(service, rules).map(Format::Attestations));
        format.map(Self).ok_or_else(|| MappingError(service.id.to_string()))
    }

    /// Reads one record of a file: an answer of the insurers may hold several, each by itself.
    #[must_use]
    pub fn read(&self, record: &Node) -> Vec<Result<Mapped, Fault>> {
        match &self.0 {
            Format::Attestations(mapping) => mapping.read(record),
            Format::Declared(mapping) => vec![mapping.read(record)],
        }
    }
}
