//! The form of any part.

use delibero_domain::niss::holds_niss;

use super::conflict::{Conflict, Faulty};
use super::facts::FactsForm;
use super::field::AnyField;
use super::field_key::{FieldError, FieldName};
use super::footnotes::FootnotesForm;
use super::part::Part;
use super::point::PointForm;
use super::posted::{Action, PostedFields};
use super::row_name::RowName;
use super::rows::{RowForm, RowsForm};
use super::sections::SectionsForm;
use super::text::TextForm;
use super::versions::VersionsForm;
use crate::register::draft::Content;
use crate::register::texts::TextKey;

/// The form of one part of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    Facts(Box<FactsForm>),
    Versions(VersionsForm),
    Text(Box<TextForm>),
    Sections(SectionsForm),
    Footnotes(FootnotesForm),
    Point(Box<PointForm>),
}

/// A row of a form, as it is shown.
#[derive(Debug)]
pub struct RowView<'f> {
    pub was: &'f RowName,
    pub is_removable: bool,
    pub fields: Vec<&'f dyn AnyField>,
}

/// The same for a form of every kind.
macro_rules! of_each {
    ($form:expr, $of:ident => $do:expr) => {
        match $form {
            Form::Facts($of) => $do,
            Form::Versions($of) => $do,
            Form::Text($of) => $do,
            Form::Sections($of) => $do,
            Form::Footnotes($of) => $do,
            Form::Point($of) => $do,
        }
    };
}

impl Form {
    /// A part as it stands in a content; none when there is no such part.
    #[must_use]
    pub fn of(content: &Content, key: Option<TextKey>, part: Part, number_is_fixed: bool) -> Option<Self> {
        let text = || content.texts.get(&key?);
        Some(match part {
            Part::Facts => Self::Facts(Box::new(FactsForm::of(&content.deliberation, number_is_fixed))),
            Part::Versions => Self::Versions(VersionsForm::of(content)),
            Part::Text => Self::Text(Box::new(TextForm::of(text()?, key?.language))),
            Part::Sections => Self::Sections(SectionsForm::of(text()?)),
            Part::Footnotes => Self::Footnotes(FootnotesForm::of(text()?)),
            Part::Point(place) => Self::Point(Box::new(PointForm::of(text()?, usize::from(place) - 1)?)),
            Part::NewPoint(place) => Self::Point(Box::new(PointForm::new_at(text()?, usize::from(place) - 1)?)),
        })
    }

    /// The same part as it was sent.
    #[must_use]
    pub fn read(&self, posted: &PostedFields) -> Self {
        match self {
            Self::Facts(now) => Self::Facts(Box::new(FactsForm::read(posted, now))),
            Self::Versions(now) => Self::Versions(VersionsForm::read(posted, now)),
            Self::Text(_) => Self::Text(Box::new(TextForm::read(posted))),
            Self::Sections(now) => Self::Sections(SectionsForm::read(posted, now)),
            Self::Footnotes(now) => Self::Footnotes(FootnotesForm::read(posted, now)),
            Self::Point(now) => Self::Point(Box::new(PointForm::read(posted, now))),
        }
    }

    /// Adds or removes a row.
    pub fn reshape(&mut self, action: Action) {
        match self {
            Self::Versions(form) => form.reshape(action),
            Self::Sections(form) => form.reshape(action),
            Self::Footnotes(form) => form.reshape(action),
            Self::Facts(_) | Self::Text(_) | Self::Point(_) => {}
        }
    }

    /// Takes what somebody else saved where that was chosen.
    pub fn choose(&mut self, theirs: &Self) {
        match (self, theirs) {
            (Self::Facts(mine), Self::Facts(theirs)) => mine.choose(theirs),
            (Self::Versions(mine), Self::Versions(theirs)) => mine.choose(theirs),
            (Self::Text(mine), Self::Text(theirs)) => mine.choose(theirs),
            (Self::Sections(mine), Self::Sections(theirs)) => mine.choose(theirs),
            (Self::Footnotes(mine), Self::Footnotes(theirs)) => mine.choose(theirs),
            (Self::Point(mine), Self::Point(theirs)) => mine.choose(theirs),
            _ => {}
        }
    }

