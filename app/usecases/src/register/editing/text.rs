//! Title, language and end of a text as a form.

use delibero_domain::deliberation::register::VersionText;
use delibero_domain::text::Language;

use super::conflict::{Conflict, Faulty, sound};
use super::entry::Lines;
use super::field::{AnyField, Field, choose, compare, fields};
use super::field_key::{FieldError, FieldKey as K};
use super::posted::PostedFields;
use crate::register::draft::Content;
use crate::register::texts::TextKey;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextForm {
    pub language: Field<Language>,
    pub title: Field<Option<String>>,
    pub modules: Field<Lines>,
    pub operative: Field<Option<String>>,
    pub signed_by: Field<Option<String>>,
    pub annex: Field<Option<String>>,
}

impl TextForm {
    #[must_use]
    pub fn of(text: &VersionText, language: Language) -> Self {
        Self {
            language: Field::of(K::TextLanguage, language),
            title: Field::of(K::TextTitle, Some(text.title.clone()).filter(|title| !title.is_empty())),
            modules: Field::of(K::Modules, Lines(text.modules.clone())),
            operative: Field::of(K::Operative, text.operative.clone()),
            signed_by: Field::of(K::SignedBy, text.signed_by.clone()),
            annex: Field::of(K::Annex, text.annex.clone()),
        }
    }

    #[must_use]
    pub fn read(posted: &PostedFields) -> Self {
        let fields = posted.whole();
        Self {
            language: Field::read(K::TextLanguage, &fields),
            title: Field::read(K::TextTitle, &fields),
            modules: Field::read(K::Modules, &fields),
            operative: Field::read(K::Operative, &fields),
            signed_by: Field::read(K::SignedBy, &fields),
            annex: Field::read(K::Annex, &fields),
        }
    }

    fields!(pub language, title, modules, operative, signed_by, annex);

    pub(super) fn choose(&mut self, theirs: &Self) {
        choose(self.fields_mut(), &theirs.fields());
    }

    /// # Errors
    /// Where both do not say the same: each field with theirs beside it.
    pub fn merge(mut self, theirs: &Self) -> Result<Self, Conflict<Self>> {
        compare(self.fields_mut(), &theirs.fields());
        Conflict::unless_same(self, |form| form.fields())
    }

    /// Puts it into the text of a key, which may be another afterwards: the language is part of it.
    ///
    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content, key: TextKey) -> Result<(), Faulty> {
        let language = self.language.get().unwrap_or(key.language);
        let now = TextKey { language, ..key };
        if now != key && content.texts.contains_key(&now) {
            self.language.refuse(FieldError::LanguageTaken);
        }
        if self.title.get() == Some(None) {
            self.title.refuse(FieldError::Required);
        }
        sound(&self.fields())?;
        let title = self.title.get().flatten().ok_or(Faulty)?;
        let Some(mut text) = content.texts.remove(&key) else { return Ok(()) };
        text.title = title;
        text.modules = self.modules.get().unwrap_or_default().0;
        text.operative = self.operative.get().flatten();
        text.signed_by = self.signed_by.get().flatten();
        text.annex = self.annex.get().flatten();
        content.texts.insert(now, text);
        let versions = &mut content.deliberation.versions;
        let known = versions.get_mut(usize::from(key.version)).map(|version| &mut version.languages);
        known.into_iter().flatten().filter(|known| **known == key.language).for_each(|known| *known = language);
        Ok(())
    }
}
