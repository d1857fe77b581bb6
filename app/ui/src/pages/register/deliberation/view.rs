//! One deliberation, as it stood on a day.

use delibero_domain::catalogue;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::points::Status;
use delibero_domain::text::Language;
use delibero_usecases::register::uses::PointUses;
use jiff::civil::Date;

use crate::filters::{Unread, filters};
use crate::pages::register::published::Quoted;
use crate::pages::suspensions::SuspensionView;

mod load;

pub(super) use load::load_deliberation;

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
    pub catalogued: Option<catalogue::Deliberation>,
    /// How many points there are of each status; none where the catalogue does not list them.
    pub points: Vec<(Status, usize)>,
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
    /// What is suspended of its authorisations, as far as the reader may know.
    pub suspensions: Vec<SuspensionView>,
    /// The deliberations that the text cites.
    pub cited: Vec<Neighbour>,
    /// The deliberations that cite this one.
    pub citing: Vec<Neighbour>,
    /// Whether the reader writes in the register.
    pub writes: bool,
    /// Whether the reader sees every save.
    pub sees_history: bool,
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
