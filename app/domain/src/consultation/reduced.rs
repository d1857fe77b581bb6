//! Records that have passed the engine are another type than records that have not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;

use super::permit::Permit;
use super::scope::Seen;
use super::verdict::{RecordFacts, Verdict};
use crate::authorisation::{ReducedForm, Source, Withheld, WithheldReason};
use crate::catalogue::{ElementKind, ElementSet, RecordKind, RowShape};
use crate::identifier::{ElementId, RecipientId, RecordKindId, ShapeId};
use crate::niss::Niss;
use crate::record::{Record, RecordStatus, RecordTime, Row, Value};

/// Data reduced to what the law grants. Nothing outside the engine can make one:
///
/// ```compile_fail
/// let forged = delibero_domain::consultation::Reduced("everything");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Reduced<T>(T);

impl<T> Deref for Reduced<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// One cell of a reduced row: every element of its shape has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    pub element: ElementId,
    /// What may be seen of it.
    pub state: CellState,
}

/// What may be seen of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// Granted; none when the record holds no value.
    Granted(Option<Value>),
    /// Granted, and the network removed the value before it came here.
    Filtered,
    /// Granted in a reduced form: only whether the record says something of it.
    Whether {
        /// Whether it does.
        says: bool,
        source: Source,
    },
    /// Withheld, with the reason and the point.
    Withheld(Withheld),
}

/// A reduced row and the reduced rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowView {
    pub shape: ShapeId,
    /// Every element of the shape, in the order of the service.
    pub cells: Vec<Cell>,
    /// The rows below.
    pub rows: Vec<RowView>,
    /// What is granted of the shapes below that have no row here, where the network removed it.
    pub filtered: Vec<ElementId>,
}

/// A reduced record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordView {
    pub kind: RecordKindId,
    /// Where the service has several senders.
    pub sender: Option<RecipientId>,
    pub id: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
    /// What became of it.
    pub status: RecordStatus,
    /// None where an element says it that is withheld.
    pub time: Option<RecordTime>,
    /// When it was made.
    pub created: Option<Date>,
    /// Whether identifier, version and day are shown as what they are: not where elements say them.
    pub identified: bool,
    /// Whether it only stands in until its time is attested.
    pub temporary: bool,
    pub rows: Vec<RowView>,
    /// What is granted where there is no row at all, and the network removed it.
    pub filtered: Vec<ElementId>,
}

/// What a record says above its rows, and a row above those below it.
#[derive(Clone)]
struct Received<'r> {
    person: Niss,
    filtered: Cow<'r, BTreeSet<ElementId>>,
}

impl<'r> Received<'r> {
    fn within(&self, row: &Row) -> Received<'r> {
        let mut received = self.clone();
        if !row.filtered.is_empty() {
            received.filtered.to_mut().extend(row.filtered.iter().cloned());
        }
        received
    }
}

impl Permit<'_> {
    /// Reduces a record to what may be seen of it; none where nothing may.
    #[must_use]
    pub fn reduce(&self, person: Niss, record: &Record) -> Option<Reduced<RecordView>> {
        reduce_record(self, person, record)
    }
}

/// None where nothing of it may be seen: that it exists is part of what is not granted.
pub(super) fn reduce_record<'r>(permit: &Permit<'r>, person: Niss, record: &'r Record) -> Option<Reduced<RecordView>> {
    let kind = permit.service().layout.kind(record.kind.as_str())?;
    let above = RecordFacts { period: Some(record.time.period()), ..RecordFacts::default() };
    let received = Received { person, filtered: Cow::Borrowed(&record.filtered) };
    let rows = reduce_rows(permit, &received, record.rows.iter(), above);
    // Without a row, as once cancelled, it may be about whatever regime and risk.
    let seen = if record.rows.is_empty() { may_show(permit, kind, above) } else { !rows.is_empty() };
    let names = &kind.names;
    seen.then(|| {
        Reduced(RecordView {
            kind: record.kind.clone(),
            sender: record.sender.clone(),
            id: record.id.clone(),
            version: record.edition.version(),
            status: record.status,
            time: shows_part(permit, kind, &names.time).unwrap_or(true).then_some(record.time),
            created: record.created,
            identified: [&names.id, &names.version, &names.created]
                .into_iter()
                .all(|name| shows_part(permit, kind, name).is_none()),
            temporary: record.edition.stands_in(),
            filtered: if record.rows.is_empty() {
                removed(permit, &received, of_kind(permit, kind), above)
            } else {
                Vec::new()
            },
            rows,
        })
    })
}

