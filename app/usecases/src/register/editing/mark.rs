//! The mark of a form: it is sent back with it, and says whether the part is still what was read.
//!
//! A mark is the SHA-256 of the form in its canonical form: the words `delibero/form/v1`, then for each field, in the
//! order of the form, its name (`label`, `r0-title`) and its value as its type writes it (days as `2026-11-28`, words
//! without the blanks around them, `\n` at the end of a line, an empty line between entries, `yes` for a box that is
//! ticked), each of these words behind its length in bytes as eight bytes, the greatest first. So the mark is the same
//! in every release and language of the page, and two forms that say the same have the same mark.
//!
//! In front of the hash of a part of a text stands the text: `2025-05-06-fr-…`, approval and language, because its
//! place among the versions may be that of another text one day.

use std::fmt;
use std::str::FromStr;

use delibero_domain::text::Language;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::form::Form;
use super::part::Part;
use crate::register::draft::Content;
use crate::register::texts::TextKey;

const BEGIN: &str = "delibero/form/v1";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    text: Option<TextName>,
    hash: String,
}

/// A text by the approval of its version and its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TextName {
    approved: Date,
    language: Language,
}

impl TextName {
    fn of(content: &Content, key: TextKey) -> Option<Self> {
        let version = content.deliberation.versions.get(usize::from(key.version))?;
        Some(Self { approved: version.approved, language: key.language })
    }
}

impl Mark {
    /// The mark of a part of a content.
    #[must_use]
    pub fn of(content: &Content, key: Option<TextKey>, part: Part, form: &Form) -> Self {
        let key = key.filter(|_| part.is_of_text());
        Self { text: key.and_then(|key| TextName::of(content, key)), hash: hash(form) }
    }

    /// Whether both are of parts of the same text.
    pub(super) fn is_of_text_of(&self, other: &Self) -> bool {
        self.text == other.text
    }

    /// The text that a form was read from, wherever it stands now: first where the address says.
    pub(super) fn find_text(&self, content: &Content, address: Option<TextKey>) -> Option<TextKey> {
        let name = self.text?;
        let is_read = |key: &TextKey| TextName::of(content, *key) == Some(name);
        address.filter(is_read).or_else(|| content.texts.keys().rev().copied().find(is_read))
    }
}

fn hash(form: &Form) -> String {
    let mut hash = Sha256::new();
    let mut add = |word: &str| {
        hash.update(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(word.as_bytes());
    };
    add(BEGIN);
    for (name, field) in form.fields() {
        add(&name.to_string());
        add(&field.canonical());
    }
    hex::encode(hash.finalize())
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(TextName { approved, language }) = self.text {
            write!(f, "{approved}-{language}-")?;
        }
        f.write_str(&self.hash)
    }
}

impl FromStr for Mark {
    type Err = std::convert::Infallible;

    /// Any word is a mark: one that no form has is that of a form that is another now.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (text, hash) = word.rsplit_once('-').unwrap_or(("", word));
        let name = text.rsplit_once('-').and_then(|(approved, language)| {
            Some(TextName { approved: approved.parse().ok()?, language: Language::from_code(language)? })
        });
        Ok(Self { text: name, hash: hash.to_owned() })
    }
}
