//! What may stand around records: our own root, an envelope, a batch of the network.

use super::node::Node;
use super::{FileError, RECORDS, ROOT};

/// What an element that stands around records, or beside them, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Our own root: whatever is below it is a record.
    Records,
    /// An envelope: the message is below it.
    Envelope,
    /// A batch, or a list in one: notifications, and what is said once for all of them.
    Batch,
    /// A record, or what a batch says once.
    Inside,
}

/// What an element is, by its name and what it stands in.
pub(super) fn around(node: &Node, parent: Option<Around>) -> Result<Around, FileError> {
    let key = node.key();
    let is_list = is_list(&key);
    let is_batch = is_list || ["otif", "batch", "Batch"].iter().any(|part| key.contains(part));
    match parent {
        None if key == ROOT || key == RECORDS => Ok(Around::Records),
        None | Some(Around::Envelope) if ["envelope", "body"].contains(&&*key) => Ok(Around::Envelope),
        None if is_answer(&key) && !is_batch => Ok(Around::Inside),
        None | Some(Around::Envelope) if is_batch => Ok(Around::Batch),
        None => Err(FileError::Root { line: node.line }),
        Some(Around::Batch) if is_list => Ok(Around::Batch),
        Some(_) => Ok(Around::Inside),
    }
}

/// Whether an element below another one is a record, and not what an envelope or a batch says once, or, where that has
/// said a person already, a part of what it says of that person.
pub(super) fn is_record(node: &Node, parent: Around, said: &Node) -> bool {
    match parent {
        Around::Records => true,
        Around::Envelope => node.key() != "header",
        Around::Batch | Around::Inside => {
            is_answer(&node.key()) || node.child("ssin").is_some() && said.child("ssin").is_none()
        }
    }
}

/// Whether something is said of a person.
pub(super) fn names_somebody(node: &Node) -> bool {
    ["ssin", "attest", "attestationIdentification"].iter().any(|name| node.child(name).is_some())
}

/// Whether a list of this name in a JSON object is one of records.
pub(super) fn is_list_of_records(name: &str) -> bool {
    let node = Node::new(name, 0);
    let key = node.key();
    key == ROOT || is_list(&key) || is_answer(&key)
}

fn is_list(key: &str) -> bool {
    key.ends_with("otifications") || ["responses", "answers", "records", "messages"].contains(&key)
}

/// Whether a name is that of an answer or of a notification.
pub(super) fn is_answer(key: &str) -> bool {
    ["esponse", "eply", "nswer", "otification"].iter().any(|end| key.ends_with(end))
}
