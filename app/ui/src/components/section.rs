//! The sections of the portal.

use delibero_domain::capability::Capability;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_words::say;

use super::icon::IconName;
use crate::services::signed_in_with;

/// A section of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The consultation.
    Consultation,
    /// Many persons asked about at once.
    Batches,
    /// The reference directory.
    Directory,
    /// The access log.
    Log,
    /// The catalogue.
    Catalogue,
    /// The register of deliberations.
    Register,
    /// What the secretariat prepares.
    Drafts,
    /// Changes of the catalogue.
    Changes,
    /// Organisations.
    Organisations,
    /// Who has an account.
    People,
    /// Files of the services that the own organisation sends.
    Loads,
}

impl Section {
    /// Every section, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Consultation,
        Self::Batches,
        Self::Directory,
        Self::Loads,
        Self::Log,
        Self::Catalogue,
        Self::Register,
        Self::Drafts,
        Self::Changes,
        Self::Organisations,
        Self::People,
    ];

    /// Where it begins.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Consultation => "/consultation",
            Self::Batches => "/batches",
            Self::Directory => "/directory",
            Self::Log => "/log",
            Self::Catalogue => "/catalogue",
            Self::Register => "/deliberations",
            Self::Drafts => "/drafts",
            Self::Changes => "/changes",
            Self::Organisations => "/organisations",
            Self::People => "/people",
            Self::Loads => "/loads",
        }
    }

    /// The section of an address.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        match path.split('/').nth(1)? {
            "consultation" | "consultations" => Some(Self::Consultation),
            "batches" => Some(Self::Batches),
            "directory" => Some(Self::Directory),
            "log" => Some(Self::Log),
            "catalogue" | "matrix" | "who" => Some(Self::Catalogue),
            "deliberations" => Some(Self::Register),
            "drafts" => Some(Self::Drafts),
            "changes" | "states" => Some(Self::Changes),
            "organisations" => Some(Self::Organisations),
            "people" => Some(Self::People),
            "loads" => Some(Self::Loads),
            _ => None,
        }
    }

    /// The sections that somebody's roles open.
    #[must_use]
    pub fn open_to(roles: &[Role]) -> Vec<Self> {
        Self::ALL.into_iter().filter(|section| section.capabilities().iter().any(|one| one.is_had_by(roles))).collect()
    }

    /// The sections that a role opens beyond what everybody sees: its room first.
    #[must_use]
    pub fn rooms_of(role: Role) -> Vec<Self> {
        let everybody = Self::open_to(&[]);
        Self::open_to(&[role]).into_iter().filter(|section| !everybody.contains(section)).collect()
    }

    /// Whether whoever reads the page may open it.
    pub(crate) fn is_open_to_reader(self) -> bool {
        self.capabilities().iter().any(|one| signed_in_with(*one).is_ok())
    }

    /// What opens it: one of these.
    #[must_use]
    pub const fn capabilities(self) -> &'static [Capability] {
        match self {
            Self::Consultation | Self::Batches => &[Capability::Consult],
            Self::Directory => &[Capability::Integrate],
            Self::Log => &[Capability::ReadJournal],
            Self::Catalogue | Self::Register => &[Capability::ReadRegister],
            Self::Drafts | Self::Changes => &[Capability::ReadDrafts],
            Self::Organisations => &[Capability::ReadOrganisations],
            Self::People => &[Capability::ManageOwnPeople, Capability::ManagePeople],
            Self::Loads => &[Capability::LoadRecords],
        }
    }

    /// What is drawn beside its name.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Consultation => IconName::Person,
            Self::Batches => IconName::Sheets,
            Self::Directory => IconName::Directory,
            Self::Log => IconName::Log,
            Self::Catalogue => IconName::Book,
            Self::Register => IconName::Sheets,
            Self::Drafts => IconName::Pen,
            Self::Changes => IconName::Exchange,
            Self::Organisations => IconName::Building,
            Self::People => IconName::People,
            Self::Loads => IconName::Inbox,
        }
    }

    /// The letter that leads there after `g`; none: no letter does.
    #[must_use]
    pub const fn letter(self) -> Option<&'static str> {
        match self {
            Self::Consultation => Some("c"),
            Self::Log => Some("l"),
            Self::Catalogue => Some("k"),
            Self::Register => Some("d"),
            Self::Batches
            | Self::Directory
            | Self::Drafts
            | Self::Changes
            | Self::Organisations
            | Self::People
            | Self::Loads => None,
        }
    }

    /// The key that leads there alone; none: no key does.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Consultation => Some("n"),
            _ => None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Consultation => say!(language, shell.section_consultation),
            Self::Batches => say!(language, shell.section_batches),
            Self::Directory => say!(language, shell.section_directory),
            Self::Log => say!(language, shell.section_log),
            Self::Catalogue => say!(language, shell.section_catalogue),
            Self::Register => say!(language, shell.section_register),
            Self::Drafts => say!(language, shell.section_drafts),
            Self::Changes => say!(language, shell.section_changes),
            Self::Organisations => say!(language, shell.section_organisations),
            Self::People => say!(language, shell.section_people),
            Self::Loads => say!(language, shell.section_loads),
        }
    }

    /// Its name where there is little room.
    #[must_use]
    pub fn short_name(self, language: Language) -> &'static str {
        match self {
            Self::Log => say!(language, shell.section_log_short),
            other => other.name(language),
        }
    }
}
