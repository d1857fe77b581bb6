//! The parts of a draft, as they stand in an address.

use std::fmt;
use std::str::FromStr;

use delibero_domain::text::Language;

/// A part of a draft that has a form of its own; places count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Number, title, date, grounds …
    Facts,
    /// The versions and their days.
    Versions,
    /// Title, language, operative part and signature of a text.
    Text,
    /// Sections and headings.
    Sections,
    /// Footnotes.
    Footnotes,
    /// A point.
    Point(u16),
    /// A point that is to stand at a place.
    NewPoint(u16),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facts => f.write_str("facts"),
            Self::Versions => f.write_str("versions"),
            Self::Text => f.write_str("text"),
            Self::Sections => f.write_str("sections"),
            Self::Footnotes => f.write_str("footnotes"),
            Self::Point(place) => write!(f, "point-{place}"),
            Self::NewPoint(place) => write!(f, "new-{place}"),
        }
    }
}

/// A word that names no part, or no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a draft")]
pub struct PartError;

impl FromStr for Part {
    type Err = PartError;

    fn from_str(word: &str) -> Result<Self, PartError> {
        let place = |digits: &str| digits.parse().ok().filter(|place| *place > 0).ok_or(PartError);
        match word {
            "facts" => Ok(Self::Facts),
            "versions" => Ok(Self::Versions),
            "text" => Ok(Self::Text),
            "sections" => Ok(Self::Sections),
            "footnotes" => Ok(Self::Footnotes),
            other => match other.split_once('-') {
                Some(("point", digits)) => place(digits).map(Self::Point),
                Some(("new", digits)) => place(digits).map(Self::NewPoint),
                _ => Err(PartError),
            },
        }
    }
}

impl TryFrom<String> for Part {
    type Error = PartError;
    fn try_from(word: String) -> Result<Self, PartError> {
        word.parse()
    }
}

impl From<Part> for String {
    fn from(part: Part) -> Self {
        part.to_string()
    }
}

/// Which text: the place of its version from 0, and its language; `2-fr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    /// The place of the version, from 0.
    pub version: u16,
    /// The language.
    pub language: Language,
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.version, self.language)
    }
}

impl FromStr for TextKey {
    type Err = PartError;

    fn from_str(word: &str) -> Result<Self, PartError> {
        let (version, language) = word.split_once('-').ok_or(PartError)?;
        let version = version.parse().map_err(|_| PartError)?;
        let language = Language::from_code(language).ok_or(PartError)?;
        Ok(Self { version, language })
    }
}

impl TryFrom<String> for TextKey {
    type Error = PartError;
    fn try_from(word: String) -> Result<Self, PartError> {
        word.parse()
    }
}

impl From<TextKey> for String {
    fn from(key: TextKey) -> Self {
        key.to_string()
    }
}
