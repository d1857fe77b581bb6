//! The fields of what a module asks for beside the person: quarters, months, a day, the number of a message, the day of
//! return to work. A form that offers several modules shows the fields of each with the modules that ask for them; the
//! island `Choices` puts away what the chosen one does not ask for.

use delibero_domain::parameters::ParameterKind;
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_domain::text::Language;
use delibero_words::{formats, say};
use jiff::civil::Date;
use leptos::prelude::*;

use super::view::Entered;
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::text_field::{TextField, Width};

/// What the fields are made with.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'f> {
    pub language: Language,
    pub today: Date,
    pub entered: &'f Entered,
    pub wrongs: &'f [Wrong],
    /// Before each identifier: two forms may stand on one page.
    pub prefix: &'static str,
}

impl Fields<'_> {
    /// The fields of one kind; nothing where nothing is typed for it.
    pub fn of(self, kind: ParameterKind) -> AnyView {
        let (language, entered) = (self.language, self.entered);
        match kind {
            ParameterKind::Quarters => [
                self.quarter("first", say!(language, consultation.first), &entered.first),
                self.quarter("last", say!(language, consultation.last), &entered.last),
            ]
            .into_any(),
            ParameterKind::Months => [
                self.month("first_month", say!(language, consultation.first_month), &entered.first_month),
                self.month("last_month", say!(language, consultation.last_month), &entered.last_month),
            ]
            .into_any(),
            ParameterKind::Day => date_field(self.field("day", say!(language, consultation.day)), &entered.day),
            ParameterKind::LastKnown => {
                view! { <p class="hint">{say!(language, consultation.last_known)}</p> }.into_any()
            }
            ParameterKind::Whole => view! { <p class="hint">{say!(language, consultation.whole)}</p> }.into_any(),
            ParameterKind::MessageNumber => {
                let field = self.field("message_number", say!(language, consultation.message_number));
                TextField::new(field, entered.message_number.clone()).width(Width::Short).verbatim().view()
            }
            ParameterKind::ReturnDay => {
                let field = self.field("return_day", say!(language, consultation.return_day));
                let field = field.hint(say!(language, consultation.return_day_hint)).optional();
                date_field(field, &entered.return_day)
            }
        }
    }

    fn field(self, name: &'static str, label: &'static str) -> Field {
        let field = Field::new(name, label);
        if self.prefix.is_empty() { field.of(self.wrongs) } else { field.id(format!("{}{name}", self.prefix)) }
    }

    fn quarter(self, name: &'static str, label: &'static str, chosen: &str) -> AnyView {
        let newest = Quarter::containing(self.today);
        let offered = (0..).map(|steps| newest.shifted(-steps)).take(QuarterRange::MAX_QUARTERS);
        // One that was asked long ago may be older.
        let older = chosen.parse().ok().filter(|chosen: &Quarter| offered.clone().all(|one| one != *chosen));
        let older = older.filter(|chosen| *chosen < newest);
        let choices = offered.chain(older).map(|one| (one.to_string(), formats::quarter(one, self.language)));
        choice_field(self.field(name, label), choices, chosen)
    }

    fn month(self, name: &'static str, label: &'static str, typed: &str) -> AnyView {
        let field = self.field(name, label).hint(say!(self.language, consultation.month_hint));
        TextField::new(field, typed).width(Width::Day).view()
    }
}
