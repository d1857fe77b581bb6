//! Sections and headings of a text as a form: one row each.

use std::collections::HashMap;

use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::VersionText;

use super::conflict::Faulty;
use super::entry::Level;
use super::field::{AnyField, Field, fields};
use super::field_key::FieldKey as K;
use super::posted::Fieldset;
use super::row_name::{RowName, row_names};
use super::rows::{RowForm, RowsForm};
use crate::register::draft::Content;
use crate::register::texts::TextKey;

pub type SectionsForm = RowsForm<SectionRow>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    pub was: RowName,
    pub label: Field<String>,
    pub title: Field<String>,
    pub level: Field<Level>,
    pub text: Field<String>,
}

impl RowForm for SectionRow {
    fn blank() -> Self {
        let section = Section { label: String::new(), title: String::new(), level: 1, text: String::new() };
        Self::of(&section, RowName::default())
    }

    fn read(fields: &Fieldset<'_>) -> Self {
        Self {
            was: fields.row_name(),
            label: Field::read(K::SectionLabel, fields),
            title: Field::read(K::SectionTitle, fields),
            level: Field::read(K::SectionLevel, fields),
            text: Field::read(K::SectionText, fields),
        }
    }

    fields!(label, title, level, text);

    fn was(&self) -> &RowName {
        &self.was
    }

    fn was_mut(&mut self) -> &mut RowName {
        &mut self.was
    }
}

impl SectionRow {
    fn of(section: &Section, was: RowName) -> Self {
        Self {
            was,
            label: Field::of(K::SectionLabel, section.label.clone()),
            title: Field::of(K::SectionTitle, section.title.clone()),
            level: Field::of(K::SectionLevel, Level(section.level)),
            text: Field::of(K::SectionText, section.text.clone()),
        }
    }

    /// The section; none where nothing was typed.
    fn section(&self) -> Option<Section> {
        let words = |field: &Field<String>| field.get().unwrap_or_default();
        let level = self.level.get().unwrap_or(Level(1)).0;
        let section = Section { label: words(&self.label), title: words(&self.title), level, text: words(&self.text) };
        let is_empty = section.label.is_empty() && section.title.is_empty() && section.text.is_empty();
        (!is_empty).then_some(section)
    }
}

impl SectionsForm {
    #[must_use]
    pub fn of(text: &VersionText) -> Self {
        let names = section_names(text);
        Self { rows: text.sections.iter().zip(names).map(|(section, was)| SectionRow::of(section, was)).collect() }
    }

    /// Points go with their heading.
    ///
    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content, key: TextKey) -> Result<(), Faulty> {
        self.whole()?;
        let Some(text) = content.texts.get_mut(&key) else { return Ok(()) };
        let old: HashMap<RowName, usize> =
            section_names(text).into_iter().enumerate().map(|(place, name)| (name, place)).collect();
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut made: Vec<Section> = Vec::new();
        for row in &self.rows {
            let Some(section) = row.section() else { continue };
            if let Some(was) = old.get(&row.was) {
                places.insert(*was, made.len());
            }
            made.push(section);
        }
        for point in &mut text.points {
            // Under a heading that went, a point stands under the last one before it that stayed.
            point.heading = point.heading.and_then(|was| (0..=was).rev().find_map(|was| places.get(&was).copied()));
        }
        text.sections = made;
        Ok(())
    }
}

/// The names of the sections of a text, by which points choose their heading too.
pub(super) fn section_names(text: &VersionText) -> Vec<RowName> {
    row_names(text.sections.iter().map(|section| [section.label.as_str(), section.title.as_str()]))
}
