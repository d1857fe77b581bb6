//! What a deliberation grants to one recipient: the rules that the engine applies.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::catalogue::ElementSet;
use crate::identifier::{EventId, ObligationId, PersonRoleId, PurposeId, RecipientId, RegionId, ServiceId};
use crate::role::Role;
use crate::text::Text;

/// A point of a deliberation, written `23/058 point 61`: every grant and every refusal cites one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Source {
    /// The stable number of the deliberation, `23/058`.
    pub deliberation: String,
    /// The point or points as printed, `61`, `57-58`, `79.5`.
    pub point: String,
}

/// Why a word is not a source.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a source is written `23/058 61`: the number of the deliberation, a space, the point")]
pub struct SourceError;

impl Source {
    /// A source from its two parts.
    #[must_use]
    pub fn new(deliberation: &str, point: &str) -> Self {
        Self { deliberation: deliberation.to_owned(), point: point.to_owned() }
    }
}

impl TryFrom<String> for Source {
    type Error = SourceError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.split_once(' ') {
            Some((deliberation, point)) if deliberation.contains('/') && !point.trim().is_empty() => {
                Ok(Self::new(deliberation, point.trim()))
            }
            _ => Err(SourceError),
        }
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        format!("{} {}", source.deliberation, source.point)
    }
}

/// From when to when an authorisation holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The first day in force.
    pub from: Date,
    /// The last day in force, or none while no end is set.
    pub until: Option<Date>,
    /// What the text leaves open about these dates.
    pub note: Option<Text>,
}

impl Validity {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The effective authorisation of one recipient (or one member of it) for one service.
///
/// What the members of a recipient have in common is shared, not copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorisation {
    /// The deliberation and the points that carry it.
    pub source: Source,
    /// The recipient, or the member of one.
    pub recipient: RecipientId,
    /// The service.
    pub service: ServiceId,
    /// From when to when.
    pub validity: Validity,
    /// The regimes whose records may be received; empty where the service knows none.
    pub regimes: Vec<String>,
    /// Whether a record that says no regime may be received: only where every regime is granted.
    pub regime_unsaid: bool,
    /// Where the regimes are settled.
    pub regimes_source: Source,
    /// The roles of a user that may consult, unless a purpose names its own.
    pub roles: Vec<Role>,
    /// The roles a person may have in the file; empty where the text asks for none.
    pub person_roles: Vec<PersonRoleId>,
    /// Where the person roles are settled.
    pub person_roles_source: Source,
    /// Modules with their elements.
    pub modules: Arc<[ModuleGrant]>,
    /// Purposes with their own conditions.
    pub purposes: Arc<[PurposeGrant]>,
    /// Where the modules are settled.
    pub modules_source: Source,
    /// Where the purposes are settled.
    pub purposes_source: Source,
    /// What the reference directory must hold.
    pub integration: IntegrationRule,
    /// Where the text asks for an own file on the person that somebody else than the asking user registered.
    pub own_file: Option<Source>,
    /// Whether many persons may be asked about at once.
    pub batch: BatchRule,
    /// How long the data may be kept.
    pub retention: Arc<[RetentionRule]>,
    /// What the data may be used for and how, beyond the purpose.
    pub use_limits: Arc<[UseLimit]>,
}

/// Whether many persons may be asked about at once; where the text does not speak of it, they may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRule {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Where it stands; where the text is silent, where the modules are settled.
    pub source: Source,
}

/// One module as granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleGrant {
    /// The module's place in its service.
    pub module: usize,
    /// The elements granted, whatever the purpose.
    pub granted: ElementSet,
    /// The elements that the text excludes in so many words.
    pub excluded: ElementSet,
    /// For each element of the service not granted, why: same order as the service's elements.
    pub withheld: Vec<Option<Withheld>>,
    /// The same for each purpose, in the order of the authorisation's purposes.
    pub by_purpose: Vec<Grant>,
    /// Where the grant stands.
    pub source: Source,
}

/// What one module grants for one purpose, whatever the record: compiled when the catalogue is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The elements granted.
    pub granted: ElementSet,
    /// For each element of the service not granted, why: same order as the service's elements.
    pub withheld: Vec<Option<Withheld>>,
}

