//! The fields for what a draft is called and which text carries it.

use delibero_domain::deliberation::register::End;
use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::versions::version_name;
use leptos::prelude::*;

use super::view::describe::DescribeView;
use super::words;
use crate::components::banner::{Banner, Tone};
use crate::components::choice_field::choice_field;
use crate::components::field::Field;
use crate::components::language::use_language;
use crate::components::text_field::{TextField, Width};

/// The fields, each with what is wrong with it.
pub(super) fn fields(page: &DescribeView) -> AnyView {
    let language = use_language();
    let wrong = |field: &str| {
        let found = page.errors.iter().find(|error| error.field() == Some(field));
        found.map(|error| words::describe(language, *error).to_owned())
    };
    let title = Field::new("title", say!(language, changes.field_title))
        .hint(say!(language, changes.field_title_hint))
        .wrong(wrong("title"));
    let deliberation = Field::new("deliberation", say!(language, changes.field_deliberation))
        .hint(say!(language, changes.field_deliberation_hint))
        .wrong(wrong("deliberation"))
        .optional();
    let version = (!page.versions.is_empty()).then(|| {
        let last = page.versions.len() - 1;
        let chosen = page.form.version.trim();
        let chosen = if chosen.is_empty() { last.to_string() } else { chosen.to_owned() };
        let choice = |(place, version)| (format!("{place}"), version_name(language, place, Some(version)));
        let choices = (0_u16..).zip(&page.versions).map(choice).collect::<Vec<_>>();
        let field = Field::new("version", say!(language, changes.field_version)).wrong(wrong("version"));
        choice_field(field, choices, &chosen)
    });
    view! {
        {TextField::new(title, page.form.title.clone()).longest(200).view()}
        {TextField::new(deliberation, page.form.deliberation.clone()).width(Width::Short).verbatim().view()}
        {ended(page)}
        {version}
    }
    .into_any()
}

/// That the deliberation which is to carry a change is at its end.
pub(super) fn ended(page: &DescribeView) -> Option<AnyView> {
    let language = use_language();
    let words = match page.end.as_ref()? {
        End::Repealed(day) => say!(language, changes.carrier_repealed, day = long_date(*day, language)),
        End::Replaced(day, by) => {
            say!(language, changes.carrier_replaced, day = long_date(*day, language), number = by.to_string())
        }
    };
    Some(Banner::new(Tone::Warning).view(view! { <p>{words}</p> }))
}
