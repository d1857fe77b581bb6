//! Which prefixes stand for XML Schema's instance namespace, element by element: `xsi` is only the usual one.

use quick_xml::events::BytesStart;

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const USUAL: &str = "xsi";

#[derive(Default)]
pub(super) struct Scope {
    depth: usize,
    bound: Vec<(usize, String, bool)>,
}

impl Scope {
    /// Enters an element, with the prefixes that it binds.
    pub fn open(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        for attribute in tag.attributes().flatten() {
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                let is_instance = attribute.value.trim() == INSTANCE;
                self.bound.push((self.depth, prefix.to_owned(), is_instance));
            }
        }
    }

    pub fn close(&mut self) {
        while self.bound.last().is_some_and(|(depth, ..)| *depth == self.depth) {
            self.bound.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// The local name of an attribute of that namespace.
    pub fn instance_attribute<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (prefix, local) = name.split_once(':')?;
        let binding = self.bound.iter().rev().find(|(_, bound, _)| bound == prefix);
        binding.map_or(prefix == USUAL, |(.., is_instance)| *is_instance).then_some(local)
    }
}
