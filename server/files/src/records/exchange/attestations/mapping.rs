//! Which name of the exchange format feeds which element: made from the service in the catalogue.

use delibero_domain::catalogue::Service;
use delibero_domain::niss::NissRules;

use super::blocks::{BlockMapping, LISTS, Target, block};
use super::filters::FilterNames;

/// What stands once in a response and belongs to every row of the first block.
pub(in crate::records) const INSURER: &str = "insurer";

/// The names of the exchange format and the elements of a service that they feed.
#[derive(Clone, Debug)]
pub(in super::super) struct AttestationMapping {
    /// What must hold of every NISS.
    pub(super) rules: NissRules,
    pub(super) blocks: Vec<BlockMapping>,
    /// What the insurer of the response feeds.
    pub(super) insurer: Vec<Target>,
    /// What the network calls the elements that it removed.
    pub(super) filter_names: FilterNames,
}

impl AttestationMapping {
    /// None where the service has no block, or more than two.
    pub fn of(service: &Service, rules: NissRules) -> Option<Self> {
        if !(1..=LISTS.len()).contains(&service.layout.shapes.len()) {
            return None;
        }
        let shapes = service.layout.shapes.iter().enumerate();
        let mut blocks: Vec<BlockMapping> = shapes.map(|(place, shape)| block(service, place, shape)).collect();
        let insurer = blocks[0].fields.remove(INSURER).unwrap_or_default();
        let filter_names = FilterNames::of(service, &blocks);
        Some(Self { rules, blocks, insurer, filter_names })
    }
}
