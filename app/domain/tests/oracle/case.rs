//! One question about one record, and one answer to it, in words: what oracle and engine are both asked.

use std::fmt;

use crate::book::Day;

/// A request and the facts of a record. Everything is borrowed or plain, so that it can be pasted into `kept.rs`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case<'a> {
    pub at: Day,
    pub recipient: &'a str,
    /// Who asks; none: it is not known.
    pub organisation: Option<&'a str>,
    /// Where it is; none: it is not known.
    pub region: Option<&'a str>,
    pub service: &'a str,
    pub module: &'a str,
    pub purpose: &'a str,
    pub person_role: Option<&'a str>,
    pub role: Option<&'a str>,
    /// None: it is not known.
    pub designated: Option<bool>,
    /// None: it is not known which.
    pub offices: Option<&'a [&'a str]>,
    pub batch: bool,
    /// Whether a notification would be sent.
    pub notified: bool,
    /// What the asking organisation is; none: nobody registered asks.
    pub belongs_to: Option<&'a str>,
    pub niss: &'a str,
    pub confirmed: Option<&'a str>,
    pub recipient_integrated: bool,
    pub quality_codes: &'a [u16],
    pub sender_integrated: bool,
    pub legal_context: Option<&'a str>,
    pub own_file_by_other: bool,
    pub own_file_by_oneself: bool,
    pub regime: Option<&'a str>,
    pub risk: Option<&'a str>,
    pub period: Option<(Day, Option<Day>)>,
}

impl fmt::Display for Case<'_> {
    /// As Rust reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            &format!("{self:?},")
                .replace("quality_codes: [", "quality_codes: &[")
                .replace("offices: Some([", "offices: Some(&["),
        )
    }
}

/// A point of a deliberation: number and point.
pub type Point<'a> = (&'a str, &'a str);

/// An element, and why it is withheld or how it is reduced; none: granted as it is.
pub type Seen<'a> = (&'a str, Option<(&'a str, Point<'a>)>);

/// The forms to which what is granted may be reduced.
const REDUCED: &[&str] = &["whether"];

/// What is answered: a refusal with its reason and point, or every element of the service in its order.
#[derive(Debug, PartialEq)]
pub enum Answer<'a> {
    Refused(&'a str, Option<(String, String)>),
    Granted(Vec<Seen<'a>>),
}

impl<'a> Answer<'a> {
    /// A refusal that cites a point.
    pub fn refused(reason: &'a str, (number, point): Point<'_>) -> Self {
        Self::Refused(reason, Some((number.to_owned(), point.to_owned())))
    }

    /// The elements that may be seen, be it in a reduced form.
    pub fn granted(&self) -> impl Iterator<Item = &'a str> {
        let seen = self.seen().iter();
        seen.filter(|(_, why)| why.is_none_or(|(word, _)| REDUCED.contains(&word))).map(|(element, _)| *element)
    }

    /// The elements whose value may be seen.
    pub fn granted_whole(&self) -> impl Iterator<Item = &'a str> {
        self.seen().iter().filter(|(_, why)| why.is_none()).map(|(element, _)| *element)
    }

    pub fn seen(&self) -> &[Seen<'a>] {
        match self {
            Self::Refused(..) => &[],
            Self::Granted(seen) => seen,
        }
    }
}
