//! Records that have passed the engine are another type than records that have not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;

use super::permit::Permit;
use super::scope::Seen;
use super::verdict::{RecordFacts, Verdict};
use crate::attestation::{Attestation, AttestationStatus, Row, Value};
use crate::authorisation::{ReducedForm, Source, Withheld, WithheldReason};
use crate::catalogue::{Block, ElementKind};
use crate::identifier::{BlockId, ElementId};
use crate::niss::Niss;
use crate::period::{Period, Quarter};

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

/// One cell of a reduced row: every element of the block has one.
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
    pub block: BlockId,
    /// Every element of the block, in its order.
    pub cells: Vec<Cell>,
    /// The rows below.
    pub rows: Vec<RowView>,
    /// What is granted of the blocks below that have no row here, where the network removed it.
    pub filtered: Vec<ElementId>,
}

/// A reduced attestation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttestationView {
    pub id: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
    /// What became of it.
    pub status: AttestationStatus,
    pub quarter: Quarter,
    /// When it was made.
    pub created: Option<Date>,
    /// Whether it only stands in until the quarter is attested.
    pub temporary: bool,
    pub rows: Vec<RowView>,
    /// What is granted where there is no row at all, and the network removed it.
    pub filtered: Vec<ElementId>,
}

/// What an attestation says above its rows, and a row above those below it.
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

/// None where nothing of it may be seen: that it exists is part of what is not granted.
pub(super) fn reduce_attestation<'r>(
    permit: &Permit<'r>,
    person: Niss,
    attestation: &'r Attestation,
) -> Option<Reduced<AttestationView>> {
    let above = RecordFacts { period: Some(Period::of_quarter(attestation.quarter)), ..RecordFacts::default() };
    let received = Received { person, filtered: Cow::Borrowed(&attestation.filtered) };
    let rows = reduce_rows(permit, &received, attestation.rows.iter(), above);
    // Without a row, as once cancelled, it may be about whatever regime and risk.
    let seen = if attestation.rows.is_empty() { may_show(permit, above) } else { !rows.is_empty() };
    seen.then(|| {
        Reduced(AttestationView {
            id: attestation.id.clone(),
            version: attestation.edition.version(),
            status: attestation.status,
            quarter: attestation.quarter,
            created: attestation.created,
            temporary: attestation.edition.stands_in(),
            filtered: if attestation.rows.is_empty() { removed(permit, &received, &[], above) } else { Vec::new() },
            rows,
        })
    })
}

/// Whether a row of some block with these facts would leave.
fn may_show(permit: &Permit<'_>, facts: RecordFacts<'_>) -> bool {
    permit.service().blocks.iter().any(|block| shows_record(permit, block, facts))
}

/// Whether a record may be known to exist: its regime and risk are granted, and so is more of it than whose it is.
fn shows_record(permit: &Permit<'_>, block: &Block, facts: RecordFacts<'_>) -> bool {
    if permit.withholds_record(facts) {
        return false;
    }
    // The limits to some risks do not count: the risk itself may be withheld.
    let shown = permit.judge(facts).granted_for_any_risk().and(block.elements);
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
        let block = block_of(permit, row)?;
        let facts = facts_of(permit, row, above);
        shows_record(permit, block, facts).then(|| {
            let received = &received.within(row);
            let rows = reduce_rows_below(permit, received, (block, &row.rows), facts);
            let shown: Vec<&BlockId> = rows.iter().map(|row| &row.block).chain([&row.block]).collect();
            RowView {
                block: row.block.clone(),
                cells: cells_of(permit, received, block, &row.values, &permit.judge(facts)),
                filtered: removed(permit, received, &shown, facts),
                rows,
            }
        })
    });
    rows.collect()
}

/// What the network removed of blocks of which no row is shown: it follows from what may be seen whatever the records,
/// so that it is the same whether a record is hidden here or there is none.
fn removed(permit: &Permit<'_>, received: &Received<'_>, shown: &[&BlockId], facts: RecordFacts<'_>) -> Vec<ElementId> {
    let (service, granted) = (permit.service(), permit.judge(facts).granted());
    let blocks = service.blocks.iter().filter(|block| {
        !shown.contains(&&block.id) && permit.seen_of(block) == Seen::Records && shows_record(permit, block, facts)
    });
    let elements = blocks.flat_map(|block| granted.and(block.elements).iter().collect::<Vec<_>>());
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
    (above, rows): (&Block, &'r [Row]),
    facts: RecordFacts<'r>,
) -> Vec<RowView> {
    let unnamed = |block: &&Block| permit.seen_of(block) == Seen::Values;
    let listed = rows.iter().filter(|row| !block_of(permit, row).as_ref().is_some_and(unnamed));
    let mut views = reduce_rows(permit, received, listed, facts);
    for block in permit.service().blocks.iter().filter(unnamed).filter(|block| block.id != above.id) {
        let of_block = rows.iter().filter(|row| row.block == block.id);
        views.extend(values_of(permit, received, block, of_block, facts));
    }
    views
}

fn values_of<'r>(
    permit: &Permit<'r>,
    received: &Received<'_>,
    block: &Block,
    rows: impl Iterator<Item = &'r Row>,
    above: RecordFacts<'r>,
) -> Vec<RowView> {
    // The shape is that of the row above: what withholds a value here may be the record that is not to be known.
    let shape = permit.judge(above);
    let view = |values: &BTreeMap<ElementId, Value>| RowView {
        block: block.id.clone(),
        cells: cells_of(permit, received, block, values, &shape),
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
        shows_record(permit, block, facts).then(|| view(&values))
    });
    let mut views: Vec<RowView> = shown.filter(|view| *view != nothing).collect();
    views.sort_by_cached_key(|view| format!("{:?}", view.cells));
    views.dedup();
    if views.is_empty() { vec![nothing] } else { views }
}

fn block_of<'c>(permit: &Permit<'c>, row: &Row) -> Option<&'c Block> {
    permit.service().blocks.iter().find(|block| block.id == row.block)
}

fn cells_of(
    permit: &Permit<'_>,
    received: &Received<'_>,
    block: &Block,
    values: &BTreeMap<ElementId, Value>,
    verdict: &Verdict<'_>,
) -> Vec<Cell> {
    let elements = block.elements.iter().map(|index| (index, &permit.service().elements[index]));
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
