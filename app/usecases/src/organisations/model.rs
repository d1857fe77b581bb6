//! What is registered of organisations, and what is asked of their register.

use delibero_domain::identifier::{OrganisationId, RecipientId, RegionId, UserName};
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::particulars::Particulars;
use super::typed::Wrong;
use crate::directory::{Membership, StopKind, Stopped};

/// All that is registered of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    pub id: OrganisationId,
    /// Counts the saves of the particulars: a form is saved over the one that it was filled from.
    pub revision: u32,
    pub particulars: Particulars,
    /// None: it is active.
    pub stopped: Option<Stopped>,
    pub memberships: Vec<Membership>,
    /// Recipients that wait for somebody else to confirm them.
    pub proposals: Vec<Proposal>,
}

impl Registered {
    /// The memberships that are given, and those that are proposed.
    pub fn held(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().chain(self.proposals.iter().map(|proposal| &proposal.membership))
    }

    /// The recipients that it belongs to on a day, each once.
    pub fn recipients_on(&self, day: Date) -> Vec<&RecipientId> {
        let mut recipients: Vec<&RecipientId> =
            self.memberships.iter().filter(|found| found.holds_on(day)).map(|found| &found.recipient).collect();
        recipients.dedup();
        recipients
    }
}

/// A recipient that somebody proposed for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Opaque.
    pub id: String,
    pub organisation: OrganisationId,
    pub membership: Membership,
    pub why: String,
    /// None: at the command line.
    pub by: Option<UserName>,
    pub at: Timestamp,
    /// The load of a file that it came with; none: by hand.
    pub load: Option<String>,
}

/// Whether an organisation is active, or something about it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFilter {
    Active,
    Stopped(StopKind),
    /// A recipient is proposed for it.
    Waiting,
}

impl StateFilter {
    pub const ALL: [Self; 4] =
        [Self::Active, Self::Stopped(StopKind::Suspended), Self::Stopped(StopKind::Ended), Self::Waiting];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Stopped(kind) => kind.as_str(),
            Self::Waiting => "waiting",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationSort {
    /// In a language.
    Name(Language),
    EnterpriseNumber,
    Sector,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationQuery {
    /// Each folded; all of them must be there.
    pub words: Vec<String>,
    pub state: Option<StateFilter>,
    /// Belongs to it on `day`.
    pub recipient: Option<RecipientId>,
    pub region: Option<RegionId>,
    pub sector: Option<u16>,
    /// Nothing but this one.
    pub only: Option<OrganisationId>,
    pub day: Date,
    pub sort: OrganisationSort,
    pub descending: bool,
    /// How many are left out at the head, and how many are given at most.
    pub skip: u32,
    pub most: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationPage {
    /// How many there are, whatever the page.
    pub total: u32,
    pub organisations: Vec<Registered>,
}

/// Somebody of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationUser {
    pub user: UserName,
    pub display_name: String,
    pub roles: Vec<Role>,
    pub enabled: bool,
}

/// How many integrations an organisation has under a quality code on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrationCount {
    pub sector: u16,
    pub quality_code: u16,
    /// That hold on the day.
    pub valid: u64,
    /// That ended before it, or begin after it.
    pub other: u64,
}

/// Decisions on consultations of an organisation in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// The first day of the month.
    pub month: Date,
    pub granted: u64,
    pub refused: u64,
}

/// What waits about organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Oldest first.
    pub proposals: Vec<Proposal>,
}

/// A row of a file that was not loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// In the file, from 1; the first is that of the heads.
    pub line: u32,
    /// As they stand in the file, in its order: head and value. A value that holds a NISS is taken out.
    pub cells: Vec<(String, String)>,
    pub wrongs: Vec<Wrong>,
}

/// What became of a file of organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadReport {
    /// Opaque.
    pub id: String,
    pub at: Timestamp,
    /// None: at the command line.
    pub by: Option<UserName>,
    pub file: String,
    pub added: u32,
    pub changed: u32,
    /// That said nothing new.
    pub known: u32,
    /// Recipients that wait for an approver now.
    pub proposed: u32,
    pub refused: Vec<RefusedRow>,
}
