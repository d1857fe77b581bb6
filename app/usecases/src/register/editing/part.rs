//! The parts of a draft, as they stand in an address.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A part of a draft that has a form of its own; places count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Facts,
    Versions,
    /// Title, language, operative part and signature of a text.
    Text,
    Sections,
    Footnotes,
    Point(u16),
    /// A point that is to stand at a place.
    NewPoint(u16),
}

impl Part {
    /// Whether it stands in a text, and not in the deliberation as a whole.
    #[must_use]
    pub const fn is_of_text(self) -> bool {
        !matches!(self, Self::Facts | Self::Versions)
    }

    /// Whether it is a list of rows.
    #[must_use]
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Versions | Self::Sections | Self::Footnotes)
    }
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

/// A word that names no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a part of a draft")]
pub struct NotAPart;

impl FromStr for Part {
    type Err = NotAPart;

    fn from_str(word: &str) -> Result<Self, NotAPart> {
        let place = |digits: &str| digits.parse().ok().filter(|place| *place > 0).ok_or(NotAPart);
        match word {
            "facts" => Ok(Self::Facts),
            "versions" => Ok(Self::Versions),
            "text" => Ok(Self::Text),
            "sections" => Ok(Self::Sections),
            "footnotes" => Ok(Self::Footnotes),
            other => match other.split_once('-') {
                Some(("point", digits)) => place(digits).map(Self::Point),
                Some(("new", digits)) => place(digits).map(Self::NewPoint),
                _ => Err(NotAPart),
            },
        }
    }
}
