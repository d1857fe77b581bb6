//! The fields of an integration: code, first and last day, number of the file.

use delibero_domain::text::Language;
use delibero_usecases::directory::KnownCode;
use delibero_words::say;
use leptos::prelude::*;

use super::view::form::{DirectoryField, DirectoryForm, DirectoryProblem};
use super::words;
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::field::Field;
use crate::components::text_field::{TextField, Width};

/// One form of several on the page: its fields have identifiers of their own.
pub(super) struct Filling<'f> {
    pub language: Language,
    /// The number of the integration; empty: a new one.
    pub integration: String,
    pub form: &'f DirectoryForm,
    pub problems: &'f [DirectoryProblem],
}

impl Filling<'_> {
    pub fn id(&self, field: DirectoryField) -> String {
        match self.integration.as_str() {
            "" => field.name().to_owned(),
            number => format!("{}-{}-{number}", field.name(), self.form.action),
        }
    }

    pub fn field(&self, field: DirectoryField) -> Field {
        let own = self.problems.iter().find(|problem| problem.field() == Some(field));
        let wrong = own.map(|problem| words::problem(self.language, problem));
        Field::new(field.name(), words::label(self.language, field)).id(self.id(field)).wrong(wrong)
    }

    /// Codes that say nothing of a file are told apart.
    pub fn file(&self, codes: &[KnownCode]) -> AnyView {
        let language = self.language;
        let nothing = (String::new(), say!(language, directory.code_choose).to_owned());
        let choice = |known: &KnownCode| {
            let label = known.label.get(language);
            let mut words = format!("{} – {label}", known.code);
            if let Some(days) = known.days {
                words = format!("{words} ({})", say!(language, directory.code_days, days = days));
            }
            if !known.counts {
                words = format!("{words} ({})", say!(language, directory.code_no_file));
            }
            (known.code.to_string(), words)
        };
        let mut choices: Vec<_> = std::iter::once(nothing).chain(codes.iter().map(choice)).collect();
        let typed = self.form.code.trim();
        if choices.iter().all(|(code, _)| code != typed) {
            choices.push((typed.to_owned(), typed.to_owned()));
        }
        let code = self.field(DirectoryField::Code).hint(say!(language, directory.code_hint));
        let until = self.field(DirectoryField::Until).hint(say!(language, directory.until_hint)).optional();
        let number = self.field(DirectoryField::FileNumber).hint(say!(language, directory.file_number_hint)).optional();
        view! {
            {choice_field(code, choices, typed)}
            <div class="flex flex-wrap items-end gap-x-6 gap-y-3">
                {date_field(self.field(DirectoryField::From), &self.form.from)} {date_field(until, &self.form.until)}
            </div>
            {TextField::new(number, self.form.file_number.clone()).width(Width::Short).verbatim().view()}
        }
        .into_any()
    }

    pub fn why(&self) -> AnyView {
        let field = self.field(DirectoryField::Why).hint(say!(self.language, directory.why_hint));
        TextField::new(field, self.form.why.clone()).view()
    }
}
