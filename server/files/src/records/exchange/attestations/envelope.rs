//! What stands around the data of a record: who, whether there are any, and what else the network says.

use delibero_usecases::source_loads::{Fault, Rule};

use super::mapping::INSURER;
use super::network::HEADERS;
use crate::records::exchange::RECORD;
use crate::records::exchange::node::Node;
use crate::records::exchange::values;

const MAX_LEGAL_CONTEXT: usize = 64;
const MAX_SEQUENCE: usize = 15;

/// A record, taken apart.
pub(super) struct Envelope<'n> {
    pub ssin: Option<&'n Node>,
    pub insurer: Option<&'n Node>,
    /// Where the attestation stands; a brief notice may have no element of its own for it.
    pub attest: Option<&'n Node>,
    /// Whether it has the network's shape.
    pub network: bool,
    /// Whether a supplier found data; none where nothing is said.
    pub found: Option<bool>,
}

impl<'n> Envelope<'n> {
    pub fn of(record: &'n Node) -> Result<Self, Fault> {
        let network = record.name != RECORD || record.children.iter().any(|child| HEADERS.contains(&&*child.key()));
        let mut envelope = Self { ssin: None, insurer: None, attest: None, network, found: None };
        record.without_text()?;
        for child in &record.children {
            match &*child.key() {
                "status" => envelope.found = Some(data_found(child)? || envelope.found == Some(true)),
                "ssin" => once(&mut envelope.ssin, child)?,
                INSURER => once(&mut envelope.insurer, child)?,
                key if is_attest(key) => once(&mut envelope.attest, child)?,
                // What else the network says around an answer is its own business; ours says nothing else.
                key if HEADERS.contains(&key) => header(child)?,
                _ if network => {}
                _ => return Err(child.fault(Rule::Unknown)),
            }
        }
        if network {
            let inside = |outer: Option<&'n Node>| outer.and_then(|node| node.child("ssin"));
            envelope.ssin =
                envelope.ssin.or_else(|| inside(envelope.attest)).or_else(|| inside(record.child("criteria")));
        }
        Ok(envelope)
    }
}

/// `attest`, whatever stands before it.
pub(super) fn is_attest(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    !key.contains("temporary") && (key.ends_with("attest") || key.ends_with("attestation"))
}

fn once<'n>(place: &mut Option<&'n Node>, found: &'n Node) -> Result<(), Fault> {
    if place.replace(found).is_some() { Err(found.fault(Rule::Repeated)) } else { Ok(()) }
}

/// Whether a supplier says that it found data. What else a status says is the network's own business.
fn data_found(status: &Node) -> Result<bool, Fault> {
    let values: Vec<&Node> = status.children.iter().filter(|child| child.key() == "value").collect();
    match (values.as_slice(), status.child("code")) {
        ([], None) => Ok(true),
        ([], Some(code)) => Ok(code.value().map_err(|fault| fault.under(&status.name))? == "MSG00000"),
        ([value], _) => Ok(value.value().map_err(|fault| fault.under(&status.name))? == "DATA_FOUND"),
        ([_, second, ..], _) => Err(second.fault(Rule::Repeated).under(&status.name)),
    }
}

fn header(node: &Node) -> Result<(), Fault> {
    match &*node.key() {
        "legalContext" if node.text.trim().chars().count() > MAX_LEGAL_CONTEXT => {
            Err(node.fault(Rule::Characters { max: MAX_LEGAL_CONTEXT }))
        }
        "sequenceNumber" => {
            let number = node.value()?;
            let sound = number.len() <= MAX_SEQUENCE && number.bytes().all(|byte| byte.is_ascii_digit());
            if sound { Ok(()) } else { Err(node.fault(Rule::Sequence)) }
        }
        "anomalies" | "anomaly" => anomalies(node),
        _ => Ok(()),
    }
}

/// An information or a warning passes. The entries of an anomaly may hold anything, a NISS too: only names are told.
pub(super) fn anomalies(node: &Node) -> Result<(), Fault> {
    for child in &node.children {
        if child.key() == "severity" {
            let severity = values::code(child)?;
            if !["INFORMATION", "WARNING"].iter().any(|mild| severity.eq_ignore_ascii_case(mild)) {
                return Err(child.fault(Rule::Anomaly).under(&node.name));
            }
        } else if child.key() == "anomaly" {
            anomalies(child).map_err(|fault| fault.under(&node.name))?;
        }
    }
    Ok(())
}
