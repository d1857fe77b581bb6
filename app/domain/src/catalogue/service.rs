//! Services: their modules, blocks and data elements.

use serde::{Deserialize, Serialize};

use super::element_set::ElementSet;
use super::layout::RecordLayout;
use crate::authorisation::Source;
use crate::identifier::{BlockId, CodeListId, ElementId, ModuleId, RecipientId, ServiceId};
use crate::parameters::ParameterKind;
use crate::text::Text;

/// How a module is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModuleKind {
    /// The sender sends.
    Push,
    /// The recipient asks.
    Pull,
    /// Many persons at once.
    Batch,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ElementKind {
    /// The person's NISS.
    Niss,
    Code(CodeListId),
    Date,
    /// A period of days.
    Period,
    /// An amount of money, in euro.
    Amount,
    /// A number of days or hours.
    Count,
    Text,
}

/// A data element of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Element {
    /// `block.element`.
    pub id: ElementId,
    /// The place of its block in the service.
    pub block: usize,
    #[serde(skip)]
    pub label: Text,
    /// Its name in the exchange format.
    pub field: String,
    pub kind: ElementKind,
    pub source: Source,
}

/// A block of elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    pub id: BlockId,
    #[serde(skip)]
    pub label: Text,
    pub elements: ElementSet,
}

/// A module of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Module {
    pub id: ModuleId,
    /// How it is used.
    pub kind: ModuleKind,
    #[serde(skip)]
    pub label: Text,
    /// The elements that it carries.
    pub elements: ElementSet,
    /// What it asks for beside whom it is about; left out of the hash where it is what every module asked for at first.
    #[serde(skip_serializing_if = "asks_for_quarters")]
    pub asks: Vec<ParameterKind>,
    /// Where the text describes it.
    pub source: Source,
}

impl Module {
    /// What a module asks for unless its service says something else.
    pub const USUALLY_ASKS: [ParameterKind; 1] = [ParameterKind::Quarters];
}

fn asks_for_quarters(asks: &[ParameterKind]) -> bool {
    asks == Module::USUALLY_ASKS
}

/// A service: a message with its modules, blocks and elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Service {
    pub id: ServiceId,
    #[serde(skip)]
    pub label: Text,
    /// Who sends.
    pub sender: RecipientId,
    /// Whether the portal holds its records, so that they can be consulted here.
    pub held: bool,
    pub blocks: Vec<Block>,
    /// Its elements, block by block.
    pub elements: Vec<Element>,
    pub modules: Vec<Module>,
    /// How its records are made; left out of the hash where it is what every service was at first.
    #[serde(skip_serializing_if = "RecordLayout::is_usual")]
    pub layout: RecordLayout,
    /// The element whose value is a record's regime.
    pub regime_element: Option<usize>,
    /// The element whose value is a record's social risk.
    pub risk_element: Option<usize>,
}

impl Service {
    /// The place of an element.
    #[must_use]
    pub fn element_index(&self, id: &str) -> Option<usize> {
        self.elements.iter().position(|element| element.id.as_str() == id)
    }

    #[must_use]
    pub fn every_element(&self) -> ElementSet {
        self.blocks.iter().fold(ElementSet::default(), |all, block| all.or(block.elements))
    }

    /// Who sends its records: its sender, and others.
    pub fn senders(&self) -> impl Iterator<Item = &RecipientId> {
        std::iter::once(&self.sender).chain(&self.layout.other_senders)
    }

    /// A module and its place.
    #[must_use]
    pub fn module(&self, id: &ModuleId) -> Option<(usize, &Module)> {
        self.modules.iter().enumerate().find(|(_, module)| module.id == *id)
    }
}
