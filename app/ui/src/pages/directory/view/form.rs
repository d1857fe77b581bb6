//! The forms of a person's page: what was typed, and reading it.

use delibero_domain::typed_day::{DayError, read_day};
use delibero_usecases::directory::{DirectoryError, FileFault, Meant, Said};
use jiff::civil::Date;

use crate::error::Trouble;
use crate::pages::consultation::view::local_time;

/// What a form of the page sends, as it was typed.
#[derive(Clone, Default)]
pub struct DirectoryForm {
    pub action: String,
    /// The number of the integration that is meant.
    pub integration: String,
    /// As it was read.
    pub revision: String,
    pub code: String,
    pub from: String,
    pub until: String,
    pub file_number: String,
    /// The last day.
    pub day: String,
    pub why: String,
}

/// A field of the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryField {
    Code,
    From,
    Until,
    FileNumber,
    Day,
    Why,
}

impl DirectoryField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::From => "from",
            Self::Until => "until",
            Self::FileNumber => "file_number",
            Self::Day => "day",
            Self::Why => "why",
        }
    }
}

/// What is wrong with a form, or why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryProblem {
    Code,
    DayMissing(DirectoryField),
    /// With what was typed.
    Day(DirectoryField, DayError, String),
    /// The field of the day on which it would end.
    Reversed(DirectoryField),
    TooLong(u16),
    FileNumber,
    /// By whom, and when in Belgium: `2026-11-21 01:02:03`.
    AlreadyThere(Option<String>, Option<String>),
    Conflict,
    Replaced,
    Cancelled,
    ReasonMissing,
    ReasonWithNiss,
    NothingChanges,
    Store(Trouble),
}

impl DirectoryProblem {
    /// The field that it is about; none: the whole form.
    #[must_use]
    pub const fn field(&self) -> Option<DirectoryField> {
        match self {
            Self::Code => Some(DirectoryField::Code),
            Self::DayMissing(field) | Self::Day(field, ..) | Self::Reversed(field) => Some(*field),
            Self::TooLong(_) => Some(DirectoryField::Until),
            Self::FileNumber => Some(DirectoryField::FileNumber),
            Self::ReasonMissing | Self::ReasonWithNiss => Some(DirectoryField::Why),
            _ => None,
        }
    }

    /// What was refused; none where the page itself says it: nothing there, not allowed, open no more.
    #[must_use]
    pub fn of(error: &DirectoryError, action: &str) -> Option<Self> {
        let last = if action == "end" { DirectoryField::Day } else { DirectoryField::Until };
        Some(match error {
            DirectoryError::NotAllowed | DirectoryError::Unknown | DirectoryError::Closed | DirectoryError::Lost => {
                return None;
            }
            DirectoryError::File(FileFault::Code) => Self::Code,
            DirectoryError::File(FileFault::Reversed) => Self::Reversed(last),
            DirectoryError::File(FileFault::TooLong(days)) => Self::TooLong(*days),
            DirectoryError::File(FileFault::FileNumber) => Self::FileNumber,
            DirectoryError::AlreadyThere { by, at } => {
                Self::AlreadyThere(by.as_ref().map(ToString::to_string), at.map(local_time))
            }
            DirectoryError::Conflict => Self::Conflict,
            DirectoryError::Replaced(_) => Self::Replaced,
            DirectoryError::Cancelled => Self::Cancelled,
            DirectoryError::ReasonMissing => Self::ReasonMissing,
            DirectoryError::ReasonWithNiss => Self::ReasonWithNiss,
            DirectoryError::NothingChanges => Self::NothingChanges,
            DirectoryError::Store(error) => {
                Self::Store(Trouble::traced(error, "nothing was done in the reference directory"))
            }
        })
    }
}

/// A form that was sent and is shown again.
#[derive(Clone, Default)]
pub struct DirectoryReplay {
    pub form: DirectoryForm,
    pub problems: Vec<DirectoryProblem>,
}

impl DirectoryForm {
    /// The fields of a body; of one that comes twice the last.
    #[must_use]
    pub fn of_fields(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "do" => form.action = value,
                "integration" => form.integration = value,
                "revision" => form.revision = value,
                "code" => form.code = value,
                "from" => form.from = value,
                "until" => form.until = value,
                "file_number" => form.file_number = value,
                "day" => form.day = value,
                "why" => form.why = value,
                _ => {}
            }
        }
        form
    }

    /// Which integration; none: nothing that a page of ours sends.
    #[must_use]
    pub fn meant(&self) -> Option<Meant> {
        Some(Meant { number: self.integration.parse().ok()?, revision: self.revision.parse().ok()? })
    }

    /// # Errors
    /// Every field that cannot be read, in the order of the form.
    pub fn said(&self) -> Result<Said, Vec<DirectoryProblem>> {
        let code = self.code.trim().parse::<u16>().map_err(|_| DirectoryProblem::Code);
        let begin = day(DirectoryField::From, &self.from).and_then(|day| match day {
            Some(day) => Ok(day),
            None => Err(DirectoryProblem::DayMissing(DirectoryField::From)),
        });
        let end = day(DirectoryField::Until, &self.until);
        match (code, begin, end) {
            (Ok(quality_code), Ok(begin), Ok(end)) => {
                Ok(Said { quality_code, begin, end, file_number: Some(self.file_number.clone()) })
            }
            (code, begin, end) => Err([code.err(), begin.err(), end.err()].into_iter().flatten().collect()),
        }
    }

    /// The last day.
    ///
    /// # Errors
    /// When it is none.
    pub fn last_day(&self) -> Result<Date, Vec<DirectoryProblem>> {
        match day(DirectoryField::Day, &self.day) {
            Ok(Some(day)) => Ok(day),
            Ok(None) => Err(vec![DirectoryProblem::DayMissing(DirectoryField::Day)]),
            Err(problem) => Err(vec![problem]),
        }
    }
}

fn day(field: DirectoryField, typed: &str) -> Result<Option<Date>, DirectoryProblem> {
    match typed.trim() {
        "" => Ok(None),
        typed => read_day(typed).map(Some).map_err(|error| DirectoryProblem::Day(field, error, typed.to_owned())),
    }
}
