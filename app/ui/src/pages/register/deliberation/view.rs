//! One deliberation, as it stood on a day.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{End, State, Version, VersionText};
use delibero_domain::text::{Language, Text};
use jiff::civil::Date;

use crate::error::PageError;
use crate::filters::{Unread, filters};

mod load;
mod uses;

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
    pub number: DeliberationNumber,
    /// The committee of its time.
    pub committee: Text,
    /// Its title; empty where none is known.
    pub title: Quoted,
    pub date: Date,
    /// Who reported, or presided.
    pub rapporteur: Option<String>,
    /// The legal grounds, as printed.
    pub grounds: Vec<String>,
    /// Who asked for it.
    pub requesters: Vec<String>,
    /// The institutions whose data it is about.
    pub sources: Vec<String>,
    /// What the catalogue knows of it.
    pub catalogued: Option<Catalogued>,
    /// How it ended, where it has.
    pub end: Option<End>,
    /// Whether the deliberation that replaces it is in the register.
    pub successor_known: bool,
    /// Its state on the day shown; none before it was given.
    pub state: Option<State>,
    /// Its versions, by approval.
    pub versions: Vec<Version>,
    /// Whether those are all.
    pub amendments_complete: bool,
    /// Today in Belgium.
    pub today: Date,
    pub on: Date,
    /// What of the address was not read: no text is shown then.
    pub unread: Vec<Unread>,
    /// The place of the version that counts on the day shown; none before the first.
    pub counting: Option<u16>,
    /// The place of the version that counts today.
    pub counting_today: Option<u16>,
    /// Whose text is shown, and in which language; none: no text is known.
    pub shown: Option<(u16, Language)>,
    /// The labels of the points in their normal form, in order; without a text, those that the catalogue cites.
    pub labels: Vec<String>,
    /// The deliberations that the text cites.
    pub cited: Vec<Neighbour>,
    /// The deliberations that cite this one.
    pub citing: Vec<Neighbour>,
    /// Whether the reader writes in the register.
    pub writes: bool,
    /// Whether the reader sees every save.
    pub sees_history: bool,
    /// The text and what its points authorise. The page takes it out of what travels to the browser twice.
    pub body: DeliberationBody,
}

/// Words of a text, and the language they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    pub words: String,
    pub language: Language,
}

/// What the catalogue knows of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogued {
    /// What it is about.
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

/// The text, and what its points authorise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliberationBody {
    pub text: Option<VersionText>,
    /// What the catalogue takes from each point; without a text, under the points as the catalogue cites them.
    pub uses: Vec<PointUses>,
}

/// What the catalogue takes from one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointUses {
    /// The normal form of its label.
    pub label: String,
    /// What is taken.
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

/// A deliberation as it stood on a day.
///
/// # Errors
/// When nobody is signed in, or the number is not in the register.
pub async fn load_deliberation(
    number: &str,
    query: &DeliberationQuery,
    language: Language,
) -> Result<DeliberationView, PageError> {
    load::page(number, query, language).await
}
