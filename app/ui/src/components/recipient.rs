//! Recipients by name, in choices and headings.

use delibero_domain::text::{Language, Text};

/// A recipient, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientName {
    pub id: String,
    pub label: Text,
    /// What the recipient is called that it is a member of.
    pub member_of: Option<Text>,
}

impl RecipientName {
    /// That of a member with its recipient's: `CPAS – Namur`.
    #[must_use]
    pub fn full(&self, language: Language) -> String {
        let label = self.label.get(language);
        self.member_of.as_ref().map_or_else(|| label.to_owned(), |owner| format!("{} – {label}", owner.get(language)))
    }
}
