//! What changed between two versions of a deliberation.

use delibero_domain::catalogue::TextUnknown;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::differences::{Differences, RecipientChanges};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;

use delibero_usecases::catalogue::TouchedRule;

use crate::filters::{Unread, filters};
use crate::pages::changes::view::documents::DocumentView;
use crate::pages::register::published::Quoted;

mod load;

pub(super) use load::load_differences;

filters! {
    /// What is asked for, as it stands in the address.
    DifferencesQuery at "/deliberations":
    /// The place of the version that is compared, from 0; empty: the one before the newest.
    from,
    /// The place of the version that it is compared with; empty: the newest.
    to,
    /// The language of the texts; empty: that of the page, or one in which both are known.
    text,
    /// How they are shown; empty: side by side.
    view,
}

/// How two texts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    #[default]
    Side,
    Inline,
}

impl Layout {
    /// As it stands in an address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Inline => "inline",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Side, Self::Inline].into_iter().find(|layout| layout.word() == word)
    }
}

/// Two versions of a deliberation, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferencesView {
    pub number: DeliberationNumber,
    pub title: Quoted,
    /// By approval.
    pub versions: Vec<Version>,
    /// The place of the version that is compared.
    pub from: u16,
    /// The place of the version that it is compared with.
    pub to: u16,
    /// What of the address was not read: nothing is compared then.
    pub unread: Vec<Unread>,
    pub texts: Texts,
    /// The languages in which both texts are known.
    pub languages: Vec<Language>,
    /// In the texts, where they can be compared.
    pub text: Option<Differences>,
    /// The document that the catalogue follows; none: it takes nothing from this deliberation.
    pub follows: Option<String>,
    /// The days of the two versions, where the catalogue does not know the text of that day.
    pub texts_unknown: Vec<TextUnknown>,
    /// What the catalogue says that recipients may receive by this deliberation, from the day on which the one version
    /// began to count to that of the other.
    pub grants: Vec<RecipientChanges>,
    /// The rules that cite points which differ.
    pub rules: Vec<(DocumentView, TouchedRule)>,
}

impl DifferencesView {
    /// What differs in the texts, where anything does.
    pub(super) fn differing(&self) -> Option<&Differences> {
        self.text.as_ref().filter(|text| !text.is_empty())
    }

    /// The languages to choose from, where texts are compared and there are several.
    pub(super) fn common_languages(&self) -> Option<&[Language]> {
        let offers = matches!(self.texts, Texts::Compared(_)) && self.languages.len() > 1;
        offers.then_some(self.languages.as_slice())
    }
}

/// Whether two texts can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// They are, in this language.
    Compared(Language),
    /// Of at least one of the two only the dates are known.
    DatesOnly,
    /// Both are known, but not in one language.
    NoCommonLanguage,
    /// It is one version.
    SameVersion,
}
