//! Who may see what: recipients against the elements of a service, as it stood on a day.

use delibero_domain::authorisation::{Source, WithheldReason};
use delibero_domain::catalogue::{ModuleKind, TextUnknown};
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::MatrixQuery;
use crate::components::recipient::RecipientName;
use crate::error::PageError;
use crate::filters::Unread;
use crate::pages::conditions::view::ConditionsView;
use crate::pages::suspensions::{SuspensionView, Suspensions};

mod detail;
mod export;
mod load;
mod marks;
mod read_query;
#[cfg(test)]
mod tests;

pub use export::{MatrixLine, lines};

/// What a recipient may do with an element, in the order of what is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Granted for every purpose of the recipient.
    Granted,
    /// Granted for some of its purposes only, or for some in a reduced form only.
    Partly,
    /// Granted in a reduced form only: whether there is a value.
    Reduced,
    /// Withheld by the text in so many words, or reserved to purposes that the recipient has not.
    Excluded,
    /// The text does not name it for this recipient.
    NotAsked,
}

impl Mark {
    pub const ALL: [Self; 5] = [Self::Granted, Self::Partly, Self::Reduced, Self::Excluded, Self::NotAsked];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Partly => "partly",
            Self::Reduced => "reduced",
            Self::Excluded => "excluded",
            Self::NotAsked => "not-asked",
        }
    }

    /// Whether the recipient may receive the element, be it for some purposes only.
    #[must_use]
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Granted | Self::Partly | Self::Reduced)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// Its mark: the best of the modules looked at.
    pub mark: Mark,
    /// The point that says so; none where no text names the element.
    pub source: Option<Source>,
    /// The modules that have this mark, by their place among [`MatrixView::modules`].
    pub modules: Vec<u8>,
}

/// Whether an authorisation holds on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    InForce,
    /// Not before this day.
    NotBefore(Date),
    /// Not after this day.
    NotAfter(Date),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    pub recipient: RecipientName,
    /// How many of its members have rules of their own on the day.
    pub own_rules: u32,
    /// Whether these members stand below.
    pub unfolded: bool,
    /// Whether its authorisation holds on the day; where it does not, every mark is [`Mark::NotAsked`].
    pub standing: Standing,
    /// The first day on which it is suspended for everybody, where it is on the day.
    pub suspended: Option<Date>,
    /// Its cells, in the order of the columns.
    pub cells: Vec<MatrixCell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementColumn {
    /// `block.element`.
    pub id: String,
    pub label: Text,
}

/// The columns of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockColumns {
    pub label: Text,
    pub elements: Vec<ElementColumn>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixView {
    pub today: Date,
    pub on: Date,
    /// The filters that were not read: nothing is shown then.
    pub unread: Vec<Unread>,
    /// The deliberations shown whose text of that day is not known.
    pub texts_unknown: Vec<TextUnknown>,
    /// Every service: identifier and label.
    pub services: Vec<(String, Text)>,
    pub service: String,
    /// Its modules: identifier and label.
    pub modules: Vec<(String, Text)>,
    /// The module looked at, if one is.
    pub module: String,
    /// Everybody who has an authorisation for the service, members after their recipient.
    pub choices: Vec<RecipientName>,
    pub blocks: Vec<BlockColumns>,
    /// How many elements the module does not carry, so that they have no column.
    pub left_out: u32,
    /// The rows: every recipient; or the two that are compared.
    pub rows: Vec<MatrixRow>,
    /// What is suspended of the service, as far as the reader may know.
    pub suspensions: Vec<SuspensionView>,
    /// The recipients without any authorisation for the service.
    pub without: Vec<Text>,
    /// What differs between the two.
    pub comparison: Option<Comparison>,
    pub detail: Option<Box<CellDetail>>,
}

impl MatrixView {
    pub fn columns(&self) -> impl Iterator<Item = &ElementColumn> {
        self.blocks.iter().flat_map(|block| &block.elements)
    }
}

/// How two recipients differ in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Only the first may receive it.
    OnlyLeft,
    /// Only the second may.
    OnlyRight,
    /// One of them may receive it for some of its purposes only.
    Purposes,
    /// One of them may receive it in a reduced form only.
    Form,
    /// Both may, but not in the same modules.
    Modules,
    /// Neither may: for one the text excludes it, for the other it does not speak of it.
    Wording,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How they differ in each element, in the order of the columns.
    pub differences: Vec<Option<Difference>>,
    /// The conditions of the first; none where nothing holds on the day.
    pub left: Option<ConditionsView>,
    pub right: Option<ConditionsView>,
}

/// One module in the detail of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleMarkView {
    pub label: Text,
    pub kind: ModuleKind,
    pub mark: Mark,
    /// Why the element is withheld, where the recipient has the module.
    pub reason: Option<WithheldReason>,
    /// The point; none where the recipient has not the module.
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDetail {
    /// The recipient, or the member of one.
    pub recipient: RecipientName,
    /// `block.element`.
    pub element: String,
    pub label: Text,
    pub block: Text,
    /// What the matrix shows of it.
    pub cell: MatrixCell,
    /// Whether the authorisation holds on the day.
    pub standing: Standing,
    pub modules: Vec<ModuleMarkView>,
    pub conditions: ConditionsView,
}

/// The matrix that an address asks for.
///
/// # Errors
/// When nobody is signed in.
pub async fn load_matrix(query: MatrixQuery) -> Result<MatrixView, PageError> {
    let suspensions = Suspensions::load().await?;
    let with = crate::services::services()?;
    let mut view = load::view(&with.catalogue, &query, with.clock.today());
    view.suspensions = suspensions.of_service(&with.catalogue, &view.service);
    Ok(view)
}
