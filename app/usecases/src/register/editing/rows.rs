//! Forms that are lists of rows: versions, sections, footnotes.

use super::conflict::{Conflict, Faulty};
use super::field::{AnyField, choose, compare};
use super::posted::{Action, Fieldset, MAX_ROWS, PostedFields};
use super::row_name::{RowName, stand_now};

/// One row of a list.
pub trait RowForm: Clone {
    fn blank() -> Self;
    fn read(fields: &Fieldset<'_>) -> Self;
    fn fields(&self) -> Vec<&dyn AnyField>;
    fn fields_mut(&mut self) -> Vec<&mut dyn AnyField>;
    /// What it was when it was read.
    fn was(&self) -> &RowName;
    fn was_mut(&mut self) -> &mut RowName;
    /// Learns what nobody types from the row that it is now; none: that row is gone.
    fn learn(&mut self, _: Option<&Self>) {}
    /// Whether it may be removed here.
    fn is_removable(&self) -> bool {
        true
    }
}

/// A list of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsForm<R> {
    pub rows: Vec<R>,
}

impl<R: RowForm> RowsForm<R> {
    /// The rows that were sent; what nobody types comes from the list as it is now.
    #[must_use]
    pub fn read(posted: &PostedFields, now: &Self) -> Self {
        let mut rows: Vec<R> = posted.rows().map(|fields| R::read(&fields)).collect();
        for row in &mut rows {
            let same = now.rows.iter().find(|other| !other.was().is_new() && other.was() == row.was());
            row.learn(same);
        }
        Self { rows }
    }

    /// Adds or removes a row, as its button says. A full list stays as it is.
    pub(super) fn reshape(&mut self, action: Action) {
        match action {
            Action::AddRow(at) if at <= self.rows.len() && self.rows.len() < MAX_ROWS => {
                self.rows.insert(at, R::blank())
            }
            Action::RemoveRow(at) if at < self.rows.len() => {
                self.rows.remove(at);
            }
            _ => {}
        }
    }

    /// Takes what somebody else saved where that was chosen.
    pub(super) fn choose(&mut self, theirs: &Self) {
        for row in self.rows.iter_mut().filter(|row| !row.was().is_new()) {
            let same = theirs.rows.iter().find(|other| other.was() == row.was());
            if let Some(other) = same {
                choose(row.fields_mut(), &other.fields());
            }
        }
    }

    /// Puts two people's rows together. A row is found by what it was, wherever it stands. Rows that only they have are
    /// put in, unless the page that was sent showed them (`seen`): there they were removed on purpose.
    ///
    /// # Errors
    /// Where both do not say the same: the rows of both, to choose from.
    pub fn merge(mut self, theirs: &Self, seen: bool) -> Result<Self, Conflict<Self>> {
        self.bind(theirs);
        let mut next = 0;
        for other in &theirs.rows {
            match self.rows.iter().position(|row| row.was() == other.was()) {
                Some(at) => {
                    compare(self.rows[at].fields_mut(), &other.fields());
                    next = at + 1;
                }
                None if seen => {}
                None => {
                    self.rows.insert(next, shown_as_theirs(other.clone()));
                    next += 1;
                }
            }
        }
        if self.says_the_same(theirs) { Ok(self) } else { Err(Conflict(Box::new(self))) }
    }

    fn says_the_same(&self, theirs: &Self) -> bool {
        let words = |rows: &[R]| -> Vec<Vec<String>> {
            rows.iter().map(|row| row.fields().iter().map(|field| field.canonical()).collect()).collect()
        };
        words(&self.rows) == words(&theirs.rows)
    }

    /// Says of each row that was read which one it is now: none when it is gone.
    fn bind(&mut self, theirs: &Self) {
        let now: Vec<&RowName> = theirs.rows.iter().map(R::was).collect();
        let found = {
            let read: Vec<&RowName> = self.rows.iter().map(R::was).collect();
            stand_now(&read, &now)
        };
        for (row, found) in self.rows.iter_mut().zip(found) {
            *row.was_mut() = found.map(|at| now[at].clone()).unwrap_or_default();
            row.learn(found.map(|at| &theirs.rows[at]));
        }
    }

    pub(super) fn fields_mut(&mut self) -> Vec<&mut dyn AnyField> {
        self.rows.iter_mut().flat_map(R::fields_mut).collect()
    }

    /// Whether every field could be read.
    pub(super) fn whole(&self) -> Result<(), Faulty> {
        let is_sound = |row: &R| row.fields().iter().all(|field| field.error().is_none());
        if self.rows.iter().all(is_sound) { Ok(()) } else { Err(Faulty) }
    }
}

/// A row that somebody else added: its first words say whose they are.
fn shown_as_theirs<R: RowForm>(mut row: R) -> R {
    if let Some(field) = row.fields_mut().into_iter().find(|field| !field.typed().is_empty()) {
        let typed = field.typed().to_owned();
        field.show_theirs(Some(typed));
    }
    row
}
