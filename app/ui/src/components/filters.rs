//! Filters that were not read: said at their field, in the summary above the form, and where a file is refused.

use delibero_api::filters::{FilterProblem, TAKEN_OUT, Unread};
use delibero_domain::text::Language;
use leptos::prelude::*;

use super::errors::Wrong;
use super::icon::{Icon, IconName};
use super::language::locale_of;
use super::reasons::niss_reason;
use crate::address::Address;
use crate::i18n::{Locale, td_string, use_locale};

/// What is wrong with a filter.
#[must_use]
pub fn words(locale: Locale, unread: &Unread) -> String {
    let typed = unread.typed.clone();
    match &unread.problem {
        FilterProblem::Unknown => td_string!(locale, filters.unknown, typed = typed),
        FilterProblem::Meant(meant) => td_string!(locale, filters.meant, typed = typed, meant = meant.clone()),
        FilterProblem::UserName => td_string!(locale, filters.user_name, typed = typed),
        FilterProblem::Date => td_string!(locale, filters.date, typed = typed),
        FilterProblem::Number => td_string!(locale, filters.number, typed = typed),
        FilterProblem::Reversed => td_string!(locale, filters.reversed, typed = typed),
        FilterProblem::NoWord => td_string!(locale, filters.no_word, typed = typed),
        FilterProblem::NotTwo => td_string!(locale, filters.not_two).to_owned(),
        FilterProblem::Twice => td_string!(locale, filters.twice, typed = typed),
        FilterProblem::Encoding => td_string!(locale, filters.encoding).to_owned(),
        FilterProblem::TooLong => td_string!(locale, filters.too_long).to_owned(),
        FilterProblem::Niss => td_string!(locale, filters.niss).to_owned(),
        FilterProblem::Person(error) => niss_reason(locale, *error),
        FilterProblem::Field => td_string!(locale, filters.field, typed = typed),
    }
}

/// The same for the summary and the fields; a filter that has no field of its own concerns the whole form.
pub fn wrongs(locale: Locale, unread: &[Unread], id_of: impl Fn(&str) -> Option<&'static str>) -> Vec<Wrong> {
    let wrong = |unread: &Unread| {
        let words = words(locale, unread);
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
    let locale = use_locale();
    view! { <p class="rounded border border-line bg-surface p-6 text-muted">{td_string!(locale, filters.no_lines)}</p> }
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(
    language: Language,
    unread: &[Unread],
    label_of: impl Fn(Locale, &str) -> Option<&'static str>,
) -> String {
    let locale = locale_of(language);
    let mut said = vec![td_string!(locale, filters.refused).to_owned()];
    said.extend(unread.iter().map(|unread| match label_of(locale, &unread.field) {
        Some(label) => format!("{label}: {}", words(locale, unread)),
        None => words(locale, unread),
    }));
    said.join("\n")
}

/// Says that a NISS was taken out of the address, where one was.
pub(crate) fn taken_out(address: &Address) -> Option<AnyView> {
    let mut parts = std::iter::once(address.path()).chain(address.query().map(|(_, value)| value));
    let holds = |part: &str| part.contains(TAKEN_OUT) || part.to_ascii_uppercase().contains("%E2%80%A6");
    let locale = use_locale();
    parts.any(holds).then(|| {
        view! {
            <div role="status">
                <p id="taken-out" class="mb-4 flex gap-2 border-l-4 border-warning bg-warning-soft px-4 py-3">
                    <Icon name=IconName::Warning />
                    <span>{td_string!(locale, filters.taken_out)}</span>
                </p>
            </div>
        }
        .into_any()
    })
}
