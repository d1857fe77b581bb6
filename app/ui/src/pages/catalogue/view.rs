//! The catalogue as people read it: per recipient, what it may receive, module by module, block by block.

use delibero_domain::authorisation::{ReducedForm, Source, Withheld};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::ModuleKind;
use delibero_domain::text::Text;

use crate::error::PageError;
use crate::pages::conditions::view::ConditionsView;
use crate::pages::suspensions::{SuspensionView, Suspensions};

mod load;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientLine {
    pub id: String,
    pub label: Text,
    /// Its members: identifier and label.
    pub members: Vec<(String, Text)>,
    /// The deliberations that name it, with their points.
    pub sources: Vec<Source>,
    pub modules: Vec<Text>,
    /// How many elements are granted, over all modules.
    pub granted: u32,
    /// How many elements its modules carry.
    pub carried: u32,
}

/// A recipient with all its authorisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientView {
    pub id: String,
    pub label: Text,
    /// The recipient it is a member of: identifier and label.
    pub member_of: Option<(String, Text)>,
    /// Its members: identifier and label.
    pub members: Vec<(String, Text)>,
    pub authorisations: Vec<AuthorisationView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorisationView {
    /// The document number of the version the data follow.
    pub document: String,
    /// What the deliberation is about.
    pub subject: Text,
    pub service: Text,
    /// Its identifier.
    pub service_id: String,
    /// What stops it, as far as the reader may know.
    pub suspensions: Vec<SuspensionView>,
    /// Whether the reader may stop it.
    pub may_suspend: bool,
    /// What it asks for, as the matrix says it.
    pub conditions: ConditionsView,
    pub modules: Vec<ModuleView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleView {
    pub id: String,
    /// The identifier of its service.
    pub service: String,
    pub label: Text,
    pub kind: ModuleKind,
    pub source: Source,
    pub blocks: Vec<BlockView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockView {
    pub label: Text,
    pub elements: Vec<ElementLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementLine {
    pub id: String,
    pub label: Text,
    /// Why it is withheld; none when it is granted.
    pub withheld: Option<Withheld>,
    /// To what its value is reduced, and where that is said, where it is for every purpose that has it.
    pub reduced: Option<(ReducedForm, Source)>,
    /// The social risks for which it exists, and where that is said.
    pub risks: Option<(Vec<Text>, Source)>,
    /// The purposes that have it, where only some do.
    pub only_for: Vec<Text>,
}

/// Every recipient that has an authorisation, in the order of the catalogue.
#[must_use]
pub fn recipient_lines(catalogue: &delibero_domain::catalogue::Catalogue) -> Vec<RecipientLine> {
    load::recipients(catalogue)
}

/// Every recipient that has an authorisation, for who is signed in.
///
/// # Errors
/// When nobody is signed in.
pub async fn load_recipients() -> Result<Vec<RecipientLine>, PageError> {
    crate::services::signed_in()?;
    Ok(recipient_lines(&crate::services::services()?.catalogue))
}

/// One recipient, or member of one.
///
/// # Errors
/// When nobody is signed in, or there is no such recipient.
pub async fn load_recipient(id: String) -> Result<RecipientView, PageError> {
    let reader = crate::services::signed_in()?;
    let with = crate::services::services()?;
    let known = load::Known { suspensions: Suspensions::load().await?, may: reader.actor.may(Capability::Suspend) };
    load::recipient(&with.catalogue, &id, &known).ok_or(PageError::Unknown)
}
