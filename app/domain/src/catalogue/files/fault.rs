//! What can be wrong in a file of the catalogue, as the command line says it; the portal says it in three languages.

use jiff::civil::{Date, DateTime};
use thiserror::Error;

use super::shape_fault::ShapeFault;
use crate::authorisation::Source;
use crate::cases::Mismatch;
use crate::catalogue::ElementSet;
use crate::consultation::BatchRequestError;
use crate::identifier::IdentifierError;

/// What is wrong, without its place. A word in it is an identifier as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogueFault {
    /// With the words of the reader of TOML.
    #[error("{message}")]
    Shape { fault: Box<ShapeFault>, message: String },
    #[error("this is not a file of the catalogue")]
    NotOfTheCatalogue,
    #[error("`{0}`: {IdentifierError}")]
    NotAnIdentifier(String),
    #[error("the translation is missing")]
    TranslationMissing,
    #[error("the point is missing")]
    PointMissing,
    #[error("the deliberation is missing")]
    DeliberationMissing,

    #[error("`{0}` stands twice")]
    Twice(String),
    #[error("service `{0}` stands in two files")]
    ServiceTwice(String),
    #[error("`{0}` stands in two files")]
    DeliberationTwice(String),
    #[error("the points of `{0}` stand in two files")]
    PointsTwice(String),
    #[error("the codes of every sector stand in two files")]
    EverySectorTwice,
    #[error("the sector stands twice")]
    SectorTwice,
    #[error("the code stands twice")]
    CodeTwice,
    #[error("`{0}` is of two sectors")]
    OfTwoSectors(String),

    #[error("no deliberation `{0}`")]
    NoDeliberation(String),
    #[error("no service `{0}`")]
    NoService(String),
    #[error("no element `{element}` in service `{service}`")]
    NoElement { element: String, service: String },
    #[error("no module `{module}` in service `{service}`")]
    NoModule { module: String, service: String },
    /// The authorisation has none.
    #[error("no module `{0}` here")]
    NoModuleHere(String),
    #[error("no purpose `{0}` here")]
    NoPurposeHere(String),
    #[error("a member has module `{0}`, which the recipient has not")]
    ModuleOfMember(String),
    #[error("a member has purpose `{0}`, which the recipient has not")]
    PurposeOfMember(String),
    #[error("`{id}` is not a member of `{owner}`")]
    NotAMember { id: String, owner: String },
    #[error("`{0}` does not stand in terms.toml")]
    NoTerm(String),
    #[error("no recipient `{0}` in recipients.toml")]
    NoRecipient(String),
    #[error("no code list `{0}` in codes.toml")]
    NoCodeList(String),
    #[error("no regime `{0}`")]
    NoRegime(String),
    #[error("no social risk `{0}`")]
    NoRisk(String),
    #[error("no outcome `{0}`")]
    NoOutcome(String),

    #[error("the deliberation describes no block `{0}`")]
    BlockNotDescribed(String),
    /// The deliberation describes a block with it.
    #[error("`{element}` is no element of block `{block}`")]
    OutsideBlock { element: String, block: String },
    /// The service has it there.
    #[error("`{element}` stands in block `{block}`")]
    InAnotherBlock { element: String, block: String },
    #[error("the module does not carry all that is granted (say `beyond_module` where the text does so)")]
    BeyondModule,
    #[error("a service has at most {} elements", ElementSet::CAPACITY)]
    TooManyElements,
    /// Quarters, months, a day, the last known situation: a module asks for one of them.
    #[error("a module asks for one kind of time")]
    SeveralTimes,
    #[error("no row `{0}` here")]
    NoRow(String),
    /// No record holds such rows.
    #[error("no record has rows `{0}`")]
    RowOfNoRecord(String),
    #[error("`{0}` stands in two rows")]
    InTwoRows(String),
    #[error("`{element}` is no element of row `{row}`")]
    OutsideRow { element: String, row: String },
    /// It stands elsewhere, or is no day.
    #[error("`{element}` is no day of row `{row}`")]
    NoDayOfRow { element: String, row: String },
    /// What the exchange format calls two things that stand beside each other.
    #[error("the exchange format has `{0}` twice")]
    NameTwice(String),
    #[error("at most {0} limits of one kind for one module and purpose")]
    TooManyLimits(usize),
    #[error("a code needs its `codes`")]
    CodesMissing,
    #[error("`codes` is for codes only")]
    CodesOfNoCode,
    #[error("the service has regimes: name those that are granted")]
    RegimesMissing,
    #[error("`{0}` is not among the points")]
    NotAmongThePoints(String),

    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    #[error("`{0}` is proven before it was approved")]
    ProvenBeforeApproved(String),
    #[error("an extension reaches further back")]
    ExtensionTooShort,
    #[error("a length is a positive number of years or months")]
    LengthNotPositive,
    #[error("{0}")]
    Overlap(Box<Overlap>),

    #[error("say why")]
    ReasonMissing,
    #[error("a NISS stands in it")]
    Niss,
    #[error("{0}")]
    SuspendedTwice(Box<SuspendedTwice>),
    #[error("{deliberation} has no authorisation of `{recipient}` for `{service}`", deliberation = .0.deliberation, recipient = .0.recipient, service = .0.service)]
    NothingToSuspend(Box<NothingToSuspend>),

    #[error("say which `recipient` asks: no register is looked into")]
    CaseWithoutRecipient,
    /// The record ends before it begins.
    #[error("{0}")]
    CasePeriod(BatchRequestError),
    #[error("what is refused has no elements, retention or obligations")]
    RefusedHasNothing,
    /// The rules of the catalogue break a case: what is not as it expects.
    #[error("{}", listed(.0))]
    CaseBroken(Vec<Mismatch>),
}

/// Two authorisations of one recipient for one service hold on the same day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("overlaps with {} points {}, which `{recipient}` has for `{service}` from {from}", other.deliberation, other.point)]
pub struct Overlap {
    /// Where the other one stands.
    pub other: Source,
    pub recipient: String,
    pub service: String,
    /// The first day of the other one.
    pub from: Date,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{recipient}`{} is suspended twice, first since {since}", organisation.as_ref().map(|of| format!(" of `{of}`")).unwrap_or_default())]
pub struct SuspendedTwice {
    pub recipient: String,
    pub organisation: Option<String>,
    pub since: DateTime,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingToSuspend {
    pub deliberation: String,
    pub recipient: String,
    pub service: String,
}

impl CatalogueFault {
    /// The word of the file that is wrong, where it is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::NotAnIdentifier(word)
            | Self::Twice(word)
            | Self::NoDeliberation(word)
            | Self::NoService(word)
            | Self::NoModuleHere(word)
            | Self::NoPurposeHere(word)
            | Self::ModuleOfMember(word)
            | Self::PurposeOfMember(word)
            | Self::NoTerm(word)
            | Self::NoRecipient(word)
            | Self::NoCodeList(word)
            | Self::NoRegime(word)
            | Self::NoRisk(word)
            | Self::NoOutcome(word)
            | Self::OfTwoSectors(word)
            | Self::BlockNotDescribed(word)
            | Self::NotAmongThePoints(word) => Some(word),
            Self::NoElement { element: word, .. }
            | Self::NoModule { module: word, .. }
            | Self::NotAMember { id: word, .. }
            | Self::OutsideBlock { element: word, .. }
            | Self::InAnotherBlock { element: word, .. } => Some(word),
            _ => None,
        }
    }
}

fn listed(mismatches: &[Mismatch]) -> String {
    mismatches.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
