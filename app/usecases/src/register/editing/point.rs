//! A point as a form, and one that is to stand at a place.

use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};

use super::conflict::{Conflict, Faulty, sound};
use super::field::{AnyField, Field, choose, compare, fields};
use super::field_key::{FieldError, FieldKey as K};
use super::posted::PostedFields;
use super::row_name::{RowName, stand_now};
use super::sections::section_names;
use crate::register::draft::Content;
use crate::register::texts::TextKey;

/// How many characters of a heading are shown where one is chosen.
const HEADING_LENGTH: usize = 90;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointForm {
    pub label: Field<PointLabel>,
    pub heading: Field<RowName>,
    pub text: Field<String>,
    pub repealed: Field<bool>,
    /// The headings to choose from: name and words.
    pub headings: Vec<(RowName, String)>,
    /// By its label a point is found again when somebody moved or changed it; none for a new one.
    pub was_label: Option<String>,
    /// Where it stands, or is to stand, from 0.
    place: usize,
}

impl PointForm {
    /// The point at a place, from 0; none when there is none.
    #[must_use]
    pub fn of(text: &VersionText, place: usize) -> Option<Self> {
        let point = text.points.get(place)?;
        let form = Self::with(text, place, Field::of(K::PointLabel, point.label.clone()), point.heading);
        Some(Self {
            text: Field::of(K::PointText, point.text.clone()),
            repealed: Field::of(K::PointRepealed, point.status == PointStatus::Repealed),
            was_label: Some(point.label.printed().to_owned()),
            ..form
        })
    }

    /// A new point at a place; none behind the last one but one. It stands under the heading of the one before it, and
    /// follows its label.
    #[must_use]
    pub fn new_at(text: &VersionText, place: usize) -> Option<Self> {
        if place > text.points.len() {
            return None;
        }
        let before = place.checked_sub(1).and_then(|before| text.points.get(before));
        let after = text.points.get(place);
        let label =
            before.map_or_else(|| "1".to_owned(), |before| label_after(&before.label, after.map(|point| &point.label)));
        let heading = before.or(after).and_then(|point| point.heading);
        Some(Self::with(text, place, Field::typed_in(K::PointLabel, &label), heading))
    }

    fn with(text: &VersionText, place: usize, label: Field<PointLabel>, heading: Option<usize>) -> Self {
        let names = section_names(text);
        let heading = heading.and_then(|at| names.get(at)).cloned().unwrap_or_default();
        Self {
            label,
            heading: Field::of(K::PointHeading, heading),
            text: Field::of(K::PointText, String::new()),
            repealed: Field::of(K::PointRepealed, false),
            headings: names.into_iter().zip(text.sections.iter().map(words_of)).collect(),
            was_label: None,
            place,
        }
    }

    #[must_use]
    pub fn read(posted: &PostedFields, now: &Self) -> Self {
        let fields = posted.whole();
        Self {
            label: Field::read(K::PointLabel, &fields),
            heading: Field::read(K::PointHeading, &fields),
            text: Field::read(K::PointText, &fields),
            repealed: Field::read(K::PointRepealed, &fields),
            headings: now.headings.clone(),
            was_label: now.was_label.clone(),
            place: now.place,
        }
    }

    fields!(pub label, heading, text, repealed);

    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.was_label.is_none()
    }

    /// Whether the heading that was chosen is still there under its name.
    pub(super) fn knows_heading(&self) -> bool {
        let chosen = self.heading.get().unwrap_or_default();
        chosen.is_new() || self.headings.iter().any(|(name, _)| *name == chosen)
    }

    pub(super) fn choose(&mut self, theirs: &Self) {
        choose(self.fields_mut(), &theirs.fields());
    }

    /// What is proposed for a new point was written by nobody: there is nothing to choose.
    ///
    /// # Errors
    /// Where both do not say the same: each field with theirs beside it.
    pub fn merge(mut self, theirs: &Self) -> Result<Self, Conflict<Self>> {
        let heading = self.heading_now().unwrap_or_else(|| theirs.heading.get().unwrap_or_default());
        self.heading.type_over(heading.as_str());
        if self.is_new() {
            return Err(Conflict(Box::new(self)));
        }
        compare(self.fields_mut(), &theirs.fields());
        Conflict::unless_same(self, |form| form.fields())
    }

    /// The heading that was chosen, as it is called now.
    fn heading_now(&self) -> Option<RowName> {
        let chosen = self.heading.get()?;
        if chosen.is_new() {
            return Some(chosen);
        }
        let now: Vec<&RowName> = self.headings.iter().map(|(name, _)| name).collect();
        stand_now(&[&chosen], &now)[0].map(|at| now[at].clone())
    }

    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content, key: TextKey) -> Result<(), Faulty> {
        let Some(text) = content.texts.get_mut(&key) else { return Ok(()) };
        let is_new = self.is_new();
        if let Some(label) = self.label.get() {
            let mut others = text.points.iter().enumerate().filter(|(place, _)| is_new || *place != self.place);
            if others.any(|(_, other)| other.label.normal() == label.normal()) {
                self.label.refuse(FieldError::LabelTwice);
            }
        }
        let repealed = self.repealed.get().unwrap_or_default();
        let words = self.text.get().unwrap_or_default();
        if words.is_empty() && !repealed {
            self.text.refuse(FieldError::Required);
        }
        sound(&self.fields())?;
        let old = if is_new { None } else { text.points.get(self.place) };
        let status = match old.map(|point| point.status) {
            _ if repealed => PointStatus::Repealed,
            None | Some(PointStatus::Repealed) => PointStatus::Unknown,
            Some(other) => other,
        };
        let chosen = self.heading.get().unwrap_or_default();
        let heading = section_names(text).iter().position(|name| *name == chosen);
        let point = PointText { label: self.label.get().ok_or(Faulty)?, heading, text: words, status };
        match text.points.get_mut(self.place) {
            Some(there) if !is_new => *there = point,
            _ => text.points.insert(self.place.min(text.points.len()), point),
        }
        Ok(())
    }

    /// Removes the point; a new one was never there.
    pub fn remove(&self, content: &mut Content, key: TextKey) {
        let Some(text) = content.texts.get_mut(&key) else { return };
        if !self.is_new() && self.place < text.points.len() {
            text.points.remove(self.place);
        }
    }
}

/// A heading as it is chosen.
fn words_of(section: &Section) -> String {
    let words = format!("{} {}", section.label, section.title);
    words.trim().chars().take(HEADING_LENGTH).collect()
}

/// `24` after the last `23`; `23/1` where `24` stands already.
fn label_after(before: &PointLabel, after: Option<&PointLabel>) -> String {
    let Some((last, steps)) = before.steps().split_last() else { return String::new() };
    let prefix: String = steps.iter().map(|step| format!("{step}.")).collect();
    let following = match last.inserted {
        0 => format!("{prefix}{}", last.number + 1),
        inserted => format!("{prefix}{}/{}", last.number, inserted + 1),
    };
    match after {
        Some(after) if after.normal() == following => format!("{prefix}{}/{}", last.number, last.inserted + 1),
        _ => following,
    }
}