fn of_kind<'p>(permit: &'p Permit<'_>, kind: &'p RecordKind) -> impl Iterator<Item = &'p RowShape> {
    permit.service().layout.of_kind(kind)
}

/// Whether the elements that a part of a record feeds are granted, whatever the record; none where it feeds none.
fn shows_part(permit: &Permit<'_>, kind: &RecordKind, name: &str) -> Option<bool> {
    let service = permit.service();
    let tops = kind.shapes.iter().map(|place| &service.layout.shapes[*place]);
    let elements: ElementSet =
        tops.flat_map(|shape| shape.elements.iter()).filter(|index| service.elements[*index].field == name).collect();
    (!elements.is_empty()).then(|| elements.without(permit.granted_set()).is_empty())
}

/// Whether some row of such a record with these facts would leave.
fn may_show(permit: &Permit<'_>, kind: &RecordKind, facts: RecordFacts<'_>) -> bool {
    of_kind(permit, kind).any(|shape| shows_record(permit, shape, facts))
}

/// Whether a record may be known to exist: its regime and risk are granted, and so is more of it than whose it is.
fn shows_record(permit: &Permit<'_>, shape: &RowShape, facts: RecordFacts<'_>) -> bool {
    if permit.withholds_record(facts) {
        return false;
    }
    // The limits to some risks do not count: the risk itself may be withheld.
    let shown = permit.judge(facts).granted_for_any_risk().and(shape.elements);
    shown.iter().any(|index| permit.service().elements[index].kind != ElementKind::Niss)
}

/// Rows of which nothing may be seen do not leave: a mark, or their number, would tell that they exist.
fn reduce_rows<'r>(
    permit: &Permit<'r>,
    received: &Received<'_>,
    rows: impl Iterator<Item = &'r Row>,
    above: RecordFacts<'r>,
) -> Vec<RowView> {
    let rows = rows.filter_map(|row| {
        let (place, shape) = permit.service().layout.shape(&row.shape)?;
        let facts = facts_of(permit, row, above);
        shows_record(permit, shape, facts).then(|| {
            let received = &received.within(row);
            let rows = reduce_rows_below(permit, received, (place, &row.rows), facts);
            let below = permit.service().layout.within(place).map(|(_, shape)| shape);
            let unseen = below.filter(|shape| !rows.iter().any(|row| row.shape == shape.id));
            RowView {
                shape: row.shape.clone(),
                cells: cells_of(permit, received, shape, &row.values, &permit.judge(facts)),
                filtered: removed(permit, received, unseen, facts),
                rows,
            }
        })
    });
    rows.collect()
}

/// What the network removed of shapes of which no row is shown: it follows from what may be seen whatever the records,
/// so that it is the same whether a record is hidden here or there is none.
fn removed<'s>(
    permit: &Permit<'_>,
    received: &Received<'_>,
    unseen: impl Iterator<Item = &'s RowShape>,
    facts: RecordFacts<'_>,
) -> Vec<ElementId> {
    let (service, granted) = (permit.service(), permit.judge(facts).granted());
    let unseen =
        unseen.filter(|shape| permit.seen_of(shape.elements) == Seen::Records && shows_record(permit, shape, facts));
    let elements = unseen.flat_map(|shape| granted.and(shape.elements).iter().collect::<Vec<_>>());
    let elements = elements.map(|index| &service.elements[index]);
    let removed =
        elements.filter(|element| element.kind != ElementKind::Niss && received.filtered.contains(&element.id));
    removed.map(|element| element.id.clone()).collect()
}

/// The rows below a row. Where records of a block may not be known to exist, only what they say leaves, each value once
/// and in an order of its own, as if there always were a record (23/058 point 10).
fn reduce_rows_below<'r>(
    permit: &Permit<'r>,
    received: &Received<'_>,
    (above, rows): (usize, &'r [Row]),
    facts: RecordFacts<'r>,
) -> Vec<RowView> {
    let unnamed = |shape: &RowShape| permit.seen_of(shape.elements) == Seen::Values;
    let layout = &permit.service().layout;
    let listed = rows.iter().filter(|row| !layout.shape(&row.shape).is_some_and(|(_, shape)| unnamed(shape)));
    let mut views = reduce_rows(permit, received, listed, facts);
    for (_, shape) in layout.within(above).filter(|(_, shape)| unnamed(shape)) {
        let of_shape = rows.iter().filter(|row| row.shape == shape.id);
        views.extend(values_of(permit, received, shape, of_shape, facts));
    }
    views
}

