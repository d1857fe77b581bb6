//! Why one record is refused.

use std::fmt;

use delibero_domain::niss::NissError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::records::LoadRefusal;

/// A record that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The line on which the record begins.
    pub line: u64,
    pub fault: Fault,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record on line {}; {}", self.line, self.fault)
    }
}

/// What is wrong with a record: where, and which rule it breaks. It never carries a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The line of the element.
    pub line: u64,
    /// The way to the element, from the record down.
    pub element: String,
    pub rule: Rule,
}

impl Fault {
    /// A fault of one element.
    #[must_use]
    pub fn new(line: u64, element: &str, rule: Rule) -> Self {
        Self { line, element: shown(element), rule }
    }

    /// The same fault, seen from one element higher.
    #[must_use]
    pub fn under(mut self, element: &str) -> Self {
        self.element = format!("{element}/{}", self.element);
        self
    }

    /// The same fault, seen from the row in which the element is, the `index`th of its name.
    #[must_use]
    pub fn within(mut self, row: &str, index: usize) -> Self {
        self.element = format!("{row}[{}]/{}", index + 1, self.element);
        self
    }

    /// The same fault, seen from the list in which the element is.
    #[must_use]
    pub fn at(mut self, list: &str, item: &str, index: usize) -> Self {
        self.element = format!("{list}/{item}[{}]/{}", index + 1, self.element);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.line, self.element, self.rule)
    }
}

/// A name as a message may show it: a name of the format, never something that looks like data.
fn shown(name: &str) -> String {
    const LONGEST: usize = 48;
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '#');
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if !name.is_empty() && name.len() <= LONGEST && name.chars().all(plain) && digits <= 3 {
        name.to_owned()
    } else {
        "(name not shown)".to_owned()
    }
}

/// The rules that a record can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    #[error("this element is not known here")]
    Unknown,
    #[error("this element is missing")]
    Missing,
    #[error("this element stands more than once")]
    Repeated,
    #[error("this element is empty")]
    Empty,
    #[error("this element is nil and has a value")]
    NilWithContent,
    #[error("this element holds text, not only elements")]
    UnexpectedText,
    #[error("{0}")]
    Niss(NissError),
    #[error("a NISS cannot replace itself")]
    ReplacesItself,
    #[error("this is `true` or `false`")]
    Flag,
    #[error("a quarter is written like 2025Q1")]
    Quarter,
    #[error("a month is written like 2025-03")]
    Month,
    #[error("a day is written like 2025-01-31 and exists")]
    Date,
    #[error("the period ends before it begins")]
    Reversed,
    #[error("a number has at most 13 digits and two decimals")]
    Number,
    #[error("an attestation is identified by a UUID")]
    Uuid,
    #[error("a version is a number from 0 to 9999999998")]
    Version,
    #[error("the status is CREATION, MODIFICATION or CANCELLATION")]
    Status,
    #[error("at most {max} characters, none of them a control character")]
    Characters { max: usize },
    #[error("a payment counts days or hours, never both")]
    DaysAndHours,
    #[error("a sequence number has 1 to 15 digits")]
    Sequence,
    /// The supplier says that the data cannot be used. What is wrong with them may name a person: it is not repeated.
    #[error("the supplier reports an anomaly that is neither INFORMATION nor WARNING")]
    Anomaly,
    #[error("neither a quarter nor a period says when it was")]
    NoTime,
    #[error("the answer holds no attestation: its status is not DATA_FOUND")]
    NoData,
    #[error("the answer holds an attestation, and its status is not DATA_FOUND")]
    Contradiction,
    #[error("a cancelled attestation holds no allowances")]
    CancelledWithAllowances,
    #[error("a cancelled record holds nothing more")]
    CancelledWithRows,
    #[error("the service knows no such sender")]
    Sender,
    #[error("one row at most stands in this record")]
    OneRow,
    #[error("this row says two things of which one alone may hold")]
    Alternatives,
    #[error("an attestation is either temporary or identified")]
    TemporaryAndIdentified,
    #[error("{0}")]
    Stored(LoadRefusal),
}