/// One purpose as granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeGrant {
    /// The purpose.
    pub id: PurposeId,
    /// Where it stands.
    pub source: Source,
    /// The user roles of this purpose; empty: those of the authorisation.
    pub roles: Vec<Role>,
    /// The person roles of this purpose; empty: those of the authorisation.
    pub person_roles: Vec<PersonRoleId>,
    /// The person role meant when none is said.
    pub default_person_role: Option<PersonRoleId>,
    /// Elements that are for other purposes only, and where that is said.
    pub denied: Vec<(ElementSet, Source)>,
    /// How far back some elements reach.
    pub history: Option<History>,
    /// The quality codes that count for this purpose, and where that is said; none: those of the authorisation.
    pub quality_codes: Option<(Vec<u16>, Source)>,
    /// Who acts for this purpose, by region.
    pub authorities: Vec<Authority>,
}

/// Who acts in an organisation of one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The region.
    pub region: RegionId,
    /// Its offices, in our own words.
    pub title: Text,
    /// Where it stands.
    pub source: Source,
}

/// How far back elements may reach for a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Whole years before the first day of the current quarter.
    pub years: i16,
    /// The elements concerned.
    pub elements: ElementSet,
    /// Where it stands.
    pub source: Source,
}

/// What the reference directory must say of the recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientIntegration {
    /// The recipient has the person integrated.
    Required,
    /// No integration is asked (23/058 points 14 and 88).
    Waived,
    /// A regional integrator keeps the directory and gives a legal context (23/058 point 79.11).
    RegionalIntegrator,
}

/// What the reference directory must say of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SenderIntegration {
    /// The sender has the person integrated.
    Required,
    /// The text asks for no such check.
    NotChecked,
}

/// The integration rule of an authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrationRule {
    /// The recipient's side.
    pub recipient: RecipientIntegration,
    /// The sender's side.
    pub sender: SenderIntegration,
    /// The quality codes that count; empty: any.
    pub quality_codes: Vec<u16>,
    /// Where it stands.
    pub source: Source,
}

/// A length of time in years and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Where it stands.
    pub source: Source,
}

/// The longest that data may be kept, whatever else the rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Maximum {
    /// The length.
    pub length: Length,
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
    /// `until dispute-settled`.
    #[must_use]
    pub fn code(&self) -> String {
        let ordinary = match self.length {
            Some(length) => format!("{} after {}", length.iso(), self.event),
            None => format!("until {}", self.event),
        };
        match &self.maximum {
            Some(maximum) => format!("{ordinary}, at most {} after {}", maximum.length.iso(), maximum.event),
            None => ordinary,
        }
    }

    /// The last day on which the data may be kept, as far as the days of the events are known: the event's day where
    /// the event itself ends the retention, and the earlier of two days where there is a maximum.
    #[must_use]
    pub fn keep_until(&self, day_of: &dyn Fn(&EventId) -> Option<Date>) -> Option<Date> {
        let ordinary = day_of(&self.event).and_then(|day| after(day, self.length));
        let longest = self.maximum.as_ref().and_then(|maximum| after(day_of(&maximum.event)?, Some(maximum.length)));
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

/// A limit on use that people must respect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseLimit {
    /// Its identifier.
    pub id: ObligationId,
    /// The limit in our own words.
    pub text: Text,
    /// Where it stands.
    pub source: Source,
}

/// Why an element is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// The recipient is not granted this element.
    ElementNotGranted,
    /// The recipient is granted nothing of this block.
    BlockNotGranted,
    /// The module does not carry the element.
    ModuleWithoutElement,
    /// The recipient is not granted records of this regime.
    RegimeNotGranted,
    /// The element does not exist for this social risk.
    RiskNotGranted,
    /// The record lies further back than the purpose allows.
    OutsideHistory,
}

impl WithheldReason {
    /// The identifier of the vocabulary.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ElementNotGranted => "element-not-granted",
            Self::BlockNotGranted => "block-not-granted",
            Self::ModuleWithoutElement => "module-without-element",
            Self::RegimeNotGranted => "regime-not-granted",
            Self::RiskNotGranted => "risk-not-granted",
            Self::OutsideHistory => "outside-history",
        }
    }
}

/// One element withheld: the reason and the point that says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withheld {
    /// Why.
    pub reason: WithheldReason,
    /// Where it stands.
    pub source: Source,
}
