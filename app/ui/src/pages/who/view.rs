//! Who can see something, made from the answers of the domain.

mod load;
mod read_query;

use std::sync::Arc;

use delibero_domain::authorisation::{RecipientIntegration, SenderIntegration, Source};
use delibero_domain::catalogue::{Catalogue, ModuleKind};
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::WhoQuery;
use crate::components::recipient::RecipientName;
use crate::error::PageError;
use crate::filters::Unread;
use crate::pages::conditions::view::Rule;

pub use load::chosen;
pub use read_query::read;

/// Which catalogue is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    InForce,
    State(u32),
    Draft { id: String, title: String },
}

/// The catalogue that is searched; none: that of a draft that would not be sound.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub of: Of,
    pub catalogue: Option<Arc<Catalogue>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoView {
    pub of: Of,
    /// Identifier and label.
    pub services: Vec<(String, Text)>,
    pub service: String,
    pub blocks: Vec<BlockChoices>,
    /// The regimes that a record may say; empty where the service knows none.
    pub regimes: Vec<(String, Text)>,
    pub risks: Vec<(String, Text)>,
    /// What else than the catalogue in force may be searched: its word in the address, its number where it is a state,
    /// and its name.
    pub states: Vec<(String, Option<u32>, String)>,
    pub at: Option<Date>,
    pub found: Found,
}

impl WhoView {
    /// Identifier and label of each element.
    pub fn elements(&self) -> impl Iterator<Item = &(String, Text)> {
        self.blocks.iter().flat_map(|block| &block.elements)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockChoices {
    pub label: Text,
    /// Identifier and label.
    pub elements: Vec<(String, Text)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Filters that were not read.
    Unread(Vec<Unread>),
    /// No element is chosen.
    NothingChosen,
    /// The draft would not be sound.
    NotSound,
    Answers(Answers),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What is sought.
    pub elements: Vec<Text>,
    /// Of this page.
    pub lines: Vec<AnswerLine>,
    /// Of all pages.
    pub total: usize,
    /// From 1.
    pub page: u32,
    pub pages: u32,
}

/// One grant under which it may be seen, by a recipient and by its members with the same rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    pub recipient: RecipientName,
    pub members: Vec<RecipientName>,
    pub module: Text,
    pub kind: ModuleKind,
    pub purpose: Text,
    /// One of which the person must have; empty: whichever, also none.
    pub person_roles: Vec<Text>,
    pub roles: Vec<Role>,
    /// What is asked of the record and of the integration, and of which of the elements; empty: of all.
    pub rules: Vec<(Rule, Vec<Text>)>,
    pub recipient_integration: RecipientIntegration,
    pub sender_integration: SenderIntegration,
    /// An own file is asked for that somebody else registered.
    pub own_file: bool,
    pub designated: bool,
    pub batch: bool,
    pub from: Date,
    pub until: Option<Date>,
    /// The first days on which it is suspended, for everybody or for one organisation.
    pub suspended: Vec<Date>,
    /// Of the grant first.
    pub points: Vec<Source>,
}

/// What an address asks for.
///
/// # Errors
/// When nobody is signed in, or somebody asks for another state than the one in force who does not work on the catalogue.
pub async fn load_who(query: &WhoQuery) -> Result<WhoView, PageError> {
    load::view(query).await
}
