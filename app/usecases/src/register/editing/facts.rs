//! The facts of a deliberation as a form.

use std::collections::BTreeMap;

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, End};
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::conflict::{Conflict, Faulty, sound};
use super::entry::EndKind;
use super::field::{AnyField, Field, choose, compare, fields};
use super::field_key::{FieldError, FieldKey as K};
use super::posted::PostedFields;
use crate::register::draft::Content;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsForm {
    pub number: Field<DeliberationNumber>,
    pub committee: Field<String>,
    pub date: Field<Date>,
    pub title_fr: Field<Option<String>>,
    pub title_nl: Field<Option<String>>,
    pub title_de: Field<Option<String>>,
    pub rapporteur: Field<Option<String>>,
    pub grounds: Field<Vec<String>>,
    pub requesters: Field<Vec<String>>,
    pub sources: Field<Vec<String>>,
    pub amendments_complete: Field<bool>,
    pub end: Field<EndKind>,
    pub end_date: Field<Option<Date>>,
    pub end_by: Field<Option<DeliberationNumber>>,
    /// A number that is published does not change.
    pub number_is_fixed: bool,
}

impl FactsForm {
    #[must_use]
    pub fn of(facts: &Deliberation, number_is_fixed: bool) -> Self {
        let title = |language| facts.title.get(&language).cloned();
        let (end, end_date, end_by) = match facts.end {
            None => (EndKind::No, None, None),
            Some(End::Repealed(from)) => (EndKind::Repealed, Some(from), None),
            Some(End::Replaced(from, by)) => (EndKind::Replaced, Some(from), Some(by)),
        };
        Self {
            number: Field::of(K::Number, facts.number),
            committee: Field::of(K::Committee, facts.committee.clone()),
            date: Field::of(K::Date, facts.date),
            title_fr: Field::of(K::TitleFr, title(Language::Fr)),
            title_nl: Field::of(K::TitleNl, title(Language::Nl)),
            title_de: Field::of(K::TitleDe, title(Language::De)),
            rapporteur: Field::of(K::Rapporteur, facts.rapporteur.clone()),
            grounds: Field::of(K::Grounds, facts.grounds.clone()),
            requesters: Field::of(K::Requesters, facts.requesters.clone()),
            sources: Field::of(K::Sources, facts.sources.clone()),
            amendments_complete: Field::of(K::AmendmentsComplete, facts.amendments_complete),
            end: Field::of(K::End, end),
            end_date: Field::of(K::EndDate, end_date),
            end_by: Field::of(K::EndBy, end_by),
            number_is_fixed,
        }
    }

    #[must_use]
    pub fn read(posted: &PostedFields, now: &Self) -> Self {
        let fields = posted.whole();
        let number = Field::read(K::Number, &fields);
        Self {
            number: if now.number_is_fixed { now.number.clone() } else { number },
            committee: Field::read(K::Committee, &fields),
            date: Field::read(K::Date, &fields),
            title_fr: Field::read(K::TitleFr, &fields),
            title_nl: Field::read(K::TitleNl, &fields),
            title_de: Field::read(K::TitleDe, &fields),
            rapporteur: Field::read(K::Rapporteur, &fields),
            grounds: Field::read(K::Grounds, &fields),
            requesters: Field::read(K::Requesters, &fields),
            sources: Field::read(K::Sources, &fields),
            amendments_complete: Field::read(K::AmendmentsComplete, &fields),
            end: Field::read(K::End, &fields),
            end_date: Field::read(K::EndDate, &fields),
            end_by: Field::read(K::EndBy, &fields),
            number_is_fixed: now.number_is_fixed,
        }
    }

    fields!(pub number,
        committee,
        date,
        title_fr,
        title_nl,
        title_de,
        rapporteur,
        grounds,
        requesters,
        sources,
        amendments_complete,
        end,
        end_date,
        end_by,
    );

    pub(super) fn choose(&mut self, theirs: &Self) {
        choose(self.fields_mut(), &theirs.fields());
    }

    /// # Errors
    /// Where both do not say the same: each field with theirs beside it.
    pub fn merge(mut self, theirs: &Self) -> Result<Self, Conflict<Self>> {
        compare(self.fields_mut(), &theirs.fields());
        Conflict::unless_same(self, |form| form.fields())
    }

    /// # Errors
    /// When a field cannot be taken: it says why, and the content stays as it is.
    pub fn apply(&mut self, content: &mut Content) -> Result<(), Faulty> {
        let end = self.check_end();
        let title = self.titles();
        if title.is_empty() {
            self.title_fr.refuse(FieldError::Required);
        }
        sound(&self.fields())?;
        let facts = &mut content.deliberation;
        let date = self.date.get().ok_or(Faulty)?;
        // The deliberation as given is its first version: one day, said once.
        if let Some(first) = facts.versions.first_mut().filter(|first| first.approved == facts.date) {
            first.approved = date;
        }
        facts.number = self.number.get().ok_or(Faulty)?;
        facts.date = date;
        facts.title = title;
        facts.end = end;
        facts.committee = self.committee.get().unwrap_or_default();
        facts.rapporteur = self.rapporteur.get().flatten();
        facts.grounds = self.grounds.get().unwrap_or_default();
        facts.requesters = self.requesters.get().unwrap_or_default();
        facts.sources = self.sources.get().unwrap_or_default();
        facts.amendments_complete = self.amendments_complete.get().unwrap_or_default();
        Ok(())
    }

    fn titles(&self) -> BTreeMap<Language, String> {
        let titles = [(Language::Fr, &self.title_fr), (Language::Nl, &self.title_nl), (Language::De, &self.title_de)];
        titles.into_iter().filter_map(|(language, title)| Some((language, title.get().flatten()?))).collect()
    }

    /// How it ended; day and successor are asked for only where they mean something.
    fn check_end(&mut self) -> Option<End> {
        let kind = self.end.get().unwrap_or(EndKind::No);
        if kind != EndKind::Replaced {
            self.end_by = self.end_by.clone().meaning(None);
        }
        if kind == EndKind::No {
            self.end_date = self.end_date.clone().meaning(None);
            return None;
        }
        if self.end_date.get() == Some(None) {
            self.end_date.refuse(FieldError::Required);
        }
        if kind == EndKind::Replaced && self.end_by.get() == Some(None) {
            self.end_by.refuse(FieldError::Required);
        }
        let from = self.end_date.get().flatten()?;
        match kind {
            EndKind::Replaced => Some(End::Replaced(from, self.end_by.get().flatten()?)),
            _ => Some(End::Repealed(from)),
        }
    }
}
