//! Which attestation it is: identified, temporary, or announced.

use delibero_domain::period::Quarter;
use delibero_domain::record::{Edition, RecordStatus};
use delibero_usecases::source_loads::{Fault, Rule};
use jiff::civil::Date;

use crate::records::exchange::node::Node;
use crate::records::exchange::values;

pub(super) struct Head {
    /// Empty where nothing is said.
    pub id: String,
    pub edition: Edition,
    pub status: RecordStatus,
    /// A brief notice says none.
    pub quarter: Option<Quarter>,
    pub created: Option<Date>,
}

impl Head {
    /// Of a notice that says nothing of an attestation.
    pub const fn unsaid() -> Self {
        let status = RecordStatus::Creation;
        Self { id: String::new(), edition: Edition::Notice(0), status, quarter: None, created: None }
    }
}

/// With identifier, version and status, or the mark of a temporary attestation in their place.
pub(super) fn identification(node: &Node) -> Result<Head, Fault> {
    const NAMES: [&str; 5] =
        ["attestationId", "attestationVersion", "attestationStatus", "creationDate", "yearQuarter"];
    let (marks, rest): (Vec<&Node>, Vec<&Node>) =
        node.children.iter().partition(|child| child.key().to_ascii_lowercase().contains("temporary"));
    let plain = Node { children: rest.into_iter().cloned().collect(), ..node.clone() };
    let found = plain.accepting(NAMES)?;
    let created = found[3].map(values::date).transpose()?;
    let quarter = found[4].map(values::quarter).transpose()?;
    if let Some(mark) = temporary(&marks)? {
        if found[..3].iter().any(Option::is_some) {
            return Err(mark.fault(Rule::TemporaryAndIdentified));
        }
        return Ok(Head { edition: Edition::Temporary, quarter, created, ..Head::unsaid() });
    }
    let required = |place: usize| found[place].ok_or_else(|| node.missing(NAMES[place]));
    let status = required(2)?;
    Ok(Head {
        id: values::uuid(required(0)?)?,
        edition: Edition::Version(values::version(required(1)?)?),
        status: RecordStatus::from_word(status.value()?).ok_or_else(|| status.fault(Rule::Status))?,
        created: Some(required(3)?).and(created),
        quarter,
    })
}

/// An empty mark, or one that says yes.
fn temporary<'n>(marks: &[&'n Node]) -> Result<Option<&'n Node>, Fault> {
    match marks {
        [] => Ok(None),
        [mark] if mark.text.trim().is_empty() && mark.children.is_empty() => Ok(Some(mark)),
        [mark] => Ok(values::flag(mark)?.then_some(mark)),
        [_, second, ..] => Err(second.fault(Rule::Repeated)),
    }
}

/// Our own shape has an element of its own for a temporary attestation.
pub(super) fn own_temporary(node: &Node) -> Result<Head, Fault> {
    let [quarter] = node.accepting(["yearQuarter"])?;
    let quarter = values::quarter(quarter.ok_or_else(|| node.missing("yearQuarter"))?)?;
    Ok(Head { edition: Edition::Temporary, quarter: Some(quarter), ..Head::unsaid() })
}
