//! What every part of the page of a recipient works with.

use delibero_domain::text::Language;

use super::anchors::Anchors;

pub(super) struct RecipientPage {
    pub id: String,
    pub language: Language,
    pub anchors: Anchors,
}
