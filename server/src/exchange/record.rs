//! One record: who, and which attestation.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::attestation::{Attestation, AttestationStatus, Edition, Row, Value};
use delibero_domain::identifier::ElementId;
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::period::Quarter;
use delibero_usecases::directory::PersonState;
use delibero_usecases::load::Incoming;
use jiff::civil::Date;

use super::RECORD;
use super::fault::{Fault, Rule};
use super::mapping::{INSURER, LISTS, Mapping, Target};
use super::node::Node;
use super::values;

type Values = BTreeMap<ElementId, Value>;

/// A record, ready to be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// What is loaded. A temporary attestation has no identifier yet: it comes from the person's token, which only
    /// the store can make.
    pub incoming: Incoming,
    /// The insurer that sent it, where it said so.
    pub insurer: Option<String>,
}

impl Mapping {
    /// Reads one record.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn read(&self, record: &Node) -> Result<Mapped, Fault> {
        if record.name != RECORD {
            return Err(record.fault(Rule::Unknown));
        }
        let [status, ssin, insurer, attest] = record.accepting(["status", "ssin", INSURER, "attest"])?;
        let found = status.map(data_found).transpose()?.unwrap_or(true);
        let Some(attest) = attest else {
            return Err(if found { record.missing("attest") } else { Fault::new(record.line, "status", Rule::NoData) });
        };
        if !found {
            return Err(Fault::new(record.line, "status", Rule::Contradiction));
        }
        let (person, state) = read_ssin(ssin.ok_or_else(|| record.missing("ssin"))?, self.rules)?;
        let mut common = Values::new();
        if let Some(insurer) = insurer {
            feed(&self.insurer, insurer, &mut common)?;
        }
        let insurer = insurer.map(values::code).transpose()?;
        let attestation = self.attestation(attest, &common).map_err(|fault| fault.under("attest"))?;
        if attestation.edition == Edition::Temporary && insurer.is_none() {
            return Err(record.missing(INSURER));
        }
        Ok(Mapped { incoming: Incoming { person, state, attestation }, insurer })
    }

    fn attestation(&self, attest: &Node, common: &Values) -> Result<Attestation, Fault> {
        let (list, item) = LISTS[0];
        let [identified, temporary, allowances] =
            attest.accepting(["attestationIdentification", "temporaryAttest", list])?;
        let head = match (identified, temporary) {
            (Some(node), None) => identification(node).map_err(|fault| fault.under(&node.name))?,
            (None, Some(node)) => temporary_head(node).map_err(|fault| fault.under(&node.name))?,
            (Some(_), Some(node)) => return Err(node.fault(Rule::TemporaryAndIdentified)),
            (None, None) => return Err(attest.missing("attestationIdentification")),
        };
        let cancelled = head.status == AttestationStatus::Cancellation;
        let rows = match allowances {
            Some(node) if cancelled && !node.children.is_empty() => {
                return Err(node.fault(Rule::CancelledWithAllowances));
            }
            Some(node) => self.rows(0, node, item, common)?,
            None if cancelled => Vec::new(),
            None => return Err(attest.missing(list)),
        };
        Ok(Attestation {
            id: head.id,
            edition: head.edition,
            status: head.status,
            quarter: head.quarter,
            created: head.created,
            rows,
            filtered: BTreeSet::new(),
        })
    }

    fn rows(&self, level: usize, list: &Node, item: &str, common: &Values) -> Result<Vec<Row>, Fault> {
        list.without_text()?;
        let mut rows = Vec::with_capacity(list.children.len());
        for (index, node) in list.children.iter().enumerate() {
            if node.name != item {
                return Err(node.fault(Rule::Unknown).under(&list.name));
            }
            let row = self.row(level, node, common).map_err(|fault| fault.at(&list.name, item, index))?;
            rows.push(row);
        }
        Ok(rows)
    }

    fn row(&self, level: usize, node: &Node, common: &Values) -> Result<Row, Fault> {
        let block = &self.blocks[level];
        node.without_text()?;
        let mut row = Row { block: block.id.clone(), values: common.clone(), rows: Vec::new() };
        let mut seen: Vec<&str> = Vec::with_capacity(node.children.len());
        for child in &node.children {
            if seen.contains(&child.name.as_str()) {
                return Err(child.fault(Rule::Repeated));
            }
            seen.push(&child.name);
            match (block.fields.get(&child.name), self.below(level)) {
                (Some(targets), _) => feed(targets, child, &mut row.values)?,
                (None, Some((list, item))) if list == child.name => {
                    row.rows = self.rows(level + 1, child, item, &Values::new())?;
                }
                (None, _) => return Err(child.fault(Rule::Unknown)),
            }
        }
        match block.required.iter().find(|field| !seen.contains(&field.as_str())) {
            Some(field) => Err(node.missing(field)),
            None => Ok(row),
        }
    }

    /// The list that a row of a level may hold.
    fn below(&self, level: usize) -> Option<(&'static str, &'static str)> {
        (level + 1 < self.blocks.len()).then(|| LISTS[level + 1])
    }
}

