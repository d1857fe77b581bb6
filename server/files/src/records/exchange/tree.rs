//! The elements of one record that are open.

use super::node::Node;
use super::{FileError, MAX_DEPTH, MAX_NODES, MAX_TEXT};

pub(super) struct Tree {
    open: Vec<Node>,
    nodes: usize,
}

impl Tree {
    pub fn new(record: Node) -> Self {
        let nodes = 1 + record.children.len();
        Self { open: vec![record], nodes }
    }

    pub const fn nodes(&self) -> usize {
        self.nodes
    }

    pub fn open(&mut self, node: Node) -> Result<(), FileError> {
        self.nodes += 1 + node.children.len();
        let line = node.line;
        if self.open.len() >= MAX_DEPTH {
            return Err(FileError::TooDeep { line });
        }
        if self.nodes > MAX_NODES {
            return Err(FileError::RecordTooLong { line });
        }
        self.open.push(node);
        Ok(())
    }

    /// Closes the innermost element; gives the record when it was that. What is nil and empty is not there.
    pub fn close(&mut self) -> Option<Node> {
        let node = self.open.pop()?;
        match self.open.last_mut() {
            Some(parent) => {
                if !(node.nil && node.children.is_empty() && node.text.trim().is_empty()) {
                    parent.children.push(node);
                }
                None
            }
            None => Some(node),
        }
    }

    pub fn text(&mut self, text: &str, line: u64) -> Result<(), FileError> {
        let Some(node) = self.open.last_mut() else { return Ok(()) };
        if node.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        if node.text.len() + text.len() > MAX_TEXT {
            return Err(FileError::TextTooLong { line });
        }
        node.text.push_str(text);
        Ok(())
    }
}
