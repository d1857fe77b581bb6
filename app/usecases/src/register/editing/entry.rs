//! How each kind of value is typed: read from a field, and written into one.

use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, PointLabel};
use delibero_domain::text::Language;
use delibero_domain::typed_day::read_day;
use jiff::civil::Date;

use super::field_key::FieldError;

/// Between two entries of a field that holds several of several lines.
const BETWEEN: &str = "\n\n";

/// A value as it is typed. What [`written`](Entry::written) gives is canonical: read again, it is the same value.
pub trait Entry: Clone + PartialEq {
    /// # Errors
    /// Why what was typed is no such value.
    fn read(typed: &str) -> Result<Self, FieldError>;
    fn written(&self) -> String;
}

/// Values that are parsed; an optional one may be left out.
macro_rules! parsed {
    ($($value:ty: $read:expr, $written:expr, $error:expr;)+) => {$(
        impl Entry for Option<$value> {
            fn read(typed: &str) -> Result<Self, FieldError> {
                match typed.trim() {
                    "" => Ok(None),
                    word => $read(word).map(Some).map_err(|_| $error),
                }
            }
            fn written(&self) -> String {
                self.as_ref().map(Entry::written).unwrap_or_default()
            }
        }

        impl Entry for $value {
            fn read(typed: &str) -> Result<Self, FieldError> {
                Option::<$value>::read(typed)?.ok_or(FieldError::Required)
            }
            fn written(&self) -> String {
                $written(self)
            }
        }
    )+};
}

parsed! {
    DeliberationNumber: str::parse::<DeliberationNumber>, ToString::to_string, FieldError::NotANumber;
    DocumentNumber: str::parse::<DocumentNumber>, ToString::to_string, FieldError::NotADocument;
    Date: read_day, ToString::to_string, FieldError::NotADay;
    PointLabel: str::parse::<PointLabel>, |label: &PointLabel| label.printed().to_owned(), FieldError::NotALabel;
}

/// Any words, without the blanks around them.
impl Entry for String {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(typed.trim().to_owned())
    }
    fn written(&self) -> String {
        self.clone()
    }
}

impl Entry for Option<String> {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(Some(typed.trim()).filter(|words| !words.is_empty()).map(str::to_owned))
    }
    fn written(&self) -> String {
        self.clone().unwrap_or_default()
    }
}

/// Entries with an empty line between two; one on a line where there is no empty line.
impl Entry for Vec<String> {
    fn read(typed: &str) -> Result<Self, FieldError> {
        let typed = typed.trim();
        let between = if typed.contains(BETWEEN) { BETWEEN } else { "\n" };
        Ok(typed.split(between).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect())
    }
    fn written(&self) -> String {
        self.join(BETWEEN)
    }
}

/// Entries of one line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(pub Vec<String>);

impl Entry for Lines {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(Self(typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()))
    }
    fn written(&self) -> String {
        self.0.join("\n")
    }
}

/// A box that is ticked sends `yes`, another nothing.
impl Entry for bool {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(typed == "yes")
    }
    fn written(&self) -> String {
        if *self { "yes".to_owned() } else { String::new() }
    }
}

impl Entry for Language {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Self::from_code(typed.trim()).ok_or(FieldError::Required)
    }
    fn written(&self) -> String {
        self.code().to_owned()
    }
}

/// How deep a section stands, 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level(pub u8);

impl Entry for Level {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(Self(typed.trim().parse().ok().filter(|level| (1..=9).contains(level)).unwrap_or(1)))
    }
    fn written(&self) -> String {
        self.0.to_string()
    }
}

/// How a deliberation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    No,
    Repealed,
    Replaced,
}

impl Entry for EndKind {
    fn read(typed: &str) -> Result<Self, FieldError> {
        Ok(match typed {
            "repealed" => Self::Repealed,
            "replaced" => Self::Replaced,
            _ => Self::No,
        })
    }
    fn written(&self) -> String {
        match self {
            Self::No => "",
            Self::Repealed => "repealed",
            Self::Replaced => "replaced",
        }
        .to_owned()
    }
}