/// Gives a value to every element that its name feeds.
fn feed(targets: &[Target], node: &Node, into: &mut Values) -> Result<(), Fault> {
    for target in targets {
        into.insert(target.element.clone(), values::value(node, &target.kind)?);
    }
    Ok(())
}

/// Whether the network says that it found data. What else a status says is the network's own business.
fn data_found(status: &Node) -> Result<bool, Fault> {
    let values: Vec<&Node> = status.children.iter().filter(|child| child.name == "value").collect();
    match values.as_slice() {
        [] => Ok(true),
        [value] => Ok(value.value().map_err(|fault| fault.under("status"))? == "DATA_FOUND"),
        [_, second, ..] => Err(second.fault(Rule::Repeated).under("status")),
    }
}

fn read_ssin(ssin: &Node, rules: NissRules) -> Result<(Niss, PersonState), Fault> {
    let plain = Node { children: Vec::new(), ..ssin.clone() };
    let number = Node { text: String::new(), ..ssin.clone() };
    let [value, text, by, cancelled] = number.accepting(["value", "#text", "replacedBy", "canceled"])?;
    let person = match (value.or(text), plain.text.trim().is_empty()) {
        (Some(node), true) => values::niss(node, rules).map_err(|fault| fault.under("ssin"))?,
        (Some(node), false) => return Err(node.fault(Rule::Repeated).under("ssin")),
        (None, _) => values::niss(&plain, rules)?,
    };
    let under = |fault: Fault| fault.under("ssin");
    let cancelled = cancelled.map(values::flag).transpose().map_err(under)?.unwrap_or(false);
    let state = match by {
        Some(node) => {
            let by = values::niss(node, rules).map_err(under)?;
            if by == person {
                return Err(under(node.fault(Rule::ReplacesItself)));
            }
            PersonState::Replaced(by)
        }
        None if cancelled => PersonState::Cancelled,
        None => PersonState::InUse,
    };
    Ok((person, state))
}

/// What identifies an attestation.
struct Head {
    id: String,
    edition: Edition,
    status: AttestationStatus,
    quarter: Quarter,
    created: Option<Date>,
}

fn identification(node: &Node) -> Result<Head, Fault> {
    const NAMES: [&str; 5] =
        ["yearQuarter", "creationDate", "attestationId", "attestationVersion", "attestationStatus"];
    let found = node.accepting(NAMES)?;
    let required = |place: usize| found[place].ok_or_else(|| node.missing(NAMES[place]));
    let status = required(4)?;
    Ok(Head {
        quarter: values::quarter(required(0)?)?,
        created: Some(values::date(required(1)?)?),
        id: values::uuid(required(2)?)?,
        edition: Edition::Version(values::version(required(3)?)?),
        status: AttestationStatus::from_word(status.value()?).ok_or_else(|| status.fault(Rule::Status))?,
    })
}

fn temporary_head(node: &Node) -> Result<Head, Fault> {
    let [quarter] = node.accepting(["yearQuarter"])?;
    let quarter = values::quarter(quarter.ok_or_else(|| node.missing("yearQuarter"))?)?;
    Ok(Head {
        id: String::new(),
        edition: Edition::Temporary,
        status: AttestationStatus::Creation,
        quarter,
        created: None,
    })
}
