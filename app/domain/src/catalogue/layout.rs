//! How the records of a service are made: their kinds, the shapes of their rows, and who sends them.

use serde::{Deserialize, Serialize};

use super::element_set::ElementSet;
use crate::identifier::{RecipientId, RecordKindId, ShapeId};
use crate::text::Text;

/// How the time of a record is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    Quarter,
    Month,
    Day,
    /// A period of days, which may have no end yet.
    Period,
}

impl TimeKind {
    pub const ALL: [Self; 4] = [Self::Quarter, Self::Month, Self::Day, Self::Period];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Day => "day",
            Self::Period => "period",
        }
    }
}

/// One kind of the records of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordKind {
    pub id: RecordKindId,
    #[serde(skip)]
    pub label: Text,
    pub time: TimeKind,
    /// The shapes of the rows that stand in it directly, by their places.
    pub shapes: Vec<usize>,
    /// Whether one row stands in it, of one of these shapes.
    pub one_row: bool,
    pub names: RecordNames,
}

/// What the exchange format calls the parts of a record that are not its rows. An element whose field has one of these
/// names is fed by the same part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordNames {
    pub record: String,
    pub id: String,
    pub version: String,
    pub created: String,
    pub time: String,
}

/// The shape of some rows: which elements stand in one, and within which others it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowShape {
    pub id: ShapeId,
    #[serde(skip)]
    pub label: Text,
    /// What the exchange format calls one row.
    pub name: String,
    pub elements: ElementSet,
    /// The place of the shape whose rows hold these.
    pub within: Option<usize>,
    /// The days from and until which a row holds, where elements say them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Lasting>,
    /// Groups of elements of which a row says those of one group at most.
    pub alternatives: Vec<ElementSet>,
}

/// The elements that say from and until when a row holds, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lasting {
    pub begins: usize,
    pub ends: Option<usize>,
}

/// How the records of a service are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordLayout {
    pub kinds: Vec<RecordKind>,
    /// Those that stand within another one come after it.
    pub shapes: Vec<RowShape>,
    /// Who sends records beside the sender of the service.
    pub other_senders: Vec<RecipientId>,
    /// Whether the service says it: one that does not holds attestations (23/058 points 2 to 7).
    #[serde(skip)]
    pub declared: bool,
}

impl RecordLayout {
    pub(super) const USUAL_KIND: &str = "attestation";

    /// The kind of the records of a service that says nothing of them.
    ///
    /// # Panics
    /// Never: it is an identifier.
    #[must_use]
    pub fn usual_kind() -> RecordKindId {
        Self::USUAL_KIND.parse().expect("an identifier")
    }

    pub(super) const fn is_usual(&self) -> bool {
        !self.declared
    }

    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&RecordKind> {
        self.kinds.iter().find(|kind| kind.id.as_str() == id)
    }

    #[must_use]
    pub fn shape(&self, id: &ShapeId) -> Option<(usize, &RowShape)> {
        self.shapes.iter().enumerate().find(|(_, shape)| shape.id == *id)
    }

    /// The shapes whose rows stand directly within those of another.
    pub fn within(&self, above: usize) -> impl Iterator<Item = (usize, &RowShape)> {
        self.shapes.iter().enumerate().filter(move |(_, shape)| shape.within == Some(above))
    }

    /// The kinds of records in which some of the elements may stand.
    pub fn kinds_with(&self, elements: ElementSet) -> impl Iterator<Item = &RecordKind> {
        let stand = move |kind: &&RecordKind| self.of_kind(kind).any(|shape| !shape.elements.and(elements).is_empty());
        self.kinds.iter().filter(stand)
    }

    /// The shapes of the rows of a kind of records, at whatever depth.
    pub fn of_kind(&self, kind: &RecordKind) -> impl Iterator<Item = &RowShape> {
        let shapes = self.shapes.iter().enumerate();
        shapes.filter(|(place, _)| kind.shapes.contains(&self.top(*place))).map(|(_, shape)| shape)
    }

    /// The shape that stands in a record directly, above a shape or it.
    fn top(&self, mut place: usize) -> usize {
        while let Some(above) = self.shapes[place].within {
            place = above;
        }
        place
    }
}
