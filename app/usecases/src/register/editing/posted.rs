//! What a form sent: names and values, and the button that was pressed.

use std::collections::{BTreeSet, HashMap};

use super::field_key::FieldKey;
use super::row_name::RowName;

/// How many rows a list has at most: the longest known has a twentieth of it.
pub const MAX_ROWS: usize = 2000;

/// What a form sent; line ends are `\n`.
#[derive(Clone, Debug, Default)]
pub struct PostedFields {
    /// The first of each name: a body may have a hundred thousand.
    values: HashMap<String, String>,
    rows: BTreeSet<usize>,
}

/// The button that a form was sent with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Save,
    /// Saves, and goes on to the next point.
    SaveAndGoOn,
    /// Removes the point.
    Remove,
    /// Puts an empty row at a place. Saves nothing.
    AddRow(usize),
    /// Saves nothing.
    RemoveRow(usize),
    /// Language or theme is another: the form comes back as it is.
    ShowAgain,
}

impl PostedFields {
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let mut posted = Self::default();
        for (name, value) in pairs {
            let row: Option<usize> = name.strip_prefix('r').and_then(|rest| rest.split_once('-')?.0.parse().ok());
            posted.rows.extend(row);
            posted.values.entry(name).or_insert_with(|| value.replace("\r\n", "\n"));
        }
        posted
    }

    /// A value; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    #[must_use]
    pub fn action(&self) -> Action {
        let place = |digits: &str| digits.parse().ok();
        match self.get("do").split_once(':') {
            Some(("add", row)) => place(row).map_or(Action::ShowAgain, Action::AddRow),
            Some(("remove", row)) => place(row).map_or(Action::ShowAgain, Action::RemoveRow),
            Some(_) => Action::ShowAgain,
            None => match self.get("do") {
                "next" => Action::SaveAndGoOn,
                "remove" => Action::Remove,
                _ => Action::Save,
            },
        }
    }

    /// How many rows were sent.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Whether the form showed what two people wrote.
    pub(super) fn chooses(&self) -> bool {
        self.get("conflict") == "yes"
    }

    /// The fields that belong to no row.
    #[must_use]
    pub fn whole(&self) -> Fieldset<'_> {
        Fieldset { posted: self, prefix: String::new() }
    }

    /// The rows in their order, however they are numbered.
    pub(super) fn rows(&self) -> impl Iterator<Item = Fieldset<'_>> {
        self.rows.iter().map(|row| Fieldset { posted: self, prefix: format!("r{row}-") })
    }
}

/// The fields of a form, or of one of its rows.
#[derive(Clone, Debug)]
pub struct Fieldset<'p> {
    posted: &'p PostedFields,
    prefix: String,
}

impl Fieldset<'_> {
    pub(super) fn get(&self, key: FieldKey) -> &str {
        self.posted.get(&format!("{}{}", self.prefix, key.word()))
    }

    /// What the row was when it was read.
    pub(super) fn row_name(&self) -> RowName {
        RowName::of_word(self.posted.get(&format!("{}was", self.prefix)))
    }

    /// Whether what somebody else saved was chosen for a field.
    pub(super) fn takes_theirs(&self, key: FieldKey) -> bool {
        self.posted.get(&format!("choose-{}{}", self.prefix, key.word())) == "theirs"
    }
}
