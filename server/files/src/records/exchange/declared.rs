//! The format of a service that declares its records: names and nesting are data of the service (`delibero schema`).
//!
//! A document has the root `records`; each element below it is one record, named after its kind. It says whom it is
//! about (`ssin`), who sent it where there are several senders, its identifier, version, status, day and time, and its
//! rows. In NDJSON a line is an object with the kind as its only key, or the record itself where there is one kind.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::{ElementKind, ElementSet, RecordKind, RowShape, Service, TimeKind};
use delibero_domain::identifier::{ElementId, RecipientId};
use delibero_domain::niss::NissRules;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime, Row, Value};
use delibero_usecases::records::Incoming;
use delibero_usecases::source_loads::{Fault, Rule};

use super::node::Node;
use super::{Mapped, RECORD, person, values};

pub(in crate::records) const SSIN: &str = "ssin";
pub(in crate::records) const SENDER: &str = "sender";
pub(in crate::records) const STATUS: &str = "recordStatus";
/// What the network removed before the record came here, by the names of fields.
pub(in crate::records) const FILTERS: &str = "dataFilters";

pub(in crate::records) const FILTERED: &str = "filteredElement";

/// The names of a service and what they feed.
#[derive(Clone, Debug)]
pub(in super::super) struct DeclaredMapping {
    rules: NissRules,
    service: Service,
}

type Values = BTreeMap<ElementId, Value>;

impl DeclaredMapping {
    /// None where the service declares no records.
    pub fn of(service: &Service, rules: NissRules) -> Option<Self> {
        service.layout.declared.then(|| Self { rules, service: service.clone() })
    }

    pub fn read(&self, node: &Node) -> Result<Mapped, Fault> {
        let (kind, node) = self.kind_of(node)?;
        let of_kind = OfKind { service: &self.service, kind };
        let parts = of_kind.parts(node)?;
        let named = person::read(parts.ssin.ok_or_else(|| node.missing(SSIN))?, self.rules)?;
        let record = of_kind.record(node, &parts)?;
        let incoming = Incoming { person: named.person, state: named.state, replaces: named.replaces, record };
        Ok(Mapped { incoming, insurer: None })
    }

    fn kind_of<'n>(&self, node: &'n Node) -> Result<(&RecordKind, &'n Node), Fault> {
        let kinds = &self.service.layout.kinds;
        let named = |node: &Node| kinds.iter().find(|kind| kind.names.record == *node.key());
        if let Some(kind) = named(node) {
            return Ok((kind, node));
        }
        // A line of NDJSON has no name of its own.
        if node.name != RECORD {
            return Err(node.fault(Rule::Unknown));
        }
        if let [only] = node.children.as_slice()
            && let Some(kind) = named(only)
        {
            return Ok((kind, only));
        }
        match kinds.as_slice() {
            [only] => Ok((only, node)),
            _ => Err(node.children.first().unwrap_or(node).fault(Rule::Unknown)),
        }
    }
}

struct OfKind<'s> {
    service: &'s Service,
    kind: &'s RecordKind,
}

/// A record, taken apart.
#[derive(Default)]
struct Parts<'n> {
    ssin: Option<&'n Node>,
    sender: Option<&'n Node>,
    status: Option<&'n Node>,
    id: Option<&'n Node>,
    version: Option<&'n Node>,
    created: Option<&'n Node>,
    time: Option<&'n Node>,
    filters: Vec<&'n Node>,
    rows: Vec<&'n Node>,
}

fn once<'n>(place: &mut Option<&'n Node>, found: &'n Node) -> Result<(), Fault> {
    if place.replace(found).is_some() { Err(found.fault(Rule::Repeated)) } else { Ok(()) }
}

