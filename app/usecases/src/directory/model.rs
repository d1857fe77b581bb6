//! Organisations and persons as the portal knows them.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::reference_directory::Integration;
use delibero_domain::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One body, a CPAS, a fund, an inspection service: what decisions about its users go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: Text,
    /// None: it is active.
    pub stopped: Option<Stopped>,
    /// The recipients (or members of one) of the deliberations that it is, each for its time; empty for the committee
    /// itself.
    pub memberships: Vec<Membership>,
    /// Its sector in the reference directory.
    pub sector: Option<u16>,
    /// The legal contexts that its regional integrator may give (23/058 point 79.11).
    pub legal_contexts: Vec<String>,
    /// The region whose authorities act for it (20/130 point 5 b).
    pub region: Option<RegionId>,
}

/// A recipient that an organisation belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub recipient: RecipientId,
    /// The one that lets it belong to the recipient; none: registered before this was kept.
    pub deliberation: Option<DeliberationNumber>,
    /// The first day; none: from the beginning.
    pub from: Option<Date>,
    /// The last day; none: it is open.
    pub until: Option<Date>,
}

impl Membership {
    /// Without any limit in time.
    #[must_use]
    pub const fn always(recipient: RecipientId) -> Self {
        Self { recipient, deliberation: None, from: None, until: None }
    }

    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// How an organisation was stopped: its users consult nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopKind {
    /// Until further notice.
    Suspended,
    /// For good.
    Ended,
}

impl StopKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Suspended, Self::Ended].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Since when an organisation is suspended or ended, by whom, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    pub kind: StopKind,
    pub at: Timestamp,
    /// None: at the command line.
    pub by: Option<UserName>,
    pub why: String,
}

impl Organisation {
    /// The recipients that it belongs to on a day.
    #[must_use]
    pub fn recipients_on(&self, day: Date) -> Vec<RecipientId> {
        self.recipients_that(|found| found.holds_on(day))
    }

    /// The recipients that it belongs to on a day or later.
    #[must_use]
    pub fn recipients_from(&self, day: Date) -> Vec<RecipientId> {
        self.recipients_that(|found| found.until.is_none_or(|until| day <= until))
    }

    fn recipients_that(&self, is_meant: impl Fn(&Membership) -> bool) -> Vec<RecipientId> {
        let mut recipients: Vec<RecipientId> = Vec::new();
        for found in self.memberships.iter().filter(|found| is_meant(found)) {
            if !recipients.contains(&found.recipient) {
                recipients.push(found.recipient.clone());
            }
        }
        recipients
    }

    /// The legal context that holds for a consultation: the one that was chosen, if it is one of the organisation's; where
    /// nothing was chosen and there is only one, that one.
    #[must_use]
    pub fn legal_context_of(&self, chosen: Option<&str>) -> Option<&str> {
        match (chosen, self.legal_contexts.as_slice()) {
            (Some(chosen), known) => known.iter().find(|known| *known == chosen).map(String::as_str),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

/// What became of a NISS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Nothing is known against it.
    InUse,
    /// By this one.
    Replaced(Niss),
    Cancelled,
}

/// How an integration came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Registered before this was kept: nobody knows by whom.
    Unknown,
    Page,
    File,
    /// At the command line, by nobody who has an account.
    Command,
}

impl Origin {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Page => "page",
            Self::File => "file",
            Self::Command => "command",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Unknown, Self::Page, Self::File, Self::Command].into_iter().find(|origin| origin.as_str() == word)
    }
}

/// Who registered an integration, how and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub origin: Origin,
    /// None: at the command line, or not known.
    pub user: Option<UserName>,
    /// None: not known.
    pub at: Option<Timestamp>,
}

/// What an integration says.
#[derive(Clone, PartialEq, Eq)]
pub struct FileOnPerson {
    pub integration: Integration,
    /// The organisation's own number of the file: personal data.
    pub file_number: Option<String>,
}

/// Without the number of the file: this may end in a trace.
impl std::fmt::Debug for FileOnPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileOnPerson").field("integration", &self.integration).finish_non_exhaustive()
    }
}

/// An integration as the organisation keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integrated {
    /// Its number among the integrations of all.
    pub number: i64,
    pub file: FileOnPerson,
    pub registration: Registration,
    /// Everybody who corrected it, each once.
    pub corrected_by: Vec<UserName>,
    /// It grows with each change.
    pub revision: u32,
}

impl Integrated {
    /// Whether a user registered it or corrected it.
    #[must_use]
    pub fn is_of(&self, user: &UserName) -> bool {
        self.registration.user.as_ref() == Some(user) || self.corrected_by.contains(user)
    }

    /// Whether somebody else than a user registered it, and the user had no part in it. What nobody knows is not said to be
    /// of somebody else.
    #[must_use]
    pub fn is_of_another_than(&self, user: &UserName) -> bool {
        self.registration.origin != Origin::Unknown && !self.is_of(user)
    }
}

/// What was done with an integration after it was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was given an end, or an earlier one.
    Ended,
    Corrected,
    /// A file that was loaded says it otherwise.
    Loaded,
}

impl ChangeKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Corrected => "corrected",
            Self::Loaded => "loaded",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ended, Self::Corrected, Self::Loaded].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One change of an integration, with what stood there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrationChange {
    pub at: Timestamp,
    /// None: at the command line.
    pub user: Option<UserName>,
    pub kind: ChangeKind,
    pub why: String,
    pub before: FileOnPerson,
}
