//! What is typed to begin a draft: by hand, or as a new version of what is published.

use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber};
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::conflict::{Faulty, sound};
use super::field::{AnyField, Field, fields};
use super::field_key::{FieldError, FieldKey as K};
use super::posted::PostedFields;
use crate::register::drafting::{ByHand, NewVersion};
use crate::register::faults::Fault;

/// A deliberation written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHandForm {
    pub number: Field<DeliberationNumber>,
    pub date: Field<Date>,
    pub title: Field<Option<String>>,
    /// French where none is chosen.
    pub language: Field<Language>,
}

impl ByHandForm {
    #[must_use]
    pub fn read(posted: &PostedFields) -> Self {
        let language = posted.get("language");
        let language = Language::from_code(language).unwrap_or_default();
        Self {
            number: Field::typed_in(K::Number, posted.get("number")),
            date: Field::typed_in(K::Date, posted.get("date")),
            title: Field::typed_in(K::TextTitle, posted.get("title")),
            language: Field::of(K::TextLanguage, language),
        }
    }

    fields!(pub number, date, title, language);

    /// # Errors
    /// When a field cannot be taken: it says why.
    pub fn by_hand(&mut self) -> Result<ByHand, Faulty> {
        if self.title.get() == Some(None) {
            self.title.refuse(FieldError::Required);
        }
        sound(&self.fields())?;
        Ok(ByHand {
            number: self.number.get().ok_or(Faulty)?,
            date: self.date.get().ok_or(Faulty)?,
            title: self.title.get().flatten().ok_or(Faulty)?,
            language: self.language.get().ok_or(Faulty)?,
        })
    }

    /// Says at its field what the register found wrong: what is typed here can only hold a NISS in its title.
    pub fn refuse(&mut self) {
        self.title.refuse(FieldError::Niss);
    }
}

/// A new version of what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersionForm {
    pub approved: Field<Date>,
    pub in_force: Field<Option<Date>>,
    pub document: Field<Option<DocumentNumber>>,
}

impl NewVersionForm {
    #[must_use]
    pub fn read(posted: &PostedFields) -> Self {
        Self {
            approved: Field::typed_in(K::VersionApproved, posted.get("approved")),
            in_force: Field::typed_in(K::VersionInForce, posted.get("in_force")),
            document: Field::typed_in(K::VersionDocument, posted.get("document")),
        }
    }

    /// Nothing typed, and nothing said about it.
    #[must_use]
    pub fn empty() -> Self {
        Self::read(&PostedFields::default())
    }

    fields!(pub approved, in_force, document);

    /// # Errors
    /// When a field cannot be taken: it says why.
    pub fn new_version(&self) -> Result<NewVersion, Faulty> {
        sound(&self.fields())?;
        Ok(NewVersion {
            document: self.document.get().flatten(),
            approved: self.approved.get().ok_or(Faulty)?,
            in_force: self.in_force.get().flatten(),
        })
    }

    /// Says at its field what the register found wrong.
    pub fn refuse(&mut self, faults: &[Fault]) {
        if faults.contains(&Fault::Niss) {
            self.document.refuse(FieldError::Niss);
        } else if faults.iter().any(|fault| matches!(fault, Fault::InForceTooEarly(_))) {
            self.in_force.refuse(FieldError::TooEarly);
        } else {
            self.approved.refuse(FieldError::DayTwice);
        }
    }
}