    /// Puts two people's versions together; `seen`: whoever sent this one had theirs before their eyes.
    ///
    /// # Errors
    /// Where both do not say the same: both, to choose from.
    pub fn merge(self, theirs: &Self, seen: bool) -> Result<Self, Conflict<Self>> {
        match (self, theirs) {
            (Self::Facts(mine), Self::Facts(theirs)) => boxed(mine.merge(theirs), Self::Facts),
            (Self::Text(mine), Self::Text(theirs)) => boxed(mine.merge(theirs), Self::Text),
            (Self::Point(mine), Self::Point(theirs)) => boxed(mine.merge(theirs), Self::Point),
            (Self::Versions(mine), Self::Versions(theirs)) => in_form(mine.merge(theirs, seen), Self::Versions),
            (Self::Sections(mine), Self::Sections(theirs)) => in_form(mine.merge(theirs, seen), Self::Sections),
            (Self::Footnotes(mine), Self::Footnotes(theirs)) => in_form(mine.merge(theirs, seen), Self::Footnotes),
            (mine, _) => Err(Conflict(Box::new(mine))),
        }
    }

    /// Puts it into a content.
    ///
    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content, key: Option<TextKey>) -> Result<(), Faulty> {
        self.refuse_niss();
        let key = || key.ok_or(Faulty);
        match self {
            Self::Facts(form) => form.apply(content),
            Self::Versions(form) => form.apply(content),
            Self::Text(form) => form.apply(content, key()?),
            Self::Sections(form) => form.apply(content, key()?),
            Self::Footnotes(form) => form.apply(content, key()?),
            Self::Point(form) => form.apply(content, key()?),
        }
    }

    fn refuse_niss(&mut self) {
        for field in self.fields_mut() {
            if field.key().is_name() && holds_niss(field.typed()) {
                field.refuse(FieldError::Niss);
            }
        }
    }

    /// The fields that belong to no row.
    #[must_use]
    pub fn whole(&self) -> Vec<&dyn AnyField> {
        match self {
            Self::Facts(form) => form.fields(),
            Self::Text(form) => form.fields(),
            Self::Point(form) => form.fields(),
            Self::Versions(_) | Self::Sections(_) | Self::Footnotes(_) => Vec::new(),
        }
    }

    #[must_use]
    pub fn rows(&self) -> Vec<RowView<'_>> {
        match self {
            Self::Versions(form) => row_views(form),
            Self::Sections(form) => row_views(form),
            Self::Footnotes(form) => row_views(form),
            Self::Facts(_) | Self::Text(_) | Self::Point(_) => Vec::new(),
        }
    }

    /// Every field with its name.
    #[must_use]
    pub fn fields(&self) -> Vec<(FieldName, &dyn AnyField)> {
        let named = |row, field: &'_ dyn AnyField| FieldName { row, key: field.key() };
        let mut all: Vec<(FieldName, &dyn AnyField)> =
            self.whole().into_iter().map(|field| (named(None, field), field)).collect();
        for (row, view) in self.rows().into_iter().enumerate() {
            all.extend(view.fields.into_iter().map(|field| (named(Some(row), field), field)));
        }
        all
    }

    fn fields_mut(&mut self) -> Vec<&mut dyn AnyField> {
        of_each!(self, form => form.fields_mut())
    }
}

fn row_views<R: RowForm>(form: &RowsForm<R>) -> Vec<RowView<'_>> {
    let mut views = Vec::with_capacity(form.rows.len());
    for row in &form.rows {
        views.push(RowView { was: row.was(), is_removable: row.is_removable(), fields: row.fields() });
    }
    views
}

fn in_form<P>(merged: Result<P, Conflict<P>>, form: fn(P) -> Form) -> Result<Form, Conflict<Form>> {
    merged.map(form).map_err(|Conflict(part)| Conflict(Box::new(form(*part))))
}

fn boxed<P>(merged: Result<P, Conflict<P>>, form: fn(Box<P>) -> Form) -> Result<Form, Conflict<Form>> {
    merged.map(|part| form(Box::new(part))).map_err(|Conflict(part)| Conflict(Box::new(form(part))))
}
