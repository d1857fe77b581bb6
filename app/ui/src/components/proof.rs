//! That the text of a deliberation on a day is not known, and which one is shown in its place.

use delibero_domain::catalogue::TextUnknown;
use leptos::prelude::*;

use super::formats::long_date;
use super::icon::{Icon, IconName};
use super::language::language_of;
use crate::i18n::{Locale, td_string};

/// The sentence.
#[must_use]
pub fn text_unknown_words(locale: Locale, found: &TextUnknown) -> String {
    let language = language_of(locale);
    let (on, shown) = (long_date(found.on, language), long_date(found.proven_from, language));
    let deliberation = found.deliberation.clone();
    td_string!(locale, shell.text_unknown, deliberation = deliberation, on = on, shown = shown).to_string()
}

/// One sentence for each deliberation; nothing where every text is known.
pub fn texts_unknown(locale: Locale, found: &[TextUnknown]) -> Option<AnyView> {
    let sentence = |found| view! { <li>{text_unknown_words(locale, found)}</li> };
    (!found.is_empty()).then(|| {
        view! {
            <div class="mb-4 flex max-w-[72ch] items-start gap-2 border-l-4 border-warning bg-warning-soft px-4 py-3">
                <Icon name=IconName::Warning />
                <ul class="space-y-1">{found.iter().map(sentence).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