fn values_of<'r>(
    permit: &Permit<'r>,
    received: &Received<'_>,
    shape: &RowShape,
    rows: impl Iterator<Item = &'r Row>,
    above: RecordFacts<'r>,
) -> Vec<RowView> {
    // Judged as the row above is: what withholds a value here may be the record that is not to be known.
    let verdict = permit.judge(above);
    let view = |values: &BTreeMap<ElementId, Value>| RowView {
        shape: shape.id.clone(),
        cells: cells_of(permit, received, shape, values, &verdict),
        rows: Vec::new(),
        filtered: Vec::new(),
    };
    let nothing = view(&BTreeMap::new());
    let shown = rows.filter_map(|row| {
        let facts = facts_of(permit, row, above);
        let granted = permit.judge(facts).granted();
        let elements = &permit.service().elements;
        let seen = granted.iter().filter_map(|index| row.values.get_key_value(&elements[index].id));
        let values = seen.map(|(element, value)| (element.clone(), value.clone())).collect();
        shows_record(permit, shape, facts).then(|| view(&values))
    });
    let mut views: Vec<RowView> = shown.filter(|view| *view != nothing).collect();
    views.sort_by_cached_key(|view| format!("{:?}", view.cells));
    views.dedup();
    if views.is_empty() { vec![nothing] } else { views }
}

fn cells_of(
    permit: &Permit<'_>,
    received: &Received<'_>,
    shape: &RowShape,
    values: &BTreeMap<ElementId, Value>,
    verdict: &Verdict<'_>,
) -> Vec<Cell> {
    let elements = shape.elements.iter().map(|index| (index, &permit.service().elements[index]));
    elements
        .map(|(index, element)| Cell {
            element: element.id.clone(),
            state: match verdict.withheld(index) {
                None => granted(permit, index, received, values.get(&element.id)),
                // The reason would tell the social risk to whom it is withheld: such a cell looks like an empty one.
                Some((WithheldReason::RiskNotGranted, _)) if !permit.shows_risk() => {
                    granted(permit, index, received, None)
                }
                Some((reason, source)) => CellState::Withheld(Withheld { reason, source: source.clone() }),
            },
        })
        .collect()
}

fn granted(permit: &Permit<'_>, index: usize, received: &Received<'_>, value: Option<&Value>) -> CellState {
    let element = &permit.service().elements[index];
    let value = match (&element.kind, value) {
        (ElementKind::Niss, _) => Some(Value::Niss(received.person)),
        (_, None) if received.filtered.contains(&element.id) => return CellState::Filtered,
        (_, value) => value.cloned(),
    };
    match permit.reduced(index) {
        None => CellState::Granted(value),
        Some((ReducedForm::Whether, source)) => CellState::Whether {
            says: value.is_some_and(|value| says_something(permit, index, &value)),
            source: source.clone(),
        },
    }
}

/// A code may stand for no information at all; another value says something by being there.
fn says_something(permit: &Permit<'_>, index: usize, value: &Value) -> bool {
    match value {
        Value::Code(received) => {
            let list = permit.catalogue().list_of(&permit.service().elements[index]);
            !list.and_then(|list| list.code(received)).is_some_and(|code| code.says_nothing)
        }
        Value::Text(words) => !words.trim().is_empty(),
        _ => true,
    }
}

/// What a row says of itself; where it says nothing, what the row above says.
fn facts_of<'r>(permit: &Permit<'r>, row: &'r Row, above: RecordFacts<'r>) -> RecordFacts<'r> {
    let service = permit.service();
    let id_at = |place: Option<usize>| {
        let element = &service.elements[place?];
        match row.values.get(&element.id)? {
            Value::Code(received) => Some(permit.catalogue().id_of(element, received)),
            _ => None,
        }
    };
    let own_period =
        service.elements.iter().filter(|element| element.kind == ElementKind::Period).find_map(|element| {
            match row.values.get(&element.id) {
                Some(Value::Period(period)) => Some(*period),
                _ => None,
            }
        });
    RecordFacts {
        regime: id_at(service.regime_element).or(above.regime),
        risk: id_at(service.risk_element).or(above.risk),
        period: own_period.or(above.period),
    }
}
