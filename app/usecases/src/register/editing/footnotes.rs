//! Footnotes of a text as a form: one row each.

use delibero_domain::deliberation::reading::Footnote;
use delibero_domain::deliberation::register::VersionText;

use super::conflict::Faulty;
use super::field::{AnyField, Field, fields};
use super::field_key::FieldKey as K;
use super::posted::Fieldset;
use super::row_name::{RowName, row_names};
use super::rows::{RowForm, RowsForm};
use crate::register::draft::Content;
use crate::register::texts::TextKey;

pub type FootnotesForm = RowsForm<FootnoteRow>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteRow {
    pub was: RowName,
    pub mark: Field<String>,
    pub text: Field<String>,
    /// The point or section that it stands in.
    pub at: Field<Option<String>>,
}

impl RowForm for FootnoteRow {
    fn blank() -> Self {
        let footnote = Footnote { mark: String::new(), text: String::new(), at: None };
        Self::of(&footnote, RowName::default())
    }

    fn read(fields: &Fieldset<'_>) -> Self {
        Self {
            was: fields.row_name(),
            mark: Field::read(K::FootnoteMark, fields),
            text: Field::read(K::FootnoteText, fields),
            at: Field::read(K::FootnoteAt, fields),
        }
    }

    fields!(mark, text, at);

    fn was(&self) -> &RowName {
        &self.was
    }

    fn was_mut(&mut self) -> &mut RowName {
        &mut self.was
    }
}

impl FootnoteRow {
    fn of(footnote: &Footnote, was: RowName) -> Self {
        Self {
            was,
            mark: Field::of(K::FootnoteMark, footnote.mark.clone()),
            text: Field::of(K::FootnoteText, footnote.text.clone()),
            at: Field::of(K::FootnoteAt, footnote.at.clone()),
        }
    }

    /// The footnote; none where nothing was typed.
    fn footnote(&self) -> Option<Footnote> {
        let (mark, text) = (self.mark.get().unwrap_or_default(), self.text.get().unwrap_or_default());
        (!mark.is_empty() || !text.is_empty()).then(|| Footnote { mark, text, at: self.at.get().flatten() })
    }
}

impl FootnotesForm {
    #[must_use]
    pub fn of(text: &VersionText) -> Self {
        let names = row_names(text.footnotes.iter().map(|note| [note.mark.as_str(), note.text.as_str()]));
        Self { rows: text.footnotes.iter().zip(names).map(|(note, was)| FootnoteRow::of(note, was)).collect() }
    }

    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content, key: TextKey) -> Result<(), Faulty> {
        self.whole()?;
        if let Some(text) = content.texts.get_mut(&key) {
            text.footnotes = self.rows.iter().filter_map(FootnoteRow::footnote).collect();
        }
        Ok(())
    }
}
