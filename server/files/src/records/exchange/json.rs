//! One JSON object as the tree that the same record has in XML.

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::node::Node;
use super::{FileError, MAX_DEPTH, MAX_NODES, MAX_TEXT, RECORD};

/// A line, and a column in it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub line: u64,
    pub column: usize,
}

/// What the importer writes into a record that it refused, and does not read.
pub(super) const REJECTED: &str = "_rejected";
/// The lists, and what each of their items is called in XML.
const LISTS: &[(&str, &str)] = &[
    ("allowances", "allowance"),
    ("payments", "payment"),
    ("periods", "period"),
    ("socialRisks", "socialRisk"),
    ("dataFilters", "filteredElement"),
    ("anomalies", "anomaly"),
    ("attests", "attest"),
    ("attestations", "attestation"),
];

/// Reads one object that begins at some place.
pub(super) fn record(text: &str, begun: Place) -> Result<Node, FileError> {
    let limits = Limits { line: begun.line, nodes: Cell::new(0), passed: Cell::new(None) };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Element { name: RECORD, depth: 1, limits: &limits }
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    let wrong = |line: usize, column: usize| {
        let before = if line > 1 { 0 } else { begun.column - 1 };
        (begun.line + line.saturating_sub(1) as u64, before + column)
    };
    match (read.map(|mut found| found.pop()), limits.passed.get()) {
        (_, Some(passed)) => Err(passed.at(begun.line)),
        (Ok(Some(node)), None) => Ok(node),
        (Ok(None), None) => Err(FileError::Json { line: begun.line, column: begun.column }),
        (Err(error), None) => {
            let (line, column) = wrong(error.line(), error.column());
            Err(match error.classify() {
                Category::Eof => FileError::Truncated { line },
                _ => FileError::Json { line, column },
            })
        }
    }
}

struct Limits {
    line: u64,
    nodes: Cell<usize>,
    passed: Cell<Option<Passed>>,
}

#[derive(Clone, Copy)]
enum Passed {
    Text,
    Nodes,
    Depth,
}

impl Passed {
    const fn at(self, line: u64) -> FileError {
        match self {
            Self::Text => FileError::TextTooLong { line },
            Self::Nodes => FileError::RecordTooLong { line },
            Self::Depth => FileError::TooDeep { line },
        }
    }
}

impl Limits {
    fn pass<E: Error>(&self, passed: Passed) -> E {
        self.passed.set(Some(passed));
        E::custom("limit")
    }

    fn count<E: Error>(&self) -> Result<(), E> {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > MAX_NODES { Err(self.pass(Passed::Nodes)) } else { Ok(()) }
    }
}

/// A value that becomes the element of a name: nothing where it is `null`, several where it is an array.
#[derive(Clone, Copy)]
struct Element<'a> {
    name: &'a str,
    depth: usize,
    limits: &'a Limits,
}

impl Element<'_> {
    fn node(self) -> Node {
        Node::new(self.name, self.limits.line)
    }

    fn text<E: Error>(self, text: &str) -> Result<Vec<Node>, E> {
        if text.len() > MAX_TEXT {
            return Err(self.limits.pass(Passed::Text));
        }
        Ok(vec![Node { text: text.to_owned(), ..self.node() }])
    }

    fn below<'a>(&'a self, name: &'a str) -> Element<'a> {
        Element { name, depth: self.depth + 1, limits: self.limits }
    }
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = Vec<Node>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.limits.count()?;
        if self.depth > MAX_DEPTH {
            return Err(self.limits.pass(Passed::Depth));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = Vec<Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.text(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        self.text(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.text(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        self.text(&value.to_string())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        self.text(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let node = self.node();
        let list = LISTS.iter().find(|(list, _)| *list == node.key());
        let item = list.map_or(self.name, |(_, item)| item);
        let mut found = Vec::new();
        while let Some(mut of_item) = items.next_element_seed(self.below(item))? {
            if of_item.is_empty() {
                of_item.push(Node::new(item, self.limits.line));
            }
            found.append(&mut of_item);
        }
        if list.is_some() {
            return Ok(vec![Node { children: found, ..node }]);
        }
        Ok(if found.is_empty() { vec![node] } else { found })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut node = self.node();
        while let Some(key) = entries.next_key::<String>()? {
            if self.depth == 1 && key == REJECTED {
                entries.next_value::<serde::de::IgnoredAny>()?;
            } else {
                node.children.extend(entries.next_value_seed(self.below(&key))?);
            }
        }
        Ok(vec![node])
    }
}