impl<'s> OfKind<'s> {
    fn parts<'n>(&self, node: &'n Node) -> Result<Parts<'n>, Fault> {
        node.without_text()?;
        let names = &self.kind.names;
        let mut parts = Parts::default();
        for child in &node.children {
            match &*child.key() {
                SSIN => once(&mut parts.ssin, child)?,
                SENDER => once(&mut parts.sender, child)?,
                STATUS => once(&mut parts.status, child)?,
                FILTERS => parts.filters.extend(&child.children),
                key if key == names.id => once(&mut parts.id, child)?,
                key if key == names.version => once(&mut parts.version, child)?,
                key if key == names.created => once(&mut parts.created, child)?,
                key if key == names.time => once(&mut parts.time, child)?,
                _ => parts.rows.push(child),
            }
        }
        Ok(parts)
    }

    fn record(&self, node: &Node, parts: &Parts<'_>) -> Result<Record, Fault> {
        let names = &self.kind.names;
        let id = values::code(parts.id.ok_or_else(|| node.missing(&names.id))?)?;
        let version = parts.version.map(values::version).transpose()?.unwrap_or_default();
        let status = match parts.status {
            Some(status) => RecordStatus::from_word(status.value()?).ok_or_else(|| status.fault(Rule::Status))?,
            None if version == 0 => RecordStatus::Creation,
            None => RecordStatus::Modification,
        };
        let rows = if status == RecordStatus::Cancellation {
            parts.rows.first().map_or(Ok(Vec::new()), |row| Err(row.fault(Rule::CancelledWithRows)))?
        } else {
            self.rows(node, parts)?
        };
        Ok(Record {
            kind: self.kind.id.clone(),
            sender: parts.sender.map(|sender| self.sender(sender)).transpose()?.flatten(),
            id,
            edition: Edition::Version(version),
            status,
            time: self.time(parts.time.ok_or_else(|| node.missing(&names.time))?)?,
            created: parts.created.map(values::date).transpose()?,
            rows,
            filtered: parts.filters.iter().flat_map(|named| self.filtered(named.text.trim())).collect(),
        })
    }

    /// None where it is the sender of the service.
    fn sender(&self, node: &Node) -> Result<Option<RecipientId>, Fault> {
        let word = node.value()?;
        let found = self.service.senders().find(|sender| sender.as_str() == word);
        let found = found.ok_or_else(|| node.fault(Rule::Sender))?;
        Ok((*found != self.service.sender).then(|| found.clone()))
    }

    fn time(&self, node: &Node) -> Result<RecordTime, Fault> {
        Ok(match self.kind.time {
            TimeKind::Quarter => RecordTime::Quarter(values::quarter(node)?),
            TimeKind::Month => RecordTime::Month(values::month(node)?),
            TimeKind::Day => RecordTime::Day(values::date(node)?),
            TimeKind::Period => RecordTime::Period(values::period(node)?),
        })
    }

    fn filtered(&self, name: &'_ str) -> impl Iterator<Item = ElementId> {
        let known = move |id: &str, field: &str| !name.is_empty() && (field == name || id == name);
        let elements = self.service.elements.iter();
        elements.filter(move |element| known(element.id.as_str(), &element.field)).map(|element| element.id.clone())
    }

    fn shape(&self, place: usize) -> &'s RowShape {
        &self.service.layout.shapes[place]
    }

    fn rows(&self, node: &Node, parts: &Parts<'_>) -> Result<Vec<Row>, Fault> {
        if let [only] = self.kind.shapes[..] {
            let said = [parts.id, parts.version, parts.created, parts.time].into_iter().flatten();
            let draft = RowDraft::read(self.service, only, parts.rows.iter().copied())?;
            return Ok(vec![draft.with_parts(said)?.finish(node)?]);
        }
        let mut rows = Vec::with_capacity(parts.rows.len());
        for child in &parts.rows {
            let tops = self.kind.shapes.iter().copied();
            let place = tops.into_iter().find(|place| self.shape(*place).name == *child.key());
            let place = place.ok_or_else(|| child.fault(Rule::Unknown))?;
            if self.kind.one_row && !rows.is_empty() {
                return Err(child.fault(Rule::OneRow));
            }
            let index = rows.iter().filter(|row: &&Row| row.shape == self.shape(place).id).count();
            rows.push(row(self.service, place, child, index)?);
        }
        if rows.is_empty() { Err(node.fault(Rule::Empty)) } else { Ok(rows) }
    }
}

/// A row of its own element, the `index`th of its shape there.
fn row(service: &Service, place: usize, node: &Node, index: usize) -> Result<Row, Fault> {
    node.without_text()?;
    let draft = RowDraft::read(service, place, node.children.iter());
    draft.map_err(|fault| fault.within(&node.name, index))?.finish(node)
}

struct RowDraft<'s> {
    service: &'s Service,
    shape: &'s RowShape,
    row: Row,
}

impl<'s> RowDraft<'s> {
    fn read<'n>(service: &'s Service, place: usize, children: impl Iterator<Item = &'n Node>) -> Result<Self, Fault> {
        let shape = &service.layout.shapes[place];
        let none = Row { shape: shape.id.clone(), values: Values::new(), rows: Vec::new(), filtered: BTreeSet::new() };
        let mut draft = Self { service, shape, row: none };
        let mut seen = BTreeSet::new();
        for child in children {
            let key = child.key();
            let below = service.layout.within(place).find(|(_, below)| below.name == *key);
            if let Some((below, _)) = below {
                let index = draft.row.rows.iter().filter(|row| row.shape == service.layout.shapes[below].id).count();
                draft.row.rows.push(row(service, below, child, index)?);
                continue;
            }
            if !seen.insert(key.clone().into_owned()) {
                return Err(child.fault(Rule::Repeated));
            }
            if !draft.feed(&key, child)? {
                return Err(child.fault(Rule::Unknown));
            }
        }
        Ok(draft)
    }

    /// Whether an element of the row has this name.
    fn feed(&mut self, name: &str, node: &Node) -> Result<bool, Fault> {
        let elements = self.shape.elements.iter().map(|index| &self.service.elements[index]);
        let mut fed = false;
        for element in elements.filter(|element| element.field == name && element.kind != ElementKind::Niss) {
            self.row.values.insert(element.id.clone(), values::value(node, &element.kind)?);
            fed = true;
        }
        Ok(fed)
    }

    /// Elements that are said by parts of the record itself.
    fn with_parts<'n>(mut self, parts: impl Iterator<Item = &'n Node>) -> Result<Self, Fault> {
        for part in parts {
            self.feed(&part.key(), part)?;
        }
        Ok(self)
    }

    fn finish(self, node: &Node) -> Result<Row, Fault> {
        let says = |group: &ElementSet| {
            group.iter().any(|index| self.row.values.contains_key(&self.service.elements[index].id))
        };
        if self.shape.alternatives.iter().filter(|group| says(group)).count() > 1 {
            return Err(node.fault(Rule::Alternatives));
        }
        if self.row.values.is_empty() && self.row.rows.is_empty() {
            return Err(node.fault(Rule::Empty));
        }
        Ok(self.row)
    }
}
