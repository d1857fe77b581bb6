//! One element of a record.

use delibero_usecases::source_loads::{Fault, Rule};

use std::borrow::Cow;

/// An element (or an attribute, which is read as an element): its text, and what is below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its name, without a prefix.
    pub name: String,
    /// The line on which it begins.
    pub line: u64,
    pub text: String,
    /// What is below it, in order.
    pub children: Vec<Node>,
    /// Whether it says that it has no value (`xsi:nil`).
    pub nil: bool,
}

impl Node {
    #[must_use]
    pub fn new(name: &str, line: u64) -> Self {
        Self { name: name.to_owned(), line, ..Self::default() }
    }

    /// Its name as the exchange format writes it: the insurers' own types begin every name with a capital.
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        match self.name.chars().next() {
            Some(first) if first.is_ascii_uppercase() => {
                let all = self.name.chars().all(|letter| letter.is_ascii_uppercase());
                let (head, tail) = self.name.split_at(if all { self.name.len() } else { 1 });
                Cow::Owned(head.to_ascii_lowercase() + tail)
            }
            _ => Cow::Borrowed(&self.name),
        }
    }

    /// The first element of a name below it.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.key() == name)
    }

    /// A fault of this element.
    #[must_use]
    pub fn fault(&self, rule: Rule) -> Fault {
        Fault::new(self.line, &self.name, rule)
    }

    /// A fault of an element below that is not there.
    #[must_use]
    pub fn missing(&self, name: &str) -> Fault {
        Fault::new(self.line, name, Rule::Missing)
    }

    /// Its text, without the space around it, where it holds nothing else.
    ///
    /// # Errors
    /// When it is empty, or holds elements.
    pub fn value(&self) -> Result<&str, Fault> {
        if self.nil {
            return Err(self.fault(Rule::NilWithContent));
        }
        if let Some(child) = self.children.first() {
            return Err(child.fault(Rule::Unknown));
        }
        match self.text.trim() {
            "" => Err(self.fault(Rule::Empty)),
            text => Ok(text),
        }
    }

    /// The elements of some names below it, each at most once.
    ///
    /// # Errors
    /// When it holds text, another element, or one of them twice.
    pub fn accepting<const N: usize>(&self, names: [&str; N]) -> Result<[Option<&Self>; N], Fault> {
        self.without_text()?;
        let mut found = [None; N];
        for child in &self.children {
            let Some(place) = names.iter().position(|name| *name == child.key()) else {
                return Err(child.fault(Rule::Unknown));
            };
            if found[place].replace(child).is_some() {
                return Err(child.fault(Rule::Repeated));
            }
        }
        Ok(found)
    }

    /// Refuses text of its own.
    ///
    /// # Errors
    /// When there is any.
    pub fn without_text(&self) -> Result<(), Fault> {
        if self.nil {
            return Err(self.fault(Rule::NilWithContent));
        }
        if self.text.trim().is_empty() { Ok(()) } else { Err(self.fault(Rule::UnexpectedText)) }
    }
}
