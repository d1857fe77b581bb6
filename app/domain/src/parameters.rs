//! What is asked of a module beside whom it is about: which time, which message, from which day of return to work. What
//! a module asks for is data of its service.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::period::{MonthRange, Period, QuarterRange};

/// What a module may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterKind {
    /// From one quarter to another.
    Quarters,
    /// From one month to another.
    Months,
    /// One day: what holds then.
    Day,
    /// The last situation that is known; nothing is typed for it.
    LastKnown,
    /// Whatever is known, of any time; nothing is typed for it.
    Whole,
    /// The number of one message.
    MessageNumber,
    /// The day of return to work; it may be left out (04/037 points 3.1 and 4).
    ReturnDay,
}

impl ParameterKind {
    pub const ALL: [Self; 7] =
        [Self::Quarters, Self::Months, Self::Day, Self::LastKnown, Self::Whole, Self::MessageNumber, Self::ReturnDay];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quarters => "quarters",
            Self::Months => "months",
            Self::Day => "day",
            Self::LastKnown => "last-known",
            Self::Whole => "whole",
            Self::MessageNumber => "message-number",
            Self::ReturnDay => "return-day",
        }
    }

    /// Whether it says which time is asked about: a module has at most one such.
    #[must_use]
    pub const fn is_of_time(self) -> bool {
        matches!(self, Self::Quarters | Self::Months | Self::Day | Self::LastKnown | Self::Whole)
    }
}

/// The time that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    Quarters(QuarterRange),
    Months(MonthRange),
    Day(Date),
    LastKnown,
    /// Whatever is known, of any time.
    Whole,
}

impl Span {
    /// All its days; none where any time is asked about.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Quarters(range) => Some(range.period()),
            Self::Months(range) => Some(range.period()),
            Self::Day(day) => Some(Period { begin: day, end: Some(day) }),
            Self::LastKnown | Self::Whole => None,
        }
    }

    /// Its quarters, where it is made of them.
    #[must_use]
    pub const fn quarters(self) -> Option<QuarterRange> {
        match self {
            Self::Quarters(range) => Some(range),
            _ => None,
        }
    }

    /// From and to as identifiers write them (`2025Q1`, `2025-03`, `2025-03-31`); of one day twice the same, and where
    /// nothing limits it none.
    #[must_use]
    pub fn ends(self) -> Option<(String, String)> {
        match self {
            Self::Quarters(range) => Some((range.first.to_string(), range.last.to_string())),
            Self::Months(range) => Some((range.first.to_string(), range.last.to_string())),
            Self::Day(day) => Some((day.to_string(), day.to_string())),
            Self::LastKnown | Self::Whole => None,
        }
    }
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "ParametersRead")]
pub struct Parameters {
    pub span: Span,
    /// Of one message.
    pub message_number: Option<String>,
    /// On which work is taken up again.
    pub return_day: Option<Date>,
}

/// As records write them now, or as they wrote nothing but quarters.
#[derive(Deserialize)]
#[serde(untagged)]
enum ParametersRead {
    Written(Written),
    Quarters(QuarterRange),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    span: Span,
    message_number: Option<String>,
    return_day: Option<Date>,
}

impl From<ParametersRead> for Parameters {
    fn from(read: ParametersRead) -> Self {
        match read {
            ParametersRead::Written(Written { span, message_number, return_day }) => {
                Self { span, message_number, return_day }
            }
            ParametersRead::Quarters(range) => range.into(),
        }
    }
}

impl Parameters {
    /// A time, and nothing else.
    #[must_use]
    pub const fn of(span: Span) -> Self {
        Self { span, message_number: None, return_day: None }
    }
}

impl From<QuarterRange> for Parameters {
    fn from(range: QuarterRange) -> Self {
        Self::of(Span::Quarters(range))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use super::*;

    fn read(json: &str) -> Parameters {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_was_asked_is_read_as_it_was_written_and_quarters_as_earlier_records_have_them() {
        let month = Parameters {
            message_number: Some("A-1".to_owned()),
            ..Parameters::of(Span::Months(MonthRange {
                first: "2025-03".parse().unwrap(),
                last: "2025-04".parse().unwrap(),
            }))
        };
        assert_eq!(read(&serde_json::to_string(&month).unwrap()), month);
        assert_eq!(month.span.ends(), Some(("2025-03".to_owned(), "2025-04".to_owned())));
        assert_eq!(read(r#"{"span":"last-known","message_number":null,"return_day":null}"#).span, Span::LastKnown);
        let quarters = read(r#"{"first":"2024Q3","last":"2025Q1"}"#);
        assert_eq!(quarters.span.ends(), Some(("2024Q3".to_owned(), "2025Q1".to_owned())));
        assert!(serde_json::from_str::<Parameters>(r#"{"span":"last-known","day":1}"#).is_err());
    }
}
