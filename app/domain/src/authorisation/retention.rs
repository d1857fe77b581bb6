//! How long data may be kept.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::Source;
use crate::identifier::{EventId, PurposeId};
use crate::text::Text;

/// A length of time in years and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// Whole years.
    #[serde(default)]
    pub years: i16,
    /// Whole months.
    #[serde(default)]
    pub months: i16,
}

impl Length {
    /// As ISO 8601 writes it: `P2Y`, `P6M`.
    #[must_use]
    pub fn iso(self) -> String {
        Span::from(self).to_string()
    }
}

impl From<Length> for Span {
    fn from(length: Length) -> Self {
        i64::from(length.years).years().months(i64::from(length.months))
    }
}

/// How long data may be kept: a length counted from an event, in no case longer than a maximum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionRule {
    /// The rule in our own words.
    pub summary: Text,
    /// The length; none where the event itself ends the retention.
    pub length: Option<Length>,
    /// The event from which it counts.
    pub event: EventId,
    /// In no case longer than this.
    pub maximum: Option<Maximum>,
    /// The purposes it is for; empty: all.
    pub purposes: Vec<PurposeId>,
    pub source: Source,
}

/// The longest that data may be kept, whatever else the rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Maximum {
    /// The length; none where the event itself ends the retention: of two events, what comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// The event from which it counts.
    pub event: EventId,
}

impl RetentionRule {
    /// The event that the portal itself knows the date of: the day the data were received.
    pub const RECEPTION: &str = "reception";

    /// Whether the rule speaks for a purpose.
    #[must_use]
    pub fn applies_to(&self, purpose: &PurposeId) -> bool {
        self.purposes.is_empty() || self.purposes.contains(purpose)
    }

    /// The rule as programs read it: `P2Y after reception`, `P1Y after proceedings-end, at most P10Y after lease-end`,
    /// `until dispute-settled`, `until applicants-death, at most until deletion-request`.
    #[must_use]
    pub fn code(&self) -> String {
        let ordinary = code(self.length, &self.event);
        match &self.maximum {
            Some(maximum) => format!("{ordinary}, at most {}", code(maximum.length, &maximum.event)),
            None => ordinary,
        }
    }

    /// The last day on which the data may be kept, as far as the days of the events are known: the event's day where
    /// the event itself ends the retention, and the earlier of two days where there is a maximum.
    #[must_use]
    pub fn keep_until(&self, day_of: &dyn Fn(&EventId) -> Option<Date>) -> Option<Date> {
        let ordinary = day_of(&self.event).and_then(|day| after(day, self.length));
        let longest = self.maximum.as_ref().and_then(|maximum| after(day_of(&maximum.event)?, maximum.length));
        [ordinary, longest].into_iter().flatten().min()
    }

    /// The events of the rule whose day is not known.
    pub fn unknown_events<'r>(&'r self, day_of: &dyn Fn(&EventId) -> Option<Date>) -> Vec<&'r EventId> {
        let maximum = self.maximum.as_ref().map(|maximum| &maximum.event);
        [Some(&self.event), maximum].into_iter().flatten().filter(|event| day_of(event).is_none()).collect()
    }
}

fn after(day: Date, length: Option<Length>) -> Option<Date> {
    day.checked_add(Span::from(length.unwrap_or(Length { years: 0, months: 0 }))).ok()
}

fn code(length: Option<Length>, event: &EventId) -> String {
    match length {
        Some(length) => format!("{} after {event}", length.iso()),
        None => format!("until {event}"),
    }
}
