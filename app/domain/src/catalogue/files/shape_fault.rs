//! What is wrong in the shape of a file: the reader of TOML says it in English sentences, which are told apart here.

use crate::authorisation::SourceError;
use crate::identifier::IdentifierError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeFault {
    KeyMissing(String),
    KeyUnknown(String),
    KeyTwice,
    WordUnknown {
        word: String,
        /// Every word that is known there.
        known: Vec<String>,
    },
    /// What stands there is of another sort.
    Not(Sort),
    NotAnIdentifier,
    /// A deliberation and a point are expected.
    NotASource,
    /// Anything else: what stands there is no TOML, or has a value that may not be.
    Unreadable,
}

/// What a place of a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Text,
    Number,
    YesOrNo,
    Day,
    List,
    Table,
}

impl ShapeFault {
    /// What a message of the reader says. The first forms are those of `serde::de::Error`, which promises no words: a test
    /// holds each, and a message that is none of them is told without its cause.
    pub(super) fn of_message(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let mut first = || quoted.next().unwrap_or_default();
        if message.starts_with("missing field") {
            return Self::KeyMissing(first());
        }
        if message.starts_with("unknown field") {
            return Self::KeyUnknown(first());
        }
        if message.starts_with("unknown variant") {
            return Self::WordUnknown { word: first(), known: quoted.collect() };
        }
        if message.starts_with("duplicate") {
            return Self::KeyTwice;
        }
        if message == IdentifierError.to_string() {
            return Self::NotAnIdentifier;
        }
        if message == SourceError.to_string() {
            return Self::NotASource;
        }
        // Days are text that jiff reads.
        if message.starts_with("failed to parse") || message.starts_with("parsed date") {
            return Self::Not(Sort::Day);
        }
        let expected = message.strip_prefix("invalid").and_then(|rest| rest.rsplit_once(", expected "));
        expected.and_then(|(_, expected)| Sort::of_expected(expected)).map_or(Self::Unreadable, Self::Not)
    }
}

impl Sort {
    fn of_expected(expected: &str) -> Option<Self> {
        let is = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
        match () {
            () if is(&["a string", "str"]) && !expected.starts_with("struct") => Some(Self::Text),
            () if is(&["u8", "u16", "u32", "i16", "i32", "i64", "usize", "integer"]) => Some(Self::Number),
            () if is(&["a boolean"]) => Some(Self::YesOrNo),
            () if expected.contains("date") => Some(Self::Day),
            () if is(&["a sequence"]) => Some(Self::List),
            () if is(&["struct", "a map"]) => Some(Self::Table),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::files::read;
    use super::super::fault::CatalogueFault;
    use super::*;

    fn told(name: &str, text: &str) -> ShapeFault {
        let errors = read(&[(name, text)]).expect_err("a shape that is wrong");
        match errors.into_iter().next().expect("one").what {
            CatalogueFault::Shape { fault, .. } => *fault,
            other => panic!("{text}: {other}"),
        }
    }

    #[test]
    fn the_sentences_of_the_reader_are_told_apart() {
        let terms = |text: &str| told("terms.toml", text);
        let key = |key: &str| key.to_owned();
        assert_eq!(terms("[[purpose]]\nid = \"x\""), ShapeFault::KeyMissing(key("label")));
        assert_eq!(terms("[[purpos]]\nid = \"x\""), ShapeFault::KeyUnknown(key("purpos")));
        assert_eq!(terms("[[purpose]]\nid = \"x\"\nid = \"y\""), ShapeFault::KeyTwice);
        assert_eq!(terms("[[purpose]]\nid = 5"), ShapeFault::Not(Sort::Text));
        assert_eq!(terms("purpose = \"x\""), ShapeFault::Not(Sort::List));
        assert_eq!(terms("purpose = [5]"), ShapeFault::Not(Sort::Table));
        assert_eq!(terms("[[purpose]\nid = \"x\""), ShapeFault::Unreadable);
        let sector = |rest: &str| {
            let label = "label = { fr = \"a\", nl = \"a\", de = \"a\" }";
            told("sectors.toml", &format!("[[sector]]\nnumber = 17\n{label}\nrecipients = []\ncode = []\n{rest}"))
        };
        assert_eq!(sector("unlisted_count = \"x\""), ShapeFault::Not(Sort::YesOrNo));
        assert_eq!(told("sectors.toml", "[[sector]]\nnumber = 70000"), ShapeFault::Not(Sort::Number));
        let module = |line: &str| {
            let rest = "id = \"m\"\nlabel = { fr = \"a\" }\nelements = []";
            told("services/x.toml", &format!("block = []\n[[module]]\n{rest}\n{line}"))
        };
        let known = ["push", "pull", "batch"].map(key).to_vec();
        assert_eq!(module("kind = \"pul\""), ShapeFault::WordUnknown { word: key("pul"), known });
        assert_eq!(module("kind = \"pull\"\nsource = \"5\""), ShapeFault::NotASource);
        for day in ["tomorrow", "2026-02-30", "2026-13-01", "1/6/2026"] {
            let text = format!("approved = \"{day}\"");
            assert_eq!(told("deliberations/x.toml", &text), ShapeFault::Not(Sort::Day), "{day}");
        }
        assert_eq!(told("deliberations/x.toml", "approved = 5"), ShapeFault::Not(Sort::Day));
        let case = "deliberation = \"1/1\"\n[[case]]\npoint = \"1\"\ngiven = { recipient = \"A b\" }";
        assert_eq!(told("cases/x.toml", case), ShapeFault::NotAnIdentifier);
    }
}
