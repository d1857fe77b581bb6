//! Filters that were not read: said at their field, in the summary above the form, and where a file is refused.

use crate::filters::{FilterProblem, TAKEN_OUT, Unread};
use delibero_domain::text::Language;
use delibero_words::reasons::{day_reason, niss_reason};
use delibero_words::say;
use leptos::prelude::*;

use super::banner::{Banner, Tone};
use super::empty::empty;
use super::errors::Wrong;
use crate::address::Address;
use crate::components::language::use_language;

/// What is wrong with a filter.
#[must_use]
pub fn words(language: Language, unread: &Unread) -> String {
    let typed = unread.typed.clone();
    match &unread.problem {
        FilterProblem::Unknown => say!(language, filters.unknown, typed = typed),
        FilterProblem::Meant(meant) => say!(language, filters.meant, typed = typed, meant = meant.clone()),
        FilterProblem::UserName => say!(language, filters.user_name, typed = typed),
        FilterProblem::Day(error) => day_reason(language, *error, &typed),
        FilterProblem::Number => say!(language, filters.number, typed = typed),
        FilterProblem::Reversed => say!(language, filters.reversed, typed = typed),
        FilterProblem::NoWord => say!(language, filters.no_word, typed = typed),
        FilterProblem::NotTwo => say!(language, filters.not_two).to_owned(),
        FilterProblem::Twice => say!(language, filters.twice, typed = typed),
        FilterProblem::Encoding => say!(language, filters.encoding).to_owned(),
        FilterProblem::TooLong => say!(language, filters.too_long).to_owned(),
        FilterProblem::Niss => say!(language, filters.niss).to_owned(),
        FilterProblem::Person(error) => niss_reason(language, *error),
        FilterProblem::Field => say!(language, filters.field, typed = typed),
    }
}

/// The same for the summary and the fields; a filter that has no field of its own concerns the whole form.
pub fn wrongs(language: Language, unread: &[Unread], id_of: impl Fn(&str) -> Option<&'static str>) -> Vec<Wrong> {
    let wrong = |unread: &Unread| {
        let words = words(language, unread);
        match id_of(&unread.field) {
            Some(field) => Wrong::with(field, words),
            None => Wrong::whole(words),
        }
    };
    unread.iter().map(wrong).collect()
}

/// Says that nothing is shown because of them.
#[component]
pub fn NoLines() -> impl IntoView {
    let language = use_language();
    empty(say!(language, filters.no_lines), ())
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(
    language: Language,
    unread: &[Unread],
    label_of: impl Fn(Language, &str) -> Option<&'static str>,
) -> String {
    let mut said = vec![say!(language, filters.refused).to_owned()];
    said.extend(unread.iter().map(|unread| match label_of(language, &unread.field) {
        Some(label) => format!("{label}{}{}", say!(language, kit.colon), words(language, unread)),
        None => words(language, unread),
    }));
    said.join("\n")
}

/// Says that a NISS was taken out of the address, where one was.
pub(crate) fn taken_out(address: &Address) -> Option<AnyView> {
    let mut parts = std::iter::once(address.path()).chain(address.query().map(|(_, value)| value));
    let holds = |part: &str| part.contains(TAKEN_OUT) || part.to_ascii_uppercase().contains("%E2%80%A6");
    let language = use_language();
    parts
        .any(holds)
        .then(|| Banner::new(Tone::Warning).id("taken-out").role("status").view(say!(language, filters.taken_out)))
}
