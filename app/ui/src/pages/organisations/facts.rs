//! What is registered of an organisation, as a list of facts.

use delibero_domain::text::Language;
use delibero_domain::typed_day::read_day;
use delibero_usecases::organisations::{Field, Typed, TypedProcessor};
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::view::organisation::OrganisationView;
use super::words::label;
use crate::components::definitions::definition_rows;

pub(super) fn facts(language: Language, page: &OrganisationView) -> AnyView {
    let typed = &page.typed;
    let words = |value: String| match value.trim() {
        "" => view! { <span class="quiet">{say!(language, organisations.nothing)}</span> }.into_any(),
        value => view! { <span class="whitespace-pre-line">{value.to_owned()}</span> }.into_any(),
    };
    let names = [typed.get(Field::NameFr), typed.get(Field::NameNl), typed.get(Field::NameDe)];
    let place = format!("{} {}", typed.get(Field::PostalCode), typed.get(Field::Municipality));
    let text = |found: &Option<delibero_domain::text::Text>| {
        found.as_ref().map(|found| found.get(language).to_owned()).unwrap_or_default()
    };
    let mut sector = text(&page.sector);
    if !typed.get(Field::Institution).is_empty() {
        sector = format!("{sector} / {}", typed.get(Field::Institution));
    }
    let facts = [
        (say!(language, organisations.group_names), names.join("\n")),
        (label(language, Field::EnterpriseNumber), typed.get(Field::EnterpriseNumber).to_owned()),
        (say!(language, organisations.identifier), page.id.clone()),
        (say!(language, organisations.group_address), format!("{}\n{}", typed.get(Field::Street), place.trim())),
        (label(language, Field::Region), text(&page.region)),
        (say!(language, organisations.sector_and_institution), sector),
        (label(language, Field::LegalContexts), typed.get(Field::LegalContexts).to_owned()),
        (
            say!(language, organisations.contact),
            contact(typed, [Field::ContactName, Field::ContactEmail, Field::ContactPhone]),
        ),
        (
            say!(language, organisations.adviser),
            contact(typed, [Field::AdviserName, Field::AdviserEmail, Field::AdviserPhone]),
        ),
        (
            say!(language, organisations.officer),
            contact(typed, [Field::OfficerName, Field::OfficerEmail, Field::OfficerPhone]),
        ),
        (
            say!(language, organisations.processors),
            typed.processors.iter().map(processor).collect::<Vec<_>>().join("\n"),
        ),
    ];
    definition_rows(facts.into_iter().map(|(label, value)| (label.to_owned(), words(value))))
}

fn contact(typed: &Typed, fields: [Field; 3]) -> String {
    let said = fields.map(|field| typed.get(field));
    said.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ")
}

fn processor(typed: &TypedProcessor) -> String {
    let day = |typed: &str| read_day(typed).map_or_else(|_| typed.to_owned(), short_date);
    let until = if typed.until.is_empty() { "…".to_owned() } else { day(&typed.until) };
    let number =
        if typed.enterprise_number.is_empty() { String::new() } else { format!(" ({})", typed.enterprise_number) };
    format!("{}{number}, {} – {until}", typed.name, day(&typed.from))
}
