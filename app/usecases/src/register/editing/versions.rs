//! The versions of a deliberation as a form: one row each.

use std::collections::{HashMap, HashSet};

use delibero_domain::deliberation::DocumentNumber;
use delibero_domain::deliberation::register::{Deliberation, Version};
use jiff::civil::Date;

use super::conflict::Faulty;
use super::field::{AnyField, Field, fields};
use super::field_key::{FieldError, FieldKey as K};
use super::posted::Fieldset;
use super::row_name::{RowName, row_names};
use super::rows::{RowForm, RowsForm};
use crate::register::draft::Content;
use crate::register::texts::TextKey;

pub type VersionsForm = RowsForm<VersionRow>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    pub was: RowName,
    pub document: Field<Option<DocumentNumber>>,
    pub approved: Field<Date>,
    pub in_force: Field<Option<Date>>,
    /// A version with a text is not removed here.
    pub has_text: bool,
}

impl RowForm for VersionRow {
    fn blank() -> Self {
        Self {
            was: RowName::default(),
            document: Field::of(K::VersionDocument, None),
            approved: Field::typed_in(K::VersionApproved, ""),
            in_force: Field::of(K::VersionInForce, None),
            has_text: false,
        }
    }

    fn read(fields: &Fieldset<'_>) -> Self {
        Self {
            was: fields.row_name(),
            document: Field::read(K::VersionDocument, fields),
            approved: Field::read(K::VersionApproved, fields),
            in_force: Field::read(K::VersionInForce, fields),
            has_text: false,
        }
    }

    fields!(document, approved, in_force);

    fn was(&self) -> &RowName {
        &self.was
    }

    fn was_mut(&mut self) -> &mut RowName {
        &mut self.was
    }

    fn learn(&mut self, now: Option<&Self>) {
        self.has_text = now.is_some_and(|now| now.has_text);
    }

    fn is_removable(&self) -> bool {
        !self.has_text
    }
}

impl VersionsForm {
    #[must_use]
    pub fn of(content: &Content) -> Self {
        let versions = &content.deliberation.versions;
        let row = |(place, (version, was)): (usize, (&Version, RowName))| VersionRow {
            was,
            document: Field::of(K::VersionDocument, version.document.clone()),
            approved: Field::of(K::VersionApproved, version.approved),
            in_force: Field::of(K::VersionInForce, version.in_force),
            has_text: has_text(content, place, version),
        };
        Self { rows: versions.iter().zip(names(&content.deliberation)).enumerate().map(row).collect() }
    }

    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content) -> Result<(), Faulty> {
        self.check_days();
        self.whole()?;
        let old = &content.deliberation.versions;
        let mut places: HashMap<RowName, usize> =
            names(&content.deliberation).into_iter().enumerate().map(|(place, name)| (name, place)).collect();
        let mut made: Vec<(Option<usize>, Version)> = Vec::new();
        for row in &self.rows {
            // Taken once: two rows are never the same version.
            let was = places.remove(&row.was);
            let languages = was.and_then(|was| old.get(was)).map(|version| version.languages.clone());
            let version = Version {
                document: row.document.get().flatten(),
                approved: row.approved.get().ok_or(Faulty)?,
                in_force: row.in_force.get().flatten(),
                languages: languages.unwrap_or_default(),
            };
            made.push((was, version));
        }
        // A version with a text stays, whatever a form says.
        let named: HashSet<usize> = made.iter().filter_map(|(was, _)| *was).collect();
        let others = old.iter().enumerate().filter(|(place, _)| !named.contains(place));
        let kept = others.filter(|(place, version)| has_text(content, *place, version));
        made.extend(kept.map(|(place, version)| (Some(place), version.clone())));
        made.sort_by_key(|(_, version)| version.approved);
        move_texts(content, &made);
        content.deliberation.versions = made.into_iter().map(|(_, version)| version).collect();
        Ok(())
    }

    fn check_days(&mut self) {
        let mut days: HashSet<Date> = HashSet::new();
        for row in &mut self.rows {
            let Some(approved) = row.approved.get() else { continue };
            if row.in_force.get().flatten().is_some_and(|day| day < approved) {
                row.in_force.refuse(FieldError::TooEarly);
            }
            if !days.insert(approved) {
                row.approved.refuse(FieldError::DayTwice);
            }
        }
    }
}

fn has_text(content: &Content, place: usize, version: &Version) -> bool {
    version.is_known() || content.texts.keys().any(|key| usize::from(key.version) == place)
}

/// Texts go with their version; `made` says where each one was.
fn move_texts(content: &mut Content, made: &[(Option<usize>, Version)]) {
    let places: HashMap<usize, u16> =
        made.iter().enumerate().filter_map(|(now, (was, _))| Some(((*was)?, u16::try_from(now).ok()?))).collect();
    let now = |key: TextKey| TextKey {
        version: places.get(&usize::from(key.version)).copied().unwrap_or(key.version),
        ..key
    };
    content.texts = std::mem::take(&mut content.texts).into_iter().map(|(key, text)| (now(key), text)).collect();
}

fn names(deliberation: &Deliberation) -> Vec<RowName> {
    let words = |version: &Version| {
        let document = version.document.as_ref().map(ToString::to_string);
        (version.approved.to_string(), document.unwrap_or_default())
    };
    let words: Vec<_> = deliberation.versions.iter().map(words).collect();
    row_names(words.iter().map(|(approved, document)| [approved.as_str(), document.as_str()]))
}
