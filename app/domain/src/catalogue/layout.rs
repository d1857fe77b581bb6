//! How the records of a service are made: their kinds, the shapes of their rows, and who sends them.

use serde::{Deserialize, Serialize};

use super::element_set::ElementSet;
use super::model::Block;
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
    const USUAL_KIND: &str = "attestation";

    /// The kind of the records of a service that says nothing of them.
    ///
    /// # Panics
    /// Never: it is an identifier.
    #[must_use]
    pub fn usual_kind() -> RecordKindId {
        Self::USUAL_KIND.parse().expect("an identifier")
    }

    /// One kind of records, a quarter each: rows of the first block, and those of the others within them.
    pub(super) fn usual(blocks: &[Block]) -> Self {
        let shapes =
            blocks.iter().enumerate().filter_map(|(place, block)| RowShape::of_block(block, (place > 0).then_some(0)));
        let id = Self::usual_kind();
        let kind = RecordKind {
            id,
            label: Text::same(Self::USUAL_KIND),
            time: TimeKind::Quarter,
            shapes: vec![0],
            one_row: false,
            names: RecordNames::of(Self::USUAL_KIND, TimeKind::Quarter),
        };
        Self { kinds: vec![kind], shapes: shapes.collect(), other_senders: Vec::new(), declared: false }
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

impl RowShape {
    /// The rows of a block of which nothing else is said.
    pub(super) fn of_block(block: &Block, within: Option<usize>) -> Option<Self> {
        let id: ShapeId = block.id.as_str().parse().ok()?;
        let name = camel_case(id.as_str());
        Some(Self {
            id,
            label: block.label.clone(),
            name,
            elements: block.elements,
            within,
            lasts: None,
            alternatives: Vec::new(),
        })
    }
}

impl RecordNames {
    #[must_use]
    pub fn of(kind: &str, time: TimeKind) -> Self {
        Self {
            record: camel_case(kind),
            id: "recordId".to_owned(),
            version: "recordVersion".to_owned(),
            created: "creationDate".to_owned(),
            time: time.as_str().to_owned(),
        }
    }
}

/// `valid-right` as the exchange format spells it: `validRight`.
pub(super) fn camel_case(id: &str) -> String {
    let mut words = id.split(['-', '_', '.']);
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        name + &head.to_ascii_uppercase() + tail
    })
}
