//! A part is found again where it stands now: others may have moved it while somebody wrote.

use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::register::VersionText;

use super::form::Form;
use super::mark::Mark;
use super::part::Part;
use crate::register::draft::Draft;
use crate::register::texts::TextKey;

/// Where a form belongs in a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'s> {
    pub draft: &'s Draft,
    pub key: Option<TextKey>,
    /// The mark with which it was sent.
    pub read: &'s Mark,
    /// The label that the point had when it was read; empty for a new one.
    pub was_label: &'s str,
}

/// The text that a form was read from: the one that its mark names, wherever it stands now. Where there is none, the
/// one of its address or the newest: the mark of that is another.
pub(super) fn text_read(draft: &Draft, address: &str, read: &Mark) -> Option<TextKey> {
    let texts = &draft.content.texts;
    let address = address.trim().parse().ok().filter(|key| texts.contains_key(key));
    read.find_text(&draft.content, address).or(address).or_else(|| newest(draft))
}

/// The text that is shown where an address names none: the first language of the newest version with a text.
pub(super) fn newest(draft: &Draft) -> Option<TextKey> {
    draft.content.newest_first().first().copied()
}

impl Search<'_> {
    /// The part as it is now. A point is the one that reads as it was read, or else the one with its label. One that is
    /// gone becomes a new point, so that what was typed is kept.
    pub(super) fn find(&self, part: Part) -> Option<(Part, Form)> {
        let part = match part {
            Part::Point(place) => self.point_read(place).unwrap_or_else(|| self.new_point(place)),
            Part::NewPoint(place) => self.new_point(place),
            part => part,
        };
        Some((part, self.form(part)?))
    }

    fn form(&self, part: Part) -> Option<Form> {
        Form::of(&self.draft.content, self.key, part, self.draft.origin.base.is_some())
    }

    /// Whether a part is still what was read; of a new point only the text that it goes into counts.
    pub(super) fn is_as_read(&self, part: Part, form: &Form) -> bool {
        let now = Mark::of(&self.draft.content, self.key, part, form);
        match part {
            Part::NewPoint(_) => self.read.is_of_text_of(&now),
            _ => *self.read == now,
        }
    }

    fn point_read(&self, place: u16) -> Option<Part> {
        let as_read = |part: &Part| self.form(*part).is_some_and(|form| self.is_as_read(*part, &form));
        let here = Some(Part::Point(place)).filter(as_read);
        let elsewhere = || (1..=self.points()).map(Part::Point).find(as_read);
        here.or_else(elsewhere).or_else(|| self.point_labelled())
    }

    fn point_labelled(&self) -> Option<Part> {
        let label: PointLabel = self.was_label.parse().ok()?;
        let at = self.text()?.points.iter().position(|point| point.label.normal() == label.normal())?;
        u16::try_from(at + 1).ok().map(Part::Point)
    }

    /// A new point at a place, or behind the last one where there are fewer now.
    fn new_point(&self, place: u16) -> Part {
        Part::NewPoint(place.min(self.points().saturating_add(1)))
    }

    fn text(&self) -> Option<&VersionText> {
        self.draft.content.texts.get(&self.key?)
    }

    fn points(&self) -> u16 {
        self.text().map_or(0, |text| u16::try_from(text.points.len()).unwrap_or(u16::MAX))
    }
}
