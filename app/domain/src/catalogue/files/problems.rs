//! What is wrong in a file, and where.

use std::cell::RefCell;
use std::ops::Range;

use thiserror::Error;
use toml::Spanned;

use super::entries::{Word, Words};
use super::fault::CatalogueFault;
use super::shape_fault::ShapeFault;
use crate::identifier::IdentifierError;
use crate::text::{Language, Text};

/// What is wrong in the files: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {key}: {what}")]
pub struct CatalogueError {
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    pub key: String,
    pub what: CatalogueFault,
}

/// One file being checked: every problem found in it is kept.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'f> {
    pub name: &'f str,
    pub contents: &'f str,
    pub problems: &'f RefCell<Vec<CatalogueError>>,
}

impl Sheet<'_> {
    /// The line, from 1, of a place in the file.
    pub fn line(&self, place: usize) -> usize {
        let before = self.contents.get(..place).unwrap_or(self.contents);
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    }

    /// Keeps a problem.
    pub fn tell(&self, key: &str, at: Range<usize>, what: CatalogueFault) {
        self.problems.borrow_mut().push(CatalogueError {
            file: self.name.to_owned(),
            line: self.line(at.start),
            key: key.to_owned(),
            what,
        });
    }

    /// Keeps a problem of one word.
    pub fn wrong(&self, key: &str, word: &Word, what: CatalogueFault) {
        self.tell(key, word.span(), what);
    }

    /// The shape of the file, or the problem that the reader found.
    pub fn parse<T: for<'de> serde::Deserialize<'de>>(&self) -> Option<T> {
        toml::from_str(self.contents).inspect_err(|error| self.tell_shape(error)).ok()
    }

    /// Keeps what the reader found wrong in the shape of the file.
    pub fn tell_shape(&self, error: &toml::de::Error) {
        let message = error.message();
        let names_key = message.contains(" field `");
        let at = error.span().unwrap_or(0..0);
        let fault = Box::new(ShapeFault::of_message(message));
        let fault = CatalogueFault::Shape { fault, message: message.to_owned() };
        let named = message.split('`').nth(1).filter(|_| names_key);
        self.tell(named.or_else(|| self.key_before(at.start)).unwrap_or("file"), at, fault);
    }

    /// The key whose value begins at a place.
    fn key_before(&self, place: usize) -> Option<&str> {
        let line = self.contents.get(..place)?.rsplit('\n').next()?;
        let key = line.trim_end().strip_suffix('=')?.trim_end();
        let begin = key.rfind(|letter: char| !(letter.is_ascii_alphanumeric() || "_-.".contains(letter)));
        key.get(begin.map_or(0, |place| place + 1)..).filter(|key| !key.is_empty())
    }

    pub fn identifier<T: std::str::FromStr<Err = IdentifierError>>(&self, key: &str, word: &Word) -> Option<T> {
        let parsed = word.get_ref().parse();
        parsed.inspect_err(|_| self.wrong(key, word, CatalogueFault::NotAnIdentifier(word.get_ref().clone()))).ok()
    }

    /// A text that is there in every language.
    pub fn text(&self, key: &str, words: &Words) -> Text {
        let entry = words.get_ref();
        let text = Text {
            fr: entry.fr.clone().unwrap_or_default(),
            nl: entry.nl.clone().unwrap_or_default(),
            de: entry.de.clone().unwrap_or_default(),
        };
        for language in text.missing() {
            let key = format!("{key}.{}", Language::code(language));
            self.tell(&key, words.span(), CatalogueFault::TranslationMissing);
        }
        text
    }

    /// A point that is not empty.
    pub fn point(&self, key: &str, word: &Word) -> String {
        if word.get_ref().trim().is_empty() {
            self.wrong(key, word, CatalogueFault::PointMissing);
        }
        word.get_ref().trim().to_owned()
    }

    /// Tells of each word that stands twice.
    pub fn no_duplicates<'w>(&self, key: &str, words: impl Iterator<Item = &'w Word>) {
        let mut seen = std::collections::BTreeSet::new();
        for word in words {
            if !seen.insert(word.get_ref().as_str()) {
                self.wrong(key, word, CatalogueFault::Twice(word.get_ref().clone()));
            }
        }
    }
}

/// The words of a list, without their places.
pub(super) fn bare<T: Clone>(words: &[Spanned<T>]) -> Vec<T> {
    words.iter().map(|word| word.get_ref().clone()).collect()
}
