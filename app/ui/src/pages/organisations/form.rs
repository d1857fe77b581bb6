//! The fields of an organisation.

use std::borrow::Cow;

use delibero_domain::text::{Language, Text};
use delibero_usecases::organisations::{Field as Of, TypedProcessor, Wrong};
use delibero_words::say;
use leptos::prelude::*;

use super::view::edit::FormView;
use super::words::{label, problem_words};
use crate::components::choice_field::Choice;
use crate::components::date_field::date_field;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::panel::panel;
use crate::components::text_field::{TextField, Width};

/// What is wrong with the field of a name.
pub(super) fn wrong(language: Language, wrongs: &[Wrong], name: &str) -> Option<String> {
    let found = wrongs.iter().find(|wrong| wrong.field == name);
    found.map(|wrong| problem_words(language, wrong.problem).to_owned())
}

/// What is wrong, for the summary: the field and the words, which name it.
pub(super) fn summary(language: Language, wrongs: &[Wrong]) -> Vec<(Option<Cow<'static, str>>, String)> {
    let line = |wrong: &Wrong| {
        let name = super::column_label(language, &wrong.field);
        let name = if wrong.field.starts_with("processor_") {
            say!(language, organisations.processors).to_owned()
        } else {
            name
        };
        let colon = say!(language, kit.colon);
        (Some(Cow::Owned(wrong.field.clone())), format!("{name}{colon}{}", problem_words(language, wrong.problem)))
    };
    wrongs.iter().map(line).collect()
}

struct Form<'f> {
    language: Language,
    view: &'f FormView,
}

/// Every field, in groups.
pub(super) fn fields(language: Language, view: &FormView) -> AnyView {
    let form = Form { language, view };
    let names = [(Of::NameFr, Language::Fr), (Of::NameNl, Language::Nl), (Of::NameDe, Language::De)];
    let names = names.map(|(field, lang)| {
        TextField::new(form.field(field).required(), form.typed(field)).lang(Some(lang.code())).longest(200).view()
    });
    let number = form.field(Of::EnterpriseNumber).hint(say!(language, organisations.enterprise_number_hint)).required();
    let number = TextField::new(number, form.typed(Of::EnterpriseNumber)).width(Width::Short).verbatim().view();
    let legal = form.field(Of::LegalContexts).hint(say!(language, organisations.legal_contexts_hint)).optional();
    view! {
        {panel("names", say!(language, organisations.group_names), (names.into_iter().collect_view(), number))}
        {panel("address", say!(language, organisations.group_address), form.address())}
        {panel("network", say!(language, organisations.group_network), (
            form.network(),
            TextField::new(legal, form.typed(Of::LegalContexts)).rows(3).verbatim().view(),
        ))}
        {panel("contacts", say!(language, organisations.group_contacts), form.contacts())}
        {panel("processors", say!(language, organisations.processors), form.processors())}
    }
    .into_any()
}

impl Form<'_> {
    fn typed(&self, field: Of) -> String {
        self.view.typed.get(field).to_owned()
    }

    fn field(&self, field: Of) -> Field {
        let problem = wrong(self.language, &self.view.wrongs, field.as_str());
        Field::new(field.as_str(), label(self.language, field)).wrong(problem)
    }

    fn text(&self, field: Of) -> AnyView {
        TextField::new(self.field(field).optional(), self.typed(field)).longest(200).view()
    }

    fn address(&self) -> AnyView {
        let code = TextField::new(self.field(Of::PostalCode).optional(), self.typed(Of::PostalCode));
        view! {
            {self.text(Of::Street)}
            <div class="grid gap-4 sm:grid-cols-2">
                {code.width(Width::Short).verbatim().view()}
                {self.text(Of::Municipality)}
            </div>
        }
        .into_any()
    }

    fn choice(&self, field: Of, any: &'static str, choices: &[(String, Text)]) -> AnyView {
        let words = |(id, label): &(String, Text)| -> Choice { (id.clone(), label.get(self.language).to_owned()) };
        let choices = choices.iter().map(words).collect();
        choice_filter(self.field(field).optional(), Some(any), choices, self.view.typed.get(field))
    }

    fn network(&self) -> AnyView {
        let none = say!(self.language, organisations.none_chosen);
        let institution =
            self.field(Of::Institution).hint(say!(self.language, organisations.institution_hint)).optional();
        let institution = TextField::new(institution, self.typed(Of::Institution)).width(Width::Short).verbatim();
        view! {
            {self.choice(Of::Region, none, &self.view.regions)}
            {self.choice(Of::Sector, none, &self.view.sectors)}
            {institution.input_mode("numeric").view()}
        }
        .into_any()
    }

    fn contacts(&self) -> AnyView {
        let groups = [
            [Of::ContactName, Of::ContactEmail, Of::ContactPhone],
            [Of::AdviserName, Of::AdviserEmail, Of::AdviserPhone],
            [Of::OfficerName, Of::OfficerEmail, Of::OfficerPhone],
        ];
        let group = |fields: [Of; 3]| {
            view! { <div class="grid items-end gap-4 sm:grid-cols-3">{fields.map(|field| self.text(field)).into_iter().collect_view()}</div> }
        };
        groups.map(group).into_iter().collect_view().into_any()
    }

    fn processors(&self) -> AnyView {
        let language = self.language;
        let one = |(place, typed): (usize, &TypedProcessor)| {
            let field = |part: &str, label: &'static str| {
                let name = TypedProcessor::field(place, part);
                let problem = wrong(language, &self.view.wrongs, &name);
                Field::new(name, label).wrong(problem)
            };
            let name = field("name", say!(language, organisations.processor_name));
            let number = field("number", say!(language, organisations.enterprise_number));
            let (from, until) =
                (say!(language, organisations.contract_from), say!(language, organisations.contract_until));
            view! {
                <fieldset class="grid gap-4 sm:grid-cols-2">
                    <legend class="sr-only">{format!("{} {}", say!(language, organisations.processor), place + 1)}</legend>
                    {TextField::new(name, typed.name.clone()).longest(200).view()}
                    {TextField::new(number, typed.enterprise_number.clone()).width(Width::Short).verbatim().view()}
                    {date_field(field("from", from), &typed.from)}
                    {date_field(field("until", until), &typed.until)}
                </fieldset>
            }
        };
        let each = self.view.typed.processors.iter().enumerate().map(one).collect_view();
        view! {
            <p class="hint">{say!(language, organisations.processors_hint)}</p>
            {each}
        }
        .into_any()
    }
}
