//! One deliberation, as it stood on a day.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::text::{Language, Text};
use jiff::civil::Date;

use crate::filters::{Unread, filters};
use crate::pages::register::published::Quoted;

mod load;
mod uses;

pub(super) use load::load_deliberation;
pub(crate) use uses::cited_places;

filters! {
    /// What is asked for, as it stands in the address.
    DeliberationQuery at "/deliberations":
    /// The day on which the text stood; empty: today.
    on,
    /// The language of the official text; empty: that of the page, or one in which it is known.
    text,
}

/// A deliberation as it stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliberationView {
    pub found: Deliberation,
    pub title: Quoted,
    /// What the catalogue knows of it.
    pub catalogued: Option<Catalogued>,
    /// Whether the deliberation that replaces it is in the register.
    pub successor_known: bool,
    /// In Belgium.
    pub today: Date,
    /// The day shown.
    pub on: Date,
    /// What of the address was not read: no text is shown then.
    pub unread: Vec<Unread>,
    /// The place of the version that counts on the day shown; none before the first.
    pub counting: Option<u16>,
    pub counting_today: Option<u16>,
    /// Whose text is shown, and in which language; none: no text is known.
    pub shown: Option<(u16, Language)>,
    pub text: Option<VersionText>,
    /// The labels of the points in their normal form, in order; without a text, those that the catalogue cites.
    pub labels: Vec<String>,
    /// What the catalogue takes from each point; without a text, under the points as the catalogue cites them.
    pub uses: Vec<PointUses>,
    /// The deliberations that the text cites.
    pub cited: Vec<Neighbour>,
    /// The deliberations that cite this one.
    pub citing: Vec<Neighbour>,
    /// Whether the reader writes in the register.
    pub writes: bool,
    /// Whether the reader sees every save.
    pub sees_history: bool,
}

/// What the catalogue knows of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogued {
    pub subject: Text,
    /// The document that the catalogue follows.
    pub document: String,
}

/// A deliberation that cites this one, or is cited by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub number: DeliberationNumber,
    /// The date that the text gives it, or its own.
    pub date: Option<Date>,
    /// Where the citation stands.
    pub at: Vec<String>,
    /// Its title; none: it is not in the register.
    pub title: Option<Quoted>,
}

/// What the catalogue takes from one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointUses {
    /// The normal form of its label.
    pub label: String,
    pub uses: Vec<Use>,
}

/// One thing that the catalogue takes from a point, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub kind: UseKind,
    /// For whom; empty: for everyone.
    pub recipients: Vec<UseRecipient>,
    /// The service and the module: identifier and label.
    pub module: Option<ServiceModule>,
    /// The purpose, the rule or the limit in words; for an integration and for a batch, its code.
    pub words: String,
    pub elements: Vec<String>,
    /// How many elements the module carries, or how many years a purpose reaches back; 0 where neither matters.
    pub count: u32,
}

/// A service, and one of its modules where one is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceModule {
    pub service: String,
    /// The module's identifier; empty: the whole service.
    pub module: String,
    pub label: String,
}

/// A recipient, and the points as its page of the catalogue has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRecipient {
    pub id: String,
    pub label: String,
    /// The points cited: `57-58`.
    pub point: String,
}

/// What the catalogue takes from a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UseKind {
    /// The points that carry an authorisation as a whole.
    Authorisation,
    /// A module granted, with its elements.
    Grant,
    /// Elements excluded from a module.
    Exclusion,
    Purpose,
    /// How far back a purpose reaches.
    History,
    /// Elements that other purposes have and this one has not.
    Reserved,
    /// Who acts for a purpose, in a region.
    Authority,
    Regimes,
    /// The roles a person may have in the file.
    PersonRoles,
    /// What the reference directory must hold.
    Integration,
    QualityCodes,
    OwnFile,
    /// Whether many persons may be asked about at once.
    Batch,
    Retention,
    UseLimit,
    Module,
    Elements,
    /// Elements that exist for some social risks only.
    Risks,
}
