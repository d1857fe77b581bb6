//! One record: who, and which attestation.

use std::collections::BTreeSet;

use delibero_domain::catalogue::RecordLayout;
use delibero_domain::identifier::ElementId;
use delibero_domain::period::Quarter;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime, Row, Value};
use delibero_usecases::records::Incoming;
use delibero_usecases::source_loads::{Fault, Rule};

use super::blocks::LISTS;
use super::envelope::{Envelope, anomalies, is_attest};
use super::filters::FILTERS;
use super::identification::{Head, identification, own_temporary};
use super::mapping::{AttestationMapping, INSURER};
use super::rows::{RowReader, Values, feed};
use crate::records::exchange::Mapped;
use crate::records::exchange::node::Node;
use crate::records::exchange::wrapping::{is_answer, names_somebody};
use crate::records::exchange::{person, values};

/// The most attestations of one answer: the quarters of a hundred years.
const MOST_ATTESTS: usize = 400;

impl AttestationMapping {
    /// Reads one record: an attestation, or several, each by itself.
    #[must_use]
    pub fn read(&self, record: &Node) -> Vec<Result<Mapped, Fault>> {
        if let [only] = record.children.as_slice()
            && is_answer(&only.key())
        {
            return self.read(only);
        }
        match attests(record) {
            Some(Ok(several)) => several.map(|one| self.attestation(&one)).collect(),
            Some(Err(fault)) => vec![Err(fault)],
            None => vec![self.attestation(record)],
        }
    }

    fn attestation(&self, record: &Node) -> Result<Mapped, Fault> {
        if !is_answer(&record.key()) && !names_somebody(record) {
            return Err(record.fault(Rule::Unknown));
        }
        let envelope = Envelope::of(record)?;
        let found = envelope.found.unwrap_or(true);
        let body = envelope.attest.or_else(|| (envelope.network && is_body(record)).then_some(record));
        let Some(body) = body else {
            return Err(if found { record.missing("attest") } else { Fault::new(record.line, "status", Rule::NoData) });
        };
        if !found {
            return Err(Fault::new(record.line, "status", Rule::Contradiction));
        }
        let named = person::read(envelope.ssin.ok_or_else(|| record.missing("ssin"))?, self.rules)?;
        let mut common = Values::new();
        if let Some(insurer) = envelope.insurer {
            feed(&self.insurer, insurer, &mut common)?;
        }
        let everywhere = self.filter_names.read(record, |_| false);
        let filtered = self.filter_names.read(record, is_item);
        let reader = RowReader { mapping: self, network: envelope.network, filtered: &everywhere, common: &common };
        let attestation = reader.attestation(body, filtered);
        let attestation =
            attestation.map_err(|fault| envelope.attest.map_or(fault.clone(), |attest| fault.under(&attest.name)))?;
        // The network names no insurer; ours may send several temporary attestations of a quarter.
        if attestation.edition == Edition::Temporary && !envelope.network && envelope.insurer.is_none() {
            return Err(record.missing(INSURER));
        }
        let insurer = envelope.insurer.map(values::code).transpose()?;
        let incoming =
            Incoming { person: named.person, state: named.state, replaces: named.replaces, record: attestation };
        Ok(Mapped { incoming, insurer })
    }
}

/// A record of several attestations as one record for each; none where it holds one at most.
fn attests(record: &Node) -> Option<Result<impl Iterator<Item = Node>, Fault>> {
    let is_list = |node: &&Node| ["attests", "attestations"].contains(&&*node.key());
    let lists = record.children.iter().filter(is_list).flat_map(|list| &list.children);
    let found: Vec<Node> = record.children.iter().chain(lists).filter(|node| is_attest(&node.key())).cloned().collect();
    let has_list = record.children.iter().any(|node| is_list(&node));
    if found.len() < 2 && !(has_list && found.len() == 1) {
        return None;
    }
    if let Some(one_more) = found.get(MOST_ATTESTS) {
        return Some(Err(one_more.fault(Rule::Repeated)));
    }
    let around = record.children.iter().filter(|node| !is_attest(&node.key()) && !is_list(node)).cloned();
    let without = Node { children: around.collect(), ..record.clone() };
    Some(Ok(found.into_iter().map(move |attest| {
        let mut one = without.clone();
        one.children.push(attest);
        one
    })))
}

/// Whether the data stand in the record itself.
fn is_body(record: &Node) -> bool {
    record.children.iter().any(|child| child.key() == "attestationIdentification" || is_list(child) || is_item(child))
}

fn is_list(node: &Node) -> bool {
    ["allowances", "risks", "periods"].iter().any(|end| node.name.to_ascii_lowercase().ends_with(end))
}

fn is_item(node: &Node) -> bool {
    ["allowance", "risk", "period"].iter().any(|end| node.name.to_ascii_lowercase().ends_with(end))
}

