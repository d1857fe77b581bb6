//! Who a record is about, and what became of that number.

use delibero_domain::niss::{Niss, NissRules};
use delibero_usecases::directory::PersonState;
use delibero_usecases::source_loads::{Fault, Rule};

use super::node::Node;
use super::values;

/// A person, as a record names one.
pub(super) struct Named {
    pub person: Niss,
    pub state: PersonState,
    /// The number that this one took the place of, where the record says it in that direction.
    pub replaces: Option<Niss>,
}

pub(super) fn read(ssin: &Node, rules: NissRules) -> Result<Named, Fault> {
    let plain = Node { children: Vec::new(), ..ssin.clone() };
    let number = Node { text: String::new(), ..ssin.clone() };
    let under = |fault: Fault| fault.under(&ssin.name);
    let [value, text, by, of, cancelled] =
        number.accepting(["value", "#text", "replacedBy", "replaces", "canceled"])?;
    let person = match (value.or(text), plain.text.trim().is_empty()) {
        (Some(node), true) => values::niss(node, rules).map_err(under)?,
        (Some(node), false) => return Err(under(node.fault(Rule::Repeated))),
        (None, _) => values::niss(&plain, rules)?,
    };
    let other = |node: Option<&Node>| -> Result<Option<Niss>, Fault> {
        let Some(node) = node else { return Ok(None) };
        let other = values::niss(node, rules).map_err(under)?;
        if other == person { Err(under(node.fault(Rule::ReplacesItself))) } else { Ok(Some(other)) }
    };
    let (by, replaces) = (other(by)?, other(of)?);
    let cancelled = cancelled.map(values::flag).transpose().map_err(under)?.unwrap_or(false);
    let state = match by {
        Some(by) => PersonState::Replaced(by),
        None if cancelled => PersonState::Cancelled,
        None => PersonState::InUse,
    };
    Ok(Named { person, state, replaces })
}
