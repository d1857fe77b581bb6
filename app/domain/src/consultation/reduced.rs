//! Records that have passed the engine are another type than records that have not.

use std::collections::BTreeSet;
use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;

use super::permit::Permit;
use super::verdict::{RecordFacts, Verdict};
use crate::attestation::{Attestation, AttestationStatus, Row, Value};
use crate::authorisation::{ReducedForm, Source, Withheld, WithheldReason};
use crate::catalogue::ElementKind;
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
    /// The element.
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
        /// Where it stands.
        source: Source,
    },
    /// Withheld, with the reason and the point.
    Withheld(Withheld),
}

/// A reduced row and the reduced rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowView {
    /// The block.
    pub block: BlockId,
    /// Every element of the block, in its order.
    pub cells: Vec<Cell>,
    /// The rows below.
    pub rows: Vec<RowView>,
}

/// A reduced attestation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttestationView {
    /// Its identifier.
    pub id: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
    /// What became of it.
    pub status: AttestationStatus,
    /// The quarter.
    pub quarter: Quarter,
    /// When it was made.
    pub created: Option<Date>,
    /// Whether it only stands in until the quarter is attested.
    pub temporary: bool,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// What an attestation says above its rows.
struct Received<'r> {
    person: Niss,
    filtered: &'r BTreeSet<ElementId>,
}

pub(super) fn reduce_attestation(
    permit: &Permit<'_>,
    person: Niss,
    attestation: &Attestation,
) -> Reduced<AttestationView> {
    let period = Period::of_quarter(attestation.quarter);
    let above = RecordFacts { period: Some(period), ..RecordFacts::default() };
    Reduced(AttestationView {
        id: attestation.id.clone(),
        version: attestation.edition.version(),
        status: attestation.status,
        quarter: attestation.quarter,
        created: attestation.created,
        temporary: attestation.edition.stands_in(),
        rows: reduce_rows(permit, &Received { person, filtered: &attestation.filtered }, &attestation.rows, above),
    })
}

/// Rows of a block of which nothing may be seen do not leave: their number alone would tell of payments. Records
/// withheld because of their regime leave one mark together, without rows below.
fn reduce_rows(permit: &Permit<'_>, received: &Received<'_>, rows: &[Row], above: RecordFacts<'_>) -> Vec<RowView> {
    let mut views = Vec::new();
    let mut marked = false;
    for row in rows.iter().filter(|row| shows_of(permit, row)) {
        let facts = facts_of(permit, row, above);
        let withheld = permit.withholds_record(facts);
        if !(withheld && marked) {
            views.push(reduce_row(permit, received, row, facts));
        }
        marked |= withheld;
    }
    views
}

fn shows_of(permit: &Permit<'_>, row: &Row) -> bool {
    let block = permit.service().blocks.iter().find(|block| block.id == row.block);
    block.is_some_and(|block| permit.shows_of(block.elements))
}

fn reduce_row(permit: &Permit<'_>, received: &Received<'_>, row: &Row, facts: RecordFacts<'_>) -> RowView {
    let verdict = permit.judge(facts);
    let below: &[Row] = if permit.withholds_record(facts) { &[] } else { &row.rows };
    RowView {
        block: row.block.clone(),
        cells: cells_of(permit, received, row, &verdict),
        rows: reduce_rows(permit, received, below, facts),
    }
}

fn cells_of(permit: &Permit<'_>, received: &Received<'_>, row: &Row, verdict: &Verdict<'_>) -> Vec<Cell> {
    let service = permit.service();
    let Some(block) = service.blocks.iter().find(|block| block.id == row.block) else {
        return Vec::new();
    };
    let elements = block.elements.iter().map(|index| (index, &service.elements[index]));
    elements
        .map(|(index, element)| Cell {
            element: element.id.clone(),
            state: match verdict.withheld(index) {
                None => granted(permit, verdict, index, received, row),
                // The reason would tell the social risk to whom it is withheld: such a cell looks like an empty one.
                Some((WithheldReason::RiskNotGranted, _)) if !permit.shows_risk() => CellState::Granted(None),
                Some((reason, source)) => CellState::Withheld(Withheld { reason, source: source.clone() }),
            },
        })
        .collect()
}

fn granted(permit: &Permit<'_>, verdict: &Verdict<'_>, index: usize, received: &Received<'_>, row: &Row) -> CellState {
    let element = &permit.service().elements[index];
    let value = match (&element.kind, row.values.get(&element.id)) {
        (ElementKind::Niss, _) => Some(Value::Niss(received.person)),
        (_, None) if received.filtered.contains(&element.id) => return CellState::Filtered,
        (_, value) => value.cloned(),
    };
    match verdict.reduced(index) {
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