impl RowReader<'_> {
    fn attestation(&self, body: &Node, filtered: BTreeSet<ElementId>) -> Result<Record, Fault> {
        let head = self.head(body)?;
        let rows = self.body_rows(body, &head)?;
        let quarter = match head.quarter {
            Some(quarter) => quarter,
            None => begun(&rows).or(head.created.map(Quarter::containing)).ok_or_else(|| body.fault(Rule::NoTime))?,
        };
        let edition = match (head.edition, head.quarter) {
            (Edition::Version(version), None) => Edition::Notice(version),
            (edition, _) => edition,
        };
        let Head { id, status, created, .. } = head;
        let (kind, time) = (RecordLayout::usual_kind(), RecordTime::Quarter(quarter));
        Ok(Record { kind, sender: None, id, edition, status, time, created, rows, filtered })
    }

    fn head(&self, body: &Node) -> Result<Head, Fault> {
        let once = |name: &str| {
            let mut found = body.children.iter().filter(|child| child.key() == name);
            match (found.next(), found.next()) {
                (_, Some(second)) => Err(second.fault(Rule::Repeated)),
                (found, None) => Ok(found),
            }
        };
        let mut head = match (once("attestationIdentification")?, once("temporaryAttest")?) {
            (Some(node), None) => {
                let head = identification(node).map_err(|fault| fault.under(&node.name))?;
                if head.quarter.is_none() && !self.network {
                    return Err(node.missing("yearQuarter").under(&node.name));
                }
                head
            }
            (None, Some(node)) => own_temporary(node).map_err(|fault| fault.under(&node.name))?,
            (Some(_), Some(node)) => return Err(node.fault(Rule::TemporaryAndIdentified)),
            (None, None) if self.network && body.child(LISTS[0].0).is_none() => Head::unsaid(),
            (None, None) => return Err(body.missing("attestationIdentification")),
        };
        if let (None, true, Some(node)) = (head.quarter, self.network, once("yearQuarter")?) {
            head.quarter = Some(values::quarter(node)?);
        }
        Ok(head)
    }

    /// The rows of a body, however they stand in it: in lists, one by one, or as the parts of the only one.
    fn body_rows(&self, body: &Node, head: &Head) -> Result<Vec<Row>, Fault> {
        let cancelled = head.status == RecordStatus::Cancellation;
        let mut rows = Vec::new();
        let mut parts: Vec<&Node> = Vec::new();
        for child in body.children.iter() {
            match &*child.key() {
                "attestationIdentification" | "temporaryAttest" => {}
                "ssin" | "yearQuarter" | "criteria" | FILTERS if self.network => {}
                "anomalies" | "anomaly" if self.network => anomalies(child)?,
                _ if cancelled && is_list(child) && !child.children.is_empty() => {
                    return Err(child.fault(Rule::CancelledWithAllowances));
                }
                key if key == LISTS[0].0 => rows.extend(self.rows(0, child, LISTS[0].1)?),
                _ if self.network && is_list(child) => rows.extend(self.listed(child)?),
                _ if self.network && is_item(child) => parts.push(child),
                _ if self.network && self.is_part(child) => parts.push(child),
                // Around a notice that has no element of its own.
                _ if self.network && body.child("ssin").is_some() => {}
                _ => return Err(child.fault(Rule::Unknown)),
            }
        }
        rows.extend(self.parted(body, &parts)?);
        if cancelled && !rows.is_empty() {
            return Err(body.fault(Rule::CancelledWithAllowances));
        }
        let may_be_empty = cancelled || body.child(LISTS[0].0).is_some() || self.network && !self.filtered.is_empty();
        if rows.is_empty() && !may_be_empty {
            return Err(body.missing(LISTS[0].0));
        }
        Ok(rows)
    }

    fn listed(&self, list: &Node) -> Result<Vec<Row>, Fault> {
        list.without_text()?;
        let items = list.children.iter().filter(|item| item.key() != FILTERS).enumerate();
        let row = |(index, item): (usize, &Node)| {
            if !is_item(item) {
                return Err(item.fault(Rule::Unknown).under(&list.name));
            }
            self.row(0, item).map_err(|fault| fault.at(&list.name, &item.name, index))
        };
        items.map(row).collect()
    }

    /// A field of the first block that stands in the body itself.
    fn is_part(&self, node: &Node) -> bool {
        self.mapping.blocks[0].fields.contains_key(super::network::field(&node.key()))
    }

    /// One risk and its period beside each other are one row; items of one kind are one row each.
    fn parted(&self, body: &Node, parts: &[&Node]) -> Result<Vec<Row>, Fault> {
        let repeated =
            parts.iter().enumerate().any(|(place, part)| parts[..place].iter().any(|one| one.key() == part.key()));
        let [first, others @ ..] = parts else { return Ok(Vec::new()) };
        if repeated || others.is_empty() && first.key() != "period" {
            return parts.iter().map(|part| self.row(0, part)).collect();
        }
        let children = parts.iter().map(|part| (*part).clone()).collect();
        let only = Node { name: LISTS[0].1.to_owned(), line: body.line, children, ..Node::default() };
        Ok(vec![self.row(0, &only)?])
    }
}

/// The quarter in which the last of some periods began.
fn begun(rows: &[Row]) -> Option<Quarter> {
    let periods = rows.iter().flat_map(|row| row.values.values()).filter_map(|value| match value {
        Value::Period(period) => Some(period.begin),
        _ => None,
    });
    periods.max().map(Quarter::containing)
}
